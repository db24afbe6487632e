"""The factors that speak for or against an event, each with what it rests on. A factor names exactly one signal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from wtc.ml.taste import geo
from wtc.ml.taste.evidence import NOTHING, away, bearing, hours, remembered
from wtc.ml.taste.fan import LEAST, MOST, Fan
from wtc.ml.taste.protocol import Because
from wtc.ml.taste.shelf import Shelf
from wtc.ml.taste.world import NOWHERE, WEEKEND, Floats, Ints

DAY = 86_400.0
SOON_DAYS = 30.0
_HOURS = np.append(np.arange(geo.HOURS), -1)
_NIGHTS, _WEEKEND = geo.nights(_HOURS), geo.weekend(_HOURS)
HAUNT_KM = 3.0
"""Within about so far of a place one goes to, one is near it."""
HAUNTS = 50
"""No more places of one fan are looked at."""


class Factor(Protocol):
    """One signal: a value for each event of a shelf, and what the value of one of them rests on."""

    @property
    def name(self) -> str:
        """What it is called wherever it is shown."""

    def values(self, fan: Fan, shelf: Shelf) -> Floats:
        """(n,) unweighted."""

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        """What each of the values rests on."""


class Along:
    """A factor that is told by its acts, genres, venue, place or hour alone, so that many are summed as one."""

    __slots__ = ()
    name: str

    def along(self, fan: Fan) -> Mapping[str, Floats] | None:
        """Vectors by axis (those of ``Shelf.on``) that sum to ``values``; None when for this fan none do."""
        raise NotImplementedError

    def vectors(self, fan: Fan) -> Mapping[str, Floats] | None:
        """The same, made once for a fan."""
        return fan.once(f"along {self.name}", lambda: self.along(fan))

    def values(self, fan: Fan, shelf: Shelf) -> Floats:
        total = np.zeros(len(shelf))
        for axis, vector in (self.vectors(fan) or {}).items():
            total += shelf.on(axis, vector)
        return total


@dataclass(frozen=True, slots=True)
class Tokens(Along):
    """The sum over an event's acts, genres or venue of what a fan makes of each, no more than ``cap``."""

    name: str
    axis: str
    vector: Callable[[Fan], Floats]
    cap: float = np.inf
    sign: float = 1.0

    def of(self, fan: Fan) -> Floats:
        """What this fan makes of each."""
        return fan.once(f"tokens {self.name}", lambda: self.vector(fan))

    def along(self, fan: Fan) -> Mapping[str, Floats] | None:
        vector = self.of(fan)
        if self.axis == "venue":
            return {"venue": self.sign * np.minimum(vector, self.cap)}
        capped = np.isfinite(self.cap) and float(vector.max(initial=0.0)) * fan.shelf.most[self.axis] > self.cap
        return None if capped else {self.axis: self.sign * vector}

    def values(self, fan: Fan, shelf: Shelf) -> Floats:
        made: Floats = self.sign * np.minimum(shelf.on(self.axis, self.of(fan)), self.cap)
        return made

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        return remembered(self.axis, fan, bearing(self.axis, shelf, self.of(fan)))


@dataclass(frozen=True, slots=True)
class Saved:
    """1 for what was saved already."""

    name: str = "saved"

    def values(self, fan: Fan, shelf: Shelf) -> Floats:
        saved = [one.item for one in fan.liked if one.kind == "save" and one.item != NOWHERE]
        return np.isin(shelf.ids, np.array(saved, dtype=np.int64)).astype(np.float64)

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        return [Because(items=(one,)) for one in shelf.ids.tolist()]


@dataclass(frozen=True, slots=True)
class Near(Along):
    """1 in a city asked for, and within the radius around home; without a radius there is no near."""

    name: str = "near"

    def along(self, fan: Fan) -> Mapping[str, Floats]:
        towns = [one for one in fan.profile.cities if one != NOWHERE]
        with np.errstate(invalid="ignore"):
            around = fan.away <= fan.profile.radius_km
        return {"spot": (around | np.isin(fan.shelf.towns, towns)).astype(np.float64)}

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        return away(fan, shelf)


@dataclass(frozen=True, slots=True)
class Budget(Along):
    """1 within the budget, -2 above it, 0 when either is not known."""

    name: str = "budget"

    def along(self, fan: Fan) -> Mapping[str, Floats]:
        with np.errstate(invalid="ignore"):
            fits, over = fan.shelf.costs <= fan.profile.budget, fan.shelf.costs > fan.profile.budget
        return {"cost": fits * 1.0 - over * 2.0}

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        return [Because(cents=int(price) if price == price else None) for price in shelf.price.tolist()]


@dataclass(frozen=True, slots=True)
class Soon(Along):
    """1 now, falling in a straight line to 0 in ``days``; 0 for what is past or has no date."""

    name: str = "soon"
    days: float = SOON_DAYS

    def along(self, fan: Fan) -> Mapping[str, Floats]:
        ahead = (fan.shelf.moments - fan.now) / DAY
        return {"start": np.where((ahead >= 0) & (ahead <= self.days), 1.0 - ahead / self.days, 0.0)}

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        return [Because(days=days) for days in ((shelf.starts - fan.now) / DAY).tolist()]


@dataclass(frozen=True, slots=True)
class Night(Along):
    """1 on a night asked for; the weekend is Friday 17:00 to Monday 04:00 Irish time."""

    name: str = "night"

    def along(self, fan: Fan) -> Mapping[str, Floats]:
        wanted = fan.profile.nights
        days = np.isin(_NIGHTS, [one for one in wanted if 0 <= one < 7])
        return {"hour": (days | (_WEEKEND & (WEEKEND in wanted))).astype(np.float64)}

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        return hours(shelf)


@dataclass(frozen=True, slots=True)
class Sound(Along):
    """How far an event sounds like what the fan liked: about 1 for one with the same genres, more for one with more."""

    name: str = "sound"

    def along(self, fan: Fan) -> Mapping[str, Floats]:
        return {"sound": fan.sound}

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        return remembered("genre", fan, bearing("genre", shelf, fan.sound))


@dataclass(frozen=True, slots=True)
class Hour(Along):
    """How usual the event's hour of the week is for this fan, 0 to 1."""

    name: str = "hour"

    def along(self, fan: Fan) -> Mapping[str, Floats]:
        return {"hour": fan.hours}

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        return hours(shelf)


@dataclass(frozen=True, slots=True)
class Haunts(Along):
    """How near an event is to where the fan has been before: the best of all places, 0 to 1."""

    name: str = "haunts"
    reach: float = HAUNT_KM

    def along(self, fan: Fan) -> Mapping[str, Floats]:
        return {"spot": np.nan_to_num(np.exp(-self._nearest(fan)[1] / self.reach))}

    def _nearest(self, fan: Fan) -> tuple[Ints, Floats]:
        """For each of the shelf's spots the event nearest to it of those the fan was at (or -1), and how far it is."""
        return fan.once("nearest", lambda: self._found(fan))

    def _found(self, fan: Fan) -> tuple[Ints, Floats]:
        ways = fan.shelf.ways
        spots, items = fan.spots
        _, first = np.unique(spots @ np.array([1, 1j]), return_index=True)  # much faster than by rows
        if not len(first):
            return np.full(len(ways), NOWHERE), np.full(len(ways), np.nan)
        best, km = geo.nearest(ways, geo.directions(spots[first[-HAUNTS:]]))
        return items[first[-HAUNTS:][best]], km

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        nearest, far = self._nearest(fan)
        found = zip(nearest[shelf.spot].tolist(), far[shelf.spot].tolist(), strict=True)
        return [Because(km=km, items=(item,) if item != NOWHERE else ()) if km == km else NOTHING for item, km in found]


@dataclass(frozen=True, slots=True)
class Home(Along):
    """How near home an event is: 1 at the door, half at about ``reach`` km. Any home will do, no radius is needed."""

    name: str = "home"
    reach: float = 10.0

    def along(self, fan: Fan) -> Mapping[str, Floats]:
        return {"spot": np.nan_to_num(1.0 / (1.0 + fan.away / self.reach))}

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        return away(fan, shelf)


@dataclass(frozen=True, slots=True)
class Dials(Along):
    """What a fan asked for more or less of by name: the binary logarithm of each multiplier, summed."""

    name: str = "dials"

    def along(self, fan: Fan) -> Mapping[str, Floats]:
        made: dict[str, Floats] = {}
        for token, chosen in fan.profile.dials.items():
            axis, _, name = token.partition(":")
            if axis in ("act", "genre", "venue") and name.lstrip("-").isdigit():
                vector = made.setdefault(axis, np.zeros(fan.shelf.width(axis)))
                vector[fan.places(axis, [int(name)])] = np.log2(min(MOST, max(LEAST, chosen)))
        return made

    def because(self, fan: Fan, shelf: Shelf) -> list[Because]:
        found = {axis: bearing(axis, shelf, vector) for axis, vector in (self.vectors(fan) or {}).items()}
        acts, genres, venues = (found.get(axis, [()] * len(shelf)) for axis in ("act", "genre", "venue"))
        return [
            Because(acts=act, genres=genre, venue=venue[0] if venue else None)
            for act, genre, venue in zip(acts, genres, venues, strict=True)
        ]
