"""The parameters of a search as an address carries them, read into a question or refused with every reason."""

import re
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from urllib.parse import parse_qsl

from wtc.clock import DUBLIN, at
from wtc.domain import boxes
from wtc.domain.text import clean
from wtc.errors import Invalid
from wtc.shapes.events import SOURCES, EventQuery, Geo

DEFAULT_LIMIT = 200
CAP = 500
FURTHEST = 10_000
LONGEST = 200
MOST_VALUES = 20
MOST_PARAMETERS = 60
DEFAULT_RADIUS_KM = 25.0
WIDEST_KM = 500.0

ALIASES = {
    "genre": "genres",
    "price_max": "priceMax",
    "include_hidden": "includeHidden",
    "radius_km": "radius",
    "lng": "lon",
}
"""Other spellings that are taken, and the one that is documented."""

_WHOLE = re.compile(r"-?\d{1,12}")
_MONEY = re.compile(r"\d{1,6}(\.\d{1,2})?")
_NUMBER = re.compile(r"-?\d{1,4}(\.\d{1,10})?")
_TIME = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+ -]\d\d:?\d\d)?)?")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_FLAGS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False, "": False}
_CHOICES = {"rank": ("time", "personalized"), "sort": ("time", "price", "distance", "new")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question, the sentence to be read beside it, and how the answer is ranked: by ``time`` or ``personalized``."""

    query: EventQuery
    rank: str = "time"
    words: str = ""


@lru_cache(maxsize=2_048)
def read(address: str) -> Asked:
    """What the query part of an ``address`` asks. Raises Invalid with one reason for each that cannot be understood.

    Parameters that we do not know are passed over: addresses pick up marks of their own on the way.
    """
    if address.count("&") >= MOST_PARAMETERS:
        raise Invalid("That is too many parameters for one search.")
    given: dict[str, list[str]] = {}
    for name, value in parse_qsl(address, keep_blank_values=True, errors="replace"):
        given.setdefault(ALIASES.get(name, name), []).append(value)
    reader = _Reader(given)
    asked = reader.asked()
    if reader.wrong:
        raise Invalid("Some of that search makes no sense.", details=reader.wrong)
    return asked


def over(read: EventQuery, given: EventQuery) -> EventQuery:
    """``read`` from a sentence, with every parameter that was ``given`` beside it in its place."""
    usual = EventQuery(limit=DEFAULT_LIMIT)
    own = {
        each.name: value
        for each in fields(EventQuery)
        if (value := getattr(given, each.name)) != getattr(usual, each.name)
    }
    return replace(read, **({"limit": given.limit} | own))


class _Reader:
    """Reads parameter by parameter and collects what is ``wrong``."""

    def __init__(self, given: dict[str, list[str]]) -> None:
        self._given = given
        self.wrong: dict[str, str] = {}

    def asked(self) -> Asked:
        start, end = self._moment("from"), self._moment("to", ends=True)
        if start and end and end <= start:
            self.wrong.setdefault("to", "before from")
        near = self._near()
        box = self._box()
        sort = self._choice("sort")
        if sort == "distance" and near is None:
            self.wrong.setdefault("sort", "distance needs lat and lon")
        query = EventQuery(
            q=self._text("q"),
            city=self._text("city"),
            county=self._text("county"),
            genres=self._several("genres"),
            artist=self._text("artist"),
            venue=self._text("venue"),
            like=self._text("like"),
            not_genres=self._several("notGenres"),
            not_in=self._several("notIn"),
            after=self._clock("after"),
            before=self._clock("before"),
            start=start,
            end=end,
            price_max=self._cents("priceMax"),
            free=self._flag("free"),
            sources=self._sources(),
            near=near,
            box=box,
            radius_km=self._radius(near, box),
            sort=sort,
            limit=min(self._whole("limit", DEFAULT_LIMIT, 1, None), CAP),
            offset=self._whole("offset", 0, 0, FURTHEST),
            include_hidden=self._flag("includeHidden"),
        )
        return Asked(query=query, rank=self._choice("rank"), words=self._text("words"))

    def _one(self, name: str) -> str:
        values = self._given.get(name, [])
        if len(values) > 1:
            self.wrong[name] = "only once"
        return values[0].strip() if values else ""

    def _text(self, name: str) -> str:
        said = self._one(name)
        if len(said) > LONGEST:
            self.wrong[name] = f"at most {LONGEST} characters"
            return ""
        return clean(said, LONGEST)

    def _several(self, name: str) -> tuple[str, ...]:
        said = [clean(part, 80) for value in self._given.get(name, []) for part in value[:2_000].split(",")]
        values = tuple(dict.fromkeys(filter(None, said)))
        if len(values) > MOST_VALUES:
            self.wrong[name] = f"at most {MOST_VALUES} of them"
        return values[:MOST_VALUES]

    def _sources(self) -> tuple[str, ...]:
        values = tuple(value.casefold() for value in self._several("source"))
        if any(value not in SOURCES for value in values):
            self.wrong["source"] = f"one of {', '.join(SOURCES)}"
        return values

    def _choice(self, name: str) -> str:
        choices = _CHOICES[name]
        said = self._one(name) or choices[0]
        if said not in choices:
            self.wrong[name] = f"one of {', '.join(choices)}"
        return said

    def _flag(self, name: str) -> bool:
        said = self._one(name).casefold()
        if said not in _FLAGS:
            self.wrong[name] = "true or false"
        return _FLAGS.get(said, False)

    def _whole(self, name: str, usual: int, least: int, most: int | None) -> int:
        said = self._one(name)
        if not said:
            return usual
        if not (_WHOLE.fullmatch(said) and said.isascii()) or int(said) < least:
            self.wrong[name] = f"a whole number from {least}"
            return usual
        if most is not None and int(said) > most:
            self.wrong[name] = f"at most {most}"
            return usual
        return int(said)

    def _number(self, name: str, least: float, most: float) -> float | None:
        said = self._one(name)
        if not said:
            return None
        if not (_NUMBER.fullmatch(said) and said.isascii()) or not least <= float(said) <= most:
            self.wrong[name] = f"a number from {least:g} to {most:g}"
            return None
        return float(said)

    def _cents(self, name: str) -> int | None:
        said = self._one(name)
        if not said:
            return None
        if not (_MONEY.fullmatch(said) and said.isascii()):
            self.wrong[name] = "an amount in euro, such as 25 or 12.50"
            return None
        return round(float(said) * 100)

    def _near(self) -> Geo | None:
        lat, lon = self._number("lat", -90, 90), self._number("lon", -180, 180)
        if lat is not None and lon is not None:
            return Geo(lat=lat, lon=lon)
        if (lat is None) != (lon is None) and not self.wrong.keys() & {"lat", "lon"}:
            self.wrong["lat" if lat is None else "lon"] = "needed with the other"
        return None

    def _box(self) -> boxes.Box | None:
        said = self._one("bbox")
        box = boxes.read(said) if said else None
        if said and box is None:
            self.wrong["bbox"] = "west,south,east,north in degrees, such as -6.4,53.3,-6.2,53.4"
        return box

    def _radius(self, near: Geo | None, box: boxes.Box | None) -> float | None:
        """Kilometres around the point or the city; a part of the map needs none, unless it is asked for."""
        radius = self._number("radius", 0.1, WIDEST_KM)
        if near is None:
            return radius if self._one("city") else None
        return radius or (None if box else DEFAULT_RADIUS_KM)

    def _clock(self, name: str) -> int | None:
        said = self._one(name)
        if not said:
            return None
        if not (_CLOCK.fullmatch(said) and said.isascii()):
            self.wrong[name] = "a time of day such as 21:00"
            return None
        return int(said[:2]) * 60 + int(said[3:])

    def _moment(self, name: str, *, ends: bool = False) -> datetime | None:
        """A time, Irish when it names no zone; a bare date is the Irish day, to its end when ``ends``."""
        said = self._one(name)
        if not said:
            return None
        try:
            if not (_TIME.fullmatch(said) and said.isascii()):
                raise ValueError
            return _moment(said, ends=ends)
        except (ValueError, OverflowError):
            self.wrong[name] = "a date or time such as 2026-11-27 or 2026-11-27T20:00:00Z"
            return None


def _moment(said: str, *, ends: bool) -> datetime:
    if len(said) == 10:
        day = date.fromisoformat(said)
        _within(day.year)
        return at(day + timedelta(days=1)) if ends else at(day)
    moment = datetime.fromisoformat(said[:11] + said[11:].replace(" ", "+"))  # a plus sign reads as a space
    _within(moment.year)
    return (moment if moment.tzinfo else moment.replace(tzinfo=DUBLIN)).astimezone(UTC)


def _within(year: int) -> None:
    if not 1970 <= year <= 2100:
        raise ValueError("no year of ours")
