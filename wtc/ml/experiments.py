"""Fair comparisons: who gets which arm, whether the arms filled as they should, and what may be said of the rates.

Rates are shares of users (0 to 1), differences are arm minus control. What is said is always true at once for every
arm of one experiment and every moment at which somebody looks (``sequential``).
"""

import hashlib
import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wtc.ml import sequential
from wtc.ml.sequential import ALPHA, Interval

BROKEN = 0.001
"""Below this p-value of the sample-ratio check nothing is read from an experiment."""
TRIED = 10_000
EARLY = 100
"""Users that each of two arms needs before their rates are compared: below it the normal law is no guide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What is known of one arm: ``hits`` of ``users`` did it. ValueError when they are more, or below 0."""

    users: int
    hits: int

    def __post_init__(self) -> None:
        if not 0 <= self.hits <= self.users:
            raise ValueError("more users did it than there were")

    @property
    def rate(self) -> float:
        return self.hits / self.users if self.users else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An arm against the control. ``verdict`` is winning, losing or inconclusive.

    ``p_value`` and ``fixed`` are the textbook's, right for one look at a sample planned beforehand and for no more.
    ``findable`` is the difference that would be found four times out of five with the whole planned sample.
    """

    verdict: str
    lift: float
    interval: Interval
    early: bool
    p_value: float
    fixed: Interval
    findable: float


def place(salt: str, user_id: int) -> float:
    """Where a user stands in an experiment, evenly in [0, 1): SHA-256 of its salt and the user's id."""
    told = hashlib.sha256(f"{salt}:{user_id}".encode()).digest()
    return (int.from_bytes(told[:8], "big") >> 11) / 2**53


def arm_of(salt: str, user_id: int, shares: Mapping[str, float]) -> str:
    """The arm whose stretch of the cumulated ``shares`` (in their order, summing to 1) holds the user's place."""
    where, end = place(salt, user_id), 0.0
    for arm, share in shares.items():
        end += share
        if where < end:
            return arm
    return list(shares)[-1]  # rounding left a gap of some 1e-16 at the end


def fair_salt(name: str, shares: Mapping[str, float]) -> str:
    """The first of name, name.1, name.2 ... that gives each arm of the first 10,000 users its share within a point.

    Chance alone leaves one salt in some thousand far off; a salt that is picked before anybody is in knows nothing of
    what users will do, so the comparison stays fair.
    """
    for turn in range(100):
        salt = f"{name}.{turn}" if turn else name
        filled = Counter(arm_of(salt, each, shares) for each in range(1, TRIED + 1))
        if all(abs(filled[arm] / TRIED - share) <= 0.01 for arm, share in shares.items()):
            return salt
    return name


def sample_ratio(users: Sequence[int], shares: Sequence[float]) -> float:
    """The p-value of Pearson's chi-square: how likely counts as uneven as these are when the shares were kept to.

    1 while any arm should have fewer than five users: there the law does not hold (Cochran's rule).
    """
    total = sum(users)
    if total * min(shares) < 5:
        return 1.0
    distance = sum((seen - total * share) ** 2 / (total * share) for seen, share in zip(users, shares, strict=True))
    return chi_square_tail(distance, len(users) - 1)


def chi_square_tail(distance: float, freedom: int) -> float:
    """The chance that a chi-square of ``freedom`` degrees passes ``distance``."""
    half = distance / 2
    if half > 700:
        return 0.0
    odd = freedom % 2
    tail, term = (math.erfc(math.sqrt(half)), 2 * math.sqrt(half / math.pi)) if odd else (1.0, half)
    step = math.exp(-half)
    tail = tail if odd else step
    for level in range(1, (freedom + 1) // 2):
        tail += term * step
        term *= half / (level + (0.5 if odd else 1))
    return min(1.0, tail)


def compare(arm: Count, control: Count, *, rivals: int, planned: int) -> Comparison:
    """What may be said of an arm now. ``rivals`` arms are compared with the control, so each gets a part of ALPHA.

    ``planned`` is the number of users of each arm for which the interval is made tightest.
    """
    alpha = ALPHA / rivals
    interval = sequential.interval(arm.hits, arm.users, control.hits, control.users, alpha=alpha, planned=planned)
    early = min(arm.users, control.users) < EARLY
    if early:
        verdict = "inconclusive"
    elif interval.low > 0:
        verdict = "winning"
    else:
        verdict = "losing" if interval.high < 0 else "inconclusive"
    return Comparison(
        verdict=verdict,
        lift=arm.rate - control.rate,
        interval=interval,
        early=early,
        p_value=sequential.p_value(arm.hits, arm.users, control.hits, control.users),
        fixed=sequential.fixed(arm.hits, arm.users, control.hits, control.users),
        findable=sequential.findable(control.rate, rivals=rivals, planned=planned),
    )


def slow_tail(sorted_ms: Sequence[float], share: float = 0.95) -> tuple[float, Interval]:
    """The quantile of measured milliseconds, and its 95 % interval by the ranks around it, whatever their law.

    ``sorted_ms`` rises. With few measures the interval is as wide as they are; with none all is NaN.
    """
    count = len(sorted_ms)
    if not count:
        return math.nan, Interval(math.nan, math.nan)
    reach = sequential.z(0.025) * math.sqrt(count * share * (1 - share))
    ranks = (math.ceil(count * share), math.floor(count * share - reach), math.ceil(count * share + reach) + 1)
    middle, low, high = (sorted_ms[min(count, max(1, rank)) - 1] for rank in ranks)
    return middle, Interval(low, high)
