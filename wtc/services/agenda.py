"""A fan's gigs of a month: those they keep, and those of acts they follow."""

from datetime import datetime

from sqlmodel import Session

from wtc.queries import feeds as queries
from wtc.services import events
from wtc.shapes.events import Event
from wtc.shapes.feeds import Of, Subject

MOST = 200
"""How many of each are read: the first of the month."""


def between(
    session: Session, user_id: int, begin: datetime, end: datetime
) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """What the user keeps from ``begin`` to ``end``, and what else the acts they follow play, in order of time."""
    kept = _read(session, Of.SAVED, user_id, begin, end)
    saved = {event.id for event in kept}
    also = _read(session, Of.FOLLOWED, user_id, begin, end)
    return kept, tuple(event for event in also if event.id not in saved)


def _read(session: Session, of: Of, user_id: int, begin: datetime, end: datetime) -> tuple[Event, ...]:
    asked = queries.holds(Subject(of=of), user_id, begin, end).limit(MOST)
    return events.many(session, session.scalars(asked).all())
