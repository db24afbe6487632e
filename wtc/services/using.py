"""How much of each source was used: counted per UTC day, with what is left by its own word or by ours."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import Session

from wtc.queries import engine as queries
from wtc.shapes.engine import Budget, SourceUse, Use

U = queries.USES.c


def note(session: Session, source: str, use: Use, *, budget: Budget | None = None, now: datetime) -> None:
    """Add ``use`` to what was used of ``source`` today. What it says of the rest stands; else ``budget`` is counted."""
    if not use.calls:
        return
    day = now.astimezone(UTC).date()
    mine = (U.source == source, U.day == day)
    held = session.execute(select(*queries.USES.c).where(*mine).with_for_update()).first()
    values = _rest(held, use, budget, now)
    if held:
        values |= {"calls": held.calls + use.calls, "failed": held.failed + use.failed, "updated_at": now}
        session.execute(update(queries.USES).where(*mine).values(**values))
        return
    values |= {"source": source, "day": day, "calls": use.calls, "failed": use.failed, "updated_at": now}
    session.execute(insert(queries.USES), values)


def standing(session: Session, *, now: datetime) -> dict[str, SourceUse]:
    """What was used of each source today, and what is left now. A source never used is not in it."""
    today = now.astimezone(UTC).date()
    recent = select(*queries.USES.c).where(U.day >= today - timedelta(days=8)).order_by(U.day)
    return {row.source: _use(row, today, now) for row in session.execute(recent)}


def _use(row: Any, today: date, now: datetime) -> SourceUse:
    over = row.resets_at is not None and row.resets_at <= now
    used = row.day == today
    return SourceUse(
        source=row.source,
        day=today,
        calls=row.calls if used else 0,
        failed=row.failed if used else 0,
        quota=row.quota,
        left=row.quota if over else row.left,
        resets_at=None if over else row.resets_at,
    )


def _rest(held: Any, use: Use, budget: Budget | None, now: datetime) -> dict[str, Any]:
    """The quota, what is left of it and when it is whole again, after ``use``."""
    known = held.quota if held else None
    quota = use.quota or known or (budget.calls if budget else None)
    if use.left is not None:
        return {"quota": quota, "left": use.left, "resets_at": use.resets_at or (_end(budget, now) if budget else None)}
    running = held is not None and held.left is not None and (held.resets_at is None or held.resets_at > now)
    if running:
        return {"quota": quota, "left": max(0, held.left - use.calls), "resets_at": held.resets_at}
    if budget:
        return {"quota": quota, "left": max(0, budget.calls - use.calls), "resets_at": _end(budget, now)}
    return {"quota": quota, "left": None, "resets_at": None}


def _end(budget: Budget, now: datetime) -> datetime:
    """When the hour or the day of ``budget`` is over."""
    if budget.hourly:
        return now.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return datetime.combine(now.astimezone(UTC).date() + timedelta(days=1), time(), tzinfo=UTC)
