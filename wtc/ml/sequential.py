"""Intervals for a difference of two rates that stay true however often one looks, and the textbook's beside them.

The interval is the two-sided Gaussian-mixture asymptotic confidence sequence of I. Waudby-Smith, D. Arbour, R. Sinha,
E. Kennedy and A. Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences", Annals of Statistics
52(6), 2024, theorem 2.2, with its formula for the tuning of rho; for two arms it is the mixture sequential probability
ratio test of R. Johari, P. Koomen, L. Pekelis and D. Walsh, "Always Valid Inference", Operations Research 70(3), 2022.
With r = k t / t*, where t are the users of both arms, t* those that were planned and k = -2 log a + log(-2 log a) + 1:

    difference ± SE sqrt(2 (r + 1) / r · log(sqrt(r + 1) / a))

which is narrowest at t*. It is asymptotic: true from some hundred users on, which ``experiments.EARLY`` waits for.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np

ALPHA = 0.05
POWER = 0.8
_NORMAL = NormalDist()


class Interval(NamedTuple):
    """Two ends, both included."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Bounds:
    """Ends of many intervals: arrays of one shape."""

    low: np.ndarray
    high: np.ndarray


def z(tail: float) -> float:
    """The standard normal value above which ``tail`` lies."""
    return -_NORMAL.inv_cdf(tail)


def reach(users: np.ndarray, planned: int, alpha: float) -> np.ndarray:
    """How many standard errors the interval reaches to each side with so many users of both arms together.

    ``planned`` is for each arm. Never below the textbook's reach for the same ``alpha``.
    """
    log = -2 * math.log(alpha)
    ratio = (log + math.log(log) + 1) * np.maximum(users, 1) / (2 * planned)
    made: np.ndarray = np.sqrt(2 * (ratio + 1) / ratio * (0.5 * np.log(ratio + 1) - math.log(alpha)))
    return made


def bounds(
    hits: np.ndarray, users: np.ndarray, hits0: np.ndarray, users0: np.ndarray, *, alpha: float, planned: int
) -> Bounds:
    """Intervals for arm minus control, within -1 and 1; arrays of one shape in, ends of the same shape out.

    The variances are smoothed by one hit and one miss, so that no rate of 0 or 1 looks certain.
    """
    error = np.sqrt(_variance(hits, users) + _variance(hits0, users0))
    lift = hits / np.maximum(users, 1) - hits0 / np.maximum(users0, 1)
    wide = reach(users + users0, planned, alpha) * error
    return Bounds(np.maximum(-1.0, lift - wide), np.minimum(1.0, lift + wide))


def interval(hits: int, users: int, hits0: int, users0: int, *, alpha: float, planned: int) -> Interval:
    """The same for one arm and the control."""
    told = (np.array([float(each)]) for each in (hits, users, hits0, users0))
    made = bounds(*told, alpha=alpha, planned=planned)
    return Interval(float(made.low[0]), float(made.high[0]))


def p_value(hits: int, users: int, hits0: int, users0: int) -> float:
    """The textbook's two-sided p-value: the z-test of two proportions with the pooled variance. 1 when unknowable."""
    if not (users and users0):
        return 1.0
    pooled = (hits + hits0) / (users + users0)
    error = math.sqrt(pooled * (1 - pooled) * (1 / users + 1 / users0))
    return 2 * _NORMAL.cdf(-abs(hits / users - hits0 / users0) / error) if error else 1.0


def fixed(hits: int, users: int, hits0: int, users0: int, *, alpha: float = ALPHA) -> Interval:
    """The textbook's interval for one look: difference ± z SE, with each arm's own variance (Wald)."""
    if not (users and users0):
        return Interval(-1.0, 1.0)
    rate, rate0 = hits / users, hits0 / users0
    wide = z(alpha / 2) * math.sqrt(rate * (1 - rate) / users + rate0 * (1 - rate0) / users0)
    return Interval(rate - rate0 - wide, rate - rate0 + wide)


def wilson(hits: int, users: int, *, alpha: float = ALPHA) -> Interval:
    """One rate's own interval (Wilson's score), for a picture of it; comparisons use ``interval``."""
    if not users:
        return Interval(0.0, 1.0)
    rate, edge = hits / users, z(alpha / 2)
    middle = (rate + edge**2 / (2 * users)) / (1 + edge**2 / users)
    wide = edge / (1 + edge**2 / users) * math.sqrt(rate * (1 - rate) / users + edge**2 / (4 * users**2))
    return Interval(max(0.0, middle - wide), min(1.0, middle + wide))


def findable(rate: float, *, rivals: int, planned: int) -> float:
    """The rise over ``rate`` that is found at the end of the planned sample with chance POWER: somewhat on the safe
    side, as a win on the way there counts too.
    """
    base = min(max(rate, 1 / planned), 0.5)
    span = float(reach(np.array([2.0 * planned]), planned, ALPHA / rivals)[0]) + z(1 - POWER)
    return span * math.sqrt(2 * base * (1 - base) / planned)


def needed(rate: float, rise: float, *, rivals: int) -> int:
    """Users of each arm, rounded up to hundreds, with whom a ``rise`` over ``rate`` is found with chance POWER."""
    span = float(reach(np.array([1.0]) * 2, 1, ALPHA / rivals)[0]) + z(1 - POWER)
    other = min(1.0, rate + rise)
    users = span**2 * (rate * (1 - rate) + other * (1 - other)) / rise**2
    return math.ceil(users / 100) * 100


def _variance(hits: np.ndarray, users: np.ndarray) -> np.ndarray:
    smooth = (hits + 1) / (users + 2)
    made: np.ndarray = smooth * (1 - smooth) / np.maximum(users, 1)
    return made
