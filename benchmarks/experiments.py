"""How often a fair comparison cries wolf when it is looked at every day, and how often it finds what is there.

``python -m benchmarks.experiments [REPEATS]``. Whole experiments of four weeks with five arms are made up, users
arriving and making up their minds some days later; every evening all arms are judged, as an admin would. In the first
kind all arms are alike, so whatever is called a win is false.
"""

import sys
from dataclasses import dataclass

import numpy as np

from benchmarks import figures
from wtc.ml import sequential
from wtc.ml.experiments import BROKEN, EARLY, chi_square_tail

DAYS = 28
ARMS = 5
DELAY = 0.35
"""The chance, each day, that a user who is going to save does so."""


@dataclass(frozen=True, slots=True)
class Called:
    """Shares of experiments: ``won`` any arm ever called winning, ``called`` winning or losing, ``last`` the first
    rival winning by the end, ``naive`` any arm ever below .05 by the textbook, ``broken`` the sample ever called so.
    """

    won: float
    called: float
    last: float
    naive: float
    broken: float


def run(rates: tuple[float, ...], daily: float, *, repeats: int, seed: int, planned: int | None = None) -> Called:
    """Experiments of ``DAYS`` with so many new users a day in each arm; ``rates`` by arm, the control first."""
    chance = np.random.default_rng(seed)
    arms = len(rates)
    planned = planned or round(daily * DAYS)
    users, waiting, hits = (np.zeros((repeats, arms)) for _ in range(3))
    won, lost, naive = (np.zeros((repeats, arms - 1), dtype=bool) for _ in range(3))
    broken = np.zeros(repeats, dtype=bool)
    worst = _critical(arms - 1)
    for _ in range(DAYS):
        new = chance.poisson(daily, (repeats, arms))
        users += new
        waiting += chance.binomial(new, rates)
        minds = chance.binomial(waiting.astype(int), DELAY)
        waiting, hits = waiting - minds, hits + minds
        alpha = sequential.ALPHA / (arms - 1)
        now = sequential.bounds(hits[:, 1:], users[:, 1:], hits[:, :1], users[:, :1], alpha=alpha, planned=planned)
        told = np.minimum(users[:, 1:], users[:, :1]) >= EARLY
        won |= told & (now.low > 0)
        lost |= told & (now.high < 0)
        naive |= _textbook(hits, users) > sequential.z(0.025)
        expected = users.sum(axis=1, keepdims=True) / arms
        broken |= ((users - expected) ** 2 / expected).sum(axis=1) > worst
    return Called(
        won=float(won.any(axis=1).mean()),
        called=float((won | lost).any(axis=1).mean()),
        last=float(won[:, 0].mean()),
        naive=float(naive.any(axis=1).mean()),
        broken=float(broken.mean()),
    )


def _textbook(hits: np.ndarray, users: np.ndarray) -> np.ndarray:
    pooled = (hits[:, 1:] + hits[:, :1]) / np.maximum(users[:, 1:] + users[:, :1], 1)
    error = np.sqrt(pooled * (1 - pooled) * (1 / np.maximum(users[:, 1:], 1) + 1 / np.maximum(users[:, :1], 1)))
    lift = hits[:, 1:] / np.maximum(users[:, 1:], 1) - hits[:, :1] / np.maximum(users[:, :1], 1)
    made: np.ndarray = np.abs(lift) / np.where(error > 0, error, np.inf)
    return made


def _critical(freedom: int) -> float:
    """The distance at which the sample-ratio check calls a sample broken."""
    low, high = 0.0, 200.0
    while high - low > 1e-9:
        middle = (low + high) / 2
        low, high = (middle, high) if chi_square_tail(middle, freedom) > BROKEN else (low, middle)
    return high


def main(repeats: int) -> int:
    """Print the figures; 0 when every bar was reached."""
    good = []
    worst = 0.0
    for rate, daily in ((0.10, 180), (0.02, 180), (0.30, 20), (0.05, 8)):
        alike = run((rate,) * ARMS, daily, repeats=repeats, seed=11)
        worst = max(worst, alike.won)
        name = f"A/A, rate {rate:.0%}, {daily} a day in each arm"
        good.append(figures.at_most(f"{name}: a false win in 28 daily looks", 100 * alike.won, 5, "%"))
        good.append(figures.at_most(f"{name}: a false win or loss", 100 * alike.called, 5, "%"))
        figures.told(f"{name}: below .05 once by the textbook", 100 * alike.naive, "%")
        figures.told(f"{name}: sample called broken though it is not", 100 * alike.broken, "%")
    planned = sequential.needed(0.10, 0.02, rivals=ARMS - 1)
    better = run((0.10, 0.12, 0.10, 0.10, 0.10), planned / DAYS, repeats=repeats, seed=12)
    figures.told("users of each arm planned to find 10 % become 12 %", planned, "")
    good.append(figures.at_least("found by the end of the planned sample", 100 * better.last, 75, "%"))
    double = run((0.10, 0.14, 0.10, 0.10, 0.10), planned / DAYS, repeats=repeats, seed=13)
    good.append(figures.at_least("found when it is 14 %", 100 * double.last, 99, "%"))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 4_000))
