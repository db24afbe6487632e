"""Values from outside, of which nothing is certain: each reader gives the value in the kind asked for, or nothing."""

import html
import math
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from wtc.domain.text import clean, clean_block

YEARS = range(2000, 2101)
LARGEST_SUM = 100_000
ZONES = frozenset(available_timezones())
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]{0,500}|!--[^<>]{0,500})>")
_INSIDE = re.compile(r"</?(?:a|abbr|b|em|font|i|mark|small|span|strong|u)(?:\s[^<>]{0,500})?>", re.IGNORECASE)
"""Mark-up within a line, which parts no words."""
_BREAK = re.compile(r"<(?:br|/p|/li|/h\d)\b[^<>]{0,50}>", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"(\d{2}):(\d{2})(?::\d{2})?")
_NOTHING: Mapping[str, Any] = {}


def mapping(value: object) -> Mapping[str, Any]:
    """An object, else an empty one."""
    return value if isinstance(value, Mapping) else _NOTHING


def objects(value: object, limit: int = 200) -> list[Mapping[str, Any]]:
    """The objects of a list, else none; at most ``limit``."""
    return [item for item in value[:limit] if isinstance(item, Mapping)] if isinstance(value, list) else []


def text(value: object, limit: int = 255) -> str:
    """A clean line of text; numbers are read as their digits, everything else is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return clean(value if isinstance(value, str) else str(value)[:limit], limit)


def prose(value: object, limit: int = 8_000) -> str:
    """Clean text of several lines, without mark-up."""
    if not isinstance(value, str):
        return ""
    plain = _TAG.sub(" ", _INSIDE.sub("", _BREAK.sub("\n", value[: limit * 4])))
    return clean_block(html.unescape(plain), limit)


def number(value: object) -> float | None:
    """A finite number, also one written as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def cents(value: object) -> int | None:
    """An amount of money in cents; none when it is negative or beyond any ticket."""
    amount = number(value)
    return round(amount * 100) if amount is not None and 0 <= amount <= LARGEST_SUM else None


def day(value: object) -> date | None:
    """A day written YYYY-MM-DD, between 2000 and 2100."""
    if not isinstance(value, str) or not _DAY.fullmatch(value.strip()):
        return None
    try:
        found = date.fromisoformat(value.strip())
    except ValueError:
        return None
    return found if found.year in YEARS else None


def moment(value: object) -> datetime | None:
    """A moment written in ISO 8601 with its offset, as aware UTC, between 2000 and 2100."""
    if not isinstance(value, str) or len(value) > 40:
        return None
    try:
        read = datetime.fromisoformat(value.strip())
        found = read.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return found if read.tzinfo and found.year in YEARS else None


def wall(on: date | None, at: object, zone: str) -> datetime | None:
    """A wall time HH:MM[:SS] on a day in ``zone``, as aware UTC."""
    said = _TIME.fullmatch(at.strip()) if isinstance(at, str) else None
    if on is None or said is None:
        return None
    try:
        return datetime.combine(on, time(int(said[1]), int(said[2])), tzinfo=ZoneInfo(zone)).astimezone(UTC)
    except ValueError:
        return None


def zone(*values: object, default: str = "Europe/Dublin") -> str:
    """The first of ``values`` that names a time zone."""
    return next((value for value in values if isinstance(value, str) and value in ZONES), default)
