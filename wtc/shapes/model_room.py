"""The ML room: how the recommender does at work, as measured, and as its page says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from wtc.shapes.charts import Chart
from wtc.shapes.source_pages import JobCard


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    """Milliseconds to make a list that was not kept, of the ``lists`` newest; None without any."""

    lists: int = 0
    p50: float | None = None
    p95: float | None = None
    p99: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """How far what is saved now has moved from what was saved before: the population stability index over families.

    ``index`` is None where either side has fewer saves than it takes.
    """

    index: float | None = None
    before: int = 0
    lately: int = 0
    needed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """The lists of one Irish day: ``fresh`` were made, ``kept`` came from the cache; ``p95`` is in milliseconds, of the
    fresh ones, None without any.
    """

    day: date
    fresh: int = 0
    kept: int = 0
    p95: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """The recommender at work in one population, over the last ``days``. Shares are 0 to 1, None without anything.

    ``coverage`` is the share of coming events that somebody was shown; ``kept`` the share of lists answered from the
    cache; ``by_day`` has each of the days, today last; ``errors`` counts this process since its start; ``feedback``
    what fans said, by action.
    """

    synthetic: bool = False
    days: int = 7
    lists: int = 0
    kept: float | None = None
    latency: Latency = field(default_factory=Latency)
    by_day: tuple[Day, ...] = ()
    coming: int = 0
    shown: int = 0
    coverage: float | None = None
    feedback: Mapping[str, int] = field(default_factory=dict)
    drift: Drift = field(default_factory=Drift)
    errors: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the audit log. ``who`` is a name, empty for the house itself."""

    id: int
    at: datetime
    who: str
    action: str
    subject: str
    subject_id: str
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A figure: what it counts, a word on it, and the address where a machine reads it."""

    key: str
    value: str
    label: str
    note: str = ""
    tone: str = "muted"
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SegmentRow:
    """Fans with so much history: how the serving version does for them beside popularity, and beside the one before."""

    name: str
    lists: str
    ndcg: str
    popularity: str
    change: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HiddenRow:
    """A way of ranking against the hidden tastes of the crowd: how well its lists fit, and how far above popularity."""

    name: str
    fit: str
    above: str
    tone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionRow:
    """A version in a line. ``can_serve``: it passed, its arrays are here, and another one serves."""

    label: str
    trained: str
    samples: str
    learned_from: str
    ndcg: str
    popularity: str
    state: str
    tone: str
    note: str
    can_serve: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MixRow:
    """An action and how often; ``width`` is the bar's, in percent of the longest."""

    label: str
    count: str
    width: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """A deed in words."""

    words: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelPage:
    """The whole room. ``of`` is people or crowd; ``back`` the version that rolling back leads to, empty for none."""

    of: str = "people"
    crowd_here: bool = False
    updated: str = ""
    sentence: str = ""
    trouble: str = ""
    tiles: list[Tile] = field(default_factory=list)
    chart: Chart = field(default_factory=Chart)
    traffic: Chart = field(default_factory=Chart)
    segments: list[SegmentRow] = field(default_factory=list)
    hidden: list[HiddenRow] = field(default_factory=list)
    versions: list[VersionRow] = field(default_factory=list)
    mix: list[MixRow] = field(default_factory=list)
    jobs: list[JobCard] = field(default_factory=list)
    log: list[LogRow] = field(default_factory=list)
    back: str = ""
    busy: bool = False
