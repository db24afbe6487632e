"""Experiments as they travel: what is compared, what somebody is on, and what may be said of it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Arm:
    """One list of a comparison: ``ranker`` makes it, ``share`` (0 to 1) of users get it."""

    key: str
    name: str
    ranker: str
    share: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A comparison to begin. ``planned`` users for each arm; ``least`` is the smallest difference worth finding."""

    id: str
    name: str
    about: str = ""
    arms: tuple[Arm, ...]
    control: str
    planned: int = 5_000
    least: float = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Experiment:
    """A comparison: ``state`` is running or ended, ``winner`` the arm that everybody has since, '' for none."""

    id: str
    name: str
    about: str
    state: str
    arms: tuple[Arm, ...]
    control: str
    planned: int
    least: float
    started_at: datetime
    ended_at: datetime | None = None
    ended_by: str = ""
    winner: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lot:
    """What one user is on: the ``ranker`` that makes their list, and of which experiment's arm that is.

    ``running`` is False when the experiment is over and everybody has its winner. ``profiling`` is False for somebody
    who wants no list of their own: they are in no experiment. ``ranker`` is '' when nothing is decided by experiment.
    ``rankers`` are those of all arms: while one of them cannot be had, the experiment waits. ``instead`` is True when
    another ranker stands in for the user's own, which is not there.
    """

    experiment: str = ""
    variant: str = ""
    ranker: str = ""
    list_name: str = ""
    test: str = ""
    share: float = 1.0
    running: bool = False
    rankers: tuple[str, ...] = ()
    profiling: bool = True
    instead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One arm of one population counted: users who were shown their list, who then saved or clicked, and who hid.

    ``latencies`` are the milliseconds that its lists took to make, rising, of those not taken from the cache.
    """

    users: int = 0
    conversions: int = 0
    hid: int = 0
    latencies: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What must not grow worse. ``value`` and its always-valid interval; ``words`` is '' while all is well.

    Of the hide rate the interval is that of the difference to the control, in shares; of the latency it is that of the
    p95 itself, in milliseconds.
    """

    value: float | None = None
    low: float | None = None
    high: float | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One arm: rates are shares of 1, ``lift``, ``low`` and ``high`` (arm minus control) too.

    They are None for the control, and for all while the sample is broken. ``verdict`` is control, winning, losing,
    inconclusive or broken sample. The textbook's p-value and interval are right for a single look only.
    """

    variant: str
    name: str
    ranker: str
    share: float
    users: int
    conversions: int
    rate: float
    rate_low: float
    rate_high: float
    lift: float | None = None
    low: float | None = None
    high: float | None = None
    verdict: str = "control"
    words: str = ""
    p_value: float | None = None
    textbook_low: float | None = None
    textbook_high: float | None = None
    findable: float | None = None
    hides: Guard = Guard()
    latency: Guard = Guard()


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What is known of one population (real or synthetic, never both), as it stood ``at``; frozen once it ended.

    ``sample_p`` is the sample-ratio check's; ``progress`` the share of the planned sample that the emptiest arm has.
    """

    experiment: str
    population: str
    state: str
    control: str
    users: int
    conversions: int
    planned: int
    progress: float
    sample_p: float
    verdict: str
    words: str
    peeking: str
    variants: tuple[Outcome, ...]
    at: datetime
