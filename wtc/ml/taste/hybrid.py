"""Six parts collaborative, four parts content, as the owner named it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wtc.ml.taste.collaborative import Collaborative, CollaborativeModel
from wtc.ml.taste.content import Content, ContentModel
from wtc.ml.taste.popularity import PopularityModel
from wtc.ml.taste.protocol import Arrays, Contribution, Explanation
from wtc.ml.taste.world import Floats, Ints, Mask, Profile, World

COLLABORATIVE, CONTENT = 0.6, 0.4


@dataclass(slots=True, kw_only=True)
class HybridModel:
    """0.6 a + 0.4 b, where each part is divided by the largest size it has in the catalogue.

    Of whom nothing is known sees what is popular.
    """

    collaborative: CollaborativeModel
    content: ContentModel
    name: str = "hybrid"

    @property
    def popularity(self) -> PopularityModel:
        """The same counts, for those of whom nothing is known."""
        return PopularityModel(name="popularity", counts=self.collaborative.counts)

    def rank(self, profile: Profile, world: World, candidates: Mask | None = None) -> Floats:
        """A raw score for every row, -inf where ``candidates`` is false."""
        if unknown(profile):
            return self.popularity.rank(profile, world, candidates)
        total = np.zeros(len(world.items))
        for part, share in self._parts():
            scores = part.rank(profile, world)
            total += share / _size(scores) * scores
        if candidates is not None:
            total[~candidates] = -np.inf
        return total

    def explain(self, profile: Profile, world: World, rows: Ints | Sequence[int]) -> list[Explanation]:
        """The reasons of both parts, on the common scale."""
        if unknown(profile):
            return self.popularity.explain(profile, world, rows)
        told: list[list[Contribution]] = [[] for _ in rows]
        for part, share in self._parts():
            scale = share / _size(part.rank(profile, world))
            for place, why in enumerate(part.explain(profile, world, rows)):
                told[place] += [one._replace(points=one.points * scale) for one in why.parts]
        return [
            Explanation(
                row=int(row),
                raw=sum(one.points for one in parts),
                parts=tuple(sorted(parts, key=lambda one: -abs(one.points))),
            )
            for row, parts in zip(rows, told, strict=True)
        ]

    def state(self) -> Arrays:
        """That of the collaborative part: content has none."""
        return self.collaborative.state()

    def _parts(self) -> tuple[tuple[CollaborativeModel | ContentModel, float], ...]:
        return (self.collaborative, COLLABORATIVE), (self.content, CONTENT)


def _size(scores: Floats) -> float:
    return max(float(np.abs(scores).max(initial=0.0)), 1e-9)


def unknown(profile: Profile) -> bool:
    """Nothing was said, done or read."""
    said = (profile.history, profile.genres, profile.acts, profile.djs, profile.venues, profile.cities, profile.nights)
    placed = np.isfinite(profile.radius_km) or np.isfinite(profile.budget)
    return not (any(said) or profile.heard_acts or profile.heard_genres or profile.dials or placed)


class Hybrid:
    """Both parts fitted on their own."""

    name = "hybrid"

    def fit(self, world: World, profiles: Sequence[Profile], seed: int = 0) -> HybridModel:
        """Both parts."""
        return HybridModel(
            collaborative=Collaborative().fit(world, profiles, seed), content=Content().fit(world, profiles, seed)
        )

    def restore(self, state: Mapping[str, Any]) -> HybridModel:
        """Both parts as they were kept."""
        return HybridModel(collaborative=Collaborative().restore(state), content=Content().restore(state))
