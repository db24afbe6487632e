"""The sample files moved to the present: eighteen whole weeks over and over, so that a Friday stays a Friday."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import orjson

from wtc.clock import local

FILES = Path(__file__).parent / "files"
SOURCES = ("local", "ticketmaster", "bandsintown", "eventbrite", "dice")
CYCLE = 126
"""Days in a cycle: eighteen weeks."""

_UNDER = {"ticketmaster": ("_embedded", "events"), "dice": ("items",)}
_IDS = ("id", "slug")
_ZONE = ZoneInfo("Europe/Dublin")
_DATED = re.compile(r"(\d{4}-\d{2}-\d{2})((?:T\d{2}:\d{2}:\d{2})?)(Z?)")
_LATE_SOURCES = ("local", "eventbrite", "dice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of a source, moved to the present, and the day on which its items were announced."""

    source: str
    announced: date
    payload: dict[str, Any]


def answers(source: str, now: datetime) -> Iterator[Answer]:
    """What ``source`` would answer at ``now``: what is on from last night to 125 days ahead, as far as announced.

    Stable for an Irish day. One answer holds the items of one day of announcements, of one week where it is longer ago.
    """
    today = local(now).date()
    first = today - timedelta(days=1)
    for answer in _file(source):
        weeks: dict[date, list[dict[str, Any]]] = {}
        for item in _items(source, answer):
            found = _present(source, item, first)
            if found is not None:
                announced, moved = found
                old = (today - announced).days > 7
                weeks.setdefault(announced - timedelta(days=announced.weekday() * old), []).append(moved)
        for week, items in sorted(weeks.items()):
            yield Answer(source=source, announced=week, payload=_answer(source, answer, items))


def told(source: str) -> list[dict[str, Any]]:
    """What a source that knows of acts would answer: the same on every day, and all of it past."""
    return _file(source)


@lru_cache(maxsize=8)
def _file(source: str) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = orjson.loads(gzip.decompress((FILES / f"{source}.json.gz").read_bytes()))
    return made


def _items(source: str, answer: dict[str, Any]) -> list[dict[str, Any]]:
    found: Any = answer
    for name in _UNDER.get(source, ("events",)):
        found = found[name]
    return list(found)


def _answer(source: str, answer: dict[str, Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    path = _UNDER.get(source, ("events",))
    filled: Any = items
    for name in reversed(path):
        filled = {name: filled}
    return {**answer, **filled}


def _present(source: str, item: dict[str, Any], first: date) -> tuple[date, dict[str, Any]] | None:
    """(announced, item) as it falls in the window that begins on ``first``; None while it is not announced."""
    said = _day(source, item)
    if said is None:
        return first, item
    cycles = -((said - first).days // CYCLE)
    on = said + timedelta(days=cycles * CYCLE)
    announced = on - timedelta(days=_lead(source, item))
    if announced > first + timedelta(days=1):
        return None
    moved = _moved(item, cycles * CYCLE)
    for name in _IDS:
        if name in moved:
            moved[name] = f"{moved[name]}-{cycles}"
    return announced, moved


def _day(source: str, item: dict[str, Any]) -> date | None:
    """The day an item is filed under."""
    said = {
        "ticketmaster": lambda: item["dates"]["start"].get("localDate"),
        "bandsintown": lambda: item["datetime"],
        "eventbrite": lambda: item["start"]["local"],
        "dice": lambda: item.get("doorsOpenDate") or item["startDate"],
        "local": lambda: item["date"],
    }[source]()
    return date.fromisoformat(said[:10]) if said else None


def _lead(source: str, item: dict[str, Any]) -> int:
    """How many days ahead an item is announced: big sellers for the whole cycle, small rooms often later."""
    if source not in _LATE_SOURCES:
        return CYCLE
    name = str(item.get("id") or item.get("slug"))
    chance = int.from_bytes(blake2b(name.encode(), digest_size=2).digest(), "big") % 100
    return CYCLE if chance >= 60 else 21 + chance


def _moved(value: Any, days: int) -> Any:
    """The same JSON with every date in it moved by ``days``; a wall time stays as it is over a change of clocks."""
    if isinstance(value, dict):
        return {name: _moved(inner, days) for name, inner in value.items()}
    if isinstance(value, list):
        return [_moved(inner, days) for inner in value]
    said = _DATED.fullmatch(value) if isinstance(value, str) else None
    if said is None:
        return value
    if said[3]:
        wall = datetime.fromisoformat(value).astimezone(_ZONE).replace(tzinfo=None) + timedelta(days=days)
        return wall.replace(tzinfo=_ZONE).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{date.fromisoformat(said[1]) + timedelta(days=days)}{said[2]}"
