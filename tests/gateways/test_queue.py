"""The bell: the same over a file and over Redis, across processes, and no harm when Redis is away."""

import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from tests.gateways.test_limits import REDIS, redis_answers
from tests.serving import free_port
from wtc.gateways.queue import Bell, Plain
from wtc.settings import ROOT

RINGER = (
    "import sys, pathlib, wtc.gateways.queue as q; q.Bell(sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]).ring()"
)


@pytest.fixture(params=["file", "redis"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[str, str, str]]:
    """The address of Redis (or none), the folder and the name of a queue of this test's own."""
    if request.param == "redis" and not redis_answers():
        pytest.skip("Redis does not answer")
    name = f"wtctest{uuid.uuid4().hex[:8]}"
    yield REDIS if request.param == "redis" else "", str(tmp_path), name
    if request.param == "redis":
        redis.Redis.from_url(REDIS).delete(f"huey.redis.{name}")


def made(where: tuple[str, str, str]) -> Bell:
    return Bell(where[0], Path(where[1]), where[2])


def test_whoever_listens_is_woken(where: tuple[str, str, str]) -> None:
    bell, heard = made(where), threading.Event()
    with bell.listening(heard.set):
        heard.wait(1.5)  # huey's own minute may strike at the start
        heard.clear()
        assert bell.ring()
        assert heard.wait(5)


def test_another_process_rings_it(where: tuple[str, str, str]) -> None:
    heard = threading.Event()
    with made(where).listening(heard.set):
        heard.wait(1.5)
        heard.clear()
        subprocess.run([sys.executable, "-c", RINGER, *where], cwd=ROOT, check=True)
        assert heard.wait(5)


def test_what_was_rung_before_anybody_listened_is_heard(where: tuple[str, str, str]) -> None:
    assert made(where).ring()
    heard = threading.Event()
    with made(where).listening(heard.set):
        assert heard.wait(5)


def test_a_thousand_rings_do_not_pile_up(where: tuple[str, str, str]) -> None:
    bell = made(where)
    for _ in range(100):
        assert bell.ring()
    assert bell._huey.pending_count() <= 10


def test_it_ends_when_the_block_ends(where: tuple[str, str, str]) -> None:
    before = threading.active_count()
    with made(where).listening(lambda: None):
        assert threading.active_count() > before
    until = time.monotonic() + 8
    while threading.active_count() > before and time.monotonic() < until:
        time.sleep(0.1)
    assert threading.active_count() <= before


def test_without_redis_it_says_so_and_nothing_breaks(tmp_path: Path) -> None:
    bell = Bell(f"redis://127.0.0.1:{free_port()}/0", tmp_path)
    with bell.listening(lambda: None):
        assert not bell.ring()


def test_a_message_is_plain_json_and_nothing_that_runs() -> None:
    assert Plain().serialize(["a", None]) == b'["a", null]'
    with pytest.raises(ValueError, match="codec"):
        Plain().deserialize(b"\x80\x04\x95")
