"""The questions asked of the catalogue: arguments in, a ``Select`` out, never run here."""

import math
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, and_, case, cast, false, func, literal, or_, select
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)
from wtc.clock import local
from wtc.domain import genres, text
from wtc.shapes.events import SOURCES, EventQuery, Geo

Rows = Select[*tuple[Any, ...]]

_tables = SQLModel.metadata.tables
EVENTS, VENUES, VENUE_ALIASES = _tables["events"], _tables["venues"], _tables["venue_aliases"]
ARTISTS, ARTIST_ALIASES, PLAYS = _tables["artists"], _tables["artist_aliases"], _tables["event_artists"]
HIDDEN = _tables["user_hidden_events"]
E = EVENTS.c

WINDOW = timedelta(days=90)
LASTS = timedelta(hours=4)
"""How long an event is taken to last when nobody says when it ends."""
LONGEST = timedelta(days=3)
"""How far back an event may have begun and still be looked for as in progress."""
KM_PER_DEGREE = 111.195

_FAMILIES = {text.fold(word): key for key, label in genres.FAMILIES.items() for word in (key, label)}
_LISTED = [
    column for column in E if column.name not in ("names", "changed_at", "genre_keys", "source_mask", "city_key")
]


def listed() -> Rows:
    """Every column an ``Event`` needs, with its room: plain rows, no objects."""
    room = [VENUES.c.name.label("venue_name"), VENUES.c.slug.label("venue_slug")]
    return select(*_LISTED, *room).select_from(EVENTS.outerjoin(VENUES, E.venue_id == VENUES.c.id))


def window(query: EventQuery, now: datetime) -> tuple[datetime, datetime]:
    """From when to when is asked, aware UTC: now to ninety days on unless the query says otherwise."""
    start = query.start or now
    return start, query.end or start + WINDOW


def _when(query: EventQuery, now: datetime) -> ColumnElement[bool]:
    """From a day on: what begins on it or later. From a moment on: also what is still going on then."""
    start, end = window(query, now)
    begins = and_(E.sort_at >= start, E.sort_at < end)
    here = local(start)
    if (here.hour, here.minute) == (0, 0):
        return begins
    going = or_(
        E.sort_at >= start,
        E.ends_at > start,
        and_(E.ends_at.is_(None), E.starts_at > start - LASTS),
        and_(E.ends_at.is_(None), E.starts_at.is_(None), E.day == here.date()),
    )
    return and_(E.sort_at >= start - LONGEST, E.sort_at < end, going)


def _genres(wanted: Iterable[str]) -> ColumnElement[bool]:
    found: list[ColumnElement[bool]] = []
    for genre in wanted:
        folded = text.fold(genre)
        family = _FAMILIES.get(folded)
        found.append(E.family == family if family else E.genre_keys.contains(f"|{folded}|", autoescape=True))
    return or_(*found)


def _artist(wanted: str) -> ColumnElement[bool]:
    key = text.key(wanted)
    acts = select(ARTISTS.c.id).where(or_(ARTISTS.c.name_key == key, ARTISTS.c.slug == wanted))
    aliased = select(ARTIST_ALIASES.c.artist_id).where(ARTIST_ALIASES.c.alias_key == key)
    return E.id.in_(select(PLAYS.c.event_id).where(PLAYS.c.artist_id.in_(acts.union(aliased))))


def _venue(wanted: str) -> ColumnElement[bool]:
    if wanted.isdecimal() and len(wanted) < 10:
        return E.venue_id == int(wanted)
    key = text.key(wanted)
    rooms = select(VENUES.c.id).where(or_(VENUES.c.name_key == key, VENUES.c.slug == wanted))
    aliased = select(VENUE_ALIASES.c.venue_id).where(VENUE_ALIASES.c.alias_key == key)
    return E.venue_id.in_(rooms.union(aliased))


def _distance(near: Geo) -> ColumnElement[float]:
    """The square of the distance from ``near`` in km², flat-earth: within 0.1 % over the width of Ireland."""
    north = (E.lat - near.lat) * KM_PER_DEGREE
    east = (E.lon - near.lon) * (KM_PER_DEGREE * math.cos(math.radians(near.lat)))
    squared: ColumnElement[float] = north * north + east * east
    return squared


def _sources(wanted: Iterable[str]) -> ColumnElement[bool]:
    mask = sum(1 << SOURCES.index(source) for source in set(wanted) if source in SOURCES)
    return E.source_mask.op("&")(mask) != 0 if mask else false()


def words_in(words: Iterable[str]) -> ColumnElement[bool]:
    """Every word begins some word of the names."""
    padded = literal(" ", String).concat(E.names)
    return and_(*(padded.contains(f" {word}", autoescape=True) for word in words))


def conditions(query: EventQuery, now: datetime, *, but: str = "") -> list[ColumnElement[bool]]:
    """All that ``query`` asks save its words, and save the filter named ``but`` (city, family, source)."""
    asked = [_when(query, now)]
    if query.city and but != "city":
        asked.append(E.city_key == text.key(query.city))
    if query.county and but != "city":
        asked.append(E.county == query.county)
    if query.genres and but != "family":
        asked.append(_genres(query.genres))
    if query.artist:
        asked.append(_artist(query.artist))
    if query.venue:
        asked.append(_venue(query.venue))
    if query.price_max is not None:
        asked.append(E.price_low <= query.price_max)
    if query.free:
        asked.append(E.price_high == 0)
    if query.sources and but != "source":
        asked.append(_sources(query.sources))
    if query.near and query.radius_km:
        asked.append(_distance(query.near) <= query.radius_km**2)
    if not (query.q or query.artist):
        asked.append(E.status != "cancelled")
    if query.viewer is not None and not query.include_hidden:
        asked.append(E.id.not_in(select(HIDDEN.c.event_id).where(HIDDEN.c.user_id == query.viewer)))
    return asked


def order(query: EventQuery) -> list[Any]:
    """The order asked for; the same question always has the same order, because the id breaks ties."""
    if query.sort == "price":
        return [E.price_low.is_(None), E.price_low, E.sort_at, E.id]
    if query.sort == "new":
        return [E.first_seen_at.desc(), E.id.desc()]
    if query.sort == "distance" and query.near:
        return [E.lat.is_(None), _distance(query.near), E.sort_at, E.id]
    return [E.sort_at, E.id]


def ids(asked: Collection[ColumnElement[bool]], query: EventQuery) -> Rows:
    """The ids of one page, in order."""
    return select(E.id).where(*asked).order_by(*order(query)).limit(query.limit).offset(query.offset)


def total(asked: Collection[ColumnElement[bool]]) -> Rows:
    return select(func.count()).select_from(EVENTS).where(*asked)


def by_value(what: str, asked: Collection[ColumnElement[bool]]) -> Rows:
    """Key, label and count for each city or family."""
    if what == "city":
        grouped = select(E.city_key, func.min(E.city), func.count().label("n")).where(E.city_key != "")
        return grouped.where(*asked).group_by(E.city_key).order_by(func.count().desc(), E.city_key)
    return select(E.family, E.family, func.count().label("n")).where(*asked).group_by(E.family)


def by_source(asked: Collection[ColumnElement[bool]]) -> Rows:
    """One row: how many events each source lists, in the order of ``SOURCES``."""
    counts = [func.sum(case((E.source_mask.op("&")(1 << bit) != 0, 1), else_=0)) for bit in range(len(SOURCES))]
    return select(*(cast(count, Integer) for count in counts)).where(*asked)
