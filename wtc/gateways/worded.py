"""Values that sources write in words: countries, prices, wall times, and a show called off in its own title."""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wtc.domain.text import fold, web_address
from wtc.gateways.given import YEARS, cents, moment, number, text
from wtc.shapes.events import Geo, Image, ListedArtist, Price, Status

HERE = ("IE", "NI")
LATE = 18
LONGEST = timedelta(days=14)

_COUNTRIES = {
    "ireland": "IE", "republic of ireland": "IE", "eire": "IE", "ie": "IE", "irl": "IE", "ni": "NI",
    "northern ireland": "NI", "nir": "NI", "nd": "NI", "united kingdom": "GB", "uk": "GB", "gb": "GB", "gbr": "GB",
    "great britain": "GB", "england": "GB", "scotland": "GB", "wales": "GB",
}  # fmt: skip
_NORTH = {"northern ireland", "nir", "ni", "antrim", "armagh", "down", "fermanagh", "londonderry", "derry", "tyrone"}
_WALL = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d{1,6})?)?)?")
_MONEY = re.compile(r"(\d{1,6}(?:[.,]\d{3})*(?:[.,]\d{1,2})?)")
_CALLED_OFF = re.compile(r"\s*[\[(*]*\b(cancell?ed|postponed|rescheduled)\b[\])*]*\s*(?:[:!–—-]+\s*)?", re.IGNORECASE)


def country(name: object, region: object = "", geo: Geo | None = None) -> str:
    """IE, NI, another code, or '' when nothing is said. Northern Ireland is told by its region or its place."""
    said, where = fold(text(name, 60)), fold(text(region, 60)).removeprefix("county ").removeprefix("co ")
    found = _COUNTRIES.get(said, said.upper()[:2])
    if found == "GB" and (where in _NORTH or (geo is not None and _northern(geo))):
        return "NI"
    return found


def _northern(geo: Geo) -> bool:
    return 54.0 <= geo.lat <= 55.4 and -8.2 <= geo.lon <= -5.4


def point(lat: object, lon: object) -> Geo | None:
    """A point from two numbers, also written as text; None for nonsense and for 0, 0."""
    north, east = number(lat), number(lon)
    if north is None or east is None or not (-90 <= north <= 90 and -180 <= east <= 180) or north == east == 0:
        return None
    return Geo(lat=north, lon=east)


def local_time(value: object, zone: str) -> tuple[date | None, datetime | None]:
    """(day there, aware UTC) of a time with an offset, a wall time without one, or a Unix time in s or ms.

    A bare day gives the day alone.
    """
    exact = moment(value) or _unix(value)
    if exact is not None:
        return exact.astimezone(ZoneInfo(zone)).date(), exact
    said = _WALL.fullmatch(value.strip()) if isinstance(value, str) and len(value) < 40 else None
    if said is None:
        return None, None
    try:
        if said[2] is None:
            return _in_range(date.fromisoformat(said[1])), None
        wall = datetime.fromisoformat(f"{said[1]}T{said[2]}").replace(tzinfo=ZoneInfo(zone))
    except ValueError:
        return None, None
    return (wall.date(), wall.astimezone(UTC)) if wall.year in YEARS else (None, None)


def _in_range(day: date) -> date | None:
    return day if day.year in YEARS else None


def _unix(value: object) -> datetime | None:
    seconds = number(value) if not isinstance(value, str) or value.strip().isdigit() else None
    if seconds is None or seconds < 946_684_800:
        return None
    seconds = seconds / 1_000 if seconds > 100_000_000_000 else seconds
    try:
        found = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.year in YEARS else None


def night_end(starts: datetime | None, ends: datetime | None, zone: str) -> datetime | None:
    """The end, after the start. A night that begins in the evening and 'ends' before it began ends the next day."""
    if starts is None or ends is None:
        return None
    if ends <= starts and starts.astimezone(ZoneInfo(zone)).hour >= LATE:
        ends += timedelta(days=1)
    return ends if starts < ends <= starts + LONGEST else None


def price(low: object, high: object = None, currency: object = "", *, country: str = "IE") -> Price | None:
    """A price from numbers in whole units or words: '€15.20', 'Free', 'from £10', '€10 - €20'. None when unsaid."""
    words = f"{low if isinstance(low, str) else ''} {high if isinstance(high, str) else ''}".casefold()
    amounts = [cents_ for value in (low, high) for cents_ in _amounts(value)]
    if not amounts:
        return Price(low=0, high=0, currency=_currency(words, currency, country)) if "free" in words else None
    return Price(low=min(amounts), high=max(amounts), currency=_currency(words, currency, country))


def _amounts(value: object) -> list[int]:
    if not isinstance(value, str):
        found = cents(value)
        return [] if found is None else [found]
    found_in_words = (cents(_decimal(digits)) for digits in _MONEY.findall(value[:80]))
    return [amount for amount in found_in_words if amount is not None]


def _decimal(digits: str) -> str:
    """'1,250.50' and '15,20' as Python reads numbers."""
    whole, mark, part = digits.replace(",", ".").rpartition(".")
    if not mark:
        return digits
    return f"{whole.replace('.', '')}.{part}" if len(part) < 3 else digits.replace(",", "").replace(".", "")


def _currency(words: str, said: object, country: str) -> str:
    code = text(said, 3).upper()
    if re.fullmatch("[A-Z]{3}", code):
        return code
    if "£" in words or "gbp" in words:
        return "GBP"
    if "€" in words or "eur" in words:
        return "EUR"
    return "GBP" if country in ("NI", "GB") else "EUR"


def called_off(title: str) -> tuple[str, Status]:
    """The title without 'CANCELLED:' and its like, and what that says."""
    said = _CALLED_OFF.search(title)
    if said is None:
        return title, Status.SCHEDULED
    word = said[1].casefold()
    rest = f"{title[: said.start()]} {title[said.end() :]}".strip(" -–—:|")
    if word.startswith("cancel"):
        return rest or title, Status.CANCELLED
    return rest or title, Status(word)


def acts(names: object, limit: int = 50) -> tuple[ListedArtist, ...]:
    """The acts of a line-up of names or of objects with a name, each once, in order."""
    found: dict[str, ListedArtist] = {}
    for one in names[:limit] if isinstance(names, list) else []:
        given = one.get("name") if isinstance(one, Mapping) else one
        name = text(given, 160) if isinstance(given, str) else ""
        if name:
            found.setdefault(fold(name) or name, ListedArtist(name=name))
    return tuple(found.values())


def words(values: object, limit: int = 6) -> tuple[str, ...]:
    """A list of words, or of objects with a name, each once."""
    found: dict[str, Any] = {}
    for one in values[:20] if isinstance(values, list) else []:
        given = one.get("name") if isinstance(one, Mapping) else one
        word = text(given, 60) if isinstance(given, str) else ""
        if word:
            found.setdefault(word)
    return tuple(found)[:limit]


def pictures(addresses: Iterable[object]) -> tuple[Image, ...]:
    """The pictures at those of ``addresses`` that are web addresses, at most four."""
    kept = (web_address(one) for one in addresses if isinstance(one, str))
    return tuple(Image(url=one) for one in dict.fromkeys(kept) if one)[:4]


def address(value: object, *, sample: bool) -> str:
    """A web address to buy at; a sample sells nothing."""
    return "" if sample or not isinstance(value, str) else web_address(value)
