"""The questions asked of the catalogue: arguments in, a ``Select`` out, never run here."""

import math
from collections import namedtuple
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Integer,
    Select,
    and_,
    bindparam,
    case,
    cast,
    exists,
    extract,
    false,
    func,
    not_,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.types import NullType
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)
from wtc.clock import clocks, local
from wtc.queries.names import INDEX, ROWID, Match, begins, between, holds, its_event, source
from wtc.shapes.events import SOURCES, EventQuery, Geo

Rows = Select[*tuple[Any, ...]]

_tables = SQLModel.metadata.tables
EVENTS, VENUES, VENUE_ALIASES = _tables["events"], _tables["venues"], _tables["venue_aliases"]
ARTISTS, ARTIST_ALIASES, PLAYS = _tables["artists"], _tables["artist_aliases"], _tables["event_artists"]
HIDDEN, ALIASES = _tables["user_hidden_events"], _tables["event_aliases"]
E = EVENTS.c

WINDOW = timedelta(days=90)
LASTS = timedelta(hours=4)
"""How long an event is taken to last when nobody says when it ends."""
DAWN, DAY = 5 * 60, 24 * 60
"""When a night ends and how long a day is, in minutes."""
LONGEST = timedelta(days=3)
"""How far back an event may have begun and still be looked for as in progress."""
KM_PER_DEGREE = 111.195

_UNLISTED = {"names", "changed_at", "genre_keys", "source_mask", "city_key"}
_LISTED = [column for column in E if column.name not in _UNLISTED]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A question with its names already looked up: keys for cities, ids for acts and rooms (None: any).

    ``names`` is what the names must hold; ``dialect`` is the database's; ``now`` and all times are aware UTC.
    """

    query: EventQuery
    now: datetime
    city_key: str = ""
    county: str = ""
    families: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    acts: tuple[int, ...] | None = None
    rooms: tuple[int, ...] | None = None
    not_families: tuple[str, ...] = ()
    not_tags: tuple[str, ...] = ()
    not_cities: tuple[str, ...] = ()
    not_counties: tuple[str, ...] = ()
    names: Match | None = None
    dialect: str = "sqlite"


@lru_cache(maxsize=1)
def listed() -> Rows:
    """Every column an ``Event`` needs, with its room: plain rows, no objects."""
    room = [VENUES.c.name.label("venue_name"), VENUES.c.slug.label("venue_slug")]
    return select(*_LISTED, *room).select_from(EVENTS.outerjoin(VENUES, E.venue_id == VENUES.c.id))


@lru_cache(maxsize=1)
def these() -> Rows:
    """The events whose ids are given as ``ids``; every value as the database keeps it, for ``reader``."""
    told = listed()
    plain = [type_coerce(column, NullType()).label(column.name) for column in told.selected_columns]
    return told.with_only_columns(*plain).where(E.id.in_(bindparam("ids", expanding=True)))


@lru_cache(maxsize=4)
def reader(dialect: Dialect) -> Callable[[Sequence[Any]], Any]:
    """What makes of a row of ``these`` one of ``listed``."""
    columns = listed().selected_columns
    form = namedtuple("form", [column.name for column in columns])  # type: ignore[misc]
    turn = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]

    def read(row: Sequence[Any]) -> Any:
        return form(*(value if one is None else one(value) for one, value in zip(turn, row, strict=True)))

    return read


def merged(once: ColumnElement[bool]) -> Rows:
    """The ids of the events that took in those that were ``once`` known so."""
    return select(ALIASES.c.event_id).where(once)


def window(query: EventQuery, now: datetime) -> tuple[datetime, datetime]:
    """From when to when is asked, aware UTC: now to ninety days on unless the query says otherwise."""
    start = query.start or now
    return start, query.end or start + WINDOW


@lru_cache(maxsize=64)
def _when(start: datetime, end: datetime) -> tuple[ColumnElement[bool], ...]:
    """From a day on: what begins on it or later. From a moment on: also what is still going on then.

    Remembered, because the tiers and the count of one search all ask it.
    """
    if _is_midnight(start):
        return E.sort_at >= start, E.sort_at < end
    return E.sort_at >= start - LONGEST, E.sort_at < end, or_(E.sort_at >= start, _going(start))


def _is_midnight(moment: datetime) -> bool:
    here = local(moment)
    return (here.hour, here.minute) == (0, 0)


def _going(start: datetime) -> ColumnElement[bool]:
    """What began before ``start`` and is not over."""
    return or_(
        E.ends_at > start,
        and_(E.ends_at.is_(None), E.starts_at > start - LASTS),
        and_(E.ends_at.is_(None), E.starts_at.is_(None), E.day == local(start).date()),
    )


def _genres(families: Iterable[str], tags: Iterable[str]) -> ColumnElement[bool]:
    tagged = (E.genre_keys.contains(f"|{tag}|", autoescape=True) for tag in tags)
    return or_(E.family.in_(families), *tagged)


def _at_night(query: EventQuery, now: datetime) -> list[ColumnElement[bool]]:
    """What begins within these hours of the night, which lasts from 05:00 to 05:00 on the Irish clock."""
    if query.after is None and query.before is None:
        return []
    utc: Any = extract("hour", E.starts_at) * 60 + extract("minute", E.starts_at)
    told = []
    for first, last, shift in clocks(*window(query, now)):
        since_dawn = (utc + (shift - DAWN) % DAY) % DAY
        hours = [since_dawn >= (query.after - DAWN) % DAY] if query.after is not None else []
        hours += [since_dawn < (query.before - DAWN) % DAY] if query.before is not None else []
        told.append(and_(E.starts_at >= first, E.starts_at < last, *hours))
    return [or_(*told)]


def _elsewhere(sought: Sought) -> list[ColumnElement[bool]]:
    """Neither these sounds nor these places."""
    asked: list[ColumnElement[bool]] = []
    if sought.not_families or sought.not_tags:
        asked.append(not_(_genres(sought.not_families, sought.not_tags)))
    asked += [E.city_key.not_in(sought.not_cities)] if sought.not_cities else []
    asked += [E.county.not_in(sought.not_counties)] if sought.not_counties else []
    return asked


def _plays(acts: Collection[int]) -> ColumnElement[bool]:
    return E.id.in_(select(PLAYS.c.event_id).where(PLAYS.c.artist_id.in_(acts)))


def _distance(near: Geo) -> ColumnElement[float]:
    """The square of the distance from ``near`` in km², flat-earth: within 0.1 % over the width of Ireland."""
    north = (E.lat - near.lat) * KM_PER_DEGREE
    east = (E.lon - near.lon) * (KM_PER_DEGREE * math.cos(math.radians(near.lat)))
    squared: ColumnElement[float] = north * north + east * east
    return squared


def _sources(wanted: Iterable[str]) -> ColumnElement[bool]:
    mask = sum(1 << SOURCES.index(source) for source in set(wanted) if source in SOURCES)
    return E.source_mask.op("&")(mask) != 0 if mask else false()


def conditions(sought: Sought, *, but: str = "") -> list[ColumnElement[bool]]:
    """All that is asked, save the filter named ``but`` (city, family, source)."""
    start, end = window(sought.query, sought.now)
    asked = list(_when(start, end))
    if sought.names:
        asked.append(holds(sought.names, sought.dialect))
        if sought.dialect == "sqlite":
            asked.append(between(start - LONGEST, end))
    return asked + _filters(sought, but)


def _filters(sought: Sought, but: str = "") -> list[ColumnElement[bool]]:
    """What is off stands in a list only when somebody looks for it by name: they must learn that it is off."""
    query = sought.query
    asked: list[ColumnElement[bool]] = []
    if but != "city":
        asked += [E.city_key == sought.city_key] if sought.city_key else []
        asked += [E.county == sought.county] if sought.county else []
    if but != "family" and (sought.families or sought.tags):
        asked.append(_genres(sought.families, sought.tags))
    if but != "source" and query.sources:
        asked.append(_sources(query.sources))
    if sought.acts is not None:
        asked.append(_plays(sought.acts))
    if sought.rooms is not None:
        asked.append(E.venue_id.in_(sought.rooms))
    asked += _elsewhere(sought) + _at_night(query, sought.now)
    if query.price_max is not None:
        asked.append(E.price_low <= query.price_max)
    if query.free:
        asked.append(E.price_high == 0)
    if query.near and query.radius_km:
        asked.append(_distance(query.near) <= query.radius_km**2)
    if query.box:
        south, west, north, east = query.box
        asked += [E.lat.between(south, north), E.lon.between(west, east)]
    if not (query.q or query.artist or query.called_off):
        asked.append(E.status.not_in(("cancelled", "withdrawn")))
    if query.viewer is not None and not query.include_hidden:
        asked.append(E.id.not_in(select(HIDDEN.c.event_id).where(HIDDEN.c.user_id == query.viewer)))
    return asked


def order(sought: Sought) -> list[Any]:
    """The order asked for; the same question always has the same order, because the id breaks ties."""
    query = sought.query
    if query.sort == "price":
        return [E.price_low.is_(None), E.price_low, E.sort_at, E.id]
    if query.sort == "new":
        return [E.first_seen_at.desc(), E.id.desc()]
    if query.sort == "distance" and query.near:
        return [E.lat.is_(None), _distance(query.near), E.sort_at, E.id]
    return [ROWID] if sought.names and sought.dialect == "sqlite" else [E.sort_at, E.id]


def ids(sought: Sought, *, limit: int, offset: int) -> Rows:
    """The ids of one page, in order."""
    found = _from(select(E.id), sought).where(*conditions(sought))
    return found.order_by(*order(sought)).limit(limit).offset(offset)


def total(sought: Sought) -> Rows:
    """How many there are. On SQLite the index alone tells, when nothing but names and times are asked for."""
    if sought.names and sought.dialect == "sqlite" and not _filters(sought):
        return _counted(sought.names, *window(sought.query, sought.now))
    return _from(select(func.count()), sought).where(*conditions(sought))


def _counted(names: Match, start: datetime, end: datetime) -> Rows:
    counted = select(func.count()).select_from(INDEX).where(holds(names, "sqlite"))
    if _is_midnight(start):
        return counted.where(between(start, end))
    going = exists(select(E.id).where(its_event(), _going(start)).correlate(INDEX))
    return counted.where(between(start - LONGEST, end), or_(begins(start), going))


def _from(what: Rows, sought: Sought) -> Rows:
    return what.select_from(source(sought.names, sought.dialect))


def rooms_of(sought: Sought) -> Rows:
    """How many rooms the events are in."""
    return _from(select(func.count(E.venue_id.distinct())), sought).where(*conditions(sought))


def acts_of(sought: Sought) -> Rows:
    """How many acts play at the events."""
    played = _from(select(func.count(PLAYS.c.artist_id.distinct())), sought)
    return played.where(PLAYS.c.event_id == E.id, *conditions(sought))


def acts(key: str, slug: str) -> Rows:
    """The ids of the acts of this name, this other name or this address."""
    named = select(ARTISTS.c.id).where(or_(ARTISTS.c.name_key == key, ARTISTS.c.slug == slug))
    return select(named.union(select(ARTIST_ALIASES.c.artist_id).where(ARTIST_ALIASES.c.alias_key == key)).subquery())


def rooms(key: str, slug: str) -> Rows:
    """The ids of the rooms of this name, this other name or this address."""
    named = select(VENUES.c.id).where(or_(VENUES.c.name_key == key, VENUES.c.slug == slug))
    return select(named.union(select(VENUE_ALIASES.c.venue_id).where(VENUE_ALIASES.c.alias_key == key)).subquery())


def by_value(what: str, sought: Sought) -> Rows:
    """Key, label and count for each city or family, its own filter left out."""
    asked = conditions(sought, but=what)
    if what == "city":
        grouped = _from(select(E.city_key, func.min(E.city), func.count()), sought).where(*asked, E.city_key != "")
        return grouped.group_by(E.city_key)
    return _from(select(E.family, E.family, func.count()), sought).where(*asked).group_by(E.family)


def by_source(sought: Sought) -> Rows:
    """One row: how many events each source lists, in the order of ``SOURCES``, its own filter left out."""
    counts = [func.sum(case((E.source_mask.op("&")(1 << bit) != 0, 1), else_=0)) for bit in range(len(SOURCES))]
    return _from(select(*(cast(count, Integer) for count in counts)), sought).where(*conditions(sought, but="source"))


def pins(sought: Sought, *, limit: int) -> Rows:
    """Where the events are that are anywhere, and when, the soonest first."""
    told = select(E.id, E.slug, E.title, E.city, E.lat, E.lon, E.day, E.starts_at, VENUES.c.name.label("venue"))
    placed = told.select_from(EVENTS.outerjoin(VENUES, E.venue_id == VENUES.c.id)).where(*conditions(sought))
    return placed.where(E.lat.is_not(None), E.lon.is_not(None)).order_by(E.sort_at, E.id).limit(limit)


def entry_prices(sought: Sought) -> Rows:
    """One row for the commonest currency: the least and the most that getting in costs, in cents."""
    span = select(E.currency, func.min(E.price_low).label("low"), func.max(E.price_low).label("high"))
    known = _from(span, sought).where(*conditions(sought), E.price_low.is_not(None)).group_by(E.currency)
    return known.order_by(func.count().desc(), E.currency).limit(1)


def ways_in(sought: Sought) -> Rows:
    """What each event costs at least and at most, in cents, where that is known."""
    told = select(E.price_low, E.price_high, E.currency)
    return _from(told, sought).where(*conditions(sought), E.price_low.is_not(None)).order_by(E.sort_at, E.id)
