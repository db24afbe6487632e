"""The questions behind one event's page: what each source said, and the room it is in."""

from typing import Any

from sqlalchemy import Select, or_, select

from wtc.models.events import EventAlias, EventRow, EventSource
from wtc.models.venues import VenueRow

_MOST = 40
"""Listings of one event that are read: a line-up of add-ons never makes a page slow."""


def id_at(slug: str) -> Select[Any]:
    """The id of the event at an address, or of the one that took in the event that was there."""
    e: Any = EventRow
    a: Any = EventAlias
    return select(e.id).where(or_(e.slug == slug, e.id.in_(select(a.event_id).where(a.slug == slug))))


def said_of(event_id: int) -> Select[Any]:
    """What each source said of an event, the add-ons last."""
    s: Any = EventSource
    columns = (s.id, s.source, s.url, s.said, s.last_seen_at, s.gone_at)
    return select(*columns).where(s.event_id == event_id).order_by(s.extra, s.source, s.source_id).limit(_MOST)


def room(venue_id: int) -> Select[Any]:
    """One room's plain facts."""
    v: Any = VenueRow
    columns = (v.id, v.slug, v.name, v.area, v.city, v.county, v.country, v.lat, v.lon, v.capacity, v.kind, v.website)
    return select(*columns).where(v.id == venue_id)
