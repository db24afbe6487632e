"""One fan against one catalogue: what they said and did as vectors over its acts, genres, venues, hours."""

import math
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Any, TypeVar

import numpy as np

from wtc.ml.taste import geo
from wtc.ml.taste.deeds import Deeds, named
from wtc.ml.taste.shelf import Shelf
from wtc.ml.taste.world import NOWHERE, Evidence, Floats, Ints, Mask, Profile

T = TypeVar("T")

SMEAR = 3.0
"""Within about so many hours of the week a start still is like another."""
_APART = np.abs(np.arange(geo.HOURS)[:, None] - np.arange(geo.HOURS))
NEAR: Floats = np.exp(-0.5 * (np.minimum(_APART, geo.HOURS - _APART) / SMEAR) ** 2)
"""How like each other two hours of the week are, 0 to 1."""
LEAST, MOST = 0.05, 4.0
"""No dial turns further than that."""
EXAMPLES = 5


class Fan:
    """A profile with every id as a place on the shelf; vectors are made when first asked for."""

    def __init__(self, profile: Profile, shelf: Shelf, now: float) -> None:
        self.profile, self.shelf, self.now = profile, shelf, now
        self._kept: dict[str, Any] = {}
        self._bearing: dict[str, dict[int, tuple[int, ...]]] = {}
        self.liked = tuple(one for one in profile.history if one.weight > 0)
        self.likes = Deeds(self.liked, shelf, now)
        self.dislikes = Deeds([one for one in profile.history if one.weight < 0], shelf, now)

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What ``make`` makes, made once for this fan."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def kept(self, key: str) -> Any:
        """What ``once`` keeps under this name, None so far."""
        return self._kept.get(key)

    def dial(self, token: str) -> float:
        """The multiplier a fan chose, 1 when none."""
        chosen = self.profile.dials.get(token, 1.0)
        return float(min(MOST, max(LEAST, chosen)) if chosen > 0 else 0.0)

    def turned(self, axis: str, vector: Floats) -> Floats:
        """The vector over 'act', 'genre' or 'venue' with this fan's dials applied."""
        for token, chosen in self.profile.dials.items():
            kind, _, name = token.partition(":")
            if kind == axis and name.lstrip("-").isdigit():
                vector[self.places(axis, [int(name)])] *= max(0.0, min(MOST, chosen))
        return vector

    def places(self, axis: str, ids: Iterable[int]) -> Ints:
        """Ids of 'act', 'genre' or 'venue' as places on the shelf."""
        index = self.shelf.index(axis)
        return np.array([index[one] for one in ids if one in index], dtype=np.int64)

    def told(self, axis: str, weights: Mapping[int, float]) -> Floats:
        """A vector of what was said: id to weight."""
        vector, index = np.zeros(self.shelf.width(axis)), self.shelf.index(axis)
        for one, weight in weights.items():
            if one in index:
                vector[index[one]] = weight
        return self.turned(axis, vector)

    def done(self, axis: str, deeds: Deeds, *, of: Mask | None = None, spread: bool = False) -> Floats:
        """A vector of what was done, as ``Deeds.on`` has it, with this fan's dials applied."""
        return self.turned(axis, deeds.on(axis, of=of, spread=spread))

    @cached_property
    def wanted_genres(self) -> Floats:
        """1 for each genre asked for, and for those of its family."""
        families = self.shelf.families
        return self.told("genre", {kin: 1.0 for one in self.profile.genres for kin in {one, *families.get(one, ())}})

    @cached_property
    def saved_genres(self) -> Floats:
        """1 for each genre of an event once liked."""
        return self.told("genre", {kin: 1.0 for one in self.liked if one.item != NOWHERE for kin in one.genres})

    @cached_property
    def liked_acts(self) -> Floats:
        """How much was done for each act, on a scale where the second time counts less than the first."""
        return np.log1p(self.done("act", self.likes, of=~self.likes.follows))

    @cached_property
    def all_acts(self) -> Floats:
        """How much each act is liked, from whatever source, a first deed 1: what neighbours are looked up by."""
        said = dict.fromkeys((*self.profile.acts, *self.profile.djs), 1.0)
        heard = {one: 0.5 * weight for one, weight in self.profile.heard_acts.items()}
        done = np.log2(1.0 + self.done("act", self.likes))
        return done + self.told("act", said) + self.told("act", heard)

    @cached_property
    def away(self) -> Floats:
        """How far from home each of the shelf's spots is, in km; nan where unknown."""
        spots, said = self.shelf.spots, self.profile
        return geo.kilometres(spots[:, 0], spots[:, 1], said.lat, said.lon)

    @cached_property
    def sound(self) -> Floats:
        """What the fan's events sound like, as one direction of length 1."""
        vector = self.done("genre", self.likes, spread=True) * self.shelf.idf
        length = float(np.linalg.norm(vector))
        return vector / length if length else vector

    @cached_property
    def hours(self) -> Floats:
        """How usual each hour of the week is (0..1), and 0 for no hour, from starts of events liked."""
        seen = self.likes.hours
        usual = np.append(NEAR @ np.bincount(seen[seen >= 0], minlength=geo.HOURS), 0.0)
        top = usual.max()
        return usual / top if top else usual

    def examples(self, axis: str, name: int) -> tuple[int, ...]:
        """Events of the history that bear this act, genre or venue, newest first."""
        if axis not in self._bearing:
            newest = sorted(self.liked, key=lambda one: -one.at if math.isfinite(one.at) else 0.0)
            found: dict[int, dict[int, None]] = {}
            for one in newest:
                for each in named(axis, one) if one.item != NOWHERE else ():
                    found.setdefault(each, {})[one.item] = None
            self._bearing[axis] = {each: tuple(items)[:EXAMPLES] for each, items in found.items()}
        return self._bearing[axis].get(name, ())

    @cached_property
    def by_venue(self) -> dict[int, list[Evidence]]:
        """What was done in each venue."""
        found: dict[int, list[Evidence]] = {}
        for one in self.liked:
            if one.venue != NOWHERE:
                found.setdefault(one.venue, []).append(one)
        return found

    @cached_property
    def spots(self) -> tuple[Floats, Ints]:
        """Where liked events were, (n, 2) degrees, and which events these were; those whose place is known."""
        known = [one for one in self.liked if math.isfinite(one.lat) and math.isfinite(one.lon)]
        spots = np.array([(one.lat, one.lon) for one in known], dtype=np.float64).reshape(-1, 2)
        return spots, np.array([one.item for one in known], dtype=np.int64)
