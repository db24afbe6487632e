"""Distances on the earth and hours of an Irish week."""

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np

from wtc.ml.taste.world import Floats, Ints, Mask

EARTH_KM = 6371.0
HOURS = 168
_DUBLIN = ZoneInfo("Europe/Dublin")
_FRIDAY, _MONDAY = 4 * 24 + 17, 4


def kilometres(lat: Floats | float, lon: Floats | float, to_lat: Floats | float, to_lon: Floats | float) -> Floats:
    """Great-circle distances from points in degrees to one point, or to points against them; nan where unknown."""
    a, b = np.radians(np.asarray(lat, dtype=np.float64)), np.radians(to_lat)
    half = np.sin((b - a) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(to_lon - np.asarray(lon)) / 2) ** 2
    made: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return made


def directions(spots: Floats) -> Floats:
    """Points in degrees (n, 2) as unit vectors (n, 3): between these, half a chord squared is cheap."""
    lat, lon = np.radians(spots).T
    made: Floats = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    return made


def nearest(ways: Floats, to: Floats) -> tuple[Ints, Floats]:
    """For each unit vector of ``ways`` (n, 3) which of ``to`` (m, 3) is nearest, and how many km off; nan for nan."""
    chords = np.zeros((len(ways), len(to)))
    for axis in range(3):
        chords += np.square(ways[:, axis, None] - to[None, :, axis])
    best = chords.argmin(axis=1)
    return best, along(chords[np.arange(len(ways)), best])


def along(chords: Floats) -> Floats:
    """How many km on the earth lie between ends of these chords, given squared."""
    made: Floats = 2 * EARTH_KM * np.arcsin(np.minimum(np.sqrt(chords) / 2, 1.0))
    return made


def week_hours(starts: Floats) -> Ints:
    """The Irish hour of the week, 0 Monday 00:00 to 167 Sunday 23:00, of epoch seconds; -1 where unknown."""
    made = np.full(len(starts), -1, dtype=np.int64)
    known = np.isfinite(starts) & (starts > 0) & (starts < 4e9)
    hours, back = np.unique((starts[known] // 3600).astype(np.int64), return_inverse=True)
    made[known] = np.array([_week_hour(hour) for hour in hours.tolist()], dtype=np.int64)[back]
    return made


@lru_cache(maxsize=65_536)
def _week_hour(hour: int) -> int:
    local = datetime.fromtimestamp(hour * 3600, UTC).astimezone(_DUBLIN)
    return local.weekday() * 24 + local.hour


def weekend(hours: Ints) -> Mask:
    """Which hours of the week lie between Friday 17:00 and Monday 04:00."""
    return (hours >= _FRIDAY) | ((hours >= 0) & (hours < _MONDAY))


def nights(hours: Ints) -> Ints:
    """Whose night an hour belongs to, 0 Monday to 6 Sunday: until 05:00 it is still the day before; -1 unknown."""
    return np.where(hours < 0, -1, (hours - 5) % HOURS // 24)
