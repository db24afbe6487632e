"""What most people like: the control, and what is shown to somebody of whom nothing is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtc.ml.taste.counts import Counts, Popular, PopularActs, count
from wtc.ml.taste.factors import Factor
from wtc.ml.taste.fan import Fan
from wtc.ml.taste.linear import Linear
from wtc.ml.taste.packing import floats, ints
from wtc.ml.taste.protocol import Arrays
from wtc.ml.taste.shelf import Shelf
from wtc.ml.taste.world import Profile, World

ACTS = 0.1
"""What the fame of its act counts for beside that of the event itself, so that new events have an order too."""


@dataclass(slots=True, kw_only=True)
class PopularityModel(Linear):
    """Counts of fans; the same list for everybody, whatever they did or said."""

    counts: Counts

    def terms(self, fan: Fan) -> Sequence[tuple[Factor, float]]:
        return [(Popular(), 1.0), (PopularActs(), ACTS)]

    def furnish(self, shelf: Shelf) -> None:
        count(self.counts, shelf)

    def weighed(self, fan: Fan) -> list[tuple[Factor, float]]:
        return list(self.terms(fan))

    def state(self) -> Arrays:
        return counts_state(self.counts)


def counts_state(counts: Counts) -> Arrays:
    """Counts as arrays."""
    return {
        "count_items": counts.items,
        "count_of_items": counts.of_items,
        "count_acts": counts.acts,
        "count_of_acts": counts.of_acts,
    }


def counts_of(state: Mapping[str, Any]) -> Counts:
    """Counts from their arrays."""
    items, acts = ints(state, "count_items", ascending=True), ints(state, "count_acts", ascending=True)
    of_items, of_acts = floats(state, "count_of_items", (len(items),)), floats(state, "count_of_acts", (len(acts),))
    return Counts(items, of_items, acts, of_acts)


class Popularity:
    """Fitted by counting."""

    name = "popularity"

    def fit(self, world: World, profiles: Sequence[Profile], seed: int = 0) -> PopularityModel:
        """How many fans each event and each act has."""
        return PopularityModel(name=self.name, counts=Counts.of(profiles))

    def restore(self, state: Mapping[str, Any]) -> PopularityModel:
        """The counts as they were kept."""
        return PopularityModel(name=self.name, counts=counts_of(state))
