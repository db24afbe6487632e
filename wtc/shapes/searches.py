"""Searches as they are counted: one as it was made, the words that many typed, and the admin's page of them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One visitor's search for ``words`` on an Irish day. ``user_id`` is asked for consent and goes no further;
    ``lot`` is one of eight that the visitor fell into for these words alone.
    """

    day: date
    words: str
    empty: bool
    lot: int
    user_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchCount:
    """How often ``words`` were searched, ``empty`` times without an answer; ``share`` is 0 to 1 of all searches."""

    words: str
    searches: int
    empty: int
    share: float
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Searched:
    """The searches of ``days`` Irish days, today the last: all, those that found nothing, those of words that enough
    visitors typed to be told (``told``); the most frequent, and those that most often found nothing.
    """

    days: int
    since: date
    searches: int = 0
    empty: int = 0
    told: int = 0
    top: tuple[SearchCount, ...] = ()
    nothing: tuple[SearchCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchTile:
    """A figure and what it counts."""

    key: str
    value: str
    label: str
    note: str = ""
    tone: str = "muted"


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRow:
    """Words, how often and of how much; ``width`` is the bar's, in percent of the longest."""

    words: str
    href: str
    count: str
    share: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchesPage:
    """The room; ``href`` is where a machine reads the same."""

    days: int = 7
    href: str = ""
    tiles: tuple[SearchTile, ...] = ()
    top: tuple[SearchRow, ...] = ()
    nothing: tuple[SearchRow, ...] = ()
