"""A catalogue laid out for scoring: worked out once, read for every fan."""

import copy
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import numpy as np
import scipy.sparse as sp

from wtc.ml.taste import geo
from wtc.ml.taste.world import NOWHERE, Floats, Ints, World

T = TypeVar("T")

_LEADS = frozenset({"venue", "spot", "hour", "start", "cost"})
FEW = 20
"""Acts are few when there are so many times more events; then only the events of these are summed."""
_SUMMED = {"act": "acts", "genre": "genres", "sound": "sounds"}


class Shelf:
    """The events of a world with every id as a place in ``act_ids``, ``genre_ids``, ``venue_ids``.

    ``acts`` and ``genres`` are 0 or 1; ``sounds`` are the genres, rare ones and repeated ones heavier, on a scale where
    a usual event has length 1; ``venue``, ``spot``, ``start`` and ``cost`` lead into ``venue_ids`` (whose last is
    nowhere), ``spots`` and their ``towns``, ``moments`` and ``costs``, where all that is distinct stands once; ``hour``
    is the Irish hour of the week. ``act_sounds`` is what each act sounds like, on the same scale, ``act_ways`` the same
    as unit rows. ``columns`` are what a model adds, one value an event; ``places`` and ``tables`` what it has looked up
    over acts. ``most`` says how many acts and genres any event has at most, ``ways`` where ``spots`` are as unit
    vectors.
    """

    def __init__(self, world: World, act_ids: Ints, genre_ids: Ints) -> None:
        items = world.items
        self.ids, self.starts, self.price, self.since = items.ids, items.starts, items.price, items.since
        self.families = world.families
        self.act_ids = np.union1d(items.act_ids, act_ids)
        kin = [np.fromiter(one, dtype=np.int64) for one in world.families.values()]
        self.genre_ids = np.unique(np.concatenate([items.genre_ids, genre_ids, *kin]))
        self.acts = binary(widened(items.acts, items.act_ids, self.act_ids))
        counted = widened(items.genres, items.genre_ids, self.genre_ids)
        self.genres = binary(counted)
        self.idf = idf(counted)
        told = sounding(counted, self.idf)
        self.loud = loudness(told)
        self.sounds = told / self.loud
        self.act_sounds = (self._act_sounds(world, counted) / self.loud).tocsr()
        self.act_ways = unit(self.act_sounds)
        self.most = {
            axis: int(np.diff(table.indptr).max(initial=0))
            for axis, table in (("act", self.acts), ("genre", self.genres))
        }
        self._kept: dict[str, Any] = {}
        self.columns: dict[str, Floats] = {}
        self.places: dict[str, Ints] = {}
        self.tables: dict[str, sp.csr_matrix] = {}
        known = np.unique(items.venue[items.venue != NOWHERE])
        self.venue_ids = np.append(known, NOWHERE)
        self.venue = np.where(items.venue == NOWHERE, len(known), np.searchsorted(known, items.venue))
        self.spots, self.towns, self.spot = _spots(items.lat, items.lon, items.city)
        self.moments, self.start = _distinct(items.starts)
        self.costs, self.cost = _distinct(items.price)
        self.ways = geo.directions(self.spots)
        self.hour = geo.week_hours(items.starts)
        self._act_at = {one: place for place, one in enumerate(self.act_ids.tolist())}
        self._genre_at = {one: place for place, one in enumerate(self.genre_ids.tolist())}
        self._venue_at = {one: place for place, one in enumerate(known.tolist())}

    def __len__(self) -> int:
        return len(self.ids)

    def _act_sounds(self, world: World, counted: sp.csr_matrix) -> sp.csr_matrix:
        items = world.items
        if items.act_genres is not None:
            table = widened(items.act_genres, items.genre_ids, self.genre_ids)
            rows = np.searchsorted(self.act_ids, items.act_ids)
            lift = sp.csr_matrix((np.ones(len(rows)), (rows, np.arange(len(rows)))), (len(self.act_ids), len(rows)))
            return sounding((lift @ table).tocsr(), self.idf)
        return sounding((self.acts.T @ counted).tocsr(), self.idf)

    def index(self, axis: str) -> Mapping[int, int]:
        """Where each 'act', 'genre' or 'venue' has its place, by id."""
        return {"act": self._act_at, "genre": self._genre_at, "venue": self._venue_at}[axis]

    def width(self, axis: str) -> int:
        """How many of 'act', 'genre' or 'venue' (one more, for nowhere) there are."""
        return {"act": len(self.act_ids), "genre": len(self.genre_ids), "venue": len(self.venue_ids)}[axis]

    def on(self, axis: str, vector: Floats) -> Floats:
        """A value for each event from one for each 'act', 'genre' or 'sound' (these summed), or for what it leads to.

        'sound' is the genres as ``sounds`` has them; 'venue', 'spot', 'hour', 'start' and 'cost' lead.
        """
        if axis in _LEADS:
            led: Floats = vector[getattr(self, axis)]
            return led
        speaking = np.count_nonzero(vector)
        if not speaking:
            return np.zeros(len(self))
        if axis == "act" and FEW * speaking < len(self):
            acts = np.flatnonzero(vector)
            which, rows = self.nights(acts)
            return np.bincount(rows, vector[acts][which], len(self)).astype(np.float64)
        made: Floats = getattr(self, _SUMMED[axis]) @ vector
        return made

    def highest(self, values: Floats) -> Floats:
        """For each event the highest of its acts' values, at least 0."""
        made = np.zeros(len(self))
        for rows, acts in self.once("by place", self._by_place):
            made[rows] = np.maximum(made[rows], values[acts])
        return made

    def _by_place(self) -> list[tuple[Ints, Ints]]:
        """The events that have a first act, and which; those that have a second, and so on."""
        sizes = np.diff(self.acts.indptr)
        tables = ((place, np.flatnonzero(sizes > place)) for place in range(sizes.max(initial=0)))
        return [(rows, self.acts.indices[self.acts.indptr[rows] + place]) for place, rows in tables]

    def nights(self, acts: Ints) -> tuple[Ints, Ints]:
        """Every event of each of these acts: the number of the act among ``acts``, and the event's row."""
        table = self.once("nights", lambda: self.acts.T.tocsr())
        which, rows, _ = entries(table, acts)
        return which, rows

    def once(self, key: str, make: Callable[[], T]) -> T:
        """What ``make`` makes of this shelf, or of this view of it, made once for every fan."""
        if key not in self._kept:
            self._kept[key] = make()
        found: T = self._kept[key]
        return found

    def view(self, rows: Ints) -> "Shelf":
        """The same shelf with these events only."""
        made = copy.copy(self)
        for name in ("ids", "starts", "price", "since", "venue", "spot", "hour", "start", "cost"):
            setattr(made, name, getattr(self, name)[rows])
        for name in ("acts", "genres", "sounds"):
            setattr(made, name, picked(getattr(self, name), rows))
        made._kept = {}
        made.columns = {name: column[rows] for name, column in self.columns.items()}
        return made


def widened(table: sp.csr_matrix, ids: Ints, to: Ints) -> sp.csr_matrix:
    """The same rows over the columns ``to``, which hold all of ``ids`` (both ascending)."""
    columns = np.searchsorted(to, ids)
    return sp.csr_matrix((table.data, columns[table.indices], table.indptr), shape=(table.shape[0], len(to)))


def entries(table: sp.csr_matrix, rows: Ints) -> tuple[Ints, Ints, Floats]:
    """What stands in these rows: for every entry the number of its row among ``rows``, its column, its value."""
    ends = zip(table.indptr[rows].tolist(), table.indptr[rows + 1].tolist(), strict=True)
    parts = [slice(begin, end) for begin, end in ends] or [slice(0)]
    columns = np.concatenate([table.indices[part] for part in parts])
    values = np.concatenate([table.data[part] for part in parts])
    return np.repeat(np.arange(len(rows)), table.indptr[rows + 1] - table.indptr[rows]), columns, values


def picked(table: sp.csr_matrix, rows: Ints) -> sp.csr_matrix:
    """These rows of a table; for a few much cheaper than asking the table for them."""
    which, columns, values = entries(table, rows)
    ends = np.searchsorted(which, np.arange(len(rows) + 1))
    return sp.csr_matrix((values, columns, ends), shape=(len(rows), table.shape[1]))


def binary(table: sp.csr_matrix) -> sp.csr_matrix:
    """Ones where something stands."""
    return sp.csr_matrix((np.ones(len(table.data)), table.indices, table.indptr), shape=table.shape)


def idf(counted: sp.csr_matrix) -> Floats:
    """How telling each column is: the rarer, the more; at least 1."""
    rows = np.bincount(counted.indices, minlength=counted.shape[1])
    made: Floats = np.log((1 + counted.shape[0]) / (1 + rows)) + 1
    return made


def sounding(counted: sp.csr_matrix, weights: Floats) -> sp.csr_matrix:
    """The logarithm of each count times the column's weight."""
    table = counted.copy().astype(np.float64)
    table.data = (1 + np.log(np.maximum(table.data, 1e-9))).clip(0.1) * weights[table.indices]
    return table


def loudness(table: sp.csr_matrix) -> float:
    """The mean length of the rows that are not empty, 1 when all are."""
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    return float(lengths[lengths > 0].mean()) if (lengths > 0).any() else 1.0


def unit(table: sp.csr_matrix) -> sp.csr_matrix:
    """The same rows with length 1, empty ones left empty."""
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    made = table.copy()
    made.data = made.data / np.repeat(np.maximum(lengths, 1e-12), np.diff(table.indptr))
    return made


def _distinct(values: Floats) -> tuple[Floats, Ints]:
    """What differs, ascending, and where each value stands in that."""
    found, back = np.unique(values, return_inverse=True)
    return found, back.ravel()


def _spots(lat: Floats, lon: Floats, city: Ints) -> tuple[Floats, Ints, Ints]:
    """Places that differ by coordinates or city: (s, 2) degrees, their cities, and which one each event is at."""
    told = np.nan_to_num(np.column_stack([lat, lon, city]), nan=np.inf)
    order = np.lexsort(told.T)
    new = np.append(True, (told[order][1:] != told[order][:-1]).any(axis=1))[: len(order)]
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.cumsum(new) - 1
    first = order[new]
    return np.column_stack([lat, lon])[first], city[first], place
