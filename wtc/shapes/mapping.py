"""Identity as whoever reviews it sees it: a source's act beside the acts of ours that it could be, and the whys."""

from dataclasses import dataclass

from wtc.shapes.identity import Factor


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A factor as a bar: ``width`` is 0 to 100, ``words`` its signed share of the log-odds."""

    name: str
    said: str
    words: str
    width: int
    speaks_for: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One field of both sides; ``differs`` when both say something and not the same."""

    label: str
    theirs: str
    ours: str
    differs: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of our acts that a record could be."""

    artist_id: int
    name: str
    slug: str
    confidence: float
    sure: str
    conflict: bool
    bars: tuple[Bar, ...] = ()
    fields: tuple[Compared, ...] = ()
    factors: tuple[Factor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A record that waits for a person, the likeliest act of ours first among ``choices``."""

    id: int
    source: str
    source_name: str
    source_id: str
    name: str
    url: str
    state: str
    confidence: float
    sure: str
    needs_review: bool
    sample: bool
    seen: str
    choices: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """Some of those that wait, and how many there are."""

    reviews: tuple[Review, ...] = ()
    waiting: int = 0
    next: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision that was taken: ``words`` say what, ``left`` how many still wait."""

    decision_id: int
    record_id: int
    words: str
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDecision:
    """One line of the history."""

    id: int
    when: str
    who: str
    source: str
    name: str
    artist_name: str
    verdict: str
    undone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Decisions, the newest first."""

    lines: tuple[PastDecision, ...] = ()
    total: int = 0
    next: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActChoice:
    """An act of ours found by name, for choosing by hand."""

    id: int
    name: str
    slug: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ScorerCard:
    """The scorer that serves: what it learned from and how it does; ``problem`` when its weights were refused."""

    name: str
    trained: str
    decisions: int
    samples: int
    accuracy: str = ""
    before: str = ""
    on_decisions: str = ""
    problem: str = ""
    enough: bool = False
    needed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Retrained:
    """What a training came to: ``active`` when it serves from now on."""

    active: bool
    words: str
    version: int = 0
    samples: int = 0
    decisions: int = 0
    before: float = 0.0
    after: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RowProblem:
    """A row of a file that could not be used: ``line`` counts from the heading as 1."""

    line: int
    field: str
    problem: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetReport:
    """What a file of decisions did, or would do when ``tried`` alone."""

    rows: int = 0
    accepted: int = 0
    rejected: int = 0
    unchanged: int = 0
    problems: tuple[RowProblem, ...] = ()
    tried: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownAs:
    """What one source knows an act as, and how sure that is."""

    source: str
    source_name: str
    source_id: str
    url: str
    name: str
    confidence: float
    sure: str
    decided_by: str
    sample: bool
