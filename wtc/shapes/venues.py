"""Rooms: where it happens."""

from dataclasses import dataclass
from datetime import date, datetime

from wtc.shapes.events import Geo


@dataclass(frozen=True, slots=True, kw_only=True)
class Venue:
    """One canonical room. ``capacity`` is people, 0 when not known.

    ``access`` is what somebody checked, on ``access_checked_on``; ``genre_focus`` what its keepers say it is for.
    A ``closed`` room keeps its page and its past and is found no more.
    """

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
    address: str = ""
    phone: str = ""
    about: str = ""
    amenities: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    access_checked_on: date | None = None
    genre_focus: tuple[str, ...] = ()
    closed: bool = False
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueQuery:
    """What is asked of the rooms; empty means any. ``box`` is south, west, north, east; times are aware UTC.

    ``liveliest`` puts the rooms with the most coming gigs first. ``free_from`` and ``free_to`` ask for rooms that have
    a free night between them which nobody has taken.
    """

    q: str = ""
    city: str = ""
    county: str = ""
    kind: str = ""
    capacity_min: int | None = None
    capacity_max: int | None = None
    step_free: bool = False
    genre: str = ""
    free_from: datetime | None = None
    free_to: datetime | None = None
    box: tuple[float, float, float, float] | None = None
    liveliest: bool = False
    limit: int = 24
    offset: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VenuePage:
    """One page of rooms. ``count`` is how many are here, ``total`` how many match, ``next`` the next offset."""

    venues: tuple[Venue, ...] = ()
    count: int = 0
    total: int = 0
    next: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A stretch of time in a room. ``status``: free, held (asked for) or booked. ``asked_by`` and ``notes`` are
    told to organisers alone."""

    id: int
    venue_id: int
    start: datetime
    end: datetime
    status: str = "free"
    notes: str = ""
    asked_by: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VenuePhoto:
    """A photo of a room: its digest in the picture store, in the order it hangs."""

    id: int
    venue_id: int
    digest: str
    caption: str = ""
    place: int = 0
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueStory:
    """All that is known about one room, to make its page from.

    ``sounds`` counts the families of its gigs, the most first; ``near`` are other rooms and how far, in kilometres,
    ``faces`` the first photo of each of them; ``prices`` what its coming gigs cost at the least, in cents.
    ``sample`` says that some of them are made up.
    """

    venue: Venue
    nights: int = 0
    photos: tuple[VenuePhoto, ...] = ()
    sounds: tuple[tuple[str, int], ...] = ()
    near: tuple[tuple[Venue, float], ...] = ()
    faces: tuple[VenuePhoto, ...] = ()
    prices: tuple[tuple[int, str], ...] = ()
    sample: bool = False
