"""Rankers whose score is a sum of weights times factors: so every reason is a true part of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from wtc.ml.taste.factors import Along, Dials, Factor
from wtc.ml.taste.fan import Fan
from wtc.ml.taste.protocol import Arrays, Because, Contribution, Explanation
from wtc.ml.taste.shelf import Shelf
from wtc.ml.taste.world import Floats, Ints, Items, Mask, Profile, World

DIALS = Dials()
TIMELESS = frozenset({"popular", "popular_acts", "often"})
"""Factors whose values are the same for every fan at any time."""
_NONE: Ints = np.zeros(0, dtype=np.int64)


@dataclass(slots=True)
class Linear:
    """The common part: a child says which ``terms`` there are. ``dial`` is what turning a dial to double is worth."""

    name: str
    act_ids: Ints = field(default_factory=lambda: _NONE)
    genre_ids: Ints = field(default_factory=lambda: _NONE)
    dial: float = 2.0
    _kept: tuple[Items, object, Shelf] | None = None
    _last: Fan | None = None

    def terms(self, fan: Fan) -> Sequence[tuple[Factor, float]]:
        """The factors that count for this fan, with their weights."""
        raise NotImplementedError

    def state(self) -> Arrays:
        """All that has to be kept."""
        return {"act_ids": self.act_ids, "genre_ids": self.genre_ids}

    def shelf(self, world: World) -> Shelf:
        """The catalogue laid out; the last one is kept."""
        kept = self._kept
        if kept is not None and kept[0] is world.items and kept[1] is world.families:
            return kept[2]
        made = Shelf(world, self.act_ids, self.genre_ids)
        self.furnish(made)
        self._kept = (world.items, world.families, made)
        return made

    def furnish(self, shelf: Shelf) -> None:
        """Put on a new shelf what this model reads from it besides."""

    def fan(self, profile: Profile, shelf: Shelf, now: float) -> Fan:
        """The fan against the shelf; the last one is kept, for who was ranked is mostly explained next."""
        last = self._last
        if last is not None and last.profile is profile and last.shelf is shelf and last.now == now:
            return last
        self._last = made = Fan(profile, shelf, now)
        return made

    def weighed(self, fan: Fan) -> list[tuple[Factor, float]]:
        """The terms that are not nothing, the fan's dials on whole factors applied, and the dials on names."""
        found = [(factor, weight * fan.dial(factor.name)) for factor, weight in self.terms(fan)]
        return [*((factor, weight) for factor, weight in found if weight), (DIALS, self.dial)]

    def rank(self, profile: Profile, world: World, candidates: Mask | None = None) -> Floats:
        """A raw score for every row, -inf where ``candidates`` is false."""
        shelf = self.shelf(world)
        fan = self.fan(profile, shelf, world.now)
        terms = self.weighed(fan)
        told = tuple((factor.name, weight) for factor, weight in terms)
        kept, total = fan.once("total", lambda: (told, summed(terms, fan, shelf)))
        total = total.copy() if kept == told else summed(terms, fan, shelf)
        if candidates is not None:
            total[~candidates] = -np.inf
        return total

    def explain(self, profile: Profile, world: World, rows: Ints | Sequence[int]) -> list[Explanation]:
        """Why each of these rows has the raw score it has."""
        shelf = self.shelf(world)
        fan = self.fan(profile, shelf, world.now)
        places = np.asarray(rows, dtype=np.int64)
        shown = shelf.view(places)
        told = []
        for factor, weight in self.weighed(fan):
            kept = fan.kept(_key(factor))
            points = weight * (factor.values(fan, shown) if kept is None else kept[places])
            if points.any():
                told.append((factor.name, points.tolist(), factor.because(fan, shown)))
        return [
            explanation(row, [(name, points[at], because[at]) for name, points, because in told])
            for at, row in enumerate(places.tolist())
        ]


def summed(terms: Sequence[tuple[Factor, float]], fan: Fan, shelf: Shelf) -> Floats:
    """The weighed values of the whole shelf: what is told along an axis summed there, then spread once."""
    total = np.zeros(len(shelf))
    axes: dict[str, Floats] = {}
    for factor, weight in terms:
        vectors = factor.vectors(fan) if isinstance(factor, Along) else None
        if vectors is None:
            total += weight * whole(factor, fan, shelf)
        else:
            for axis, vector in vectors.items():
                axes[axis] = axes[axis] + weight * vector if axis in axes else weight * vector
    for axis, vector in axes.items():
        total += shelf.on(axis, vector)
    return total


def whole(factor: Factor, fan: Fan, shelf: Shelf) -> Floats:
    """A factor's values of the whole shelf, kept with the fan for the reasons that are asked for next."""
    if factor.name in TIMELESS:
        return fan.once(_key(factor), lambda: shelf.once(factor.name, lambda: factor.values(fan, shelf)))
    return fan.once(_key(factor), lambda: factor.values(fan, shelf))


def _key(factor: Factor) -> str:
    return f"whole {factor.name}"


def explanation(row: int, parts: Iterable[tuple[str, float, Because]]) -> Explanation:
    """The parts of one row that are not nothing, largest first, with what each rests on."""
    told = [Contribution(*part) for part in parts if part[1]]
    told.sort(key=lambda one: -abs(one.points))
    return Explanation(row=row, raw=sum(one.points for one in told), parts=tuple(told))
