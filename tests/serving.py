"""A real server for tests: the program itself, on a free port, with an empty data folder of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from wtc.settings import ROOT


@dataclass(frozen=True)
class Served:
    """A running server: where it is, what it wrote and which process it is."""

    url: str
    data: Path
    log: Path
    pid: int

    @property
    def database(self) -> str:
        return f"sqlite:///{self.data / 'wtc.db'}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(data: Path, **settings: str) -> Iterator[Served]:
    """Run ``python -m wtc serve`` until the block ends; ``settings`` are environment variables."""
    port = free_port()
    log = data / "server.log"
    kept = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "RATE_LIMIT_MAX")}
    chosen = kept | {
        "PORT": str(port),
        "HOST": "127.0.0.1",
        "DATA_DIR": str(data),
        "RATE_LIMIT_MAX": "100000",
    }
    chosen |= settings
    with log.open("wb") as sink:
        process = subprocess.Popen(
            [sys.executable, "-m", "wtc", "serve"], cwd=ROOT, env=chosen, stdout=sink, stderr=sink
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url, process, log)
            yield Served(url=url, data=data, log=log, pid=process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()


def _wait(url: str, process: subprocess.Popen[bytes], log: Path, patience: float = 300.0) -> None:
    until = time.monotonic() + patience  # a first build may have to fetch its tools
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            if httpx.get(f"{url}/health", timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.1)
    raise RuntimeError(f"the server did not start:\n{log.read_text()[-4000:]}")
