"""Factors that rest on what other fans did."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import scipy.sparse as sp

from wtc.ml.taste import geo
from wtc.ml.taste.crowd import Crowd
from wtc.ml.taste.evidence import NOTHING, bearing, remembered
from wtc.ml.taste.fan import EXAMPLES, Fan
from wtc.ml.taste.protocol import Because
from wtc.ml.taste.shelf import Shelf, entries
from wtc.ml.taste.world import Floats, Ints

RIDGE = 10.0
STEPS = 6
LOCAL_KM, FAR_KM = 2.0, 10.0


def place(crowd: Crowd, shelf: Shelf) -> None:
    """Put on the shelf where its events stand in the crowd's table (-1: nobody took them up)."""
    at = np.searchsorted(crowd.items, shelf.ids).clip(max=max(0, len(crowd.items) - 1))
    known = crowd.items[at] == shelf.ids if len(crowd.items) else np.zeros(len(shelf), dtype=bool)
    shelf.columns["taken"] = np.where(known, at, -1).astype(np.float64)


def act_places(crowd: Crowd, shelf: Shelf) -> Ints:
    """Where the crowd's acts stand on the shelf."""
    if "crowd" not in shelf.places:
        shelf.places["crowd"] = np.searchsorted(shelf.act_ids, crowd.acts)
    return shelf.places["crowd"]


def sounds_of(crowd: Crowd, shelf: Shelf) -> sp.csr_matrix:
    """What the crowd's acts sound like, on this shelf."""
    if "crowd" not in shelf.tables:
        shelf.tables["crowd"] = shelf.act_sounds[act_places(crowd, shelf)]
    return shelf.tables["crowd"]


def pulled(crowd: Crowd, fan: Fan) -> Floats:
    """What liking the fan's acts says about each act of the shelf, at most 1; 0 for acts the crowd does not know."""

    def make() -> Floats:
        at = act_places(crowd, fan.shelf)
        mine = np.flatnonzero(fan.all_acts[at])
        which, others, pull = entries(crowd.pull, mine)
        found = np.bincount(others, fan.all_acts[at[mine]][which] * pull, len(at))
        vector = np.zeros(len(fan.shelf.act_ids))
        vector[at] = found / max(float(found.max(initial=0.0)), 1e-9)
        return vector

    return fan.once("pulled", make)


def drawn(crowd: Crowd, fan: Fan) -> Floats:
    """What the acts that are liked, and those they speak for, come down to as genres: ridge regression, a few steps."""

    def make() -> Floats:
        at = act_places(crowd, fan.shelf)
        liked = np.minimum(1.0, fan.all_acts[at]) + pulled(crowd, fan)[at]
        sounds = sounds_of(crowd, fan.shelf)
        if "gram" not in fan.shelf.tables:
            fan.shelf.tables["gram"] = gram(sounds)
        return fan.turned("genre", ridge(fan.shelf.tables["gram"], sounds.T @ liked))

    return fan.once("drawn", make)


def gram(table: sp.csr_matrix) -> sp.csr_matrix:
    """How far columns go together, the diagonal heavier by ``RIDGE`` times the mean square of a row."""
    size = float(np.square(table.data).sum()) / max(1, table.shape[0])
    return (table.T @ table + RIDGE * max(size, 1e-9) * sp.identity(table.shape[1])).tocsr()


def ridge(gram: sp.csr_matrix, told: Floats) -> Floats:
    """The solution of ``gram`` x = ``told`` by conjugate gradients, ``STEPS`` of them."""
    rest = told.copy()
    made, towards, left = np.zeros_like(rest), rest, float(rest @ rest)
    for _ in range(STEPS):
        if left < 1e-18:
            break
        image = gram @ towards
        step = left / float(towards @ image)
        made += step * towards
        rest = rest - step * image
        now = float(rest @ rest)
        towards, left = rest + towards * (now / left), now
    return made


@dataclass(frozen=True, slots=True, eq=False)
class SimilarActs:
    """What liking the fan's acts says about an event's acts (the best of them), from everybody's doings."""

    crowd: Crowd
    name: str = "similar_act"

    def values(self, fan: Fan, shelf: Shelf) -> Floats:
        return shelf.highest(pulled(self.crowd, fan))

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        crowd = self.crowd
        named = bearing("act", shelf, np.maximum(0.0, pulled(crowd, fan)))
        rows = np.searchsorted(crowd.acts, np.array([each[0] for each in named if each], dtype=np.int64))
        which, others, pull = entries(crowd.pulls, rows)
        speak = pull * fan.all_acts[act_places(crowd, fan.shelf)][others]
        order = np.flatnonzero(speak > 0)
        order = order[np.lexsort((-speak[order], which[order]))]
        ends = np.searchsorted(which[order], np.arange(len(rows) + 1))
        acts = crowd.acts[others[order]].tolist()
        best = iter([tuple(acts[begin : min(end, begin + EXAMPLES)]) for begin, end in pairwise(ends.tolist())])
        return remembered("act", fan, [next(best) if each else () for each in named])


@dataclass(frozen=True, slots=True, eq=False)
class DrawnGenres:
    """How far the genres of an event are those that the fan's acts, and the acts these speak for, come down to.

    Only for events that nobody took up yet: of others people's doings say more. 0 for these.
    """

    crowd: Crowd
    name: str = "drawn_genre"

    def vector(self, fan: Fan) -> Floats:
        """The genres, the most telling about 1."""

        def make() -> Floats:
            found = drawn(self.crowd, fan)
            return found / max(float(np.abs(fan.shelf.act_ways @ found).max(initial=0.0)), 1e-9)

        return fan.once("drawn to 1", make)

    def values(self, fan: Fan, shelf: Shelf) -> Floats:
        return shelf.on("sound", self.vector(fan)) * (shelf.columns["taken"] < 0)

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        return [Because(genres=genres) for genres in bearing("genre", shelf, self.vector(fan))]


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """What some fans of the crowd took up; a child says which, and how much each counts."""

    crowd: Crowd
    name: str

    def weights(self, fan: Fan) -> Floats:
        """(k,) for each fan of the crowd."""
        raise NotImplementedError

    def scaled(self, votes: Floats) -> Floats:
        """Votes as values: the event with most has 1."""
        return votes / max(float(votes.max(initial=0.0)), 1e-9)

    def votes(self, fan: Fan) -> Floats:
        """For each event of the crowd, and 0 at the end for all others."""

        def make() -> Floats:
            weights = self.weights(fan)
            if not weights.any():
                return np.zeros(len(self.crowd.items) + 1)
            return np.append(self.scaled(self.crowd.votes(weights)), 0.0)

        return fan.once(f"votes {self.name}", make)

    def values(self, fan: Fan, shelf: Shelf) -> Floats:
        return self.votes(fan)[shelf.columns["taken"].astype(np.int64)]

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        taken = shelf.columns["taken"].astype(np.int64)
        known = np.flatnonzero(taken >= 0)
        which, takers, _ = entries(self.crowd.takers, taken[known])
        fans = np.bincount(known[which], self.weights(fan)[takers] > 0, len(shelf)).tolist()
        return [Because(fans=int(many)) if row >= 0 else NOTHING for row, many in zip(taken, fans, strict=True)]


@dataclass(frozen=True, slots=True, eq=False)
class SimilarFans(Votes):
    """Taken up by fans who took up the same events: their cosines to a power, of the nearest ``most``."""

    name: str = "similar_fans"
    power: float = 3.0
    most: int = 0

    def weights(self, fan: Fan) -> Floats:
        def make() -> Floats:
            found = self.crowd.alike(fan)
            if 0 < self.most < len(found):
                found = np.where(found >= np.partition(found, -self.most)[-self.most], found, 0.0)
            some = np.flatnonzero(found)
            found[some] **= self.power
            return found

        return fan.once(f"alike {self.power} {self.most}", make)


@dataclass(frozen=True, slots=True, eq=False)
class Friends(Votes):
    """Taken up by friends: the logarithm of how many."""

    name: str = "friends"

    def weights(self, fan: Fan) -> Floats:
        return self.crowd.friends(fan)

    def scaled(self, votes: Floats) -> Floats:
        return np.log1p(votes)


@dataclass(frozen=True, slots=True, eq=False)
class Local(Votes):
    """Taken up by fans who live near: the logarithm of how many, the nearest counting most."""

    name: str = "local"

    def weights(self, fan: Fan) -> Floats:
        def make() -> Floats:
            said, near = fan.profile, np.zeros(len(self.crowd.fans))
            (here,) = geo.directions(np.array([[said.lat, said.lon]]))
            chords = sum(np.square(axis - at) for axis, at in zip(self.crowd.ways, here, strict=True))
            close = np.flatnonzero(chords < (FAR_KM / geo.EARTH_KM) ** 2)
            near[close] = np.exp(-geo.along(chords[close]) / LOCAL_KM)
            near[self.crowd.fans == said.id] = 0.0
            return near

        return fan.once("near", make)

    def scaled(self, votes: Floats) -> Floats:
        logs = np.log1p(votes)
        return logs / max(float(logs.max(initial=0.0)), 1e-9)
