"""Rooms as the site reads them: found, and one with all its page shows. They are written in ``venue_keeping``."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import Row
from sqlmodel import Session

from wtc.domain import places
from wtc.domain.text import key
from wtc.errors import NotFound
from wtc.queries import venues as queries
from wtc.shapes.events import Geo
from wtc.shapes.venues import Venue, VenuePage, VenuePhoto, VenueQuery, VenueStory

STREET, COUNTRY = 0.02, 0.4
"""Degrees of latitude: about two kilometres, and about forty-five."""
NEAR = 6
ALIKE = 82
"""From which likeness on, of a hundred, a misspelt name is taken for a room's."""


def search(session: Session, asked: VenueQuery, *, now: datetime | None = None) -> VenuePage:
    """One page of the rooms that answer ``asked``; when no name is spelt so, those whose name is like it.

    ``now`` is needed to know the liveliest.
    """
    found = _conditions(asked)
    total = session.scalar(queries.total(found)) or 0
    if not total and asked.q and (alike := _alike(session, asked.q)):
        found = [*queries.conditions(asked, (), _city(asked)), queries.V.id.in_(alike)]
        total = session.scalar(queries.total(found)) or 0
    since = now if asked.liveliest else None
    rows = session.execute(queries.page(found, limit=asked.limit, offset=asked.offset, since=since)).all()
    after = asked.offset + len(rows)
    return VenuePage(
        venues=tuple(shape(row) for row in rows),
        count=len(rows),
        total=total,
        next=after if rows and after < total else None,
    )


def pins(session: Session, asked: VenueQuery, *, limit: int) -> tuple[tuple[Any, ...], ...]:
    """Where the rooms that answer ``asked`` are: id, slug, name, town, latitude, longitude, capacity."""
    return tuple(tuple(row) for row in session.execute(queries.pins(_conditions(asked), limit=limit)))


def tallies(session: Session, what: str, asked: VenueQuery) -> tuple[tuple[str, int], ...]:
    """How many rooms of each county or kind answer the rest of ``asked``."""
    found = queries.conditions(asked, _words(asked), _city(asked), but=what)
    return tuple((name, count) for name, count in session.execute(queries.by_value(what, found)))


def read(session: Session, venue_id: int) -> Venue:
    """One room with its other names; ``NotFound`` when there is none."""
    return _whole(session, session.execute(queries.by_id(venue_id)).first())


def by_slug(session: Session, address: str) -> Venue:
    """The room at an address; ``NotFound`` when there is none."""
    return _whole(session, session.execute(queries.by_slug(address)).first())


def story(session: Session, address: str, *, now: datetime) -> VenueStory:
    """All that the page of the room at this address shows; ``NotFound`` when there is none."""
    room = by_slug(session, address)
    near = _near(session, room)
    return VenueStory(
        venue=room,
        nights=coming(session, [room.id], now=now).get(room.id, 0),
        photos=photos(session, room.id),
        sounds=tuple((family, count) for family, count in session.execute(queries.sounds(room.id))),
        near=near,
        faces=tuple(first_photos(session, [each.id for each, _ in near]).values()),
        prices=tuple((low, currency) for low, currency in session.execute(queries.prices(room.id, now))),
        sample=session.execute(queries.samples(room.id)).first() is not None,
    )


def photos(session: Session, venue_id: int) -> tuple[VenuePhoto, ...]:
    """The photos of a room in the order they hang."""
    return tuple(map(_photo, session.scalars(queries.photos(venue_id))))


def coming(session: Session, ids: Sequence[int], *, now: datetime) -> dict[int, int]:
    """How many gigs each of these rooms has in the next ninety days."""
    return {row[0]: row[1] for row in session.execute(queries.coming([*ids], now, now + queries.SOON))}


def first_photos(session: Session, ids: Sequence[int]) -> dict[int, VenuePhoto]:
    """The first photo of each of these rooms that has one."""
    found: dict[int, VenuePhoto] = {}
    for row in session.scalars(queries.first_photos([*ids])):
        found.setdefault(row.venue_id, _photo(row))
    return found


def gig_days(session: Session, venue_id: int, start: datetime, end: datetime) -> dict[date, int]:
    """How many gigs are listed for each day at a room, between two moments."""
    return {row[0]: row[1] for row in session.execute(queries.days(venue_id, start, end))}


def shape(row: Any, aliases: tuple[str, ...] = ()) -> Venue:
    """A row of ``queries.venues.ROOM`` as the room it is."""
    return Venue(
        id=row.id,
        slug=row.slug,
        name=row.name,
        aliases=aliases,
        area=row.area,
        city=row.city,
        county=row.county,
        country=row.country,
        geo=Geo(lat=row.lat, lon=row.lon) if row.lat is not None and row.lon is not None else None,
        capacity=row.capacity,
        kind=row.kind,
        website=row.website,
        address=row.address,
        phone=row.phone,
        about=row.about,
        amenities=tuple(row.amenities),
        access=tuple(row.access),
        access_checked_on=row.access_checked_on,
        genre_focus=tuple(row.genre_focus),
        closed=row.closed,
        updated_at=row.updated_at,
    )


def _whole(session: Session, row: Row[Any] | None) -> Venue:
    if row is None:
        raise NotFound("We don't know that room.")
    return shape(row, tuple(session.scalars(queries.aliases(row.id))))


def _photo(row: Any) -> VenuePhoto:
    return VenuePhoto(
        id=row.id,
        venue_id=row.venue_id,
        digest=row.digest,
        caption=row.caption,
        place=row.place,
        width=row.width,
        height=row.height,
    )


def _conditions(asked: VenueQuery) -> list[Any]:
    return queries.conditions(asked, _words(asked), _city(asked))


def _words(asked: VenueQuery) -> tuple[str, ...]:
    return tuple(key(asked.q).split()[:8])


def _city(asked: VenueQuery) -> str:
    return places.town(asked.city).key if asked.city else ""


def _alike(session: Session, text: str) -> list[int]:
    """The ids of the few rooms whose names are most like ``text``."""
    names = {row.id: row.name_key for row in session.execute(queries.spellings())}
    found = process.extract(key(text), names, scorer=fuzz.WRatio, score_cutoff=ALIKE, limit=8)
    return [venue_id for _, _, venue_id in found]


def _near(session: Session, room: Venue) -> tuple[tuple[Venue, float], ...]:
    if room.geo is None:
        return ()
    lat, lon = room.geo.lat, room.geo.lon
    rows = session.execute(queries.around(lat, lon, room.id, reach=STREET)).all()
    if len(rows) < NEAR:
        rows = session.execute(queries.around(lat, lon, room.id, reach=COUNTRY)).all()
    far = [(shape(row), places.kilometres(lat, lon, row.lat, row.lon)) for row in rows]
    return tuple(sorted(far, key=lambda pair: (pair[1], pair[0].name))[:NEAR])
