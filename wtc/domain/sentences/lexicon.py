"""What phrases mean: the bundled lexicon, the house's genres and its towns, each by its folded words."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from wtc.domain import genres, places
from wtc.domain.text import fold

_FILE = Path(__file__).parent / "lexicon.toml"
_ECLIPSED = {"b": "m", "c": "g", "d": "n", "f": "bh", "g": "n", "p": "b", "t": "d"}
_LENITED = "bcdfgmpst"
_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Place:
    """A town, or a county when ``town`` is empty; ``pointed_at``: read only after a word that points at a place."""

    town: str
    county: str
    pointed_at: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded phrase to meaning. ``sounds`` gives families, ``words`` the phrases of each kind of small word."""

    sounds: Mapping[str, tuple[str, ...]]
    places: Mapping[str, Place]
    counties: Mapping[str, str]
    words: Mapping[str, frozenset[str]]
    numbers: Mapping[str, int]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon, read once."""
    file = told()
    return Lexicon(
        sounds=_sounds(file),
        places=_places(file),
        counties=_counties(file),
        words={kind: frozenset(map(fold, phrases)) for kind, phrases in file["words"].items()},
        numbers=file["numbers"],
    )


@lru_cache(maxsize=1)
def told() -> dict[str, Any]:
    """The bundled file as it is written."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def mutated(folded: str) -> Iterator[str]:
    """An Irish phrase, and it as it stands after a word that softens or hides its first letter."""
    yield folded
    first = folded[0]
    if first in _LENITED and folded[1:2] != "h":
        yield f"{first}h{folded[1:]}"
    if first in _ECLIPSED:
        yield _ECLIPSED[first] + folded
    if first == "s":
        yield f"t{folded}"
    if first in _VOWELS:
        yield from (f"h{folded}", f"n{folded}", f"t{folded}", f"n {folded}", f"t {folded}")


def _sounds(told: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {
        sign: (family,)
        for family, signs in genres.signs().items()
        for sign in signs
        if sign not in told["genres"]["not_alone"] or sign in told["genres"]["but"]
    }
    for table in ("genres", "moods"):
        for families, phrases in told[table]["english"].items():
            found |= dict.fromkeys(map(fold, phrases), tuple(families.split(",")))
        for families, phrases in told[table]["irish"].items():
            found |= dict.fromkeys(_all(phrases), tuple(families.split(",")))
    return found


def _places(told: Mapping[str, Any]) -> dict[str, Place]:
    pointed_at = set(told["places"]["pointed_at"])
    found: dict[str, Place] = {}
    for name, county in (*((each, each) for each in told["counties"]), *((v, k) for k, v in told["counties"].items())):
        for form in _all([name]):
            found[form] = Place("", county, fold(name) in pointed_at)
    for folded, town in places.names().items():
        for form in _all([folded]):
            found[form] = Place(town.name, town.county, folded in pointed_at)
    return found


def _counties(told: Mapping[str, Any]) -> dict[str, str]:
    """Every form that may stand after 'county'."""
    found = {form: county for county, irish in told["counties"].items() for form in _all([county, irish])}
    return found | {fold(form): county for county, forms in told["genitives"].items() for form in forms}


def _all(phrases: Iterable[str]) -> Iterator[str]:
    """Every form of Irish phrases; a leading article may be missing."""
    for phrase in phrases:
        folded = fold(phrase)
        yield from mutated(folded)
        if folded.startswith("an "):
            yield from mutated(folded[3:])
