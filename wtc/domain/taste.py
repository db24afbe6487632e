"""Taste in names that last: genres and towns as numbers, dials as multipliers, nights as days of the week."""

import hashlib
from collections.abc import Collection, Iterable
from functools import lru_cache

from wtc.domain import places
from wtc.domain.genres import FAMILIES, family, within
from wtc.domain.text import fold

WEEKEND = 7
"""Friday 17:00 to Monday 04:00, as a night like any other."""
STEPS = {-3: 0.0, -2: 0.25, -1: 0.5, 0: 1.0, 1: 1.5, 2: 2.0}
"""What each step of a dial multiplies by; beyond the ends it is as at the end."""
_FAMILY = {fold(word): key for key, label in FAMILIES.items() for word in (key, label)}
_NIGHTS = {day: n for n, day in enumerate(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))}


@lru_cache(maxsize=65_536)
def number(token: str) -> int:
    """A name as a number of 48 bits, the same in every process and for ever."""
    return int.from_bytes(hashlib.blake2b(token.encode(), digest_size=6).digest())


@lru_cache(maxsize=16_384)
def genre(name: str) -> str:
    """A genre as it is counted: a family by its key ('hiphop'), anything else folded ('post punk')."""
    folded = fold(name)
    return _FAMILY.get(folded, folded)


def genres(sort: str, tags: Iterable[str]) -> tuple[int, ...]:
    """What an event or act sounds like, as numbers: its family, unless that says nothing, and its tags."""
    names = dict.fromkeys((sort, *map(genre, tags)))
    return tuple(number(name) for name in names if name and name != "other")


def sounds(said: Collection[str]) -> tuple[int, ...]:
    """Free-text genres of a fan's or an act's, each with its family, as numbers."""
    return tuple(dict.fromkeys(number(one) for name in said for one in (genre(name), family(name)) if _tells(one)))


def asked(said: Iterable[str]) -> frozenset[int]:
    """The genres that somebody asks for by name, as numbers."""
    return frozenset(number(genre(name)) for name in said if _tells(genre(name)))


def _tells(name: str) -> bool:
    return bool(name) and name != "other"


@lru_cache(maxsize=1)
def families() -> dict[int, frozenset[int]]:
    """What asking for a family means, where that is more than itself."""
    wide = {key: within(key) for key in FAMILIES if len(within(key)) > 1}
    return {number(key): frozenset(map(number, kinds)) for key, kinds in wide.items()}


def town(name: str) -> tuple[int, float | None, float | None]:
    """A town's or a county's chief town's number, latitude and longitude."""
    found = places.whereabouts(name) or places.town(name)
    return number(found.key), found.lat, found.lon


def nights(said: Iterable[str]) -> frozenset[int]:
    """The nights that somebody prefers: 0 Monday to 6 Sunday, and ``WEEKEND``."""
    names = [name.strip().casefold() for name in said]
    found = {_NIGHTS[name[:3]] for name in names if name[:3] in _NIGHTS}
    return frozenset(found | ({WEEKEND} if any(name.startswith("weekend") for name in names) else set()))


def dial(factor: str, step: int) -> tuple[str, float]:
    """A dial as ``ml.taste`` knows it: 'genre:techno' by the genre's number, a step as a multiplier."""
    axis, _, name = factor.partition(":")
    turned = f"genre:{number(genre(name))}" if axis == "genre" and name else factor
    return turned, STEPS[max(min(STEPS), min(max(STEPS), step))]
