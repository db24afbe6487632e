"""The owner's table of points: everything a fan said, added up. It learns nothing and needs nobody else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from wtc.ml.taste.factors import Budget, Factor, Near, Night, Saved, Soon, Tokens
from wtc.ml.taste.fan import Fan
from wtc.ml.taste.linear import Linear
from wtc.ml.taste.world import Floats, Profile, World


def _wanted_genres(fan: Fan) -> Floats:
    return fan.wanted_genres


def _heard_genres(fan: Fan) -> Floats:
    return fan.told("genre", dict.fromkeys(fan.profile.heard_genres, 1.0))


def _wanted_acts(fan: Fan) -> Floats:
    return fan.told("act", dict.fromkeys(fan.profile.acts, 1.0))


def _djs(fan: Fan) -> Floats:
    return fan.told("act", dict.fromkeys(fan.profile.djs, 1.0))


def _heard_acts(fan: Fan) -> Floats:
    return fan.told("act", dict.fromkeys(fan.profile.heard_acts, 1.0))


def _wanted_venues(fan: Fan) -> Floats:
    return fan.told("venue", dict.fromkeys(fan.profile.venues, 1.0))


def _saved_genres(fan: Fan) -> Floats:
    return fan.saved_genres


def followed_acts(fan: Fan) -> Floats:
    """1 for each act followed here."""
    return np.minimum(1.0, fan.done("act", fan.likes, of=fan.likes.follows))


SAID: tuple[tuple[Factor, float], ...] = (
    (Tokens("wanted_genre", "genre", _wanted_genres, cap=3.0), 3.0),
    (Tokens("heard_genre", "genre", _heard_genres, cap=5.0), 2.0),
    (Tokens("wanted_act", "act", _wanted_acts), 5.0),
    (Tokens("heard_act", "act", _heard_acts), 4.0),
    (Tokens("wanted_venue", "venue", _wanted_venues), 4.0),
    (Tokens("wanted_dj", "act", _djs), 4.0),
    (Near(), 2.0),
    (Budget(), 1.0),
    (Soon(), 1.0),
    (Night(), 1.0),
)
"""What a fan said or let us read, with the points of the table."""
SAVED: tuple[tuple[Factor, float], ...] = (
    (Saved(), 7.0),
    (Tokens("saved_genre", "genre", _saved_genres, cap=3.0), 2.0),
)
TABLE = (*SAID, *SAVED)


@dataclass(slots=True, kw_only=True)
class AdditiveModel(Linear):
    """The table as it stands."""

    def terms(self, fan: Fan) -> Sequence[tuple[Factor, float]]:
        return TABLE


class Additive:
    """There is nothing to fit."""

    name = "additive"

    def fit(self, world: World, profiles: Sequence[Profile], seed: int = 0) -> AdditiveModel:
        """The table, whoever the fans are."""
        return AdditiveModel(name=self.name)

    def restore(self, state: Mapping[str, Any]) -> AdditiveModel:
        """The table."""
        return AdditiveModel(name=self.name)
