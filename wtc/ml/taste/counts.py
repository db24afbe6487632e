"""How many fans took up each event, and each act's events: what popularity is read from."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wtc.ml.taste.evidence import playing
from wtc.ml.taste.fan import Fan
from wtc.ml.taste.protocol import Because
from wtc.ml.taste.shelf import Shelf
from wtc.ml.taste.world import NOWHERE, Floats, Ints, Profile


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """Ids ascending and the number of fans for each, of events and of acts."""

    items: Ints
    of_items: Floats
    acts: Ints
    of_acts: Floats

    @classmethod
    def of(cls, profiles: Sequence[Profile]) -> "Counts":
        """Fans with positive evidence, each once for an event and once for an act."""
        items: Counter[int] = Counter()
        acts: Counter[int] = Counter()
        for profile in profiles:
            liked = [one for one in profile.history if one.weight > 0]
            items.update({one.item for one in liked if one.item != NOWHERE})
            acts.update({act for one in liked for act in one.acts})
        return cls(*_sorted(items), *_sorted(acts))

    def on_items(self, shelf: Shelf) -> Floats:
        """The number of fans of each event on the shelf."""
        return looked_up(self.items, self.of_items, shelf.ids)

    def on_acts(self, shelf: Shelf) -> Floats:
        """The number of fans of each act on the shelf."""
        return looked_up(self.acts, self.of_acts, shelf.act_ids)


def _sorted(counter: Counter[int]) -> tuple[Ints, Floats]:
    ids = np.array(sorted(counter), dtype=np.int64)
    return ids, np.array([counter[one] for one in ids.tolist()], dtype=np.float64)


def looked_up(ids: Ints, values: Floats, wanted: Ints) -> Floats:
    """``values`` in the order of ``wanted``; 0 for ids that have none. ``ids`` ascend."""
    if not len(ids):
        return np.zeros(len(wanted))
    place = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return np.where(ids[place] == wanted, values[place], 0.0)


@dataclass(frozen=True, slots=True)
class Popular:
    """The logarithm of how many fans took an event up. The shelf was furnished by ``count``."""

    name: str = "popular"

    def values(self, fan: Fan, shelf: Shelf) -> Floats:
        return np.log1p(shelf.columns["fans"])

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        return [Because(people=int(fans)) for fans in shelf.columns["fans"].tolist()]


@dataclass(frozen=True, slots=True)
class PopularActs:
    """The logarithm of how many fans took up anything of the best-known act of an event."""

    name: str = "popular_acts"

    def values(self, fan: Fan, shelf: Shelf) -> Floats:
        return np.log1p(shelf.columns["fans_of_act"])

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        best = shelf.act_ids[shelf.columns["known_act"].astype(np.int64)].tolist() if len(shelf.act_ids) else []
        found = zip(playing(shelf), best, shelf.columns["fans_of_act"].tolist(), strict=False)
        return [Because(acts=(act,) if acts else (), people=int(fans)) for acts, act, fans in found]


def count(counts: Counts, shelf: Shelf) -> None:
    """Put on the shelf how many fans events and their best-known acts have."""
    shelf.columns["fans"] = counts.on_items(shelf)
    of_acts = counts.on_acts(shelf)
    shelf.columns["fans_of_act"] = shelf.highest(of_acts)
    known = np.zeros(len(shelf))
    rows = np.repeat(np.arange(len(shelf)), np.diff(shelf.acts.indptr))
    best = of_acts[shelf.acts.indices] == shelf.columns["fans_of_act"][rows]
    known[rows[best]] = shelf.acts.indices[best]
    shelf.columns["known_act"] = known
