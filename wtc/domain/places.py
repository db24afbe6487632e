"""Towns and counties by every name a source may give them."""

import csv
import math
import re
from dataclasses import dataclass
from functools import lru_cache

from wtc.domain.ireland import HERE
from wtc.domain.text import clean, fold, key

_COUNTY = re.compile(r"^(?:co|county|contae)\b ?", re.IGNORECASE)
_TAIL = re.compile(r" (?:ireland|eire|northern ireland|ni|uk|united kingdom|roi)$")
_POST = re.compile(r" (?:\d{1,2}w?|city|town|[a-z]\d[\dw](?: [a-z\d]{4})?|bt\d{1,2})$")
_NEAR_KM = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A town as we name it; ``country`` is IE, NI or what the source said; ``known`` when it is in our list."""

    name: str
    key: str
    county: str = ""
    country: str = "IE"
    lat: float | None = None
    lon: float | None = None
    known: bool = False


@lru_cache(maxsize=1)
def _towns() -> tuple[dict[str, Town], dict[str, Town]]:
    """Towns by folded name, and each county's chief town (the first of its county in the list)."""
    names: dict[str, Town] = {}
    chief: dict[str, Town] = {}
    with (HERE / "towns.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            town = Town(
                name=row["town"],
                key=fold(row["town"]),
                county=row["county"],
                country=row["country"],
                lat=float(row["lat"]),
                lon=float(row["lon"]),
                known=True,
            )
            for name in (row["town"], *filter(None, row["other_names"].split(";"))):
                names.setdefault(fold(name), town)
            chief.setdefault(fold(row["county"]), town)
    return names, chief


def names() -> dict[str, Town]:
    """Every folded name of every town of our list, in English and Irish."""
    return _towns()[0]


def towns() -> tuple[Town, ...]:
    """Every town of our list, each once."""
    return tuple(dict.fromkeys(_towns()[0].values()))


def counties() -> tuple[str, ...]:
    """Every county's bare name, in order."""
    return tuple(sorted({town.county for town in _towns()[1].values()}))


@lru_cache(maxsize=8_192)
def town(text: str) -> Town:
    """The town that ``text`` names: 'Baile Átha Cliath', 'Dublin 2', 'Co. Dublin', 'DUBLIN, Ireland' are Dublin.

    A county without a town is its chief town. A name that is not known is itself, cleaned.
    """
    names, chief = _towns()
    shown = clean(text, 80)
    pieces = [_TAIL.sub("", fold(piece)) for piece in shown.split(",")]
    for folded in (_TAIL.sub("", fold(shown)), *pieces):
        if folded in names:
            return names[folded]
        if (shorter := _POST.sub("", folded)) in names:
            return names[shorter]
    of = next((chief[bare] for piece in pieces if (bare := _COUNTY.sub("", piece)) in chief and bare != piece), None)
    if of and _COUNTY.match(pieces[0]):
        return of
    first = clean(shown.split(",")[0], 80)
    return Town(
        name=first.title() if first.isupper() or first.islower() else first,
        key=fold(first),
        county=of.county if of else "",
        country=of.country if of else "IE",
    )


def chief_town(county_name: str) -> Town | None:
    """The chief town of a county by its bare name ('Kerry', 'co. kerry'); None for what is no county."""
    _, chief = _towns()
    return chief.get(_COUNTY.sub("", fold(county_name)))


def whereabouts(text: str) -> Town | None:
    """The town that ``text`` names, or the chief town of the county that it names; None for neither."""
    named = town(text)
    return named if named.known else chief_town(text)


def named(said: str) -> tuple[str, str]:
    """A town's key, or the county that goes by no town's name: 'Leitrim' is all of Leitrim."""
    found = town(said)
    whole = None if found.known else chief_town(said)
    return ("", whole.county) if whole else (found.key, "")


def county_named(said: str) -> str:
    """A county by its bare name, or what was said when it is none."""
    return county(said, Town(name="", key=""), None, None) or said


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance between two points of the island, in kilometres (flat is near enough)."""
    x = (other_lon - lon) * math.cos(math.radians((lat + other_lat) / 2))
    return math.hypot(x, other_lat - lat) * 111.195


def nearest(lat: float, lon: float) -> Town | None:
    """The known town nearest to a point, when it is within 30 km."""
    names, _ = _towns()
    by_distance = ((kilometres(lat, lon, t.lat or 0, t.lon or 0), t.name, t) for t in set(names.values()))
    distance, _, found = min(by_distance)
    return found if distance <= _NEAR_KM else None


def county(said: str, city: Town, lat: float | None, lon: float | None) -> str:
    """The county by its bare name: from the town, else from what the source says, else from the coordinates."""
    if city.county:
        return city.county
    _, chief = _towns()
    named = key(_COUNTY.sub("", clean(said, 40).replace(".", " ").strip()))
    if named in chief:
        return chief[named].county
    close = nearest(lat, lon) if lat is not None and lon is not None else None
    return close.county if close else ""
