"""The questions behind a poster: one row by its slug."""

from typing import Any

from sqlmodel import col, select

from wtc.models.artists import Artist
from wtc.models.events import EventRow
from wtc.models.venues import VenueRow


def event_words(slug: str) -> Any:
    """Title, family and line-up of one event."""
    return select(EventRow.title, EventRow.family, EventRow.line_up).where(col(EventRow.slug) == slug)


def artist_words(slug: str) -> Any:
    """Name and genres of one act."""
    return select(Artist.name, Artist.genres).where(col(Artist.slug) == slug)


def venue_words(slug: str) -> Any:
    """Name and kind of one room."""
    return select(VenueRow.name, VenueRow.kind).where(col(VenueRow.slug) == slug)


def venue_place(slug: str) -> Any:
    """Name and place of one room."""
    return select(VenueRow.name, VenueRow.lat, VenueRow.lon).where(col(VenueRow.slug) == slug)


def rooms_around(lat: float, lon: float, *, reach: float, most: int = 60) -> Any:
    """Name and place of the rooms within ``reach`` degrees of latitude, the largest first."""
    north, east = col(VenueRow.lat), col(VenueRow.lon)
    return (
        select(VenueRow.name, VenueRow.lat, VenueRow.lon)
        .where(north.between(lat - reach, lat + reach), east.between(lon - reach * 1.7, lon + reach * 1.7))
        .order_by(col(VenueRow.capacity).desc(), col(VenueRow.id))
        .limit(most)
    )
