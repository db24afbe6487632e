"""What another ranker would have earned, judged from what was shown under the old one, or a refusal to say.

Each logged sight has the chance that the old policy had of showing it there (``logged``) and the chance that the new
one would have had (``target``); its weight is their ratio, 1 in the mean wherever the old policy could show what the
new one would: lists made without chance say nothing of others, and are refused.

Clipped inverse-propensity scoring is L. Bottou et al., "Counterfactual reasoning and learning systems", JMLR 14, 2013;
the self-normalised form A. Swaminathan and T. Joachims, NIPS 2015; the doubly robust one M. Dudík et al., "Doubly
robust policy evaluation and optimization", Statistical Science 29(4), 2014.
"""

import math
from dataclasses import dataclass

import numpy as np

from wtc.ml.sequential import ALPHA, Interval, z

CLIP = 20.0
"""The most that one sight may weigh."""
ENOUGH = 200
"""Effective sights below which nothing is said."""
UNKNOWN = Interval(math.nan, math.nan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The reward of one sight under the new ranker; all NaN when ``enough`` is False, and ``words`` says why.

    ``effective`` is Kish's number of sights: (sum of weights)² / sum of squares. ``doubly_robust`` is NaN without
    scores. ``clipped`` is the share of sights whose weight was cut: what was cut makes the first figure too low.
    """

    sights: int
    effective: float
    enough: bool
    words: str
    inverse: float = math.nan
    normalised: float = math.nan
    doubly_robust: float = math.nan
    interval: Interval = UNKNOWN
    clipped: float = 0.0


def estimate(
    reward: np.ndarray,
    logged: np.ndarray,
    target: np.ndarray,
    *,
    expected: np.ndarray | None = None,
    ahead: np.ndarray | None = None,
    clip: float = CLIP,
    unit: str = "sights",
) -> Estimate:
    """Judge a new ranker; arrays of shape (n,). ValueError for propensities that are none.

    ``expected`` is what a model held of the sight that was logged, ``ahead`` what it holds of the new ranker's choice
    in its place; with both the doubly robust figure is made too. ``interval`` is the self-normalised one's, for 95 %,
    and right where rows know nothing of each other; ``unit`` is what a row is called in ``words``.
    """
    if not (np.isfinite(logged).all() and (logged > 0).all() and (logged <= 1).all()):
        raise ValueError("a sight was logged with a chance that is none")
    if not (np.isfinite(target).all() and (target >= 0).all() and (target <= 1).all()):
        raise ValueError("the new ranker has a chance that is none")
    raw = target / logged
    weight = np.minimum(raw, clip)
    squares = float((weight**2).sum())
    effective = float(weight.sum()) ** 2 / squares if squares else 0.0
    sights = len(reward)
    if sights and abs(float(raw.mean()) - 1) > max(0.1, 4 * float(raw.std()) / math.sqrt(sights)):
        words = (
            f"Nothing to go by: weights should come to 1 in the mean and come to {raw.mean():.2f}, so much of what the "
            "new ranker would show was never shown, or never by chance. Compare them with visitors instead."
        )
        return Estimate(sights=sights, effective=effective, enough=False, words=words)
    if effective < ENOUGH:
        words = (
            f"Not enough to go by: the {sights:,} {unit} that were logged are worth {effective:,.0f} of the new "
            f"ranker's own, and it takes {ENOUGH}. Compare them with visitors instead."
        )
        return Estimate(sights=sights, effective=effective, enough=False, words=words)
    normalised = float((weight * reward).sum() / weight.sum())
    error = float(np.sqrt((weight**2 * (reward - normalised) ** 2).sum()) / weight.sum()) * z(ALPHA / 2)
    robust = math.nan
    if expected is not None and ahead is not None:
        robust = float((ahead + weight * (reward - expected)).mean())
    return Estimate(
        sights=sights,
        effective=effective,
        enough=True,
        words=f"{sights:,} {unit}, worth {effective:,.0f} of the new ranker's own.",
        inverse=float((weight * reward).mean()),
        normalised=normalised,
        doubly_robust=robust,
        interval=Interval(normalised - error, normalised + error),
        clipped=float((raw > clip).mean()),
    )
