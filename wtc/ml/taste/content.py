"""What an event is like, held against what a fan said and did: genres, acts, venue, place, price, night."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wtc.ml.taste.additive import SAID, followed_acts
from wtc.ml.taste.factors import Factor, Haunts, Hour, Sound, Tokens
from wtc.ml.taste.fan import EXAMPLES, Fan
from wtc.ml.taste.linear import Linear
from wtc.ml.taste.protocol import Because
from wtc.ml.taste.shelf import Shelf, entries, picked
from wtc.ml.taste.world import Floats, Profile, World


def liked_acts(fan: Fan) -> Floats:
    """What was done for each act, follows aside."""
    return fan.liked_acts


def liked_venues(fan: Fan) -> Floats:
    """What was done for events in each venue."""
    return np.log1p(fan.done("venue", fan.likes))


def hidden_acts(fan: Fan) -> Floats:
    """What was done against each act."""
    return fan.done("act", fan.dislikes)


def hidden_genres(fan: Fan) -> Floats:
    """What was done against each genre."""
    return np.log1p(fan.done("genre", fan.dislikes))


def hidden_venues(fan: Fan) -> Floats:
    """What was done against each venue."""
    return fan.done("venue", fan.dislikes)


@dataclass(frozen=True, slots=True)
class Alike:
    """How far an event's acts sound like the acts a fan likes: the cosine of the best, 0 to 1."""

    name: str = "alike_act"

    def direction(self, fan: Fan) -> Floats:
        """What the fan's acts sound like."""
        mine = np.flatnonzero(fan.all_acts)
        which, genres, heard = entries(fan.shelf.act_ways, mine)
        vector = np.bincount(genres, fan.all_acts[mine][which] * heard, fan.shelf.width("genre")).astype(np.float64)
        length = float(np.linalg.norm(vector))
        return vector / length if length else vector

    def per_act(self, fan: Fan) -> Floats:
        """For each act how far it sounds like the fan's acts."""
        return fan.once("alike", lambda: fan.shelf.act_ways @ self.direction(fan))

    def values(self, fan: Fan, shelf: Shelf) -> Floats:
        many = shelf.once("billed", lambda: np.maximum(np.diff(shelf.acts.indptr), 1))
        made: Floats = shelf.on("act", self.per_act(fan)) / many
        return made

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        mine = np.flatnonzero(fan.all_acts)
        heard = (shelf.acts @ shelf.act_ways).toarray()
        close = (picked(shelf.act_ways, mine) @ heard.T).T * fan.all_acts[mine]
        best = np.argsort(-close, axis=1, kind="stable")[:, :EXAMPLES]
        acts = shelf.act_ids[mine[best]].tolist()
        many = (close > 0).sum(axis=1).tolist()
        return [Because(acts=tuple(each[:most])) for each, most in zip(acts, many, strict=True)]


DONE: tuple[tuple[Factor, float], ...] = (
    (Tokens("followed_act", "act", followed_acts), 4.0),
    (Tokens("liked_act", "act", liked_acts, cap=3.0), 5.0),
    (Sound(), 4.0),
    (Alike(), 2.0),
    (Tokens("liked_venue", "venue", liked_venues, cap=2.0), 2.0),
    (Haunts(), 1.0),
    (Hour(), 0.5),
)
"""What a fan did, with points on the scale of the table."""
AGAINST: tuple[tuple[Factor, float], ...] = (
    (Tokens("hidden_act", "act", hidden_acts, sign=-1.0), 5.0),
    (Tokens("hidden_genre", "genre", hidden_genres, sign=-1.0), 2.0),
    (Tokens("hidden_venue", "venue", hidden_venues, sign=-1.0), 0.5),
)
"""What a fan turned down."""
KNOWN = (*SAID, *DONE, *AGAINST)


@dataclass(slots=True, kw_only=True)
class ContentModel(Linear):
    """Fixed points for each factor; nobody else's doings count."""

    def terms(self, fan: Fan) -> Sequence[tuple[Factor, float]]:
        return KNOWN


class Content:
    """There is nothing to fit: the catalogue and the fan say it all."""

    name = "content"

    def fit(self, world: World, profiles: Sequence[Profile], seed: int = 0) -> ContentModel:
        """The factors as they stand."""
        return ContentModel(name=self.name)

    def restore(self, state: Mapping[str, Any]) -> ContentModel:
        """The factors as they stand."""
        return ContentModel(name=self.name)
