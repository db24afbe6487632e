"""Rooms as their pages show them, every word ready."""

from dataclasses import dataclass, field
from datetime import date

from wtc.shapes.details import Fact
from wtc.shapes.events import EventCard
from wtc.shapes.shell import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueCard:
    """A room in a list. ``image`` is its first photo or its street at dusk; ``far`` how far it is from another."""

    id: int
    href: str
    name: str
    kind: str = ""
    place: str = ""
    holds: str = ""
    gigs: str = ""
    far: str = ""
    image: str = ""
    srcset: str = ""
    square: str = ""
    fallback: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VenuesPage:
    """Everything the list of rooms shows.

    ``pins`` is where the map asks for them, once that is known; ``more`` the next page.
    """

    heading: str = ""
    total: int = 0
    cards: tuple[VenueCard, ...] = ()
    pins: str = ""
    sizes: tuple[Choice, ...] = ()
    kinds: tuple[Choice, ...] = ()
    counties: tuple[Choice, ...] = ()
    county: str = ""
    kind: str = ""
    q: str = ""
    step: Choice = field(default_factory=lambda: Choice(key="step", label="Step-free", href="/venues"))
    active: tuple[Choice, ...] = ()
    previous: str = ""
    more: str = ""
    span: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A figure and what it counts."""

    figure: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    """One photo of a room, small and large. ``number`` counts from 1."""

    id: int
    number: int
    small: str
    srcset: str
    large: str
    caption: str = ""
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DayMark:
    """What a room's calendar says of one night. ``status``: free, held, booked or gig; ``day`` is an ISO date."""

    day: str
    status: str
    word: str
    said: str = ""
    slot: int = 0
    mine: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """A month of a room's calendar. ``name`` is '2026-12'; ``summary`` says how many nights are free."""

    name: str = ""
    summary: str = ""
    marks: tuple[DayMark, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One line of what is known about getting in. ``kind``: check, close or info, which is its icon."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueDetail:
    """One room alone. ``access_said`` tells when it was checked, or that nobody has told us yet."""

    id: int = 0
    slug: str = ""
    path: str = ""
    name: str = ""
    eyebrow: str = ""
    lead: str = ""
    summary: str = ""
    hero: str = ""
    hero_small: str = ""
    hero_art: str = ""
    closed: bool = False
    directions: str = ""
    lat: float = 0.0
    lon: float = 0.0
    placed: bool = False
    map: str = ""
    pins: str = ""
    zoom: int = 15
    site: str = ""
    site_name: str = ""
    phone: str = ""
    call: str = ""
    tiles: tuple[Tile, ...] = ()
    facts: tuple[Fact, ...] = ()
    there: tuple[Fact, ...] = ()
    access: tuple[Checked, ...] = ()
    access_said: str = ""
    amenities: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    plays: str = ""
    sounds: tuple[Choice, ...] = ()
    photos: tuple[Photo, ...] = ()
    near: tuple[VenueCard, ...] = ()
    edit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueView:
    """A room's page: itself and one page of its coming gigs."""

    detail: VenueDetail = field(default_factory=VenueDetail)
    cards: tuple[EventCard, ...] = ()
    gigs: str = ""
    whole: bool = False
    see_all: str = ""
    previous: str = ""
    more: str = ""
    samples: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Night:
    """A stretch of a room's calendar, and the Irish day its night belongs to."""

    slot: int
    status: str
    day: date
    hours: str
    asked_by: int | None = None
