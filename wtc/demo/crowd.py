"""The hidden tastes of the synthetic crowd: who they are by seed and number, and what they think of a night.

Nothing here is read by a ranker. A taste is drawn from the bundled towns and acts alone, so that it is the same on
every machine, and so that it can be asked how well a list fits it (``python -m wtc evaluate --crowd``).

The model of choice: the chance that visitor u likes night e is 1 / (1 + exp(-x)), with

    x = -4.8 + 3.6 family + 2.5 favourite + 1.4 circle + 1.5 near + 0.7 night - 1.5 dear + 0.4 pull

``family`` is u's liking of e's family (1, 0.75, 0.55 or 0); ``favourite`` is 1 when one of u's acts plays; ``circle``
is 1 when the headliner, of a family that u likes, belongs to u's circle of it: every family's acts fall into three
circles that nothing in the catalogue tells, so only other people's deeds can; ``near`` is exp(-km / reach) from home;
``night`` is 1 on one of u's nights; ``dear`` is how far the ticket exceeds u's purse, in purses, at most 2, times how
much u minds; ``pull`` is what everybody thinks of it: the room's size on a scale from -1 to 1.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from wtc.clock import local
from wtc.domain import ireland, places
from wtc.domain.genres import place as family_of
from wtc.shapes.crowd import Night

Floats = npt.NDArray[np.float64]

SEED = 4
SCENES: tuple[tuple[str, ...], ...] = (
    ("trad", "folk", "country"),
    ("indie", "rock", "folk"),
    ("rock", "punk", "metal"),
    ("techno", "house", "electronic"),
    ("hiphop", "rnb", "pop"),
    ("classical", "jazz", "folk"),
    ("pop", "country", "comedy"),
    ("electronic", "indie", "hiphop"),
)
"""Families that are liked together."""
LIKING = (1.0, 0.75, 0.55)
HOMES: Mapping[str, float] = {
    "Dublin": 42, "Belfast": 14, "Cork": 13, "Galway": 9, "Limerick": 6, "Derry": 4, "Waterford": 4, "Sligo": 2,
    "Kilkenny": 2, "Drogheda": 2, "Ennis": 1, "Letterkenny": 1,
}  # fmt: skip
CIRCLES = 3
KM_PER_DEGREE = 111.195


@dataclass(frozen=True, slots=True, kw_only=True)
class Taste:
    """A hidden taste: home in degrees, ``reach`` in km, ``purse`` in cents, ``nights`` from 0 Monday.

    ``families`` by liking and ``circles`` by family; ``acts`` are names. ``visits`` is how often they look in over the
    weeks, ``tells`` whether they fill in the preferences page.
    """

    town: str
    lat: float
    lon: float
    reach: float
    families: Mapping[str, float]
    circles: Mapping[str, int]
    acts: frozenset[str]
    purse: int
    minds: float
    nights: frozenset[int]
    visits: int
    tells: bool


def taste(seed: int, number: int) -> Taste:
    """The hidden taste of a visitor: the same for the same seed and number."""
    chance = np.random.default_rng((seed, number, 1))
    town = str(chance.choice(list(HOMES), p=np.array(list(HOMES.values())) / sum(HOMES.values())))
    home = places.town(town)
    scene = SCENES[chance.integers(len(SCENES))]
    many = int(chance.choice((1, 2, 3), p=(0.3, 0.45, 0.25)))
    families = dict(zip(map(str, chance.permutation(scene)[:many]), LIKING, strict=False))
    circles = {family: int(chance.integers(CIRCLES)) for family in families}
    nights = {int(day) for day in chance.choice(7, 3, replace=False, p=(0.06, 0.07, 0.1, 0.17, 0.23, 0.25, 0.12))}
    return Taste(
        town=town,
        lat=home.lat or 53.35,
        lon=home.lon or -6.26,
        reach=float(chance.choice((8, 20, 60))),
        families=families,
        circles=circles,
        acts=_favourites(families, circles, chance),
        purse=int(chance.integers(12, 60)) * 100,
        minds=float(chance.choice((0.3, 1.0, 2.0))),
        nights=frozenset(nights),
        visits=0 if chance.random() < 0.08 else 1 + min(24, int(chance.lognormal(1.4, 0.8))),
        tells=bool(chance.random() < 0.45),
    )


def _favourites(
    families: Mapping[str, float], circles: Mapping[str, int], chance: np.random.Generator
) -> frozenset[str]:
    """A few acts of these families, most of them of one's own circle."""
    acts = [name for family in families for name in _acts().get(family, ())]
    own = np.array([4.0 if any(circle(name) == one for one in circles.values()) else 1.0 for name in acts])
    many = min(len(acts), int(chance.integers(2, 7)))
    return frozenset(map(str, chance.choice(acts, many, replace=False, p=own / own.sum()))) if many else frozenset()


@lru_cache(maxsize=1)
def _acts() -> Mapping[str, tuple[str, ...]]:
    """The bundled acts by family."""
    found: dict[str, list[str]] = {}
    for act in ireland.acts():
        found.setdefault(family_of(act.genres)[0], []).append(act.name)
    return {family: tuple(names) for family, names in found.items()}


@lru_cache(maxsize=4_096)
def circle(name: str) -> int:
    """Which circle of its family an act belongs to."""
    return blake2b(name.encode(), digest_size=2).digest()[0] % CIRCLES


class Stage:
    """The nights as arrays, in the order given: what a taste is held against."""

    def __init__(self, nights: Sequence[Night]) -> None:
        self.nights = tuple(nights)
        self.ids = np.array([one.id for one in nights], dtype=np.int64)
        self.starts = np.array([one.starts.timestamp() for one in nights])
        self.since = np.array([one.since.timestamp() for one in nights])
        self.lat, self.lon, self.cents = (
            np.array([np.nan if getattr(one, name) is None else getattr(one, name) for one in nights], dtype=np.float64)
            for name in ("lat", "lon", "cents")
        )
        self.weekday = np.array([local(one.starts).weekday() for one in nights], dtype=np.int64)
        self.families = np.array([one.family for one in nights])
        self.circles = np.array([circle(one.acts[0][1]) if one.acts else -1 for one in nights], dtype=np.int64)
        size = np.log(np.array([max(30, min(15_000, one.capacity or 150)) for one in nights], dtype=np.float64))
        self.pull = 2 * (size - math.log(30)) / (math.log(15_000) - math.log(30)) - 1
        self._playing: dict[str, list[int]] = {}
        for place, night in enumerate(nights):
            for _, name in night.acts:
                self._playing.setdefault(name, []).append(place)

    def __len__(self) -> int:
        return len(self.nights)

    def kilometres(self, lat: float, lon: float) -> Floats:
        """How far each night is from a point; good to a percent within Ireland, infinite where unknown."""
        across = (self.lon - lon) * math.cos(math.radians(53.5))
        made: Floats = np.nan_to_num(np.hypot(self.lat - lat, across) * KM_PER_DEGREE, nan=np.inf)
        return made

    def chance(self, taste: Taste) -> Floats:
        """The chance that somebody of this taste likes each night, by the model above."""
        liking = np.zeros(len(self))
        circled = np.zeros(len(self))
        for family, weight in taste.families.items():
            here = self.families == family
            liking[here] = weight
            circled[here & (self.circles == taste.circles[family])] = 1.0
        favourite = np.zeros(len(self))
        for name in taste.acts:
            favourite[self._playing.get(name, [])] = 1.0
        near = np.exp(-self.kilometres(taste.lat, taste.lon) / taste.reach)
        night = np.isin(self.weekday, list(taste.nights))
        dear = np.clip(np.nan_to_num(self.cents / taste.purse - 1), 0, 2) * taste.minds
        x = -4.8 + 3.6 * liking + 2.5 * favourite + 1.4 * circled + 1.5 * near + 0.7 * night - 1.5 * dear
        made: Floats = 1 / (1 + np.exp(-(x + 0.4 * self.pull)))
        return made
