"""What the values of a few shown events rest on, for all of them at once: names, places, events of a fan's own."""

from collections.abc import Iterable
from itertools import pairwise

import numpy as np

from wtc.ml.taste.fan import EXAMPLES, Fan
from wtc.ml.taste.protocol import Because
from wtc.ml.taste.shelf import Shelf
from wtc.ml.taste.world import NOWHERE, Floats

Names = tuple[int, ...]
NOTHING = Because()


def bearing(axis: str, shelf: Shelf, vector: Floats) -> list[Names]:
    """For each event the ids of its acts, genres or venue that this vector speaks of, the strongest first."""
    if axis == "venue":
        ids, speaks = shelf.venue_ids[shelf.venue].tolist(), vector[shelf.venue].tolist()
        return [(one,) if speak and one != NOWHERE else () for one, speak in zip(ids, speaks, strict=True)]
    table = shelf.acts if axis == "act" else shelf.genres
    speaks = np.abs(vector[table.indices]).tolist()
    ids, ends = shelf.once(f"ids {axis}", lambda: _ids(axis, shelf))
    made = []
    for begin, end in pairwise(ends):
        found = [at for at in range(begin, end) if speaks[at]]
        if len(found) > 1:
            found.sort(key=lambda at: -speaks[at])
        made.append(tuple([ids[at] for at in found]))
    return made


def _ids(axis: str, shelf: Shelf) -> tuple[list[int], list[int]]:
    table, ids = (shelf.acts, shelf.act_ids) if axis == "act" else (shelf.genres, shelf.genre_ids)
    return ids[table.indices].tolist(), table.indptr.tolist()


def playing(shelf: Shelf) -> list[Names]:
    """For each event the ids of its acts."""
    return shelf.once("playing", lambda: bearing("act", shelf, np.ones(len(shelf.act_ids))))


def about(axis: str, names: Names, items: tuple[int, ...] = ()) -> Because:
    """Evidence that names acts, genres or a venue."""
    if axis == "venue":
        return Because(venue=names[0] if names else None, items=items)
    return Because(acts=names, items=items) if axis == "act" else Because(genres=names, items=items)


def remembered(axis: str, fan: Fan, names: Iterable[Names]) -> list[Because]:
    """Evidence that names acts, genres or a venue, each with events of the fan's own that bear them."""
    return [about(axis, each, examples(axis, fan, each)) if each else NOTHING for each in names]


def examples(axis: str, fan: Fan, names: Names) -> tuple[int, ...]:
    """Events of the fan's own that bear these names, those of the first name first."""
    if len(names) == 1:
        return fan.examples(axis, names[0])
    return tuple(dict.fromkeys(item for one in names for item in fan.examples(axis, one)))[:EXAMPLES]


def away(fan: Fan, shelf: Shelf) -> list[Because]:
    """How far from home each event is."""
    return [Because(km=km if km == km else None) for km in fan.away[shelf.spot].tolist()]


def hours(shelf: Shelf) -> list[Because]:
    """At which hour of the Irish week each event begins."""
    return [Because(hour=hour) for hour in shelf.hour.tolist()]
