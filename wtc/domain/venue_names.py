"""Which room a source means: one identity for all its spellings, and rooms that only sound alike kept apart."""

import re
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from wtc.domain import ireland, places
from wtc.domain.places import Town
from wtc.domain.text import clean, fold, key

_AFTER = re.compile(r"\s*(?:,|\s[-–—|@]\s|\()\s*")
_NUMBERED = re.compile(r"(?<=\S )(\d+|two|three|ii|iii)\b")
_PART = re.compile(
    r"\b(upstairs|downstairs|main (?:room|venue|stage|hall|space)|green room|cellar|basement|warehouse|studio|"
    r"back room|front room|attic|loft|garden|terrace|library|foyer|chapel|room \d|stage \d|social club|"
    r"acoustic|small hall|great hall|kevin barry|pub|\d)\b"
)
_LOOSE = re.compile(r" (?:live|theatre|theater|venue|music venue|stadium|complex|bar|pub|arts centre)$")
_NO_ROOM = re.compile(
    r"^(?:tb[acd]|to be (?:announced|confirmed)|(?:venue )?tb[ac]|various(?: venues)?|online.*|secret location)$"
)
_POSTCODE = re.compile(r" (?:\d{1,2}|d\d{1,2}w?)$")

_STAGES = (("The Academy", "Dublin", "The Academy Green Room", ("Academy 2", "Green Room @ The Academy")),)
"""Rooms within a house of our list that are sold under names of their own: the house, its town, the room, its names."""


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
    for room_is, spellings in (
        *_stages().items(),
        *((_bundled(room), (room.name, *room.aliases)) for room in ireland.rooms()),
    ):
        town = places.town(room_is.city)
        for spelling in spellings:
            for short in _variants(spelling, town):
                exact.setdefault((short, town.key), room_is)
                county.setdefault(room_is.county, {}).setdefault(short, room_is)
                everywhere.setdefault(short, set()).add(room_is)
    return exact, county, {name: next(iter(those)) for name, those in everywhere.items() if len(those) == 1}


def _bundled(room: ireland.Room, name: str = "") -> Identity:
    town = places.town(room.city)
    return Identity(
        name=name or room.name,
        name_key=key(name or room.name),
        city=town.name,
        city_key=town.key,
        county=room.county,
        country=room.country,
        known=True,
    )


@lru_cache(maxsize=1)
def _stages() -> dict[Identity, tuple[str, ...]]:
    houses = {(room.name, room.city): room for room in ireland.rooms()}
    return {_bundled(houses[house, city], name): (name, *names) for house, city, name, names in _STAGES}


@lru_cache(maxsize=16_384)
def identify(
    name: str, city: str = "", county: str = "", lat: float | None = None, lon: float | None = None
) -> Identity:
    """The room that a source calls ``name`` in ``city``: of our list when it is there, else a room of its own.

    The spelling decides first, within the town and then its county; a likeness counts only inside the town and never
    between rooms of different numbers.
    """
    town = places.town(city) if clean(city) else (_town_at(lat, lon) or places.town(""))
    found = _by_spelling(name, town) or _by_likeness(name, town)
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


@lru_cache(maxsize=16_384)
def is_room(name: str, city: str = "") -> bool:
    """Whether ``name`` names a room at all: not 'TBA', not just the town."""
    folded, first = fold(name), name.split(",")[0]
    return bool(key(name)) and not _NO_ROOM.match(folded) and not (places.town(first).known and folded != fold("Naul"))


@lru_cache(maxsize=16_384)
def one_stage(name: str, city: str = "") -> bool:
    """Whether this is a room of our list with a single stage, so that two acts at one hour share a bill."""
    room = identify(name, city)
    return room.known and not part(name, city) and room not in _divided()


@lru_cache(maxsize=16_384)
def divided(name: str, city: str = "") -> bool:
    """Whether this room is known, or said here, to be one of several under a roof."""
    return bool(part(name, city)) or identify(name, city) in _divided()


@lru_cache(maxsize=1)
def _divided() -> frozenset[Identity]:
    """Rooms of our list that are known to have several parts."""
    return frozenset(
        identify(room.name, room.city)
        for room in ireland.rooms()
        if any(part(alias, room.city) for alias in room.aliases)
    )


@lru_cache(maxsize=16_384)
def part(name: str, city: str = "") -> str:
    """Which part of a venue its name speaks of ('upstairs', 'main', '2'), or nothing."""
    if identify(name, city) in _stages():
        return ""
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
        if (code := _POSTCODE.sub("", whole)) != whole and code.endswith(f" {town.key}"):
            whole = code
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


def _by_likeness(name: str, town: Town) -> Identity | None:
    """A slip of the pen or a space too many; else a room of the town whose name this one holds, or is a part of."""
    exact, _, _ = _known()
    here = {spelling: room for (spelling, city_key), room in exact.items() if city_key == town.key}
    spelt = _variants(name, town)
    for one in spelt:
        for spelling, room in here.items():
            if _slip(_run_on(one), _run_on(spelling)) and _same_numbers(one, spelling):
                return room
    for one in spelt:
        if found := _by_letters(one, town) or _by_street(one, town):
            return found
    for one in spelt:
        inside = [spelling for spelling, room in here.items() if _holds(one, spelling, room)]
        if inside:
            return here[max(inside, key=len)]
        around = {here[spelling] for spelling in here if len(one) > 6 and _part_of(one, spelling)}
        if len(around) == 1:
            return around.pop()
    return None


def _run_on(name: str) -> str:
    """The name in one piece and without its article, which slips tear: 'TheSugar Club', 'Th eOpera House'."""
    return name.replace(" ", "").removeprefix("the")


def _by_letters(name: str, town: Town) -> Identity | None:
    """The one room of the town whose first words are named by their letters: 'BGE Theatre', 'RHK'."""
    found = {room for short, room in _lettered(town.key) if short == name}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=256)
def _lettered(city_key: str) -> tuple[tuple[str, Identity], ...]:
    """The rooms of a town by the first letters of three words of their names or more, the last of four also whole."""
    exact, _, _ = _known()
    found = []
    for (spelling, town_key), room in exact.items():
        words = spelling.split()
        if town_key == city_key and len(words) > 2:
            letters = "".join(word[0] for word in words)
            found += [(letters, room), *([(f"{letters[:-1]} {words[-1]}", room)] if len(words) > 3 else [])]
    return tuple(found)


def _by_street(name: str, town: Town) -> Identity | None:
    """The one room of the town that is called so when the words of where it stands are left out."""
    exact, _, _ = _known()
    found = {
        room
        for (spelling, town_key), room in exact.items()
        if town_key == town.key and (area := _areas().get(room)) and _without(name, area) == spelling != name
    }
    return found.pop() if len(found) == 1 else None


def _without(name: str, area: frozenset[str]) -> str:
    return " ".join(word for word in name.split() if word not in area)


@lru_cache(maxsize=1)
def _areas() -> dict[Identity, frozenset[str]]:
    """The words of each known room's street and quarter."""
    return {identify(room.name, room.city): frozenset(key(room.area).split()) for room in ireland.rooms() if room.area}


def _slip(one: str, other: str) -> bool:
    """One wrong letter, or two in a long name; letters changed about count as one."""
    allowed = 0 if len(one) < 5 else 1 if len(one) < 11 else 2
    return one == other or bool(allowed and OSA.distance(one, other, score_cutoff=allowed) <= allowed)


def _holds(name: str, spelling: str, room: Identity) -> bool:
    """Whether ``name`` has all of a room's spelling, word for word, where that says enough by itself."""
    enough = " " in spelling or (spelling == room.name_key and len(spelling) > 5)
    return enough and f" {spelling} " in f" {name} " and _same_numbers(name, spelling)


def _part_of(name: str, spelling: str) -> bool:
    """Whether all words of ``name`` are in a room's spelling; one word has to be a telling one."""
    words = set(name.split())
    return (len(words) > 1 or len(name) > 7) and words < set(spelling.split()) and _same_numbers(name, spelling)


def _same_numbers(one: str, other: str) -> bool:
    """'Academy 2' is not the Academy; the digits of '3Arena' belong to its name, even with a slip among them."""
    return sorted(_NUMBERED.findall(one)) == sorted(_NUMBERED.findall(other))
