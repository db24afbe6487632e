"""Argon2id in two threads of its own: hashing never holds up the event loop, and a flood is turned away at the door."""

import asyncio
import os
import threading
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, suppress
from functools import lru_cache

from passlib.hash import argon2

from wtc.errors import SourceDown

WORKERS = 2
PLACES = 24  # two being hashed and the rest in line: about two seconds of waiting
_hasher = argon2.using(type="ID", memory_cost=65_536, rounds=2, parallelism=1)


class Line:
    """The people at the desk: counted on the event loop, so that no lock is needed."""

    taken = 0


@asynccontextmanager
async def place() -> AsyncIterator[None]:
    """Hold a place in the line for the work inside; ``SourceDown`` at once when the line is full."""
    if Line.taken >= PLACES:
        raise SourceDown("There's a crush at the door. Try again in a moment.", retry_after=2)
    Line.taken += 1
    try:
        yield
    finally:
        Line.taken -= 1


async def hashed(password: str) -> str:
    """The argon2id hash of a password, to be kept. Ask for a ``place`` first."""
    return await asyncio.get_running_loop().run_in_executor(_pool(), hash_now, password)


async def verified(password: str, kept: str | None) -> bool:
    """Whether the password is the kept one. Without a kept one the work is the same and the answer no."""
    return await asyncio.get_running_loop().run_in_executor(_pool(), _verify, password, kept)


def outdated(kept: str) -> bool:
    """Whether a kept hash was made at another cost than today's."""
    return bool(_hasher.needs_update(kept))


def hash_now(password: str) -> str:
    """The same hash, here and now (command line)."""
    return str(_hasher.hash(password))


def _verify(password: str, kept: str | None) -> bool:
    return bool(_hasher.verify(password, kept or _nobody())) and kept is not None


@lru_cache(maxsize=1)
def _nobody() -> str:
    return hash_now(os.urandom(16).hex())


@lru_cache(maxsize=1)
def _pool() -> ThreadPoolExecutor:
    argon2.set_backend()  # left to the first hash, two threads would do it at once, and one of them fail
    pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="passwords", initializer=_step_back)
    pool.submit(_nobody)  # made before the first stranger knocks, so that he does not wait for two
    return pool


def _step_back() -> None:
    """Let the event loop go first where threads have priorities of their own (Linux)."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
