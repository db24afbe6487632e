"""What is noted when an answer is out: gathered for a moment, bounded, and never the answer's trouble."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Concatenate, ParamSpec

import structlog
from sqlmodel import Session

from wtc import measures
from wtc.db import write

P = ParamSpec("P")
Note = Callable[[Session], Any]
MOST = 500
"""How many notes may wait at once; on a machine that is further behind than that they are let go."""
GATHER = 0.1
"""For how many seconds notes are gathered, so that many share one transaction."""
TOGETHER = 50
"""How many notes a transaction holds at most: others wait for it to write."""
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Desk:
    """The notes that nobody has taken up yet, and the last round that was called to write some."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    hurry: threading.Event = field(default_factory=threading.Event)
    waiting: list[Note] = field(default_factory=list)
    last: Future[None] | None = None


_desk = _Desk()


@lru_cache(maxsize=1)
def _scribe() -> ThreadPoolExecutor:
    """One thread: notes never wait for each other's lock. It finishes what waits before the program ends."""
    return ThreadPoolExecutor(1, thread_name_prefix="note")


def note(deed: Callable[Concatenate[Session, P], Any], *args: P.args, **kwargs: P.kwargs) -> None:
    """Have something written soon. Failures are counted and logged, and go no further."""
    with _desk.lock:
        if len(_desk.waiting) >= MOST:
            measures.list_errors.labels("note lost").inc()
            return
        _desk.waiting.append(lambda session: deed(session, *args, **kwargs))
        if len(_desk.waiting) == 1:
            _desk.last = _scribe().submit(_round)


def _round() -> None:
    _desk.hurry.wait(GATHER)
    with _desk.lock:
        notes = _desk.waiting[:]
        _desk.waiting.clear()
    for begin in range(0, len(notes), TOGETHER):
        _written(notes[begin : begin + TOGETHER])


def _written(notes: Sequence[Note]) -> None:
    """All of them in one transaction; when one fails, each in its own, so that it takes no other with it."""
    try:
        write(_all, notes)
    except Exception as error:  # whatever it is, the answer is out
        if len(notes) > 1:
            for one in notes:
                _written([one])
            return
        measures.list_errors.labels("note").inc()
        _log.error("note_failed", kind=type(error).__name__)


def _all(session: Session, notes: Sequence[Note]) -> None:
    for one in notes:
        one(session)


def settled() -> None:
    """Wait until everything that waits now is done."""
    _desk.hurry.set()
    try:
        if _desk.last is not None:
            wait([_desk.last], timeout=30)
    finally:
        _desk.hurry.clear()
