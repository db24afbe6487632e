"""The events that alerts are still to be held against: noted as they are written, let go of once that is done."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, tuple_
from sqlmodel import Session

from wtc.queries import engine as queries
from wtc.services import bulk

AT_ONCE = 10
"""How many events are held against alerts in one transaction: one that a city waits for is told of a thousand times."""
_CHUNK = 500
F: Any = queries.FRESH.c


def note(session: Session, ids: Sequence[int], *, now: datetime) -> None:
    """Note that these events are new or changed; one that waits already waits on as changed now."""
    for begin in range(0, len(ids), _CHUNK):
        some = ids[begin : begin + _CHUNK]
        session.execute(delete(queries.FRESH).where(F.event_id.in_(some)))
    bulk.insert(session, queries.FRESH, [{"event_id": each, "at": now} for each in ids])


def some(session: Session) -> tuple[tuple[int, datetime], ...]:
    """The first of those that wait: their ids, and when each was noted."""
    waiting = select(F.event_id, F.at).order_by(F.event_id).limit(AT_ONCE)
    return tuple((row.event_id, row.at) for row in session.execute(waiting))


def waits(session: Session) -> bool:
    """Whether any waits."""
    return session.execute(select(F.event_id).limit(1)).first() is not None


def done(session: Session, batch: Sequence[tuple[int, datetime]]) -> None:
    """Let go of those that were dealt with; one that changed meanwhile waits on."""
    session.execute(delete(queries.FRESH).where(tuple_(F.event_id, F.at).in_(batch)))
