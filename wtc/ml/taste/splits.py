"""The past held apart from what came after, so that nothing is judged by what it was taught."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from wtc.ml.taste.world import NOWHERE, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """Profiles as they were, and for each the events it took up afterwards (maybe none)."""

    before: tuple[Profile, ...]
    after: tuple[frozenset[int], ...]


def by_time(profiles: Sequence[Profile], last: float = 0.2) -> Split:
    """The last share of all dated evidence held back, everybody cut at the same moment.

    Evidence without a date stays with the past. Without any dates use ``by_chance``.
    """
    times = np.array([one.at for profile in profiles for one in profile.history if _counts(one.item, one.weight)])
    times = times[np.isfinite(times)]
    moment = float(np.quantile(times, 1 - last)) if len(times) else np.inf
    before = tuple(
        replace(one, history=tuple(deed for deed in one.history if not deed.at >= moment)) for one in profiles
    )
    return _split(profiles, before)


def by_chance(profiles: Sequence[Profile], share: float = 0.2, seed: int = 0) -> Split:
    """A random share of each fan's events held back."""
    chance = np.random.default_rng(seed)
    before = []
    for one in profiles:
        items = sorted({deed.item for deed in one.history if _counts(deed.item, deed.weight)})
        held = {item for item, drawn in zip(items, chance.random(len(items)), strict=True) if drawn < share}
        before.append(replace(one, history=tuple(deed for deed in one.history if deed.item not in held)))
    return _split(profiles, tuple(before))


def _counts(item: int, weight: float) -> bool:
    return item != NOWHERE and weight > 0


def _split(whole: Sequence[Profile], before: tuple[Profile, ...]) -> Split:
    def liked(profile: Profile) -> frozenset[int]:
        return frozenset(one.item for one in profile.history if _counts(one.item, one.weight))

    after = tuple(liked(one) - liked(early) for one, early in zip(whole, before, strict=True))
    return Split(before=before, after=after)
