"""Which public pages there are, in parts that a crawler takes one at a time."""

from datetime import datetime

from sqlmodel import Session

from wtc.domain.sitemap import Page
from wtc.errors import NotFound
from wtc.queries import artists, venues
from wtc.queries import sitemap as queries

PART = 5_000
"""Addresses in one part."""


def parts(session: Session, *, now: datetime) -> int:
    """How many parts the coming events fill."""
    return -(-(session.scalar(queries.how_many(now)) or 0) // PART)


def act_parts(session: Session, *, now: datetime) -> int:
    """How many parts the acts fill that a search engine may know of."""
    return -(-(session.scalar(artists.how_many(now)) or 0) // PART)


def act_part(session: Session, number: int, *, now: datetime) -> tuple[Page, ...]:
    """The acts of one part, counted from 1, with the time each was last read. Raises NotFound past the end."""
    rows = session.execute(artists.addresses(now, limit=PART, offset=(number - 1) * PART)).all()
    if not rows:
        raise NotFound
    return tuple((f"/artists/{row.slug}", row.last_synced_at) for row in rows)


def part(session: Session, number: int, *, now: datetime) -> tuple[Page, ...]:
    """The events of one part, counted from 1, with the time of each one's last change. Raises NotFound past the end."""
    rows = session.execute(queries.addresses(now, limit=PART, offset=(number - 1) * PART)).all()
    if not rows:
        raise NotFound
    return tuple((f"/events/{row.slug}", row.changed_at) for row in rows)


def room_parts(session: Session) -> int:
    """How many parts the open rooms fill."""
    return -(-(session.scalar(venues.how_many()) or 0) // PART)


def room_part(session: Session, number: int) -> tuple[Page, ...]:
    """The rooms of one part, counted from 1. Raises NotFound past the end."""
    rows = session.execute(venues.addresses(limit=PART, offset=(number - 1) * PART)).all()
    if not rows:
        raise NotFound
    return tuple((f"/venues/{row.slug}", row.updated_at) for row in rows)
