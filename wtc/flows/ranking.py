"""The arithmetic of a list, for a worker thread: which events may come, in which order, and why each one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np

from wtc.domain import taste
from wtc.domain.reasons import STRONG
from wtc.flows.shelves import NUDGE, Shelf
from wtc.ml.taste import Explanation, Model, Profile, allowed, geo, match, top
from wtc.ml.taste.world import Floats, Mask
from wtc.settings import settings
from wtc.shapes.taste import Wish

IN_POINTS = frozenset({"additive", "content", "learned"})
"""Rankers whose scores are points, and so a match; those of the others only order."""
REACH_KM = 80.0
"""How far from a point that is asked for events may be."""
AROUND_KM = 10.0
"""How far from such a point it still is near, for a fan who has set no radius."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """The best rows of a shelf with their explanations, out of so many ``candidates``."""

    whys: tuple[Explanation, ...]
    candidates: int


def placed(profile: Profile, wish: Wish) -> Profile:
    """The fan as they are where they are now, when they say where that is."""
    if wish.lat is None or wish.lon is None:
        return profile
    radius = profile.radius_km if profile.radius_km > 0 else AROUND_KM
    return replace(profile, lat=wish.lat, lon=wish.lon, radius_km=radius)


def candidates(shelf: Shelf, profile: Profile, wish: Wish, now: datetime) -> Mask:
    """What may come at all: not over, off or settled, in the city or around the point that was asked for."""
    items = shelf.stock.items
    may = allowed(profile, shelf.stock.at(now))
    if wish.city:
        may &= items.city == taste.town(wish.city)[0]
    elif wish.lat is not None and wish.lon is not None:
        with np.errstate(invalid="ignore"):
            may &= geo.kilometres(items.lat, items.lon, wish.lat, wish.lon) <= REACH_KM
    return may


def scored(shelf: Shelf, model: Model, profile: Profile, wish: Wish, may: Mask, now: datetime) -> Floats:
    """The scores of what may come and is worth it, equals in the order of time, or of the way there; -inf elsewhere."""
    scores = model.rank(profile, shelf.stock.at(now), may)
    if model.name in IN_POINTS:
        scores[-np.expm1(-np.maximum(scores, 0.0) / 6.0) < settings().min_similarity_score] = -np.inf
    if wish.lat is None or wish.lon is None:
        nudged: Floats = scores + shelf.first
        return nudged
    km = geo.kilometres(shelf.stock.items.lat, shelf.stock.items.lon, wish.lat, wish.lon)
    nearer: Floats = scores + NUDGE / (1.0 + np.nan_to_num(km, nan=1e6))
    return nearer


def ranked(shelf: Shelf, model: Model, profile: Profile, wish: Wish, count: int, now: datetime) -> Ranked:
    """The ``count`` best, no act and no venue with more than its share, each with the parts of its score."""
    may = candidates(shelf, profile, wish, now)
    scores = scored(shelf, model, profile, wish, may, now)
    rows = top(scores, shelf.stock.items, count)
    whys = model.explain(profile, shelf.stock.at(now), rows)
    return Ranked(whys=tuple(whys), candidates=int(np.count_nonzero(may)))


def row_of(shelf: Shelf, event_id: int) -> int | None:
    """Where an event stands on the shelf."""
    ids = shelf.stock.items.ids
    row = int(np.searchsorted(ids, event_id))
    return row if row < len(ids) and ids[row] == event_id else None


def rated(shelf: Shelf, model: Model, profile: Profile, rows: Sequence[int], now: datetime) -> dict[int, float]:
    """The raw scores of those of these rows that may come for a fan."""
    may = candidates(shelf, profile, Wish(), now)
    on = [row for row in rows if may[row]]
    return {why.row: why.raw for why in model.explain(profile, shelf.stock.at(now), on)} if on else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Studied:
    """One event: why, its place among all that may come, the source that speaks most for it, its place without that.

    ``without`` is None when it would not come at all; ``source`` is '' when nothing of the fan's own speaks for it.
    """

    why: Explanation
    place: int
    candidates: int
    source: str = ""
    without: int | None = None


def studied(shelf: Shelf, model: Model, profile: Profile, wish: Wish, row: int, now: datetime) -> Studied:
    """One event held against all others, with everything that is known and without what speaks most for it."""
    (why,) = model.explain(profile, shelf.stock.at(now), [row])
    place = _place(shelf, model, profile, wish, row, now)
    source = strongest(why)
    without = _place(shelf, model, bereft(profile, source), wish, row, now) if source else None
    many = int(np.count_nonzero(candidates(shelf, profile, wish, now)))
    return Studied(why=why, place=place or 0, candidates=many, source=source, without=without)


def _place(shelf: Shelf, model: Model, profile: Profile, wish: Wish, row: int, now: datetime) -> int | None:
    may = candidates(shelf, profile, wish, now)
    may[row] = True
    scores = scored(shelf, model, profile, wish, may, now)
    return int(np.count_nonzero(scores > scores[row])) + 1 if scores[row] > -np.inf else None


SOURCES: Mapping[str, frozenset[str]] = {
    "heard": frozenset({"heard_act", "heard_genre"}),
    "follows": frozenset({"followed_act"}),
    "history": frozenset(
        {"saved", "saved_genre", "liked_act", "liked_venue", "sound", "alike_act", "haunts", "hour"}
        | {"similar_act", "similar_fans", "local", "known_act", "regular_act", "regular_venue"}
        | {"series", "same_room", "drawn_genre"}
    ),
    "said": frozenset({"wanted_genre", "wanted_act", "wanted_dj", "wanted_venue", "budget", "night"}),
    "place": frozenset({"near", "home"}),
}
"""Where what we know of a fan comes from, and the factors that rest on it."""


def strongest(why: Explanation) -> str:
    """The source that speaks most for an event; '' when none does."""
    sums = {
        source: sum(part.points for part in why.parts if part.factor in factors and part.points > 0)
        for source, factors in SOURCES.items()
    }
    best = max(sums, key=lambda source: sums[source])
    return best if sums[best] > 0 else ""


def bereft(profile: Profile, source: str) -> Profile:
    """The same fan as if that source had never told us anything."""
    if source == "heard":
        return replace(profile, heard_acts={}, heard_genres={})
    if source == "follows":
        return replace(profile, history=tuple(one for one in profile.history if one.kind != "follow"))
    if source == "history":
        return replace(profile, history=tuple(one for one in profile.history if one.kind == "follow" or one.weight < 0))
    if source == "place":
        return replace(profile, cities=frozenset(), lat=np.nan, lon=np.nan, radius_km=np.nan)
    none: frozenset[int] = frozenset()
    return replace(profile, genres=none, acts=none, djs=none, venues=none, nights=none, budget=np.nan)


def percent(model: Model, raw: float) -> tuple[float, int | None]:
    """A raw score as rank_score, and as a match in per cent where the ranker's scores are points."""
    score = match(raw)
    return score, round(100 * score) if model.name in IN_POINTS else None


def strong(model: Model, scores: Floats) -> int:
    """How many of these scores are a strong match; 0 for a ranker whose scores only order."""
    if model.name not in IN_POINTS:
        return 0
    return int(np.count_nonzero(np.rint(-100 * np.expm1(-np.maximum(scores, 0.0) / 6.0)) > 100 * STRONG))
