"""Rooms: where it happens."""

from dataclasses import dataclass

from wtc.shapes.events import Geo


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """One canonical room. ``capacity`` is people, 0 when not known."""

    id: int
    slug: str
    name: str
    aliases: tuple[str, ...] = ()
    area: str = ""
    city: str = ""
    county: str = ""
    country: str = "IE"
    geo: Geo | None = None
    capacity: int = 0
    kind: str = ""
    website: str = ""
