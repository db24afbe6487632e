"""How often what has such a score is taken up, measured on lists that were kept back."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wtc.ml.taste.world import Floats

LEAST = 200
"""From fewer shown events, or fewer than a tenth as many taken up, nothing is said."""
KNOTS = 40
BINS = 10


@dataclass(frozen=True, slots=True, eq=False)
class Calibration:
    """A rising line through ``knots`` (raw score, share taken up); ``error`` is its expected calibration error."""

    knots: Floats
    error: float

    def __call__(self, raw: float) -> float:
        """The share of events with such a score in a list of twenty that were taken up."""
        return float(np.interp(raw, self.knots[:, 0], self.knots[:, 1]))


def calibrate(raws: Sequence[Floats], taken: Sequence[Floats]) -> Calibration | None:
    """From the scores of lists as they would be shown, and which of them were taken up (0 or 1); None for too few.

    The error is measured on every other list with the line through the rest, in ten bins of equal size.
    """
    if sum(map(len, raws)) < LEAST or sum(float(one.sum()) for one in taken) < LEAST / 10:
        return None
    halves = [(np.concatenate(raws[at::2]), np.concatenate(taken[at::2])) for at in (0, 1)]
    errors = [_error(_line(*halves[at]), *halves[1 - at]) for at in (0, 1)]
    return Calibration(_line(np.concatenate(raws), np.concatenate(taken)), float(np.mean(errors)))


def _line(raw: Floats, taken: Floats) -> Floats:
    from sklearn.isotonic import IsotonicRegression  # takes a second and 80 MB to load, and only learning needs it

    rising = IsotonicRegression(out_of_bounds="clip").fit(raw, taken)
    at = np.unique(np.quantile(raw, np.linspace(0, 1, KNOTS)))
    made: Floats = np.column_stack([at, rising.predict(at)])
    return made


def _error(line: Floats, raw: Floats, taken: Floats) -> float:
    said = np.interp(raw, line[:, 0], line[:, 1])
    order = np.argsort(said, kind="stable")
    return float(
        sum(
            abs(said[part].mean() - taken[part].mean()) * len(part) / len(raw)
            for part in np.array_split(order, BINS)
            if len(part)
        )
    )
