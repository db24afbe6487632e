"""The map of gigs by address: Discover's own filters, tonight unless another day is asked for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from wtc.domain import filters, places, words
from wtc.language import irish, t
from wtc.shapes.discover import Filters
from wtc.shapes.events import Event, Geo
from wtc.shapes.shell import Choice

PATH = "/map"
AROUND = 0.12
"""Degrees of latitude from the middle of a town to the edge of its part of the map."""


def read(asked: Mapping[str, str], now: datetime) -> Filters:
    """The filters of an address; without a day they are tonight's."""
    said = filters.read(asked)
    return said if said.first or said.last else _on(said, filters.tonight(now))


def address(asked: Filters, now: datetime, **changes: Any) -> str:
    """Where these filters are found on the map, with ``changes`` made; tonight goes without saying."""
    wanted = replace(asked, **({"page": 1} | changes))
    if (wanted.first, wanted.last) == filters.tonight(now):
        wanted = replace(wanted, first=None, last=None)
    return PATH + filters.address(wanted).removeprefix(filters.PATH)


def from_discover(asked: Filters) -> str:
    """The same search as a map."""
    return PATH + filters.address(asked, page=1).removeprefix(filters.PATH)


def tomorrow(now: datetime) -> tuple[date, date]:
    """The day after tonight's, twice."""
    day = filters.tonight(now)[0] + timedelta(days=1)
    return day, day


def days(asked: Filters, now: datetime) -> tuple[Choice, ...]:
    """Tonight, tomorrow, this weekend: one of them is always on, unless the address asks for other days."""
    offered = (("tonight", t("Tonight"), filters.tonight), ("tomorrow", t("Tomorrow"), tomorrow))
    return tuple(
        Choice(
            key=key,
            label=label,
            href=address(_on(asked, of(now)), now),
            on=(asked.first, asked.last) == of(now),
        )
        for key, label, of in (*offered, ("weekend", t("This weekend"), filters.weekend))
    )


def active(asked: Filters, now: datetime) -> tuple[Choice, ...]:
    """A chip for each filter in force but the day."""
    undated = replace(asked, first=None, last=None)
    return tuple(
        replace(each, href=_dated(each.href, asked, now)) for each in filters.active(undated, now) if each.key != "when"
    )


def heading(asked: Filters, total: int, now: datetime) -> str:
    """'12 gigs tonight', '3 gigs near you tomorrow'."""
    return on_day(filters.heading(replace(asked, first=None, last=None), total, now), asked, now)


def on_day(said: str, asked: Filters, now: datetime) -> str:
    """The same with its day: '... tonight', '..., Fri 27 to Sun 29 November'."""
    known = {filters.tonight(now): t("tonight"), tomorrow(now): t("tomorrow"), filters.weekend(now): t("this weekend")}
    day = known.get((asked.first, asked.last), "")  # type: ignore[arg-type]
    join = " · " if irish() else " " if day else ", "
    return f"{said}{join}{day or filters.dates(asked, now)}"


def around(asked: Filters, town: str, now: datetime) -> str:
    """The part of the map around a town, with the same day and filters."""
    here = places.town(town)
    if here.lat is None or here.lon is None:
        return address(asked, now, city=town, county="", near=None, box=None, sort="time")
    box = (here.lat - AROUND, here.lon - 2 * AROUND, here.lat + AROUND, here.lon + 2 * AROUND)
    return address(asked, now, city="", county="", near=None, box=box, sort="time")


def far(event: Event, near: Geo | None) -> str:
    """'700 m', '1.2 km', '34 km' from ``near``; '' when either is not known."""
    if near is None or event.geo is None:
        return ""
    km = places.kilometres(near.lat, near.lon, event.geo.lat, event.geo.lon)
    if km < 1:
        return f"{max(100, round(km * 10) * 100)} m"
    return f"{km:.1f} km" if km < 10 else f"{km:,.0f} km"


def when(day: date, starts_at: datetime | None, *, several: bool) -> str:
    """'8pm', and with ``several`` days 'Fri 27 Nov, 8pm'; without the hour where nobody says it."""
    said = (words.day(day, day) if several else "", words.hour(starts_at) if starts_at else "")
    return ", ".join(filter(None, said))


def of(href: str, now: datetime) -> Filters:
    """The filters of an address of the map."""
    return read(dict(parse_qsl(href.partition("?")[2])), now)


def _on(asked: Filters, days: tuple[date, date]) -> Filters:
    return replace(asked, first=days[0], last=days[1])


def _dated(href: str, asked: Filters, now: datetime) -> str:
    """An address of Discover without a day as one of the map with the day that is asked for."""
    left = filters.read(dict(parse_qsl(href.partition("?")[2])))
    return address(replace(left, first=asked.first, last=asked.last), now)
