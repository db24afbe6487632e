"""Jobs as rows: asked for once, taken by one worker, kept alive by it, and put back when it dies."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, func, update
from sqlalchemy.engine import CursorResult
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from wtc.domain.text import clean
from wtc.errors import Conflict, NotFound
from wtc.models.engine import Job as Row
from wtc.shapes.jobs import Job, JobState, Progress

TRIES = 3
CANDIDATES = 5
KEPT = timedelta(days=30)
MOST = 100
BY_HAND = ("person", "command")
"""Who asks with a finger on a button or a key."""
_ALIVE = (JobState.WAITING, JobState.RUNNING)


def enqueue(
    session: Session,
    kind: str,
    about: str = "",
    *,
    asked_by: str,
    now: datetime,
    user_id: int | None = None,
    since: datetime | None = None,
) -> tuple[Job, bool]:
    """Ask for a job: the one that is waiting or running for it already, or a new one; and whether it is new.

    One that waits for another try is begun at once when somebody asks by hand, and counts as new. With ``since`` any
    job of that kind asked for from then on will do, over or not: so each tick is done once.
    """
    slot = f"{kind} {about}"[:170]
    alive = select(Row).where(Row.slot == slot)
    found = session.exec(alive).first()
    if found is not None and since is None and asked_by in BY_HAND and _rests(found, now):
        found.run_at = now
        return _shape(found), True
    if found is None and since is not None:
        found = session.exec(_of(kind, about).where(col(Row.created_at) >= since)).first()
    if found is not None:
        return _shape(found), False
    row = Row(kind=kind, about=about, slot=slot, asked_by=asked_by, user_id=user_id, run_at=now, created_at=now)
    try:
        with session.begin_nested():
            session.add(row)
    except IntegrityError:  # another was quicker
        found = session.exec(alive.with_for_update()).first()
        if found is None:
            raise Conflict("Somebody else asked for that just now.") from None
        return _shape(found), False
    return _shape(row), True


def _rests(row: Row, now: datetime) -> bool:
    return row.state == JobState.WAITING and row.run_at > now


def due(session: Session, *, now: datetime) -> bool:
    """Whether any job waits to be begun."""
    return session.exec(select(Row.id).where(*_due(now)).limit(1)).first() is not None


def claim(session: Session, holder: str, *, now: datetime, life: timedelta, only: int | None = None) -> Job | None:
    """Take the job that waits longest, or the one with the id ``only``, for as long as ``life``; None when there is
    none. No two workers take one.
    """
    waiting = select(Row.id).where(*_due(now)).order_by(col(Row.run_at), col(Row.id)).limit(CANDIDATES)
    if only is not None:
        waiting = waiting.where(Row.id == only)
    for job_id in session.exec(waiting).all():
        taken = update(Row).where(col(Row.id) == job_id, col(Row.state) == JobState.WAITING)
        values = {
            "state": JobState.RUNNING.value,
            "holder": holder,
            "lease_until": now + life,
            "attempts": Row.attempts + 1,
            "started_at": now,
            "problem": "",
        }
        if _hit(session, taken.values(**values)):
            return one(session, job_id or 0)
    return None


def beat(
    session: Session, job_id: int, holder: str, *, now: datetime, life: timedelta, progress: Progress | None = None
) -> None:
    """Keep a job for longer, and how far it is; ``Conflict`` when it is another's by now."""
    values: dict[str, Any] = {"lease_until": now + life}
    if progress is not None:
        values["progress"] = _kept(progress)
    _own(session, job_id, holder, values)


def finish(session: Session, job_id: int, holder: str, *, result: dict[str, Any], now: datetime) -> None:
    """Note that our job is done; ``Conflict`` when it is another's by now."""
    over = {"state": JobState.DONE.value, "result": result, "finished_at": now}
    _own(session, job_id, holder, over | {"slot": None, "lease_until": None})


def fail(
    session: Session, job_id: int, holder: str, *, problem: str, now: datetime, again: datetime | None = None
) -> None:
    """Note that our job did not work: it waits until ``again``, or has failed for good when that is None."""
    said: dict[str, Any] = {"problem": clean(problem, 500), "lease_until": None}
    if again is None:
        said |= {"state": JobState.FAILED.value, "finished_at": now, "slot": None}
    else:
        said |= {"state": JobState.WAITING.value, "run_at": again, "holder": ""}
    _own(session, job_id, holder, said)


def put_back(session: Session, job_id: int, holder: str, *, run_at: datetime, words: str = "") -> None:
    """Let our job wait until ``run_at`` as if it had never been begun: nothing went wrong, it only was not its turn."""
    values: dict[str, Any] = {"state": JobState.WAITING.value, "run_at": run_at, "holder": "", "lease_until": None}
    _own(session, job_id, holder, values | {"attempts": Row.attempts - 1, "problem": clean(words, 500)})


def reap(session: Session, *, now: datetime) -> int:
    """Put back the jobs whose worker died, and give up on those that were begun ``TRIES`` times; how many."""
    dead = (col(Row.state) == JobState.RUNNING, col(Row.lease_until) < now)
    back = {"state": JobState.WAITING.value, "run_at": now, "holder": "", "lease_until": None}
    lost = {"state": JobState.FAILED.value, "finished_at": now, "slot": None, "lease_until": None}
    words = "Whoever did it stopped without a word."
    many = _hit(session, update(Row).where(*dead, col(Row.attempts) < TRIES).values(**back, problem=words))
    return many + _hit(session, update(Row).where(*dead).values(**lost, problem=f"{words} {TRIES} times now."))


def one(session: Session, job_id: int) -> Job:
    """The job with this id; ``NotFound`` when there is none."""
    found = session.exec(select(Row).where(Row.id == job_id)).first()
    if found is None:
        raise NotFound
    session.refresh(found)  # what was just updated in bulk
    return _shape(found)


def last_of(session: Session, kind: str, about: str) -> Job | None:
    """The newest job of a kind about one thing; None when there was none."""
    found = session.exec(_of(kind, about)).first()
    return None if found is None else _shape(found)


def recent(session: Session, *, limit: int = 20, before: int | None = None, kind: str = "") -> tuple[Job, ...]:
    """The latest jobs, those alive first; ``before`` an id goes on from there."""
    asked = select(Row).order_by(col(Row.slot).is_(None), col(Row.id).desc()).limit(min(limit, MOST))
    if before is not None:
        asked = asked.where(col(Row.id) < before, col(Row.slot).is_(None))
    if kind:
        asked = asked.where(Row.kind == kind)
    return tuple(_shape(row) for row in session.exec(asked))


def latest(session: Session, kinds: Sequence[str]) -> dict[str, Job]:
    """The last job of each kind that is about everything; kinds that were never asked for are not in it."""
    newest = select(func.max(Row.id)).where(col(Row.kind).in_(kinds), Row.about == "").group_by(col(Row.kind))
    return {row.kind: _shape(row) for row in session.exec(select(Row).where(col(Row.id).in_(newest)))}


def alive(session: Session, *, asked_by: str) -> int:
    """How many jobs that somebody asked for wait or run."""
    mine = select(func.count()).select_from(Row).where(col(Row.slot).is_not(None), Row.asked_by == asked_by)
    return session.exec(mine).one()


def oldest_due(session: Session, *, now: datetime) -> datetime | None:
    """Since when the job that waits longest could have been begun; None when none waits."""
    return session.exec(select(func.min(Row.run_at)).where(*_due(now))).one()


def running(session: Session) -> int:
    """How many jobs are being done, by whomever."""
    return session.exec(select(func.count()).select_from(Row).where(Row.state == JobState.RUNNING)).one()


def counts(session: Session) -> dict[tuple[str, str], int]:
    """How many jobs of each kind are in each state."""
    asked = select(Row.kind, Row.state, func.count()).group_by(col(Row.kind), col(Row.state))
    return {(kind, state): many for kind, state, many in session.exec(asked)}


def tidy(session: Session, *, now: datetime) -> int:
    """Forget jobs that were over a month ago; how many."""
    old = delete(Row).where(col(Row.slot).is_(None), col(Row.finished_at) < now - KEPT)
    return _hit(session, old)


def _of(kind: str, about: str) -> Any:
    return select(Row).where(Row.kind == kind, Row.about == about).order_by(col(Row.id).desc()).limit(1)


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (col(Row.state) == JobState.WAITING, col(Row.run_at) <= now)


def _own(session: Session, job_id: int, holder: str, values: dict[str, Any]) -> None:
    mine = (col(Row.id) == job_id, col(Row.holder) == holder, col(Row.state) == JobState.RUNNING)
    if not _hit(session, update(Row).where(*mine).values(**values)):
        raise Conflict("The job was lost to another worker.")


def _hit(session: Session, statement: Any) -> int:
    done = session.execute(statement, execution_options={"synchronize_session": False})
    assert isinstance(done, CursorResult)  # noqa: S101
    return done.rowcount


def _kept(progress: Progress) -> dict[str, Any]:
    words = clean(progress.words, 200)
    return {"done": progress.done, "total": progress.total, "words": words, "resume": progress.resume}


def _shape(row: Row) -> Job:
    told = {name: getattr(row, name) for name in Job.__dataclass_fields__ if name not in ("state", "progress")}
    return Job(**told, state=JobState(row.state), progress=Progress(**row.progress))
