"""What Discover is asked and what it answers; what the home page shows."""

from dataclasses import dataclass, field
from datetime import date

from wtc.shapes.artist_pages import Spotlight
from wtc.shapes.events import Deck, EventCard, Geo
from wtc.shapes.shell import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The address of Discover, read: empty means any. ``most`` is whole currency units; days are Irish.

    ``said`` is the sentence the rest was read from, where there was one; it narrows nothing by itself. ``km`` widens
    ``city`` to what is around it; ``box`` is south, west, north, east in degrees. ``like`` is an act whose kind is
    wanted; ``after`` and ``before`` are minutes of the Irish clock.
    """

    said: str = ""
    q: str = ""
    city: str = ""
    county: str = ""
    km: int | None = None
    venue: str = ""
    artist: str = ""
    like: str = ""
    genres: tuple[str, ...] = ()
    not_genres: tuple[str, ...] = ()
    not_in: tuple[str, ...] = ()
    after: int | None = None
    before: int | None = None
    first: date | None = None
    last: date | None = None
    most: int | None = None
    free: bool = False
    sources: tuple[str, ...] = ()
    near: Geo | None = None
    box: tuple[float, float, float, float] | None = None
    sort: str = "time"
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Some words of a sentence, ``said``, and the filters they were read as; nothing else is set in ``asked``."""

    said: str
    asked: Filters


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A search in plain words: what was read of it, in its order, and the rest, which is searched as ``text``."""

    said: str = ""
    readings: tuple[Reading, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscoverPage:
    """Everything Discover shows, in words. ``more`` is where 'Show more' leads, empty at the end of the list.

    ``address`` is where this page is, and what every link of it leads on from.

    ``read`` are the words that were read as filters; picking one searches for it as text instead.

    ``notice`` says which source is silent. ``first``, ``last`` and ``most`` are what the controls stand at. ``hint``
    and ``ways`` are for an empty result. ``subscribe`` is where this search becomes a calendar, ``alert`` an alert,
    ``map`` a map.
    """

    address: str = ""
    heading: str = ""
    total: int = 0
    notice: str = ""
    show: str = "Show gigs"
    cards: tuple[EventCard, ...] = ()
    samples: bool = False
    more: str = ""
    more_label: str = ""
    capped: str = ""
    whens: tuple[Choice, ...] = ()
    sounds: tuple[Choice, ...] = ()
    sources: tuple[Choice, ...] = ()
    cities: tuple[Choice, ...] = ()
    city: str = ""
    free: Choice = field(default_factory=lambda: Choice(key="free", label="Free", href="/discover"))
    sorts: tuple[Choice, ...] = ()
    sort: str = "time"
    active: tuple[Choice, ...] = ()
    alert: str = ""
    read: tuple[Choice, ...] = ()
    first: str = ""
    last: str = ""
    today: str = ""
    most: str = "100"
    hint: str = ""
    ways: tuple[Choice, ...] = ()
    subscribe: str = "/calendars?search="
    map: str = "/map"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A genre as a tile: its picture, its name and how many gigs it has."""

    label: str
    href: str
    art: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hero:
    """The best pick, large: its card, its poster in two cuts, and who else plays for how much."""

    card: EventCard = field(default_factory=lambda: EventCard(id=0, slug="", href="/", title=""))
    wide: str = ""
    tall: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stat:
    """A number with what it counts; ``href`` leads to what was counted, empty where nothing does."""

    number: str
    label: str
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """Everything the home page shows, in words.

    ``mood``: '' for a stranger, 'cold' for a fan of whom nothing is known, 'popular' for one whose list knows nothing
    of them, 'personal' for everybody else. ``hero``, ``stats``, ``likes``, ``fans`` and ``lists``, the ways to rank
    the weekend, are a fan's own. ``told`` says what they told us that the page goes by.
    """

    mood: str = ""
    told: str = ""
    hero: Hero = field(default_factory=Hero)
    stats: tuple[Stat, ...] = ()
    likes: tuple[Deck, ...] = ()
    fans: Deck = field(default_factory=Deck)
    trending: Deck = field(default_factory=Deck)
    lists: tuple[Choice, ...] = ()
    popular: Deck = field(default_factory=Deck)
    note: str = ""
    town: str = ""
    dates: str = ""
    summary: str = ""
    weekend_href: str = "/discover"
    cities: tuple[Choice, ...] = ()
    weekend: Deck = field(default_factory=Deck)
    fresh: Deck = field(default_factory=Deck)
    sounds: tuple[Sound, ...] = ()
    spotlight: Spotlight = field(default_factory=Spotlight)
    samples: bool = False
