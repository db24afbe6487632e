"""What Discover is asked and what it answers; what the home page shows."""

from dataclasses import dataclass, field
from datetime import date

from wtc.shapes.events import Deck, EventCard, Geo
from wtc.shapes.performers import Spotlight
from wtc.shapes.shell import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """The address of Discover, read: empty means any. ``most`` is whole currency units; days are Irish."""

    q: str = ""
    city: str = ""
    county: str = ""
    genres: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    most: int | None = None
    free: bool = False
    sources: tuple[str, ...] = ()
    near: Geo | None = None
    sort: str = "time"
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscoverPage:
    """Everything Discover shows, in words. ``more`` is where 'Show more' leads, empty at the end of the list.

    ``notice`` says which source is silent. ``first``, ``last`` and ``most`` are what the controls stand at. ``hint``
    and ``ways`` are for an empty result.
    """

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
    first: str = ""
    last: str = ""
    today: str = ""
    most: str = "100"
    hint: str = ""
    ways: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """A genre as a tile: its picture, its name and how many gigs it has."""

    label: str
    href: str
    art: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """Everything the home page shows, in words."""

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
