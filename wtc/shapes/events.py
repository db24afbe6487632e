"""Events: a source's word about one, the one we make of them, and how it is shown."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from wtc.shapes.pictures import Photo


class Status(StrEnum):
    """Where an event stands. A cancelled or vanished event is marked, never deleted.

    ``WITHDRAWN`` is what we say when every source has stopped listing it and none has said why.
    """

    SCHEDULED = "scheduled"
    RESCHEDULED = "rescheduled"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    WITHDRAWN = "withdrawn"


SOURCES = ("local", "ticketmaster", "bandsintown", "eventbrite", "dice")
"""Every source, in the order of trust when they disagree; the place in it is the bit of ``source_mask``."""

SOURCE_NAMES = {
    "local": "Local",
    "ticketmaster": "Ticketmaster",
    "bandsintown": "Bandsintown",
    "eventbrite": "Eventbrite",
    "dice": "Dice",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Geo:
    """A point on the map, WGS 84 degrees."""

    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What it costs, in cents. ``low`` 0 with ``high`` 0 is free; ``high`` is at least ``low``."""

    low: int
    high: int
    currency: str = "EUR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """How many gigs are ``free``, the ``usual`` price of the others in cents (None when none says what it costs), and
    how many ``acts`` play in how many ``rooms``.
    """

    free: int = 0
    acts: int = 0
    rooms: int = 0
    usual: int | None = None
    currency: str = "EUR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture at a source. ``generic`` marks a stock genre picture, used only when there is no other."""

    url: str
    width: int = 0
    height: int = 0
    generic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedVenue:
    """A room as one source names it."""

    name: str
    city: str = ""
    county: str = ""
    country: str = "IE"
    address: str = ""
    geo: Geo | None = None
    source_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedArtist:
    """An act as one source names it, in billing order."""

    name: str
    source_id: str = ""
    musicbrainz_id: str = ""
    spotify_id: str = ""
    image: Image | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One source's word about one event, parsed but not judged.

    ``starts_at`` and ``ends_at`` are aware UTC; ``starts_at`` is None when the time is not known, ``day`` is None
    when even the date is to be announced. ``extra`` marks VIP packages, parking and other add-ons; ``resale`` a
    resale copy. ``raw`` is the source's own JSON text, kept so that it can be parsed again offline.
    """

    source: str
    source_id: str
    title: str
    url: str = ""
    day: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    doors_at: datetime | None = None
    timezone: str = "Europe/Dublin"
    status: Status = Status.SCHEDULED
    was_on: date | None = None
    venue: ListedVenue | None = None
    artists: tuple[ListedArtist, ...] = ()
    genres: tuple[str, ...] = ()
    description: str = ""
    images: tuple[Image, ...] = ()
    age: str = ""
    price: Price | None = None
    sold_out: bool = False
    on_sale_at: datetime | None = None
    extra: bool = False
    resale: bool = False
    sample: bool = False
    raw: str = "{}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMark:
    """Where a fact came from: one source's listing of an event. ``url`` is empty for samples."""

    source: str
    source_id: str
    url: str = ""
    last_seen_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VenueRef:
    id: int
    name: str
    slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArtistRef:
    id: int
    name: str
    slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PriceTag:
    """The price as the API says it: whole currency units."""

    min: float
    max: float
    currency: str = "EUR"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One canonical event as the API returns it. Times are aware UTC; ``timezone`` is where it happens.

    ``images`` are at our own addresses: the sources' picture, then the headliner's, as far as they were fetched.
    ``start_time`` is None while only the day is known (``day``), and both are None while the date is to be announced.
    """

    id: int
    slug: str
    title: str
    description: str = ""
    day: date | None = None
    start_time: datetime | None = None
    end_time: datetime | None = None
    doors_time: datetime | None = None
    timezone: str = "Europe/Dublin"
    status: Status = Status.SCHEDULED
    sold_out: bool = False
    city: str = ""
    county: str = ""
    geo: Geo | None = None
    venue: VenueRef | None = None
    artists: tuple[ArtistRef, ...] = ()
    family: str = "other"
    genres: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    images: tuple[Photo, ...] = ()
    age_restriction: str = ""
    price: PriceTag | None = None
    ticket_url: str = ""
    sample: bool = False
    sources: tuple[SourceMark, ...] = ()
    first_seen_at: datetime | None = None
    sequence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """One page of events. ``count`` is how many are here, ``total`` how many match, ``next`` the next offset.

    ``spelt`` is what was searched for when nothing is called what was typed.
    """

    events: tuple[Event, ...] = ()
    count: int = 0
    total: int = 0
    next: int | None = None
    spelt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventQuery:
    """What is asked of the catalogue. Times are aware UTC, ``price_max`` is in cents; empty means any.

    ``called_off`` finds cancelled and vanished events too, which a list leaves out unless asked for by name.
    ``like`` is an act whose kind is wanted. ``radius_km`` is around ``near``, or else around the middle of ``city``;
    ``box`` is a part of the map: south, west, north, east. ``after`` and ``before`` are times of night in minutes of
    the Irish clock; a night ends at 05:00.
    """

    q: str = ""
    city: str = ""
    county: str = ""
    genres: tuple[str, ...] = ()
    artist: str = ""
    venue: str = ""
    like: str = ""
    not_genres: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    after: int | None = None
    before: int | None = None
    start: datetime | None = None
    end: datetime | None = None
    price_max: int | None = None
    free: bool = False
    sources: tuple[str, ...] = ()
    near: Geo | None = None
    box: tuple[float, float, float, float] | None = None
    radius_km: float | None = None
    sort: str = "time"
    limit: int = 24
    offset: int = 0
    viewer: int | None = None
    include_hidden: bool = False
    called_off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many events carry a value: a chip with its count."""

    key: str
    label: str
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A small word on a card. ``kind`` chooses its colour: coral, gold, sky, emerald, violet, sample, muted."""

    kind: str
    label: str
    key: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCard:
    """One event as a card shows it, every word ready. Pages format nothing.

    ``starts_at`` is for machines (ISO 8601, Irish time); ``*_said`` is for screen readers; ``date_line`` is the date
    alone, for rows that have no date block. ``listen`` is the headliner's profile at Mixcloud, where there is one.
    ``match`` is empty where taste is unknown, and then ``word`` stands in its place; ``tier`` names its look, and
    ``reason`` is the shortest wording of why it was picked.
    """

    id: int
    slug: str
    href: str
    title: str
    weekday: str = ""
    day: str = ""
    month: str = ""
    starts_at: str = ""
    when: str = ""
    date_line: str = ""
    date_said: str = ""
    line: str = ""
    place: str = ""
    price: str = ""
    price_said: str = ""
    price_prefix: str = ""
    free: bool = False
    word: str = ""
    match: str = ""
    tier: str = ""
    match_said: str = ""
    reason: str = ""
    reason_icon: str = ""
    reason_kind: str = ""
    badges: tuple[Badge, ...] = ()
    sources: tuple[Badge, ...] = ()
    source_keys: str = ""
    image: str = ""
    srcset: str = ""
    row_image: str = ""
    fallback: str = ""
    colour: str = ""
    alt: str = ""
    listen: str = ""
    headliner: str = ""
    saved: bool = False
    hidden: bool = False
    past: bool = False
    sample: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deck:
    """A rail or grid of cards with its heading and the query behind 'See all'.

    ``key`` is its id in the page, ``note`` says which list it came from.
    """

    key: str = ""
    title: str = ""
    reason: str = ""
    note: str = ""
    href: str = ""
    cards: tuple[EventCard, ...] = field(default=())
