"""One job in a worker's hands: kept alive by a heartbeat, told about as it goes, and let go of when it is lost."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from sqlmodel import Session

from wtc import clock
from wtc.db import act
from wtc.errors import Conflict, CraicError
from wtc.services import jobs
from wtc.shapes.jobs import Job, Progress

LIFE = timedelta(seconds=30)
BEAT = 2.0
QUIET = 5
"""A job is kept alive every ``QUIET`` beats, and at each beat that has something new to tell."""
PAUSES = (timedelta(minutes=1), timedelta(minutes=10))
_log = structlog.get_logger(__name__)


def stand_back() -> None:
    """Let the processes that answer visitors go first: what this one starts from here on stands back too."""
    with suppress(OSError, AttributeError):
        os.setpriority(os.PRIO_PROCESS, 0, 10)


class NotYet(Exception):
    """It is not this job's turn: put it back for ``seconds`` without counting the attempt."""

    def __init__(self, words: str, seconds: float = 20.0) -> None:
        super().__init__(words)
        self.pause = timedelta(seconds=seconds)


class Hopeless(Exception):
    """Another try would end like this one: a key that is refused, a name that is not known."""


class Work:
    """What a flow is given: ``job``, a place to tell how far it is, and whether it is still the one to do it."""

    def __init__(self, job: Job, holder: str) -> None:
        self.job, self.holder = job, holder
        self.progress = job.progress
        self._told = True

    @property
    def resume(self) -> dict[str, Any]:
        """What an earlier attempt left for this one to go on from."""
        return self.progress.resume

    def say(self, words: str, *, done: int = 0, total: int = 0, resume: dict[str, Any] | None = None) -> None:
        """Tell how far it is; it is written down at the next beat."""
        kept = self.progress.resume if resume is None else resume
        self.progress = Progress(done=done, total=total, words=words, resume=kept)
        self._told = False

    def confirm(self, session: Session) -> None:
        """Inside a writing transaction: ``Conflict``, and so nothing written, when the job is another's by now."""
        jobs.beat(session, self.job.id, self.holder, now=clock.ticking(), life=LIFE)

    async def save(self) -> None:
        """Write down at once what was told, so that a crash from here on resumes there; ``Conflict`` when lost."""
        self._told = True
        now = clock.ticking()
        await act(jobs.beat, self.job.id, self.holder, now=now, life=LIFE, progress=self.progress)

    async def keep(self) -> None:
        """Beat until the job is another's or this is cancelled."""
        turn = 0
        while True:
            await asyncio.sleep(BEAT)
            turn += 1
            if self._told and turn % QUIET:
                continue
            try:
                await self.save()
            except Conflict:
                return
            except Exception as error:  # a busy database: the lease has time for some more beats
                _log.warning("job_beat_failed", job=self.job.id, kind=type(error).__name__)


Run = Callable[[Work], Awaitable[dict[str, Any]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of work: its name for people, and the flow that does it. The flow's answer is kept as the result."""

    title: str
    run: Run


async def do(job: Job, kind: Kind, holder: str) -> None:
    """Do ``job``, which ``holder`` has claimed, and write down how it ended. Lost on the way, it writes nothing."""
    work = Work(job, holder)
    doing = asyncio.ensure_future(kind.run(work))
    beat = asyncio.create_task(work.keep())
    try:
        await asyncio.wait((doing, beat), return_when=asyncio.FIRST_COMPLETED)
        if not doing.done():
            _log.warning("job_lost", job=job.id, kind=job.kind)
            return
        await _ended(work, doing)
    except asyncio.CancelledError:  # the program ends: whoever is next goes on from here
        await _stopped(beat, doing)
        with suppress(Exception):
            await act(jobs.put_back, job.id, holder, run_at=clock.ticking())
        raise
    finally:
        await _stopped(beat, doing)


async def _stopped(*tasks: "asyncio.Future[Any]") -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _ended(work: Work, doing: "asyncio.Future[dict[str, Any]]") -> None:
    job, now = work.job, clock.ticking()
    mine = (job.id, work.holder)
    try:
        trouble = doing.exception()
        if not work._told and trouble is None:
            await work.save()
        if trouble is None:
            await act(jobs.finish, *mine, result=doing.result(), now=now)
            _log.info("job_done", job=job.id, kind=job.kind, about=job.about, seconds=_seconds(job))
        elif isinstance(trouble, NotYet):
            await act(jobs.put_back, *mine, run_at=now + trouble.pause, words=str(trouble))
        else:
            await _failed(work, trouble)
    except Conflict:
        _log.warning("job_lost", job=job.id, kind=job.kind)


async def _failed(work: Work, trouble: BaseException) -> None:
    job, now = work.job, clock.ticking()
    known = isinstance(trouble, CraicError | Hopeless)
    words = str(trouble) if known else f"{type(trouble).__name__}: see the log"
    last = isinstance(trouble, Hopeless) or job.attempts >= jobs.TRIES
    again = None if last else now + PAUSES[min(job.attempts, len(PAUSES)) - 1]
    _log.error("job_failed", job=job.id, kind=job.kind, attempt=job.attempts, exc_info=None if known else trouble)
    await act(jobs.fail, job.id, work.holder, problem=words, now=now, again=again)


def _seconds(job: Job) -> float:
    return round((clock.ticking() - (job.started_at or job.created_at)).total_seconds(), 1)
