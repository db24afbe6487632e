"""The worker of a server: a process beside it, begun when a job waits, and over when none has waited for a while.

Reading and storing thousands of listings takes an interpreter for seconds: visitors keep theirs.
"""

import asyncio
import ctypes
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import structlog

from wtc.settings import ROOT

PATIENCE = 4.0
"""Seconds in which a worker that is told to end puts its jobs back; Reflex waits five for whoever tells it."""
REST = 20.0
"""Seconds before another worker is begun after one that failed."""
_log = structlog.get_logger(__name__)


class Shift:
    """One worker at most, and what was wrong with the last (``trouble``, empty when nothing was)."""

    def __init__(self) -> None:
        self.trouble = ""
        self._working: asyncio.Task[None] | None = None
        self._rested = 0.0

    @property
    def wanted(self) -> bool:
        """Whether a worker may be begun: none is there, and none has failed just now."""
        return (self._working is None or self._working.done()) and time.monotonic() >= self._rested

    def begin(self, many: int, over: Callable[[], None]) -> None:
        """Begin a worker that does ``many`` jobs at once; ``over`` is called when it has ended well."""
        self._working = asyncio.create_task(self._work(many, over))

    async def end(self) -> None:
        """Have the worker put back what it does, and end."""
        if self._working is not None:
            self._working.cancel()
            await asyncio.gather(self._working, return_exceptions=True)

    async def _work(self, many: int, over: Callable[[], None]) -> None:
        command = (sys.executable, "-m", "wtc", "jobs", "work", "--until-idle", "--workers", str(many))
        try:
            process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdin=asyncio.subprocess.DEVNULL)
        except OSError as trouble:
            self._failed(f"could not be started: {type(trouble).__name__}")
            return
        try:
            code = await process.wait()
        finally:
            await _ended(process)
        if code:
            self._failed(f"was killed (signal {-code})" if code < 0 else "failed: see the log")
        else:
            self.trouble = ""
            over()

    def _failed(self, how: str) -> None:
        self.trouble, self._rested = f"the last worker {how}", time.monotonic() + REST
        _log.error("worker_failed", how=how)


async def _ended(process: asyncio.subprocess.Process) -> None:
    if process.returncode is not None:
        return
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        await asyncio.wait_for(process.wait(), PATIENCE)
    except TimeoutError:
        process.kill()
        await process.wait()


def end_with_parent() -> None:
    """Be told to end when the process that began this one is gone, where the system knows how."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG
