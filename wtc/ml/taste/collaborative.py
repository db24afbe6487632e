"""What people alike took up: cosines of fans over events, and EASE over acts, which reaches events nobody took up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wtc.ml.taste.content import AGAINST
from wtc.ml.taste.counts import Counts, Popular, PopularActs, count
from wtc.ml.taste.crowd import Crowd
from wtc.ml.taste.factors import Factor, Tokens
from wtc.ml.taste.fan import Fan
from wtc.ml.taste.habits import any_act
from wtc.ml.taste.linear import Linear
from wtc.ml.taste.popularity import ACTS, counts_of, counts_state
from wtc.ml.taste.protocol import Arrays
from wtc.ml.taste.shelf import Shelf
from wtc.ml.taste.social import SimilarActs, SimilarFans, place, pulled
from wtc.ml.taste.world import Profile, World

NEIGHBOURS = 100
AGAINST_SHARE = 0.2
"""What a hide counts for here, where a score is about 1, against content, where it is about 5."""


@dataclass(slots=True, kw_only=True)
class CollaborativeModel(Linear):
    """Votes of the nearest fans, the pull of liked acts on others, and the liked acts themselves, in equal parts."""

    counts: Counts
    crowd: Crowd

    def terms(self, fan: Fan) -> Sequence[tuple[Factor, float]]:
        """For somebody without history, and without an act named or heard that others speak for, it is popularity."""
        if not fan.liked and not (pulled(self.crowd, fan) > 0).any():
            return [(Popular(), 1.0), (PopularActs(), ACTS)]
        return [
            (SimilarFans(self.crowd, power=1.0, most=NEIGHBOURS), 1.0),
            (SimilarActs(self.crowd), 1.0),
            (Tokens("liked_act", "act", any_act, cap=1.0), 1.0),
            *((factor, weight * AGAINST_SHARE) for factor, weight in AGAINST),
        ]

    def furnish(self, shelf: Shelf) -> None:
        count(self.counts, shelf)
        place(self.crowd, shelf)

    def state(self) -> Arrays:
        return {**counts_state(self.counts), **self.crowd.state()}


def _made(counts: Counts, crowd: Crowd) -> CollaborativeModel:
    return CollaborativeModel(name=Collaborative.name, counts=counts, crowd=crowd, act_ids=crowd.acts, dial=0.4)


class Collaborative:
    """Fitted by counting, and by inverting one matrix over acts."""

    name = "collaborative"

    def fit(self, world: World, profiles: Sequence[Profile], seed: int = 0) -> CollaborativeModel:
        """Neighbours of everybody who liked anything."""
        return _made(Counts.of(profiles), Crowd.of(profiles))

    def restore(self, state: Mapping[str, Any]) -> CollaborativeModel:
        """The neighbours as they were kept."""
        return _made(counts_of(state), Crowd.restored(state))
