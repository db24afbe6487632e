"""Some of what a fan did, as arrays: what each deed still counts for, and to whom it was done."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from wtc.ml.taste import geo
from wtc.ml.taste.shelf import Shelf
from wtc.ml.taste.world import NOWHERE, Evidence, Floats, Ints, Mask

HALF_LIFE = 365 * 86_400.0
"""After so many seconds a deed counts for half."""


class Deeds:
    """Pieces of evidence against a shelf at a moment; every array is made when first asked for."""

    def __init__(self, deeds: Sequence[Evidence], shelf: Shelf, now: float) -> None:
        self.deeds, self.shelf, self.now = deeds, shelf, now
        self._pairs: dict[str, tuple[Ints, Ints]] = {}

    @cached_property
    def worths(self) -> Floats:
        """What each still counts for, signed."""
        at = np.array([one.at for one in self.deeds], dtype=np.float64)
        age = np.nan_to_num(np.maximum(0.0, self.now - at), nan=0.0, posinf=0.0)
        made: Floats = np.array([one.weight for one in self.deeds], dtype=np.float64) * 0.5 ** (age / HALF_LIFE)
        return made

    @cached_property
    def total(self) -> float:
        """What all of them count for together, never quite 0."""
        return max(1e-9, float(self.worths.sum()))

    @cached_property
    def hours(self) -> Ints:
        """The Irish hour of the week at which each event began, -1 where unknown."""
        return geo.week_hours(np.array([one.starts for one in self.deeds], dtype=np.float64))

    @cached_property
    def venues(self) -> Ints:
        """The place of each event's venue, -1 where the shelf has none."""
        made = np.full(len(self.deeds), -1)
        numbers, places = self.pairs("venue")
        made[numbers] = places
        return made

    def pairs(self, axis: str) -> tuple[Ints, Ints]:
        """The number of a deed and the place of an 'act', 'genre' or 'venue' in it, for every such pair there is."""
        if axis not in self._pairs:
            index = self.shelf.index(axis)
            found = [
                (number, index[name])
                for number, one in enumerate(self.deeds)
                for name in named(axis, one)
                if name in index
            ]
            numbers, places = np.array(found, dtype=np.int64).reshape(-1, 2).T
            self._pairs[axis] = numbers, places
        return self._pairs[axis]

    @cached_property
    def follows(self) -> Mask:
        """Which of them are follows."""
        return np.array([one.kind == "follow" for one in self.deeds], dtype=bool)

    def on(self, axis: str, *, of: Mask | None = None, spread: bool = False) -> Floats:
        """A vector of what was done, by its absolute worth, ``of`` some or of all.

        ``spread`` shares a deed among the names in it.
        """
        numbers, places = self.pairs(axis)
        worths = np.abs(self.worths)
        if of is not None:
            worths = worths * of
        if spread:
            worths = worths / np.maximum([len(named(axis, one)) for one in self.deeds], 1)
        return np.bincount(places, worths[numbers], self.shelf.width(axis)).astype(np.float64)


def named(axis: str, one: Evidence) -> tuple[int, ...]:
    """The acts, the genres or the venue in a piece of evidence."""
    if axis == "venue":
        return (one.venue,) if one.venue != NOWHERE else ()
    return one.acts if axis == "act" else one.genres
