"""Experiments as pages show them: every figure in its words, every bar by its ends in percent of its row."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One list of a comparison. ``left``, ``width`` and ``dot`` draw its interval; all are '' where there is none."""

    key: str
    name: str
    share: str
    users: str
    rate: str
    lift: str
    tone: str
    left: str = ""
    width: str = ""
    dot: str = ""
    badge: str = ""
    words: str = ""
    textbook: str = ""
    hides: str = ""
    latency: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One population of one experiment; ``edge`` is the difference at both ends of the bars, '3 pt'."""

    population: str
    title: str
    synthetic: bool
    verdict: str
    tone: str
    words: str
    sample: str
    edge: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """Something that a form offers."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One experiment with its tables."""

    id: str
    name: str
    about: str
    state: str
    tone: str
    when: str
    running: bool
    ending: str
    plan: str
    peeking: str
    tables: tuple[Table, ...]
    arms: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WayCard:
    """A way of picking for readers; ``mine`` when it makes the reader's list."""

    name: str
    how: str
    share: str
    mine: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HowPage:
    """What is being compared, and what the reader is on. ``mine`` is a sentence; ``lists`` the ways' names by ranker,
    for a reader who has lists.
    """

    name: str = ""
    test: str = ""
    running: bool = False
    ways: tuple[WayCard, ...] = ()
    mine: str = ""
    lists: dict[str, str] = field(default_factory=dict)
    ended: str = ""
