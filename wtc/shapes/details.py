"""One event on its own page: every word ready, for the page and for the HTML that crawlers read alike."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from wtc.shapes.artists import Mix
from wtc.shapes.events import Badge, Event, Listing
from wtc.shapes.players import Player
from wtc.shapes.venues import Venue


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One source's listing of an event as it was last heard. ``gone_at`` is set when the source no longer shows it."""

    listing: Listing
    listing_id: int = 0
    url: str = ""
    last_seen_at: datetime
    gone_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """All that is known about one event, to make its page from. ``nights`` counts the room's other coming nights.

    ``mixes`` are the headliner's newest; ``mixcloud`` the acts with a profile there, by id.
    ``dates`` are the other coming ones of its series.
    """

    event: Event
    heard: tuple[Heard, ...] = ()
    history: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()
    venue: Venue | None = None
    nights: int = 0
    more: tuple[Event, ...] = ()
    also: tuple[Event, ...] = ()
    mixes: tuple[Mix, ...] = ()
    mixcloud: Mapping[int, str] = field(default_factory=dict)
    dates: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of facts: an icon, the words that matter, the rest, and a quieter second line."""

    icon: str
    strong: str = ""
    rest: str = ""
    small: str = ""
    kind: str = ""
    moment: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """What must be read first: cancelled, moved, gone from its source, over. ``kind`` chooses the colour."""

    kind: str = ""
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act of the line-up, in billing order. ``listen`` is its profile at Mixcloud, empty where it has none."""

    name: str
    href: str
    poster: str
    line: str = ""
    listen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Where it happens. ``nights`` is a sentence about what else is on there; empty when there is nothing."""

    name: str = ""
    href: str = ""
    poster: str = ""
    map: str = ""
    directions: str = ""
    nights: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One source: what it gave, what it charges and when it was last heard. ``url`` is empty for samples."""

    source: str
    name: str
    kind: str
    gave: str
    seen: str
    url: str = ""
    price: str = ""
    listing_id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Where an event came from, where its sources disagree, what we set right. ``several``: more than one source."""

    summary: str = ""
    several: bool = False
    sources: tuple[Said, ...] = ()
    notes: tuple[str, ...] = ()
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """The way to a ticket. ``href`` is empty when there is none, and ``word`` says why; ``source`` names the seller."""

    href: str = ""
    source: str = ""
    word: str = ""
    brief: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDate:
    """Another night of the same series, and its own page."""

    when: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDetail:
    """One event alone. ``path`` is its address on this site, ``calendar`` that of its ICS file (empty: no date yet)."""

    id: int = 0
    slug: str = ""
    path: str = ""
    title: str = ""
    lead: str = ""
    summary: str = ""
    poster: str = ""
    poster_small: str = ""
    poster_set: str = ""
    fallback: str = ""
    calendar: str = ""
    alike: str = ""
    alike_href: str = ""
    sample: bool = False
    past: bool = False
    banner: Banner = field(default_factory=Banner)
    ticket: Ticket = field(default_factory=Ticket)
    room: Room = field(default_factory=Room)
    provenance: Provenance = field(default_factory=Provenance)
    history: tuple[str, ...] = ()
    badges: tuple[Badge, ...] = ()
    facts: tuple[Fact, ...] = ()
    about: tuple[str, ...] = ()
    acts: tuple[Act, ...] = ()
    listen: tuple[Player, ...] = ()
    dates: tuple[OtherDate, ...] = ()
