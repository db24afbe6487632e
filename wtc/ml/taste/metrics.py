"""How good lists are: precision, recall, NDCG and average precision at ten, and how much of the catalogue they show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wtc.ml.taste.protocol import Model
from wtc.ml.taste.rules import allowed
from wtc.ml.taste.splits import Split
from wtc.ml.taste.world import Mask, Profile, World

AT = 10
SEGMENTS: tuple[tuple[str, int], ...] = (("none", 0), ("few", 1), ("some", 3), ("many", 10))
"""Amounts of history, each from so many events on."""


def segment(profile: Profile) -> int:
    """Which of ``SEGMENTS`` a fan belongs to."""
    return sum(profile.events >= least for _, least in SEGMENTS) - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """Means over ``lists`` fans, each 0 to 1; ``coverage`` is the share of candidates that any list showed."""

    lists: int
    precision: float
    recall: float
    ndcg: float
    map: float
    coverage: float


def judge(ranked: Sequence[int], wanted: frozenset[int], at: int = AT) -> tuple[float, float, float, float]:
    """Precision, recall, NDCG and average precision of one list of ids, best first. ``wanted`` is not empty."""
    hits = np.array([one in wanted for one in ranked[:at]], dtype=np.float64)
    discount = 1 / np.log2(np.arange(2, at + 2))
    most = min(at, len(wanted))
    gained = float((hits * discount[: len(hits)]).sum() / discount[:most].sum())
    running = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(hits.sum() / at), float(hits.sum() / len(wanted)), gained, float((running * hits).sum() / most)


def measure(
    model: Model, world: World, split: Split, candidates: Mask | None = None, most: int = 2_000
) -> Mapping[str, Quality]:
    """Quality for 'all' and for each segment that has lists; ``candidates`` narrows what is ranked.

    At most ``most`` fans, taken evenly.
    """
    fans = [(one, wanted) for one, wanted in zip(split.before, split.after, strict=True) if wanted]
    fans = fans[:: max(1, -(-len(fans) // most))]
    open_to_all = world.items.candidate if candidates is None else candidates & world.items.candidate
    told: dict[str, list[tuple[float, float, float, float]]] = {}
    shown: dict[str, set[int]] = {}
    for profile, wanted in fans:
        mask = allowed(profile, world) & open_to_all
        scores = model.rank(profile, world, mask)
        best = np.argsort(-scores, kind="stable")[:AT]
        best = best[scores[best] > -np.inf]
        row = judge(world.items.ids[best].tolist(), wanted)
        for name in ("all", SEGMENTS[segment(profile)][0]):
            told.setdefault(name, []).append(row)
            shown.setdefault(name, set()).update(best.tolist())
    total = max(1, int(open_to_all.sum()))
    return {
        name: Quality(
            lists=len(rows),
            precision=mean[0],
            recall=mean[1],
            ndcg=mean[2],
            map=mean[3],
            coverage=len(shown[name]) / total,
        )
        for name, rows in told.items()
        for mean in [np.mean(rows, axis=0).tolist()]
    }
