"""Search: the events that answer a question, in order, a page at a time."""

from datetime import datetime

from sqlmodel import Session

from wtc.queries import events as queries
from wtc.services.events.reading import many
from wtc.services.events.seeking import seek
from wtc.shapes.events import EventPage, EventQuery


def search(session: Session, query: EventQuery, *, now: datetime) -> EventPage:
    """One page of the events that answer ``query``; ``total`` counts them all."""
    asked = queries.conditions(seek(session, query, now=now))
    total = session.execute(queries.total(asked)).scalar_one()
    ids = session.execute(queries.ids(asked, query)).scalars().all()
    events = many(session, ids)
    until = query.offset + len(ids)
    return EventPage(events=events, count=len(events), total=total, next=until if ids and until < total else None)
