"""Hashing off the loop, in a bounded line, with the maintained library."""

import asyncio
import importlib.metadata
import subprocess
import sys
import threading

import pytest

from wtc.errors import SourceDown
from wtc.gateways import passwords


def test_the_abandoned_passlib_is_not_installed() -> None:
    with pytest.raises(importlib.metadata.PackageNotFoundError):
        importlib.metadata.distribution("passlib")
    assert importlib.metadata.version("libpass")


@pytest.mark.usefixtures("dear_passwords")
async def test_hashing_runs_in_threads_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: set[str] = set()
    real = passwords.hash_now

    def watched(password: str) -> str:
        seen.add(threading.current_thread().name.rsplit("_", 1)[0])
        return real(password)

    monkeypatch.setattr(passwords, "hash_now", watched)
    kept = await passwords.hashed("correct horse")
    assert seen == {"passwords"}
    assert kept.startswith("$argon2id$v=19$m=65536,t=2,p=1$")


async def test_tells_right_from_wrong_and_from_nobody() -> None:
    kept = await passwords.hashed("nul\0byte")
    assert await passwords.verified("nul\0byte", kept)
    assert not await passwords.verified("nul\0bytes", kept)
    assert not await passwords.verified("nul", kept)
    assert not await passwords.verified("anything", None)


async def test_a_full_line_refuses_at_once_and_has_room_again_after() -> None:
    release = asyncio.Event()

    async def stand() -> None:
        async with passwords.place():
            await release.wait()

    waiting = [asyncio.create_task(stand()) for _ in range(passwords.PLACES)]
    await asyncio.sleep(0)
    with pytest.raises(SourceDown) as refused:
        async with passwords.place():
            pytest.fail("there was no place")
    assert refused.value.retry_after == 2
    release.set()
    await asyncio.gather(*waiting)
    async with passwords.place():
        pass


FIRST = """
import asyncio, sys
from wtc.gateways import passwords

async def main():
    await asyncio.gather(*(passwords.verified("nobody's", None) for _ in range(4)))

sys.setswitchinterval(1e-6)
asyncio.run(main())
"""


def test_the_first_ones_at_the_door_may_come_together() -> None:
    """The library loads itself with the first hash, which two threads must not do at once."""
    done = subprocess.run([sys.executable, "-c", FIRST], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
