"""What every ranker does, and what its reasons look like."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from wtc.ml.taste.world import Floats, Ints, Mask, Profile, World

SCALE = 6.0
"""So many points make a match of 0.632."""
Arrays = dict[str, npt.NDArray[np.generic]]


class BadModel(ValueError):
    """Bytes that are no model, or not the one they say."""


class Because(NamedTuple):
    """What a contribution rests on, as ids: acts, genres, a venue, events of the fan's own history (newest first).

    ``km`` away, ``fans`` alike, ``hour`` of the Irish week, ``days`` until it starts, ``cents`` it costs, ``people``
    who took it up: None where it is not about that.
    """

    acts: tuple[int, ...] = ()
    genres: tuple[int, ...] = ()
    venue: int | None = None
    items: tuple[int, ...] = ()
    km: float | None = None
    fans: int | None = None
    hour: int | None = None
    days: float | None = None
    cents: int | None = None
    people: int | None = None


class Contribution(NamedTuple):
    """A named factor's signed part of a raw score."""

    factor: str
    points: float
    because: Because


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """One shown event: its ``row``, its raw score, and the parts that sum to it within 1e-6, largest first."""

    row: int
    raw: float
    parts: tuple[Contribution, ...]


class Model(Protocol):
    """Something fitted. It is read-only, and may be asked from several threads."""

    @property
    def name(self) -> str:
        """Which ranker made it."""

    def rank(self, profile: Profile, world: World, candidates: Mask | None = None) -> Floats:
        """A raw score for every row, -inf where ``candidates`` is false. Higher is better."""

    def explain(self, profile: Profile, world: World, rows: Ints | Sequence[int]) -> list[Explanation]:
        """Why each of these rows has the raw score it has."""

    def state(self) -> Arrays:
        """All that has to be kept of it, as arrays without objects."""


class Ranker(Protocol):
    """A way to rank, before it has seen anybody."""

    name: str

    def fit(self, world: World, profiles: Sequence[Profile], seed: int = 0) -> Model:
        """What these fans teach. The same input gives the same model."""

    def restore(self, state: Mapping[str, npt.NDArray[np.generic]]) -> Model:
        """The model whose ``state`` this is. BadModel when it is none."""


def match(raw: float) -> float:
    """A raw score as a match between 0 and 1: 1 - exp(-raw / 6), three decimals; 0 for nothing and less."""
    return round(float(-np.expm1(-max(0.0, raw) / SCALE)), 3)
