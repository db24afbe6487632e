"""Browsing: the hot lists, kept in this process until the catalogue changes or half a minute has passed."""

from wtc.clock import now
from wtc.db import ask
from wtc.services import events
from wtc.shapes.events import Event, EventPage, EventQuery


async def search(query: EventQuery) -> EventPage:
    """One page of the events that answer ``query``."""
    return await ask(events.search, query, now=now())


async def event(event_id: int) -> Event:
    """The event with this id; ``NotFound`` when there is none."""
    return await ask(events.one, event_id)


async def event_at(slug: str) -> Event:
    """The event at this address; ``NotFound`` when there is none."""
    return await ask(events.by_slug, slug)
