"""Which room a source means: one identity for all its spellings, and rooms that only sound alike kept apart."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from wtc.domain import ireland, places
from wtc.domain.places import Town
from wtc.domain.text import clean, fold, key

_KIND = re.compile(
    r"\b(?:theatre|theater|centre|center|venue|bar|pub|live|complex|stadium|hall|warehouse|dublin|ireland)\b"
)
_AFTER = re.compile(r"\s*(?:,|\s[-–—|@]\s|\()\s*")
_NUMBERED = re.compile(r"\b(\d+|two|three|ii|iii)\b")
_PART = re.compile(
    r"\b(upstairs|downstairs|main (?:room|venue|stage|hall|space)|green room|cellar|basement|warehouse|studio|"
    r"back room|front room|attic|loft|garden|terrace|library|foyer|chapel|room \d|stage \d|social club|"
    r"acoustic|small hall|great hall|kevin barry|pub|\d)\b"
)
_LOOSE = re.compile(r" (?:live|theatre|theater|venue|music venue|stadium|complex|bar|pub|arts centre)$")
_ALIKE = 86.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A room as we name it; ``name_key`` and ``city_key`` are what makes it that room. ``known``: in our list."""

    name: str
    name_key: str
    city: str
    city_key: str
    county: str
    country: str
    known: bool = False


@lru_cache(maxsize=1)
def _known() -> tuple[dict[tuple[str, str], Identity], dict[str, dict[str, Identity]], dict[str, Identity]]:
    """Rooms by (spelling, town), spellings by county for likeness, and spellings that are one room's in all Ireland."""
    exact: dict[tuple[str, str], Identity] = {}
    county: dict[str, dict[str, Identity]] = {}
    everywhere: dict[str, set[Identity]] = {}
    for room in ireland.rooms():
        town = places.town(room.city)
        room_is = Identity(
            name=room.name,
            name_key=key(room.name),
            city=town.name,
            city_key=town.key,
            county=room.county,
            country=room.country,
            known=True,
        )
        for spelling in (room.name, *room.aliases):
            for short in _variants(spelling, town):
                exact.setdefault((short, town.key), room_is)
                county.setdefault(room.county, {}).setdefault(short, room_is)
                everywhere.setdefault(short, set()).add(room_is)
    return exact, county, {name: next(iter(those)) for name, those in everywhere.items() if len(those) == 1}


@lru_cache(maxsize=16_384)
def identify(
    name: str, city: str = "", county: str = "", lat: float | None = None, lon: float | None = None
) -> Identity:
    """The room that a source calls ``name`` in ``city``: of our list when it is there, else a room of its own.

    The spelling decides first, within the town and then its county; a likeness (a slip of the pen, a missing word)
    counts only inside the county and never between rooms of different numbers.
    """
    town = places.town(city) if clean(city) else (_town_at(lat, lon) or places.town(""))
    found = _by_spelling(name, town) or _by_likeness(name, town, lat, lon)
    if found:
        return found
    shown = clean(name, 160)
    return Identity(
        name=shown,
        name_key=_own_key(shown, town)[:160],
        city=town.name,
        city_key=town.key[:80],
        county=places.county(county, town, lat, lon)[:40],
        country=town.country,
    )


def part(name: str) -> str:
    """Which part of a venue its name speaks of ('upstairs', 'main', '2'), or nothing."""
    found = _PART.search(fold(name))
    return found.group(1).split()[0] if found else ""


def _town_at(lat: float | None, lon: float | None) -> Town | None:
    return places.nearest(lat, lon) if lat is not None and lon is not None else None


def _own_key(name: str, town: Town) -> str:
    return next((short for short in reversed(_variants(name, town)) if short), key(name))


def _variants(name: str, town: Town) -> list[str]:
    """The spellings under which a name is looked up: whole, before the comma, and each without its town."""
    pieces = [name, *(piece for piece in _AFTER.split(name)[:1] if piece != name)]
    spelt: dict[str, None] = {}
    for piece in pieces:
        whole = key(piece)
        spelt[whole] = None
        for word in {town.key, fold(town.county)} - {""}:
            bare = re.sub(rf" (?:in )?{re.escape(word)}$", "", whole)
            if bare != whole and len(bare) > 2:
                spelt[bare] = None
    return [short for short in spelt if short]


def _by_spelling(name: str, town: Town) -> Identity | None:
    exact, county, everywhere = _known()
    short = _variants(name, town)
    for one in short:
        if found := exact.get((one, town.key)):
            return found
    near = county.get(town.county, {})
    for one in (*short, *(_LOOSE.sub("", one) for one in short)):
        if found := near.get(one):
            return found
    if town.key:
        pieces = [key(piece) for piece in _AFTER.split(name)[1:]]
        return next((found for one in pieces if len(one) > 5 and (found := exact.get((one, town.key)))), None)
    return next((found for one in short if (found := everywhere.get(one))), None)


def _by_likeness(name: str, town: Town, lat: float | None, lon: float | None) -> Identity | None:
    _, county, _ = _known()
    spellings = county.get(town.county, {})
    if not spellings or not town.key:
        return None
    for one in _variants(name, town):
        if len(one) < 6:
            continue
        for spelling, score, _ in process.extract(
            one, spellings.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=3
        ):
            room = spellings[spelling]
            if _same_numbers(one, spelling) and _same_kind(one, spelling, score) and room.city_key == town.key:
                return room
    return None


def _same_numbers(one: str, other: str) -> bool:
    return _NUMBERED.findall(one) == _NUMBERED.findall(other)


def _same_kind(one: str, other: str, score: float) -> bool:
    """Likeness has to lie in the name itself, not in a shared 'theatre': what is left without it is alike too."""
    bare, other_bare = (" ".join(_KIND.sub(" ", text).split()) for text in (one, other))
    return score > 95 or (bool(bare) and fuzz.ratio(bare, other_bare) >= _ALIKE - 6)
