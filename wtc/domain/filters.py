"""The address of Discover: read without complaint, written in one way, turned into a query and into words."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from wtc import clock
from wtc.domain import boxes, words
from wtc.domain.genres import FAMILIES, label
from wtc.domain.text import clean
from wtc.language import irish, t, told, word
from wtc.shapes.discover import Filters
from wtc.shapes.events import SOURCE_NAMES, EventQuery, Geo
from wtc.shapes.shell import Choice

PATH = "/discover"
PER_PAGE = 24
MOST_PAGES = 5
DEAREST = 100
"""Where the price control ends: there it means any price."""
NEAR_KM = 25.0
WIDEST_KM = 200
MATCH = "match"
"""The order of a fan's own list: who is not signed in has none, and reads by time."""
SORTS = {
    MATCH: word("Best match"),
    "time": word("Soonest"),
    "price": word("Cheapest"),
    "new": word("Just announced"),
    "distance": word("Nearest"),
}
LONGEST = 200
"""How much of a sentence is read and kept."""
_CLOCK = re.compile(r"^([01]\d|2[0-3]):([0-5]\d)$")
_POINT = re.compile(r"^(-?\d{1,2}(?:\.\d{1,6})?),(-?\d{1,3}(?:\.\d{1,6})?)$")


def read(asked: Mapping[str, str]) -> Filters:
    """The filters of an address. What makes no sense is left out: a shared or mistyped link still opens."""
    first, last = _date(asked.get("from", "")), _date(asked.get("to", ""))
    if first and last and last < first:
        first, last = last, first
    near = _point(asked.get("near", ""))
    sort = asked.get("sort", "")
    return Filters(
        said=clean(asked.get("said", ""), LONGEST),
        q=clean(asked.get("q", ""), 120),
        city=clean(asked.get("city", ""), 80),
        county=clean(asked.get("county", ""), 40),
        km=_number(asked.get("km", ""), 1, WIDEST_KM) if asked.get("city", "").strip() else None,
        venue=clean(asked.get("venue", ""), 120),
        artist=clean(asked.get("artist", ""), 120),
        like=clean(asked.get("like", ""), 120),
        genres=_known(asked.get("genre", ""), FAMILIES),
        not_genres=_known(asked.get("not", ""), FAMILIES),
        not_in=_places(asked.get("not-in", "")),
        after=_minutes(asked.get("after", "")),
        before=_minutes(asked.get("before", "")),
        first=first,
        last=last,
        most=_number(asked.get("max", ""), 0, 10_000),
        free=asked.get("free", "") in {"1", "true", "yes"},
        sources=_known(asked.get("source", ""), SOURCE_NAMES),
        near=near,
        box=boxes.read(asked.get("bbox", "")),
        sort=sort if sort in SORTS and (near or sort != "distance") else "distance" if near and not sort else "time",
        page=_number(asked.get("page", ""), 1, MOST_PAGES) or 1,
    )


def address(filters: Filters, **changes: Any) -> str:
    """Where these filters are found, with ``changes`` made; a change goes back to the first page."""
    if changes:
        filters = replace(filters, **({"page": 1} | changes))
    usual = "distance" if filters.near else "time"
    said = {
        "said": filters.said,
        "q": filters.q,
        "city": filters.city,
        "county": filters.county,
        "km": str(filters.km) if filters.km and filters.city else "",
        "venue": filters.venue,
        "artist": filters.artist,
        "like": filters.like,
        "genre": ",".join(filters.genres),
        "not": ",".join(filters.not_genres),
        "not-in": ",".join(filters.not_in),
        "after": words.clock_time(filters.after) if filters.after is not None else "",
        "before": words.clock_time(filters.before) if filters.before is not None else "",
        "from": filters.first.isoformat() if filters.first else "",
        "to": filters.last.isoformat() if filters.last else "",
        "max": str(filters.most) if filters.most is not None else "",
        "free": "1" if filters.free else "",
        "source": ",".join(filters.sources),
        "near": f"{filters.near.lat:g},{filters.near.lon:g}" if filters.near else "",
        "bbox": boxes.written(filters.box) if filters.box else "",
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
        venue=filters.venue,
        artist=filters.artist,
        like=filters.like,
        genres=filters.genres,
        not_genres=filters.not_genres,
        not_in=filters.not_in,
        after=filters.after,
        before=filters.before,
        start=start,
        end=end,
        price_max=filters.most * 100 if filters.most is not None else None,
        free=filters.free,
        sources=filters.sources,
        near=filters.near,
        box=filters.box,
        radius_km=None if filters.box else NEAR_KM if filters.near else filters.km,
        sort="time" if filters.sort == MATCH else filters.sort,
        limit=PER_PAGE * filters.page,
        viewer=viewer,
    )


def since_dawn(minutes: int) -> int:
    """Minutes of the Irish clock as minutes of a night that begins at 05:00."""
    return (minutes - 5 * 60) % (24 * 60)


def window(filters: Filters, now: datetime) -> tuple[datetime | None, datetime | None]:
    """From when to when, aware UTC. Tonight and a weekend mean what the rest of the house means by them."""
    days = filters.first, filters.last
    if days == tonight(now):
        return clock.tonight(now)
    if filters.first and filters.last == filters.first + timedelta(days=2) and filters.first.weekday() == 4:
        start, end = clock.weekend(clock.at(filters.first, 17))
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
    offered = (
        ("tonight", t("Tonight"), tonight),
        ("weekend", t("Weekend"), weekend),
        ("week", t("Next week"), next_week),
    )
    return tuple(
        _toggle(key, said, filters, (filters.first, filters.last) == days(now), days(now))
        for key, said, days in offered
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
        here = t("Distances from you") if filters.box else t("Within {km} km of you", km=f"{NEAR_KM:.0f}")
        chips.append(("near", here, {"near": None, "sort": "time"}))
    if filters.box:
        chips.append(("box", t("This part of the map"), {"box": None}))
    if filters.city:
        town = words.place(filters.city)
        town = t("Within {km} km of {place}", km=filters.km, place=town) if filters.km else town
        chips.append(("city", town, {"city": "", "km": None}))
    if filters.county:
        chips.append(("county", words.county(filters.county), {"county": ""}))
    chips += [
        (f"not-in-{place}", t("Not in {place}", place=words.place(place)), {"not_in": toggled(filters.not_in, place)})
        for place in filters.not_in
    ]
    if filters.venue:
        chips.append(("venue", t("At {place}", place=filters.venue), {"venue": ""}))
    if filters.artist:
        chips.append(("artist", filters.artist, {"artist": ""}))
    if filters.like:
        chips.append(("like", t("Like {act}", act=filters.like), {"like": ""}))
    if filters.first or filters.last:
        chips.append(("when", dates(filters, now), {"first": None, "last": None}))
    if filters.after is not None:
        chips.append(("after", t("From {hour}", hour=words.spoken_time(filters.after)), {"after": None}))
    if filters.before is not None:
        chips.append(("before", t("Before {hour}", hour=words.spoken_time(filters.before)), {"before": None}))
    chips += [(f"genre-{genre}", label(genre), {"genres": toggled(filters.genres, genre)}) for genre in filters.genres]
    chips += [
        (f"not-{genre}", t("No {sound}", sound=label(genre)), {"not_genres": toggled(filters.not_genres, genre)})
        for genre in filters.not_genres
    ]
    if filters.free:
        chips.append(("free", t("Free"), {"free": False}))
    if filters.most is not None:
        chips.append(("max", t("Up to €{most}", most=filters.most), {"most": None}))
    chips += [
        (f"source-{source}", told(SOURCE_NAMES[source]), {"sources": toggled(filters.sources, source)})
        for source in filters.sources
    ]
    return tuple(Choice(key=key, label=said, href=address(filters, **change), on=True) for key, said, change in chips)


def dates(filters: Filters, now: datetime) -> str:
    """The days asked for: 'Fri 27 to Sun 29 November', 'from Fri 27 Nov'."""
    today = clock.local(now).date()
    if filters.first and filters.last:
        return words.span(filters.first, filters.last)
    if filters.first:
        return t("From {day}", day=words.day(filters.first, today))
    return t("Until {day}", day=words.day(filters.last, today)) if filters.last else ""


def heading(filters: Filters, total: int, now: datetime) -> str:
    """'42 gigs this weekend', '3 gigs for “lankum” in Dublin', 'No gigs tonight'."""
    sound = label(filters.genres[0]) if len(filters.genres) == 1 and filters.genres[0] != "other" else ""
    said = [words.gigs(total, sound)]
    if filters.q:
        said.append(t("for “{words}”", words=filters.q))
    if filters.artist or filters.like:
        said.append(t("by {act}", act=filters.artist) if filters.artist else t("like {act}", act=filters.like))
    if filters.box:
        said.append(t("in this part of the map"))
    elif filters.near:
        said.append(t("near you"))
    elif filters.venue:
        said.append(t("at {place}", place=filters.venue))
    elif filters.city and filters.km:
        said.append(t("near {place}", place=words.place(filters.city)))
    elif filters.city or filters.county:
        said.append(t("in {place}", place=words.place(filters.city or filters.county)))
    days = filters.first, filters.last
    named = {tonight(now): t("tonight"), weekend(now): t("this weekend"), next_week(now): t("next week")}
    if days in named:
        said.append(named[days])
    return (" · " if irish() else " ").join(said)


def sorts(filters: Filters, *, fan: bool = False) -> tuple[Choice, ...]:
    """The orders that make sense here; a ``fan`` has one of their own."""
    return tuple(
        Choice(key=key, label=t(said), href=address(filters, sort=key), on=filters.sort == key)
        for key, said in SORTS.items()
        if (key != "distance" or filters.near) and (key != MATCH or fan)
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


def _places(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, (clean(each, 80) for each in text[:800].split(",")[:10]))))


def _minutes(text: str) -> int | None:
    found = _CLOCK.match(text) if text.isascii() else None
    return int(found[1]) * 60 + int(found[2]) if found else None


def _point(text: str) -> Geo | None:
    found = _POINT.match(text)
    if not found:
        return None
    lat, lon = float(found[1]), float(found[2])
    return Geo(lat=lat, lon=lon) if abs(lat) <= 90 and abs(lon) <= 180 else None
