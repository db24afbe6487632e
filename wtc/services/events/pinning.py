"""Where the events that answer a question are, for the map."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from wtc.queries import events as queries
from wtc.services.events.seeking import seek
from wtc.shapes.events import EventQuery


def pins(session: Session, query: EventQuery, *, now: datetime, limit: int) -> tuple[Row[Any], ...]:
    """Id, slug, title, town, latitude, longitude, day, start and room of each, the soonest first.

    Words are not looked at: what is typed narrows the list and not the map.
    """
    return tuple(session.execute(queries.pins(seek(session, replace(query, q=""), now=now), limit=limit)))
