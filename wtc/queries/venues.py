"""The questions asked of rooms: found, counted, read, and when they can be had."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, exists, func, or_, select

from wtc.models.events import EventRow
from wtc.models.venues import AvailabilitySlot, VenueAlias, VenuePhoto, VenueRow
from wtc.shapes.venues import VenueQuery

V: Any = VenueRow
A: Any = VenueAlias
S: Any = AvailabilitySlot
P: Any = VenuePhoto
E: Any = EventRow

Rows = Select[*tuple[Any, ...]]
TAKEN = ("held", "booked")
SOON = timedelta(days=90)
"""How far ahead gigs count."""
STEP_FREE = "step-free"
"""How a line of what was checked begins when it says that no step is in the way."""

ROOM = (
    *(V.id, V.slug, V.name, V.area, V.city, V.county, V.country, V.lat, V.lon, V.capacity, V.kind, V.website),
    *(V.address, V.phone, V.about, V.amenities, V.access, V.access_checked_on, V.genre_focus, V.closed, V.updated_at),
)


def conditions(asked: VenueQuery, words: tuple[str, ...], city_key: str, *, but: str = "") -> list[ColumnElement[bool]]:
    """All that is asked, save the filter named ``but``: closed rooms are never found."""
    found: list[ColumnElement[bool]] = [V.closed.is_(False), *(_says(word) for word in words)]
    if city_key and but != "city":
        found.append(V.city_key == city_key)
    if asked.county and but != "county":
        found.append(V.county == asked.county)
    if asked.kind and but != "kind":
        found.append(V.kind == asked.kind)
    if asked.capacity_min is not None:
        found.append(V.capacity >= asked.capacity_min)
    if asked.capacity_max is not None:
        found.append(and_(V.capacity > 0, V.capacity <= asked.capacity_max))
    if asked.step_free:
        found.append(func.lower(cast(V.access, String(4_000))).contains(f'"{STEP_FREE}'))
    if asked.box:
        south, west, north, east = asked.box
        found += [V.lat.between(south, north), V.lon.between(west, east)]
    if asked.genre:
        found.append(_plays(asked.genre))
    if asked.free_from or asked.free_to:
        found.append(_free(asked.free_from, asked.free_to))
    return found


def _says(word: str) -> ColumnElement[bool]:
    """Whether a word is in a room's names, its town or its county."""
    alias = select(A.venue_id).where(A.alias_key.contains(word, autoescape=True))
    return or_(
        V.name_key.contains(word, autoescape=True),
        V.city_key.contains(word, autoescape=True),
        func.lower(V.county).contains(word, autoescape=True),
        V.id.in_(alias),
    )


def _plays(family: str) -> ColumnElement[bool]:
    """Rooms that say so themselves, and those of which a third of the gigs are of that family, two at least."""
    told = cast(V.genre_focus, String(4_000)).contains(f'"{family}"', autoescape=True)
    own = func.sum(case((E.family == family, 1), else_=0))
    heard = select(E.venue_id).where(E.venue_id.is_not(None)).group_by(E.venue_id)
    return or_(told, V.id.in_(heard.having(and_(own >= 2, own * 3 >= func.count()))))


def _free(start: datetime | None, end: datetime | None) -> ColumnElement[bool]:
    """Rooms with a free stretch between two moments that no asked-for or booked one overlaps."""
    other: Any = S.__table__.alias()
    taken = exists(
        select(other.c.id).where(
            other.c.venue_id == S.venue_id,
            other.c.status.in_(TAKEN),
            other.c.starts_at < S.ends_at,
            other.c.ends_at > S.starts_at,
        )
    )
    free = select(S.venue_id).where(S.status == "free", ~taken)
    if start:
        free = free.where(S.ends_at > start)
    if end:
        free = free.where(S.starts_at < end)
    found: ColumnElement[bool] = V.id.in_(free)
    return found


def page(found: list[ColumnElement[bool]], *, limit: int, offset: int, since: datetime | None = None) -> Rows:
    """One page of rooms, the biggest first and then by name; with ``since``, those with the most gigs from then on."""
    order: list[Any] = [V.capacity.desc(), V.name_key, V.id]
    if since:  # counted by the index of rooms and times alone, so that what is off counts too
        when = (E.venue_id == V.id, E.sort_at >= since, E.sort_at < since + SOON)
        counted = select(func.count()).select_from(EventRow).where(*when).correlate(VenueRow).scalar_subquery()
        order.insert(0, counted.desc())
    return select(*ROOM).where(*found).order_by(*order).limit(limit).offset(offset)


def _on(start: datetime, end: datetime) -> tuple[ColumnElement[bool], ...]:
    return E.sort_at >= start, E.sort_at < end, E.status.not_in(("cancelled", "withdrawn"))


def total(found: list[ColumnElement[bool]]) -> Rows:
    return select(func.count()).select_from(VenueRow).where(*found)


def by_value(what: str, found: list[ColumnElement[bool]]) -> Rows:
    """How many rooms there are of each county or kind."""
    column = {"county": V.county, "kind": V.kind}[what]
    return (
        select(column, func.count()).where(*found, column != "").group_by(column).order_by(func.count().desc(), column)
    )


def pins(found: list[ColumnElement[bool]], *, limit: int) -> Rows:
    """Where the rooms are that are anywhere."""
    columns = (V.id, V.slug, V.name, V.city, V.lat, V.lon, V.capacity)
    placed = select(*columns).where(*found, V.lat.is_not(None), V.lon.is_not(None))
    return placed.order_by(V.capacity.desc(), V.id).limit(limit)


def spellings() -> Rows:
    """Every room's own name, and its id, for mending a misspelt one."""
    return select(V.id, V.name_key).where(V.closed.is_(False)).limit(5_000)


def by_id(venue_id: int) -> Rows:
    return select(*ROOM).where(V.id == venue_id)


def by_slug(slug: str) -> Rows:
    return select(*ROOM).where(V.slug == slug)


def these(ids: list[int]) -> Rows:
    return select(*ROOM).where(V.id.in_(ids))


def aliases(venue_id: int) -> Rows:
    return select(A.alias).where(A.venue_id == venue_id).order_by(A.id)


def held(venue_id: int) -> Rows:
    """The row of a room, held until the transaction ends: one writer at a time."""
    return select(V.id).where(V.id == venue_id).with_for_update()


def around(lat: float, lon: float, but: int, *, reach: float, most: int = 60) -> Rows:
    """Open rooms within ``reach`` degrees of latitude of a point."""
    near = (V.lat.between(lat - reach, lat + reach), V.lon.between(lon - reach * 1.7, lon + reach * 1.7))
    return select(*ROOM).where(*near, V.id != but, V.closed.is_(False)).order_by(V.capacity.desc()).limit(most)


def sounds(venue_id: int) -> Rows:
    """How many gigs of each family a room has had and will have."""
    counted = select(E.family, func.count()).where(E.venue_id == venue_id, E.family != "other")
    return counted.group_by(E.family).order_by(func.count().desc(), E.family)


def gigs(venue_id: int) -> Rows:
    return select(func.count()).select_from(EventRow).where(E.venue_id == venue_id)


def coming(ids: list[int], now: datetime, until: datetime) -> Rows:
    """How many gigs each of these rooms has between two moments."""
    there = (E.venue_id.in_(ids), *_on(now, until))
    return select(E.venue_id, func.count()).where(*there).group_by(E.venue_id)


def slots(venue_id: int, start: datetime | None, end: datetime | None, *, limit: int, offset: int = 0) -> Rows:
    """The slots of a room that touch a window, by their beginning."""
    found = select(S).where(S.venue_id == venue_id)
    if start:
        found = found.where(S.ends_at > start)
    if end:
        found = found.where(S.starts_at < end)
    return found.order_by(S.starts_at, S.id).limit(limit).offset(offset)


def overlapping(venue_id: int, start: datetime, end: datetime, statuses: tuple[str, ...], but: int = 0) -> Rows:
    """Slots of these kinds that overlap a stretch of time."""
    return (
        select(S)
        .where(S.venue_id == venue_id, S.starts_at < end, S.ends_at > start, S.status.in_(statuses), S.id != but)
        .order_by(S.starts_at)
        .limit(1)
    )


def photos(venue_id: int) -> Rows:
    return select(P).where(P.venue_id == venue_id).order_by(P.place, P.id)


def first_photos(ids: list[int]) -> Rows:
    """The photos of several rooms, in order."""
    return select(P).where(P.venue_id.in_(ids)).order_by(P.venue_id, P.place, P.id)


def prices(venue_id: int, now: datetime) -> Rows:
    """What getting in costs at the least, for the coming gigs of a room that say so."""
    dear = (E.venue_id == venue_id, E.sort_at >= now, E.price_low > 0)
    return select(E.price_low, E.currency).where(*dear).order_by(E.sort_at).limit(200)


def samples(venue_id: int) -> Rows:
    """A made-up gig of a room, if it has any."""
    return select(E.id).where(E.venue_id == venue_id, E.sample.is_(True)).limit(1)


def days(venue_id: int, start: datetime, end: datetime) -> Rows:
    """How many gigs each day has at a room."""
    there = (E.venue_id == venue_id, E.day.is_not(None), *_on(start, end))
    return select(E.day, func.count()).where(*there).group_by(E.day)


def addresses(*, limit: int, offset: int) -> Rows:
    """Slugs of open rooms and when each last changed."""
    return select(V.slug, V.updated_at).where(V.closed.is_(False)).order_by(V.id).limit(limit).offset(offset)


def how_many() -> Rows:
    return select(func.count()).select_from(VenueRow).where(V.closed.is_(False))
