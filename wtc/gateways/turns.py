"""Files that strangers send, read one after the other and by a program of their own, which may fail in any way."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Generic, TypeVar

from wtc.errors import Invalid, SourceDown, TooLarge

R = TypeVar("R")
LARGEST = 10 << 20
PATIENCE, PLACES, WORKERS = 25.0, 4, 1


class Turns(Generic[R]):
    """One line before one reader: ``reading`` makes of a file's bytes what is wanted, on a thread of this line's own.

    ``taken`` counts the files that are being read or wait, on the event loop, so that no lock is needed.
    """

    def __init__(self, name: str, reading: Callable[[bytes], R], *, too_large: str) -> None:
        self.taken = 0
        self._reading, self._too_large = reading, too_large
        self._pool = ThreadPoolExecutor(WORKERS, thread_name_prefix=name)

    async def read(self, data: bytes) -> R:
        """What the file holds; ``Invalid`` or ``TooLarge`` with words for people, ``SourceDown`` in a crush."""
        if len(data) > LARGEST:
            raise TooLarge(self._too_large)
        if self.taken >= PLACES:
            raise SourceDown("Too many files at once. Try again in a moment.", retry_after=5)
        self.taken += 1
        try:
            return await asyncio.get_running_loop().run_in_executor(self._pool, self._reading, data)
        finally:
            self.taken -= 1


def pressed(press: Path, data: bytes, *, broken: str) -> dict[str, Any]:
    """What the program ``press`` says of ``data``; ``Invalid`` with its refusal, or with ``broken`` when it fails."""
    try:
        done = subprocess.run(  # noqa: S603  (our own program, by its path)
            [sys.executable, "-I", str(press)], input=data, capture_output=True, timeout=PATIENCE, env={}, check=True
        )
        said: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        raise Invalid(broken) from None
    if "refused" in said:
        raise Invalid(str(said["refused"]))
    return said
