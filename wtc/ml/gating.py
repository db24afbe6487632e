"""Whether a new version may serve: it and the one that serves are asked for lists of a week that neither has seen."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np

from wtc.ml.taste.metrics import AT, SEGMENTS, judge, segment
from wtc.ml.taste.protocol import Model
from wtc.ml.taste.rules import allowed
from wtc.ml.taste.shelf import unit
from wtc.ml.taste.splits import Split
from wtc.ml.taste.world import NOWHERE, Floats, Ints, Profile, World

WEEK = 7 * 86_400.0
SLACK = 0.01
"""As much less NDCG@10 is no worse."""
SURE = 1.645
"""So many standard errors below nothing is worse than by chance: one time in twenty."""
FEWEST = 20
"""A segment with fewer lists than this tells nothing."""
MOST = 2_000
"""So many fans are judged at most, taken evenly."""
YES = frozenset({"save", "attended", "thumb_up"})


def latest(profiles: Sequence[Profile]) -> float:
    """When anything was last done with an event, in epoch seconds; nan when never."""
    times = [one.at for profile in profiles for one in profile.history if one.item != NOWHERE and one.at == one.at]
    return max(times, default=float("nan"))


def hold_back(profiles: Sequence[Profile], cut: float) -> Split:
    """Every fan as they were at ``cut``, and the events that they said yes to from then on."""
    before = tuple(replace(one.before(cut), seen=frozenset()) for one in profiles)
    after = tuple(_yes(one) - _yes(early) for one, early in zip(profiles, before, strict=True))
    return Split(before=before, after=after)


def _yes(profile: Profile) -> frozenset[int]:
    return frozenset(one.item for one in profile.history if one.kind in YES and one.item != NOWHERE)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Judged:
    """Lists for n fans: ``segments`` (n,) in ``SEGMENTS``, ``scores`` (n x 4) precision, recall, NDCG and average
    precision at ten, ``similarity`` (n,) the mean cosine of genres within a list; ``coverage`` by segment.
    """

    segments: Ints
    scores: Floats
    similarity: Floats
    coverage: Mapping[str, float]


def lists(model: Model, world: World, split: Split) -> Judged:
    """What the model would have shown at the moment of ``world`` to all who said yes to something afterwards."""
    fans = [(one, wanted) for one, wanted in zip(split.before, split.after, strict=True) if wanted]
    fans = fans[:: max(1, -(-len(fans) // MOST))]
    announced = world.items.candidate & ~(world.items.since > world.now + WEEK)
    genres = unit(world.items.genres)
    rows, places, likeness = [], [], []
    shown: dict[str, set[int]] = {}
    for profile, wanted in fans:
        scores = model.rank(profile, world, allowed(profile, world) & announced)
        best = np.argsort(-scores, kind="stable")[:AT]
        best = best[scores[best] > -np.inf]
        place = segment(profile)
        rows.append(judge(world.items.ids[best].tolist(), wanted))
        places.append(place)
        likeness.append(_likeness(genres[best]))
        for name in ("all", SEGMENTS[place][0]):
            shown.setdefault(name, set()).update(best.tolist())
    total = max(1, int((announced & (world.items.starts > world.now)).sum()))
    return Judged(
        segments=np.array(places, dtype=np.int64),
        scores=np.array(rows, dtype=np.float64).reshape(-1, 4),
        similarity=np.array(likeness, dtype=np.float64),
        coverage={name: len(rows) / total for name, rows in shown.items()},
    )


def _likeness(rows: Any) -> float:
    """The mean cosine of two of these rows; 0 for fewer than two."""
    many = rows.shape[0]
    total = float((rows @ rows.T).sum()) - float(rows.multiply(rows).sum())
    return total / (many * (many - 1)) if many > 1 else 0.0


def quality(judged: Judged) -> dict[str, dict[str, float]]:
    """For 'all' and every segment with lists: how many, precision, recall, ndcg, map, coverage, similarity."""
    told = {}
    for name, mask in _masks(judged.segments).items():
        means = judged.scores[mask].mean(axis=0).tolist()
        told[name] = {
            "lists": int(mask.sum()),
            **{key: round(value, 5) for key, value in zip(("precision", "recall", "ndcg", "map"), means, strict=True)},
            "coverage": round(judged.coverage.get(name, 0.0), 5),
            "similarity": round(float(judged.similarity[mask].mean()), 5),
        }
    return told


def _masks(segments: Ints) -> dict[str, Any]:
    """Which lists belong to 'all' and to each segment that has any."""
    named = {name: segments == place for place, (name, _) in enumerate(SEGMENTS)}
    return {name: mask for name, mask in {"all": segments >= 0, **named}.items() if mask.any()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """NDCG@10 of the new one and of the other on the same lists, and whether the new one is worse."""

    lists: int
    new: float
    other: float
    worse: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether the new one may serve, why, and the figures by segment."""

    passed: bool
    note: str
    segments: Mapping[str, Compared]

    def told(self) -> dict[str, Any]:
        """The same as plain values."""
        return asdict(self)


def verdict(new: Judged, other: Judged, beside: str) -> Verdict:
    """Whether ``new`` is no worse than ``other``, over all and in each segment of ``FEWEST`` lists or more.

    Worse means that its NDCG@10 is more than ``SLACK`` lower, and by more than chance explains: ``SURE`` standard
    errors of the paired differences. ``beside`` is what the other one is called.
    """
    found = {}
    for name, mask in _masks(new.segments).items():
        if mask.sum() >= FEWEST or name == "all":
            found[name] = _compared(new.scores[mask, 2], other.scores[mask, 2])
    worse = [name for name, one in found.items() if one.worse]
    if not found:
        note = "Nobody said yes to anything in the latest week, so there was nothing to compare."
    elif worse:
        words = ", ".join(f"{name} {found[name].new:.3f}, was {found[name].other:.3f}" for name in worse)
        note = f"Worse than {beside} on the latest week: NDCG@10 for {words}."
    else:
        note = f"No worse than {beside} on the latest week: NDCG@10 {found['all'].new:.3f}, {found['all'].other:.3f}."
    return Verdict(passed=not worse, note=note, segments=found)


def _compared(new: Floats, other: Floats) -> Compared:
    apart = new - other
    error = float(apart.std(ddof=1) / np.sqrt(len(apart))) if len(apart) > 1 else 0.0
    mean = float(apart.mean())
    worse = mean < -SLACK and mean + SURE * error < 0
    return Compared(
        lists=len(new), new=round(float(new.mean()), 5), other=round(float(other.mean()), 5), worse=bool(worse)
    )
