"""Weights by which lists put first what was taken up: listwise softmax, nothing below zero, drawn to what was known."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

from wtc.ml.taste.world import Floats, Ints

STEPS = 150


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lists:
    """Lists one below the other: ``values`` (N x f), ``taken`` (N,) 1 for what was taken up, ``extra`` (N,) the
    logarithm of how many events a drawn row stands for, ``starts`` (l,) where each list begins, ``group`` and
    ``worth`` (l,) its segment and what it counts for."""

    values: npt.NDArray[np.float32]
    taken: npt.NDArray[np.float32]
    extra: npt.NDArray[np.float32]
    starts: Ints
    group: Ints
    worth: Floats

    def __len__(self) -> int:
        return len(self.starts)

    def only(self, kept: npt.NDArray[np.bool_]) -> "Lists":
        """Some of the lists."""
        sizes = self.sizes[kept]
        rows = np.repeat(kept, self.sizes)
        return Lists(
            values=self.values[rows],
            taken=self.taken[rows],
            extra=self.extra[rows],
            starts=np.cumsum(sizes) - sizes,
            group=self.group[kept],
            worth=self.worth[kept],
        )

    @property
    def sizes(self) -> Ints:
        """How many rows each list has."""
        return np.diff(np.append(self.starts, len(self.taken)))


def learn(lists: Lists, prior: Floats, strength: float) -> Floats:
    """The weights (f,), none below 0: those that make what was taken up likeliest, less ``strength`` times the square
    of how far they are from ``prior``. A list of n takings counts as n / sqrt(n) times its worth."""
    if not len(lists):
        return prior.copy()
    sizes = lists.sizes
    hits = np.add.reduceat(lists.taken, lists.starts).astype(np.float64)
    worth = lists.worth / np.sqrt(np.maximum(hits, 1.0))
    of_rows = np.repeat(worth * hits, sizes)
    wanted = lists.values.T @ (lists.taken * np.repeat(worth, sizes).astype(np.float32))

    def loss(weights: Floats) -> tuple[float, Floats]:
        scores = (lists.values @ weights.astype(np.float32)).astype(np.float64) + lists.extra
        highest = np.maximum.reduceat(scores, lists.starts)
        chance = np.exp(scores - np.repeat(highest, sizes))
        total = np.add.reduceat(chance, lists.starts)
        away = weights - prior
        cost = float((worth * hits * (np.log(total) + highest)).sum() - wanted @ weights) + strength * float(
            away @ away
        )
        expected = lists.values.T @ (chance / np.repeat(total, sizes) * of_rows).astype(np.float32)
        return cost, (expected - wanted).astype(np.float64) + 2 * strength * away

    # what was taken up adds its ``extra`` as well, but that is the same for all weights
    found = minimize(
        loss, prior, jac=True, method="L-BFGS-B", bounds=[(0.0, None)] * len(prior), options={"maxiter": STEPS}
    )
    made: Floats = np.maximum(0.0, found.x)
    return made
