"""Work beside the visitors: asked for, taken up, scheduled, and put back when a worker died. The row is the truth."""

import asyncio
import secrets
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache

import structlog
from sqlmodel import Session

from wtc import clock, measures
from wtc.db import act, ask
from wtc.domain import schedules
from wtc.domain.schedules import Schedule
from wtc.errors import Invalid
from wtc.flows import alarms, work
from wtc.flows.kinds import KINDS
from wtc.flows.shift import Shift
from wtc.gateways.queue import Bell
from wtc.services import audit
from wtc.services import jobs as rows
from wtc.settings import settings
from wtc.shapes.accounts import Visitor
from wtc.shapes.jobs import Job, JobState

FIRST, EVERY = 3.0, 20.0
"""Seconds from the start to the first look, and the longest between two: nothing hangs on the bell alone."""
AGAIN = timedelta(hours=1)
SETTLED = timedelta(minutes=10)
LOOK, IDLE = 1.0, 10.0
"""Seconds between two looks of a worker that the server began, and without work until it ends."""
AT_ONCE = ("sync-shows",)
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Standing:
    """What this process does: since when it looks, its last look, trouble if it fell, its jobs, its worker beside."""

    since: datetime | None = None
    looked: datetime | None = None
    trouble: str = ""
    doing: dict[int, asyncio.Task[None]] = field(default_factory=dict)
    shift: Shift = field(default_factory=Shift)


STANDING = Standing()


@lru_cache(maxsize=1)
def bell() -> Bell:
    """The bell of this process."""
    return Bell(settings().redis, settings().data_dir)


async def ask_for(kind: str, about: str = "", *, asked_by: str, user_id: int | None = None) -> tuple[Job, bool]:
    """A job of ``kind``: the one that waits or runs already, or a new one; and whether it is new. Wakes a worker."""
    if kind not in KINDS:
        raise Invalid(f"There is no job called {kind[:40]!r}. Jobs: {', '.join(KINDS)}.")
    job, new = await act(rows.enqueue, kind, about, asked_by=asked_by, user_id=user_id, now=clock.ticking())
    if new:
        await asyncio.to_thread(bell().ring)
    return job, new


async def run_now(who: Visitor, kind: str, about: str = "") -> tuple[Job, bool]:
    """The same for an admin, written down in the audit log when it is new."""
    if kind not in KINDS:
        raise Invalid(f"There is no job called {kind[:40]!r}. Jobs: {', '.join(KINDS)}.")
    job, new = await act(_asked, kind, about, who.known_id, now=clock.ticking())
    if new:
        await asyncio.to_thread(bell().ring)
    return job, new


def _asked(session: Session, kind: str, about: str, user_id: int, *, now: datetime) -> tuple[Job, bool]:
    job, new = rows.enqueue(session, kind, about, asked_by="person", user_id=user_id, now=now)
    if new:
        audit.note(session, user_id, "job.run", "job", job.id, now=now, kind=kind, about=about)
    return job, new


async def watch(workers: int | None = None, *, serving: bool = True) -> None:
    """For as long as the program runs: keep the clock and have what waits done, ``workers`` (JOB_WORKERS) at once.

    ``serving`` says that this process answers visitors: then a process beside it does the work.
    """
    many = settings().job_workers if workers is None else workers
    if not many:
        return
    rung, loop = asyncio.Event(), asyncio.get_running_loop()
    STANDING.since, STANDING.looked, STANDING.trouble = clock.ticking(), None, ""

    def heard() -> None:
        with suppress(RuntimeError):  # the loop is closed: nobody is left to be woken
            loop.call_soon_threadsafe(rung.set)

    with bell().listening(heard):
        await asyncio.sleep(FIRST)
        try:
            while True:
                rung.clear()
                await _round(many, rung, serving)
                with suppress(TimeoutError):
                    await asyncio.wait_for(rung.wait(), EVERY)
        finally:
            await _let_go()


async def _round(many: int, rung: asyncio.Event, serving: bool) -> None:
    try:
        if STANDING.looked is None or clock.ticking() - STANDING.looked > timedelta(seconds=EVERY * 0.9):
            await look(serving=serving)
            STANDING.looked = clock.ticking()
        await (_send_for(many, rung) if serving else take_up(many, rung))
        STANDING.trouble = ""
    except Exception as error:  # whatever it was, the clock goes on, and /ready says what it was
        STANDING.trouble = type(error).__name__
        _log.error("jobs_round_failed", kind=type(error).__name__)


async def look(*, serving: bool = True) -> None:
    """Put back what the dead have left, ask for what is due, and see whether anything is wrong."""
    now = clock.ticking()
    if reaped := await act(rows.reap, now=now):
        _log.warning("jobs_reaped", many=reaped)
    for schedule in schedules.every(settings().retrain_cron):
        await _keep(schedule, now)
    await alarms.look(serving=serving)
    _count(await ask(rows.counts))


async def _keep(schedule: Schedule, now: datetime) -> None:
    """Ask for the work of a schedule when its tick was not served, or what served it failed an hour ago."""
    last = (await ask(rows.latest, [schedule.kind])).get(schedule.kind)
    tick = schedule.last(now)
    if last is None:
        settled = timedelta() if schedule.kind in AT_ONCE else SETTLED
        if now - (STANDING.since or now) < settled:
            return
    elif last.alive or (last.created_at >= tick and not _worth_another(last, now)):
        return
    since = now - AGAIN if last and last.created_at >= tick else tick
    await act(rows.enqueue, schedule.kind, asked_by="clock", now=now, since=since)


def _worth_another(last: Job, now: datetime) -> bool:
    return last.state is JobState.FAILED and now - (last.finished_at or now) >= AGAIN


async def _send_for(many: int, rung: asyncio.Event) -> None:
    """Begin a worker beside this process when a job waits and none is there: it does all that comes meanwhile."""
    if STANDING.shift.wanted and await ask(rows.due, now=clock.ticking()):
        STANDING.shift.begin(many, rung.set)


async def until_idle(many: int) -> None:
    """Do what waits, ``many`` jobs at once, until nothing has for ``IDLE`` seconds. The clock is kept by others."""
    rung, busy = asyncio.Event(), time.monotonic()
    try:
        while STANDING.doing or time.monotonic() - busy < IDLE:
            rung.clear()
            try:
                await take_up(many, rung)
            except Exception as error:  # a busy database; one that stays away leaves nothing to do here
                _log.error("jobs_round_failed", kind=type(error).__name__)
            if STANDING.doing:
                busy = time.monotonic()
            with suppress(TimeoutError):
                await asyncio.wait_for(rung.wait(), LOOK)
    finally:
        await _let_go()


async def take_up(many: int, rung: asyncio.Event) -> None:
    """Begin the jobs that wait, as long as fewer than ``many`` are being done here."""
    while len(STANDING.doing) < many and await ask(rows.due, now=clock.ticking()):
        holder = secrets.token_hex(8)  # one for each job: what was lost and taken up again here has another
        job = await act(rows.claim, holder, now=clock.ticking(), life=work.LIFE)
        if job is None:
            return
        task = asyncio.create_task(_do(job, holder))
        STANDING.doing[job.id] = task

        def over(_task: asyncio.Task[None], job_id: int = job.id) -> None:
            STANDING.doing.pop(job_id, None)
            rung.set()

        task.add_done_callback(over)


async def _do(job: Job, holder: str) -> None:
    kind = KINDS.get(job.kind)
    if kind is None:
        words = "This version of the program knows no such job."
        await act(rows.fail, job.id, holder, problem=words, now=clock.ticking())
        return
    await work.do(job, kind, holder)


async def do_here(job: Job) -> bool:
    """Do a job that waits, here and now, without a worker; whether it was ours to do."""
    holder = secrets.token_hex(8)
    mine = await act(rows.claim, holder, now=clock.ticking(), life=work.LIFE, only=job.id)
    if mine:
        await _do(mine, holder)
    return mine is not None


async def _let_go() -> None:
    """End what is being done here and beside; each job goes back to wait."""
    doing = list(STANDING.doing.values())
    for task in doing:
        task.cancel()
    await asyncio.gather(*doing, STANDING.shift.end(), return_exceptions=True)
    STANDING.since = None


def _count(found: dict[tuple[str, str], int]) -> None:
    measures.jobs.clear()
    for (kind, state), many in found.items():
        measures.jobs.labels(kind, state).set(many)
