"""What rankers are told: the catalogue as arrays, and one fan as sets of ids. Nothing here knows a database."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

SIGNALS: Mapping[str, float] = {
    "save": 1.0,
    "attended": 1.0,
    "thumb_up": 1.0,
    "follow": 1.0,
    "click": 0.3,
    "skip": -0.05,
    "hide": -0.5,
    "thumb_down": -0.5,
}
"""What each kind of evidence counts for."""
NOWHERE = -1
"""No venue, no city, no event."""
WEEKEND = 7
"""A night like any other in ``Profile.nights`` (0 Monday to 6 Sunday): Friday 17:00 to Monday 04:00 Irish time."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Items:
    """n events as columns; ids are the database's and mean the same in every table that ever was or will be.

    ``acts`` (n x a) says who plays, ``genres`` (n x g) what it sounds like, weights above 0; ``act_ids`` and
    ``genre_ids`` name their columns. ``venue`` and ``city`` are ids or -1; ``lat`` and ``lon`` degrees, ``starts`` and
    ``since`` (first seen) epoch seconds, ``price`` cents of the cheapest ticket: nan where unknown. ``act_genres``
    (a x g) is what each act sounds like; without it that is read from the events. ``candidate`` says what may be
    shown at all: not past, not cancelled.
    """

    ids: Ints
    acts: sp.csr_matrix
    act_ids: Ints
    genres: sp.csr_matrix
    genre_ids: Ints
    venue: Ints
    city: Ints
    lat: Floats
    lon: Floats
    starts: Floats
    price: Floats
    since: Floats
    candidate: Mask
    act_genres: sp.csr_matrix | None = None

    def __len__(self) -> int:
        return len(self.ids)

    @classmethod
    def of(
        cls,
        ids: Sequence[int],
        *,
        acts: Sequence[Iterable[int]] = (),
        genres: Sequence[Iterable[int]] = (),
        venue: Sequence[int] = (),
        city: Sequence[int] = (),
        lat: Sequence[float] = (),
        lon: Sequence[float] = (),
        starts: Sequence[float] = (),
        price: Sequence[float] = (),
        since: Sequence[float] = (),
        candidate: Sequence[bool] = (),
        act_genres: Mapping[int, Iterable[int]] | None = None,
    ) -> "Items":
        """A table of plain columns, each as long as ``ids`` or empty, which says that nothing is known.

        A genre named twice for one event counts twice. ValueError when a column has another length or an id is doubled.
        """
        n = len(ids)
        columns = (acts, genres, venue, city, lat, lon, starts, price, since, candidate)
        if any(len(column) not in (0, n) for column in columns) or len(set(ids)) != n:
            raise ValueError("every column is as long as ids, and ids differ")
        told = act_genres or {}
        playing, act_ids = _incidence(acts, n, told)
        sounding, genre_ids = _incidence(genres, n, (genre for row in told.values() for genre in row))
        playing.data[:] = 1.0
        sounds = None
        if act_genres is not None:
            sounds, _ = _incidence([act_genres.get(int(act), ()) for act in act_ids], len(act_ids), genre_ids)

        def numbers(column: Sequence[float]) -> Floats:
            return np.asarray(column, dtype=np.float64) if len(column) else np.full(n, np.nan)

        def names(column: Sequence[int]) -> Ints:
            return np.asarray(column, dtype=np.int64) if len(column) else np.full(n, NOWHERE, dtype=np.int64)

        return cls(
            ids=np.asarray(ids, dtype=np.int64),
            acts=playing,
            act_ids=act_ids,
            genres=sounding,
            genre_ids=genre_ids,
            venue=names(venue),
            city=names(city),
            lat=numbers(lat),
            lon=numbers(lon),
            starts=numbers(starts),
            price=numbers(price),
            since=numbers(since),
            candidate=np.asarray(candidate, dtype=bool) if len(candidate) else np.ones(n, dtype=bool),
            act_genres=sounds,
        )

    def of_row(self, row: int, kind: str = "save", at: float = np.nan, weight: float | None = None) -> "Evidence":
        """What somebody did (``kind`` of ``SIGNALS``) with the event in ``row``, kept so that it outlives the event."""
        return Evidence(
            kind=kind,
            weight=SIGNALS[kind] if weight is None else weight,
            at=at,
            item=int(self.ids[row]),
            acts=tuple(self.act_ids[_row(self.acts, row)].tolist()),
            genres=tuple(self.genre_ids[_row(self.genres, row)].tolist()),
            venue=int(self.venue[row]),
            lat=float(self.lat[row]),
            lon=float(self.lon[row]),
            starts=float(self.starts[row]),
            price=float(self.price[row]),
        )


def _row(table: sp.csr_matrix, row: int) -> npt.NDArray[np.int32]:
    found: npt.NDArray[np.int32] = table.indices[table.indptr[row] : table.indptr[row + 1]]
    return found


def _incidence(rows: Sequence[Iterable[int]], n: int, more: Iterable[int]) -> tuple[sp.csr_matrix, Ints]:
    """Rows of ids as a counting matrix, with the ids of its columns: those in the rows and ``more``."""
    lists = [list(row) for row in rows] or [[] for _ in range(n)]
    flat = np.fromiter((one for row in lists for one in row), dtype=np.int64)
    ids = np.union1d(flat, np.fromiter(more, dtype=np.int64))
    ends = np.concatenate([[0], np.cumsum([len(row) for row in lists])]).astype(np.int64)
    table = sp.csr_matrix((np.ones(len(flat)), np.searchsorted(ids, flat), ends), shape=(n, len(ids)))
    table.sum_duplicates()
    return table, ids


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One thing a fan did, with what it was done to: an event (``item``), or an act alone as in a follow.

    ``weight`` is signed, ``at`` epoch seconds or nan. The rest is as in ``Items``, for the one event.
    """

    kind: str
    weight: float
    at: float = np.nan
    item: int = NOWHERE
    acts: tuple[int, ...] = ()
    genres: tuple[int, ...] = ()
    venue: int = NOWHERE
    lat: float = np.nan
    lon: float = np.nan
    starts: float = np.nan
    price: float = np.nan


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One fan: what they said, what they did, what they let us read, and how they turned the dials.

    ``genres``, ``acts``, ``djs``, ``venues``, ``cities`` are explicit preferences; ``nights`` 0 Monday to 6 Sunday and
    ``WEEKEND``; ``lat``, ``lon`` home and ``radius_km`` around it, ``budget`` in cents: nan when not said.
    ``heard_acts`` and ``heard_genres`` come from Spotify or an import, id to weight in 0..1. ``friends`` are ids of
    other profiles. ``dials`` maps a factor ('popular') or a token ('genre:12', 'act:7', 'venue:3') to a multiplier:
    0.5 or 0.25 for less of this, 1.5 for more; 0 is none of it. ``seen`` are events never to be shown again.
    """

    id: int = NOWHERE
    history: tuple[Evidence, ...] = ()
    genres: frozenset[int] = frozenset()
    acts: frozenset[int] = frozenset()
    djs: frozenset[int] = frozenset()
    venues: frozenset[int] = frozenset()
    cities: frozenset[int] = frozenset()
    nights: frozenset[int] = frozenset()
    lat: float = np.nan
    lon: float = np.nan
    radius_km: float = np.nan
    budget: float = np.nan
    heard_acts: Mapping[int, float] = field(default_factory=dict)
    heard_genres: Mapping[int, float] = field(default_factory=dict)
    friends: tuple[int, ...] = ()
    dials: Mapping[str, float] = field(default_factory=dict)
    seen: frozenset[int] = frozenset()

    @property
    def events(self) -> int:
        """How many events this fan is known to like: the amount of history that segments go by."""
        return len({one.item for one in self.history if one.item != NOWHERE and one.weight > 0})

    def before(self, moment: float) -> "Profile":
        """The same fan as known before ``moment`` (epoch seconds)."""
        return replace(self, history=tuple(one for one in self.history if one.at < moment))

    def keeping(self, items: Collection[int]) -> "Profile":
        """The same fan with evidence of ``items`` only, and of no event at all."""
        kept = tuple(one for one in self.history if one.item == NOWHERE or one.item in items)
        return replace(self, history=kept)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class World:
    """The catalogue at a moment. ``now`` is epoch seconds; ``families`` maps a genre to all that asking for it means.

    What is worked out for ``items`` is kept as long as the very same table is asked about.
    """

    items: Items
    now: float
    families: Mapping[int, frozenset[int]] = field(default_factory=dict)

    def at(self, now: float) -> "World":
        """The same catalogue at another moment."""
        return replace(self, now=now)
