"""Lists to learn from: what fans took up after a cut, among all they could have taken up then."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from wtc.ml.taste.factors import Factor
from wtc.ml.taste.fan import Fan
from wtc.ml.taste.linear import Linear
from wtc.ml.taste.listwise import Lists
from wtc.ml.taste.metrics import SEGMENTS, segment
from wtc.ml.taste.splits import Split, by_chance, by_time
from wtc.ml.taste.world import NOWHERE, Floats, Ints, Mask, Profile, World

LATE = (0.3, 0.15)
"""The last shares of the past that are held back, one after the other."""
CHANCE, UNKNOWN = 0.2, 0.1
"""Without dates: the share of each fan's events held back, and of events of which nobody is to know anything."""
ENOUGH = 100
"""With fewer lists of fans with some history than this, chance has to make more."""
LISTS, ROWS, CELLS = 250, 1_500, 1_200_000
"""The most lists of one segment and cut, events of one list, and rows in all."""
NEW_WORTH = 0.5
"""What a list of new events only counts for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """One cut: who the fans were, what they took up afterwards, and when it was."""

    split: Split
    now: float
    live: Mask


def lessons(world: World, profiles: Sequence[Profile], seed: int) -> list[Lesson]:
    """Cuts by time where there are dates, and by chance where that leaves too little."""
    dated = [one.at for fan in profiles for one in fan.history if one.weight > 0 and np.isfinite(one.at)]
    found = []
    if len(set(dated)) > 1:
        for late in LATE:
            split = by_time(profiles, late)
            found.append(Lesson(split=split, now=float(np.quantile(dated, 1 - late)), live=np.zeros(0, dtype=bool)))
    told = sum(bool(after) and segment(fan) > 1 for one in found for fan, after in _pairs(one.split))
    if told < ENOUGH:
        found += [_by_chance(world, profiles, seed + at) for at in (0, 1)]
    return [replace(one, live=_live(world, profiles, one.now)) for one in found]


def _by_chance(world: World, profiles: Sequence[Profile], seed: int) -> Lesson:
    """Some of each fan's events held back, and some events held back from everybody."""
    chance = np.random.default_rng(seed)
    items = sorted({one.item for fan in profiles for one in fan.history if one.item != NOWHERE})
    gone = {item for item, drawn in zip(items, chance.random(len(items)), strict=True) if drawn < UNKNOWN}
    split = by_chance(profiles, CHANCE, seed)
    before = tuple(
        replace(fan, history=tuple(one for one in fan.history if one.item not in gone)) for fan in split.before
    )
    after = tuple(
        held | {one.item for one in fan.history if one.item in gone and one.weight > 0}
        for held, fan in zip(split.after, profiles, strict=True)
    )
    return Lesson(split=Split(before=before, after=after), now=world.now, live=np.zeros(0, dtype=bool))


def _live(world: World, profiles: Sequence[Profile], now: float) -> Mask:
    """What could be taken up after ``now``: not begun, and known to have been listed by the end."""
    items = world.items
    touched = np.array(sorted({one.item for fan in profiles for one in fan.history}), dtype=np.int64)
    with np.errstate(invalid="ignore"):
        ahead = ~(items.starts <= now)
    return ahead & (np.isfinite(items.since) | np.isin(items.ids, touched))


def _pairs(split: Split) -> Iterator[tuple[Profile, frozenset[int]]]:
    return zip(split.before, split.after, strict=True)


M = TypeVar("M", bound=Linear)


def lists(
    world: World,
    found: Sequence[Lesson],
    build: Callable[[Sequence[Profile]], M],
    terms: Callable[[M], Sequence[Factor]],
    seed: int,
) -> tuple[Lists, Ints]:
    """All lists, and for each the fan's number. ``build`` makes what the factors need of the fans as they were."""
    chance = np.random.default_rng(seed)
    parts: list[tuple[npt.NDArray[np.float32], ...]] = []
    groups: list[int] = []
    worths: list[float] = []
    fans: list[int] = []
    rows_left = CELLS
    for lesson in found:
        model = build(lesson.split.before)
        shelf = model.shelf(world)
        factors = terms(model)
        new = shelf.columns["fans"] == 0
        for number in _chosen(lesson.split, chance):
            profile, wanted = lesson.split.before[number], lesson.split.after[number]
            seen = np.isin(world.items.ids, [one.item for one in profile.history])
            taken = np.isin(world.items.ids, list(wanted)) & lesson.live & ~seen
            for mask, worth in ((lesson.live & ~seen, 1.0), (lesson.live & ~seen & new, NEW_WORTH)):
                hits = taken & mask
                if not hits.any() or hits.sum() == mask.sum() or rows_left <= 0:
                    continue
                rows, extra = _drawn(mask, hits, chance)
                fan, shown = Fan(profile, shelf, lesson.now), shelf.view(rows)
                values = np.column_stack([factor.values(fan, shown) for factor in factors]).astype(np.float32)
                parts.append((values, hits[rows].astype(np.float32), extra.astype(np.float32)))
                rows_left -= len(rows)
                groups.append(segment(profile))
                worths.append(worth)
                fans.append(number)
    sizes = np.array([len(part[1]) for part in parts], dtype=np.int64)
    width = len(terms(build(())))
    return Lists(
        values=np.vstack([part[0] for part in parts]) if parts else np.zeros((0, width), dtype=np.float32),
        taken=np.concatenate([part[1] for part in parts]) if parts else np.zeros(0, dtype=np.float32),
        extra=np.concatenate([part[2] for part in parts]) if parts else np.zeros(0, dtype=np.float32),
        starts=np.cumsum(sizes) - sizes,
        group=np.array(groups, dtype=np.int64),
        worth=np.array(worths),
    ), np.array(fans, dtype=np.int64)


def _chosen(split: Split, chance: np.random.Generator) -> list[int]:
    """Numbers of fans who took something up, no more than ``LISTS`` of each segment."""
    by_group: dict[int, list[int]] = {}
    for number, (profile, wanted) in enumerate(_pairs(split)):
        if wanted:
            by_group.setdefault(segment(profile), []).append(number)
    kept = []
    for group in range(len(SEGMENTS)):
        numbers = np.array(by_group.get(group, ()), dtype=np.int64)
        kept += sorted(chance.permutation(numbers)[:LISTS].tolist())
    return kept


def _drawn(mask: Mask, hits: Mask, chance: np.random.Generator) -> tuple[Ints, Floats]:
    """The rows of a list: all, or what was taken up and a sample of the rest, which then stands for all of it."""
    rest = np.flatnonzero(mask & ~hits)
    kept = np.sort(chance.permutation(rest)[:ROWS]) if len(rest) > ROWS else rest
    rows = np.concatenate([np.flatnonzero(hits), kept])
    extra = np.zeros(len(rows))
    extra[int(hits.sum()) :] = np.log(len(rest) / max(1, len(kept)))
    return rows, extra
