"""How often events are looked at and left for their sellers: each visitor once a day, nobody told apart after it."""

from datetime import datetime, timedelta

from sqlmodel import Session

from wtc.clock import local
from wtc.errors import NotFound
from wtc.queries import footfall as queries
from wtc.settings import settings

CROWD = 20
"""Visitors without an account who are believed of one network, for one event and day."""
LONGEST = timedelta(days=400)
"""No count of looks is kept for longer, whatever RETENTION_DAYS says."""


def look(session: Session, event_id: int, viewer: str, network: str, *, now: datetime) -> bool:
    """Count a look at an event; whether it was a new one. ``network`` is how the viewers of one network begin."""
    if session.scalar(queries.real(event_id)) is None:
        raise NotFound
    return _count(session, queries.VIEWS, {"event_id": event_id}, viewer, network, now)


def leave(session: Session, event_id: int, source: str, viewer: str, network: str, *, now: datetime) -> bool:
    """Count somebody leaving for a seller who lists this event; whether it was a new one."""
    if session.scalar(queries.sold_by(event_id, source)) is None:
        raise NotFound
    return _count(session, queries.CLICKS, {"event_id": event_id, "source": source}, viewer, network, now)


def tidy(session: Session, *, now: datetime) -> None:
    """Let go of looks from before RETENTION_DAYS."""
    old = now - timedelta(days=settings().retention_days)
    for table in (queries.VIEWS, queries.CLICKS):
        session.execute(queries.before(table, old.date()))


def _count(session: Session, table: object, what: dict[str, object], viewer: str, network: str, now: datetime) -> bool:
    day = local(now).date()
    if network and session.scalar(queries.from_there(table, int(str(what["event_id"])), day, network)) >= CROWD:
        return False
    done = session.execute(queries.once(table, {**what, "day": day, "viewer": viewer}))
    return bool(done.rowcount)  # type: ignore[attr-defined]
