"""What rankers are told, read from the database: the catalogue as arrays, and fans with all they said and did."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
import orjson
import scipy.sparse as sp
from sqlmodel import Session

from wtc.domain import fees, taste
from wtc.ml.taste import Items, World
from wtc.ml.taste.world import NOWHERE, Floats, Ints, Mask
from wtc.queries import world as queries
from wtc.services import catalogue
from wtc.settings import settings

STILL_ON = timedelta(hours=29)
"""How far back events are read for lists: a night of which only the day is known ends at five the next morning."""
EVENING = 20 * 3_600.0
"""How late in the day, in seconds, a night begins of which only the day is known."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stock:
    """The catalogue from ``since`` on: ``items`` in the order of their ids, and what its acts are called.

    ``samples`` marks what was made up to show the site; ``sorts`` is each one's family as a number. ``version`` is that
    of the catalogue.
    """

    items: Items
    families: dict[int, frozenset[int]]
    acts: dict[int, str] = field(default_factory=dict)
    samples: Mask
    sorts: Ints
    version: int = 0

    def at(self, now: datetime) -> World:
        """The world of that moment."""
        return World(items=self.items, now=now.timestamp(), families=self.families)


def stock(session: Session, *, since: datetime) -> Stock:
    """The catalogue from ``since`` on in four questions, as arrays: about 1 KB for each event, names included."""
    version = catalogue.version(session)
    found = session.execute(queries.events(since))
    names, rows = tuple(found.keys()), found.all()
    told = dict(zip(names, zip(*rows, strict=True) if rows else [()] * len(names), strict=True))
    ids = np.array(told["id"], dtype=np.int64)
    acts, act_ids = _pairs(ids, session.execute(queries.line_ups(since)).all())
    sounds = list(map(_event_sounds, told["family"], told["tags"]))
    called, heard = {}, {}
    for act_id, name, genres in session.execute(queries.acts(since)):
        called[act_id], heard[act_id] = name, _act_sounds(genres)
    acts_sound = [heard.get(act, ()) for act in act_ids.tolist()]
    genre_ids = np.unique(np.fromiter((one for row in (*sounds, *acts_sound) for one in row), dtype=np.int64))
    prices = {pair: euro(*pair) for pair in set(zip(told["price_low"], told["currency"], strict=True))}
    items = Items(
        ids=ids,
        acts=acts,
        act_ids=act_ids,
        genres=_lists(sounds, genre_ids),
        genre_ids=genre_ids,
        venue=_ints(told["venue_id"]),
        city=_ints(taste.number(key) if key else None for key in told["city_key"]),
        lat=_floats(told["lat"]),
        lon=_floats(told["lon"]),
        starts=_floats(list(map(_begins, told["starts_at"], told["sort_at"], told["day"]))),
        price=_floats([prices[pair] for pair in zip(told["price_low"], told["currency"], strict=True)]),
        since=_floats(list(map(moment, told["first_seen_at"]))),
        candidate=np.array([status not in queries.OFF for status in told["status"]], dtype=bool),
        act_genres=_lists(acts_sound, genre_ids),
    )
    samples = np.array(told["sample"], dtype=bool)
    sorts = _ints(map(taste.number, told["family"]))
    return Stock(items=items, families=taste.families(), acts=called, samples=samples, sorts=sorts, version=version)


@lru_cache(maxsize=16_384)
def _event_sounds(family: str, tags: str) -> tuple[int, ...]:
    return taste.genres(family, orjson.loads(tags))


@lru_cache(maxsize=16_384)
def _act_sounds(genres: str) -> tuple[int, ...]:
    return taste.sounds(orjson.loads(genres))


def starts(row: Any) -> float | None:
    """When an event begins, in epoch seconds; its evening when only the day is known, None without a date."""
    return _begins(row.starts_at, row.sort_at, row.day)


def _begins(starts_at: Any, sort_at: Any, day: Any) -> float | None:
    if starts_at is not None:
        return moment(starts_at)
    return moment(sort_at) + EVENING if day is not None else None


@lru_cache(maxsize=32_768)
def moment(kept: Any) -> float:
    """A time as the database keeps it, or as we do, in epoch seconds."""
    at = kept if isinstance(kept, datetime) else datetime.fromisoformat(kept)
    return at.replace(tzinfo=UTC).timestamp()


def euro(cents: int | None, currency: str) -> float | None:
    """A price in cents of euro, so that both sides of the border compare."""
    return None if cents is None else float(fees.in_euro(cents, currency, settings().eur_per_gbp))


def popularity(session: Session, *, since: datetime) -> tuple[dict[str, Ints | Floats], bool]:
    """How many real fans each event and act has, as the state of the ranker ``popularity``; else the crowd's.

    True beside it when these are the made-up visitors of the demo, because there is no real fan of anything yet.
    """
    for synthetic in (False, True):
        acts = session.execute(queries.fans_of_acts(synthetic=synthetic)).all()
        events = session.execute(queries.fans_of_events(since, synthetic=synthetic)).all()
        if acts or events:
            return _counts(events, acts), synthetic
    return _counts((), ()), False


def _counts(events: Sequence[Any], acts: Sequence[Any]) -> dict[str, Ints | Floats]:
    return {
        "count_items": _ints(row.event_id for row in events),
        "count_of_items": _floats([row.fans for row in events]),
        "count_acts": _ints(row.artist_id for row in acts),
        "count_of_acts": _floats([row.fans for row in acts]),
    }


def _ints(values: Iterable[int | None]) -> Ints:
    return np.array([NOWHERE if one is None else one for one in values], dtype=np.int64)


def _floats(values: Sequence[float | None]) -> Floats:
    return np.array(values, dtype=np.float64)


def _pairs(ids: Ints, rows: Sequence[Any]) -> tuple[sp.csr_matrix, Ints]:
    """(event, act) pairs as a matrix of ones over the events ``ids``, with the acts' ids."""
    pairs = np.array([tuple(row) for row in rows], dtype=np.int64).reshape(-1, 2)
    pairs = pairs[np.isin(pairs[:, 0], ids)]
    acts, column = np.unique(pairs[:, 1], return_inverse=True)
    place = np.searchsorted(ids, pairs[:, 0])
    made = sp.csr_matrix((np.ones(len(pairs)), (place, column.ravel())), shape=(len(ids), len(acts)))
    return made, acts


def _lists(rows: Sequence[tuple[int, ...]], ids: Ints) -> sp.csr_matrix:
    flat = np.fromiter((one for row in rows for one in row), dtype=np.int64)
    ends = np.concatenate([[0], np.cumsum([len(row) for row in rows])]).astype(np.int64)
    return sp.csr_matrix((np.ones(len(flat)), np.searchsorted(ids, flat), ends), shape=(len(rows), len(ids)))


def by_event(rows: Sequence[Any]) -> dict[int, list[Any]]:
    """Rows by their first column, in their order."""
    return {one: list(found) for one, found in groupby(rows, key=itemgetter(0))}
