"""The address of Discover: read without complaint, written in one way, turned into a query and into words."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from wtc import clock
from wtc.domain import words
from wtc.domain.genres import FAMILIES
from wtc.domain.text import clean
from wtc.shapes.discover import Filters
from wtc.shapes.events import SOURCE_NAMES, EventQuery, Geo
from wtc.shapes.shell import Choice

PATH = "/discover"
PER_PAGE = 24
MOST_PAGES = 5
DEAREST = 100
"""Where the price control ends: there it means any price."""
NEAR_KM = 25.0
SORTS = {"time": "Soonest", "price": "Cheapest", "new": "Just announced", "distance": "Nearest"}
_POINT = re.compile(r"^(-?\d{1,2}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?)$")


def read(asked: Mapping[str, str]) -> Filters:
    """The filters of an address. What makes no sense is left out: a shared or mistyped link still opens."""
    first, last = _date(asked.get("from", "")), _date(asked.get("to", ""))
    if first and last and last < first:
        first, last = last, first
    near = _point(asked.get("near", ""))
    sort = asked.get("sort", "")
    return Filters(
        q=clean(asked.get("q", ""), 120),
        city=clean(asked.get("city", ""), 80),
        county=clean(asked.get("county", ""), 40),
        genres=_known(asked.get("genre", ""), FAMILIES),
        first=first,
        last=last,
        most=_number(asked.get("max", ""), 0, 10_000),
        free=asked.get("free", "") in {"1", "true", "yes"},
        sources=_known(asked.get("source", ""), SOURCE_NAMES),
        near=near,
        sort=sort if sort in SORTS and (near or sort != "distance") else "distance" if near and not sort else "time",
        page=_number(asked.get("page", ""), 1, MOST_PAGES) or 1,
    )


def address(filters: Filters, **changes: Any) -> str:
    """Where these filters are found, with ``changes`` made; a change goes back to the first page."""
    if changes:
        filters = replace(filters, **({"page": 1} | changes))
    usual = "distance" if filters.near else "time"
    said = {
        "q": filters.q,
        "city": filters.city,
        "county": filters.county,
        "genre": ",".join(filters.genres),
        "from": filters.first.isoformat() if filters.first else "",
        "to": filters.last.isoformat() if filters.last else "",
        "max": str(filters.most) if filters.most is not None else "",
        "free": "1" if filters.free else "",
        "source": ",".join(filters.sources),
        "near": f"{filters.near.lat:g},{filters.near.lon:g}" if filters.near else "",
        "sort": filters.sort if filters.sort != usual else "",
        "page": str(filters.page) if filters.page > 1 else "",
    }
    query = urlencode({name: value for name, value in said.items() if value}, safe=",")
    return f"{PATH}?{query}" if query else PATH


def query(filters: Filters, *, now: datetime, viewer: int | None = None) -> EventQuery:
    """The filters as a question to the catalogue: all pages up to the one asked for, at once."""
    start, end = window(filters, now)
    return EventQuery(
        q=filters.q,
        city=filters.city,
        county=filters.county,
        genres=filters.genres,
        start=start,
        end=end,
        price_max=filters.most * 100 if filters.most is not None else None,
        free=filters.free,
        sources=filters.sources,
        near=filters.near,
        radius_km=NEAR_KM if filters.near else None,
        sort=filters.sort,
        limit=PER_PAGE * filters.page,
        viewer=viewer,
    )


def window(filters: Filters, now: datetime) -> tuple[datetime | None, datetime | None]:
    """From when to when, aware UTC. Tonight and this weekend mean what the rest of the house means by them."""
    days = filters.first, filters.last
    if days == tonight(now):
        return clock.tonight(now)
    if days == weekend(now):
        start, end = clock.weekend(now)
        return max(start, now), end
    start_at = clock.at(filters.first) if filters.first else None
    if start_at and start_at < now < clock.at(filters.first or date.min) + timedelta(days=1):
        start_at = now
    return start_at, clock.at(filters.last + timedelta(days=1)) if filters.last else None


def tonight(now: datetime) -> tuple[date, date]:
    """The day that tonight belongs to, twice: until 05:00 it is still yesterday's night."""
    day = clock.local(clock.tonight(now)[1]).date() - timedelta(days=1)
    return day, day


def weekend(now: datetime) -> tuple[date, date]:
    """Friday and Sunday of the weekend in progress or to come."""
    friday = clock.local(clock.weekend(now)[0]).date()
    return friday, friday + timedelta(days=2)


def next_week(now: datetime) -> tuple[date, date]:
    """Monday to Sunday of the week after this weekend."""
    monday = weekend(now)[1] + timedelta(days=1)
    return monday, monday + timedelta(days=6)


def whens(filters: Filters, now: datetime) -> tuple[Choice, ...]:
    """Tonight, Weekend, Next week: picking the one that is on takes it off."""
    offered = (("tonight", "Tonight", tonight), ("weekend", "Weekend", weekend), ("week", "Next week", next_week))
    return tuple(
        _toggle(key, label, filters, (filters.first, filters.last) == days(now), days(now))
        for key, label, days in offered
    )


def _toggle(key: str, label: str, filters: Filters, on: bool, days: tuple[date, date]) -> Choice:
    first, last = (None, None) if on else days
    return Choice(key=key, label=label, href=address(filters, first=first, last=last), on=on)


def toggled(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    """``values`` without ``value`` when it is there, else with it."""
    return tuple(each for each in values if each != value) if value in values else (*values, value)


def active(filters: Filters, now: datetime) -> tuple[Choice, ...]:
    """A chip for each filter in force; its address is the search without it."""
    chips: list[tuple[str, str, dict[str, Any]]] = []
    if filters.q:
        chips.append(("q", f"“{filters.q}”", {"q": ""}))
    if filters.near:
        chips.append(("near", f"Within {NEAR_KM:.0f} km of you", {"near": None, "sort": "time"}))
    if filters.city:
        chips.append(("city", filters.city, {"city": ""}))
    if filters.county:
        chips.append(("county", f"Co. {filters.county}", {"county": ""}))
    if filters.first or filters.last:
        chips.append(("when", dates(filters, now), {"first": None, "last": None}))
    chips += [
        (f"genre-{genre}", FAMILIES[genre], {"genres": toggled(filters.genres, genre)}) for genre in filters.genres
    ]
    if filters.free:
        chips.append(("free", "Free", {"free": False}))
    if filters.most is not None:
        chips.append(("max", f"Up to €{filters.most}", {"most": None}))
    chips += [
        (f"source-{source}", SOURCE_NAMES[source], {"sources": toggled(filters.sources, source)})
        for source in filters.sources
    ]
    return tuple(Choice(key=key, label=label, href=address(filters, **change), on=True) for key, label, change in chips)


def dates(filters: Filters, now: datetime) -> str:
    """The days asked for: 'Fri 27 to Sun 29 November', 'from Fri 27 Nov'."""
    today = clock.local(now).date()
    if filters.first and filters.last:
        return words.span(filters.first, filters.last)
    if filters.first:
        return f"From {words.day(filters.first, today)}"
    return f"Until {words.day(filters.last, today)}" if filters.last else ""


def heading(filters: Filters, total: int, now: datetime) -> str:
    """'42 gigs this weekend', '3 gigs for “lankum” in Dublin', 'No gigs tonight'."""
    sound = FAMILIES[filters.genres[0]] if len(filters.genres) == 1 and filters.genres[0] != "other" else ""
    said = [words.gigs(total, sound)]
    if filters.q:
        said.append(f"for “{filters.q}”")
    if filters.near:
        said.append("near you")
    elif filters.city or filters.county:
        said.append(f"in {filters.city or filters.county}")
    days = filters.first, filters.last
    named = {tonight(now): "tonight", weekend(now): "this weekend", next_week(now): "next week"}
    if days in named:
        said.append(named[days])
    return " ".join(said)


def sorts(filters: Filters) -> tuple[Choice, ...]:
    """The orders that make sense here."""
    return tuple(
        Choice(key=key, label=label, href=address(filters, sort=key), on=filters.sort == key)
        for key, label in SORTS.items()
        if key != "distance" or filters.near
    )


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _number(text: str, low: int, high: int) -> int | None:
    return min(max(int(text), low), high) if text.isascii() and text.isdigit() and len(text) < 9 else None


def _known(text: str, known: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in text.split(",")[:20] if value in known))


def _point(text: str) -> Geo | None:
    found = _POINT.match(text)
    if not found:
        return None
    lat, lon = float(found[1]), float(found[2])
    return Geo(lat=lat, lon=lon) if abs(lat) <= 90 and abs(lon) <= 180 else None
