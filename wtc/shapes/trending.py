"""What is wanted most, with all that its score is made of."""

from dataclasses import dataclass
from datetime import datetime

from wtc.shapes.artist_pages import ArtistCard
from wtc.shapes.artists import Artist
from wtc.shapes.events import Event, EventCard
from wtc.shapes.shell import Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """The three parts of a score, what they are multiplied by, and the score.

    ``week`` are the saves of the last seven days, ``week_before`` those of the seven before, ``change`` the share by
    which they rose, None where there were none. ``rising`` and ``said`` put that into words ("+38% saves this week").
    ``sum`` is the whole sum as it is worked out, ``soon`` why it is multiplied so. ``at`` is when it was counted.
    """

    rank: int
    views: int
    saves: int
    people: int
    decay: float
    score: float
    week: int = 0
    week_before: int = 0
    change: float | None = None
    rising: bool = False
    said: str = ""
    sum: str = ""
    soon: str = ""
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendingEvent:
    """One event and how wanted it is."""

    event: Event
    trend: Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendingArtist:
    """One act and how wanted it is."""

    artist: Artist
    trend: Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class Trending:
    """A page of what is wanted, events or acts, the most wanted first; ``next`` is the offset of the next page.

    ``crowd``: it was counted among the demo's made-up visitors. ``counted_at`` is when the whole was last counted.
    """

    events: tuple[TrendingEvent, ...] = ()
    artists: tuple[TrendingArtist, ...] = ()
    total: int = 0
    next: int | None = None
    crowd: bool = False
    counted_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendCard:
    """A card of an event with its trend."""

    card: EventCard
    trend: Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendAct:
    """A card of an act with its trend."""

    card: ArtistCard
    trend: Trend


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendingPage:
    """The page of what is wanted: one tab of it, in words. ``previous`` and ``next`` are addresses, or empty."""

    tab: str = "events"
    town: str = ""
    cards: tuple[TrendCard, ...] = ()
    acts: tuple[TrendAct, ...] = ()
    tabs: tuple[Choice, ...] = ()
    towns: tuple[Choice, ...] = ()
    told: str = ""
    crowd: bool = False
    crowd_href: str = ""
    previous: str = ""
    next: str = ""
    samples: bool = False
