"""The process itself: it ends when told to, and slow clients hold up nobody."""

import os
import signal
import socket
import subprocess
import time

import httpx
import pytest

from tests.faults.wsprobe import Probe
from tests.serving import Served, serving
from wtc.settings import ROOT

pytestmark = pytest.mark.slow
BEGUN = (b"GET / HT", b"POST /v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")


def alive(pid: int) -> bool:
    try:
        ended, _ = os.waitpid(pid, os.WNOHANG)
    except ChildProcessError:
        return False
    return ended == 0


async def test_sigterm_ends_it_even_with_an_open_socket(tmp_path_factory: pytest.TempPathFactory) -> None:
    with serving(tmp_path_factory.mktemp("ending")) as running:
        async with Probe(running.url) as probe:
            await probe.arrive()
            os.kill(running.pid, signal.SIGTERM)
            until = time.monotonic() + 14
            while alive(running.pid) and time.monotonic() < until:
                await probe.quiet(0.2)
            assert not alive(running.pid)


def test_a_hundred_dawdling_clients_do_not_keep_others_out(served: Served) -> None:
    host, port = "127.0.0.1", int(served.url.rpartition(":")[2])
    dawdlers = [socket.create_connection((host, port), timeout=5) for _ in range(100)]
    try:
        for number, each in enumerate(dawdlers):
            begun = (
                b"POST /v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
                if number % 2
                else b"GET / HT"
            )
            each.sendall(begun)
        for _ in range(5):
            assert httpx.get(f"{served.url}/health", timeout=5).status_code == 200
    finally:
        for each in dawdlers:
            each.close()


def test_a_header_block_too_large_is_refused(served: Served) -> None:
    assert httpx.get(f"{served.url}/health", headers={"x-long": "x" * 20_000}).status_code == 431


def test_two_hundred_megabytes_are_turned_away_unread(served: Served) -> None:
    host, port = "127.0.0.1", int(served.url.rpartition(":")[2])
    with socket.create_connection((host, port), timeout=10) as giant:
        giant.sendall(b"POST /v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 200000000\r\n\r\n" + b"x" * 300_000)
        assert b" 413 " in giant.recv(4_096).splitlines()[0]


def test_the_smoke_script_is_content_with_a_sound_program_and_not_with_none(served: Served) -> None:
    script = str(ROOT / "scripts" / "smoke")
    sound = subprocess.run([script, served.url], capture_output=True, text=True)
    assert sound.returncode == 0, sound.stdout
    nobody = subprocess.run([script, "http://127.0.0.1:9"], capture_output=True, text=True)
    assert nobody.returncode == 1
    assert nobody.stdout.count("FAILED") == sound.stdout.count("ok ")
