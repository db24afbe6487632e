"""Rooms kept by people: found, read, made, changed and closed. What sources say of rooms is in ``services.venues``."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from rapidfuzz import fuzz, process
from sqlalchemy import Row, insert, update
from sqlmodel import Session

from wtc.domain import places, rooms
from wtc.domain.names import searchable
from wtc.domain.text import key, slug
from wtc.domain.venues import identify
from wtc.errors import Conflict, NotFound
from wtc.models.events import EventRow
from wtc.models.venues import VenueAlias, VenueRow
from wtc.queries import engine as tables
from wtc.queries import venues as queries
from wtc.services import audit, catalogue
from wtc.shapes.events import Geo
from wtc.shapes.venues import RoomStory, Venue, VenuePage, VenuePhoto, VenueQuery

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


def story(session: Session, address: str, *, now: datetime) -> RoomStory:
    """All that the page of the room at this address shows; ``NotFound`` when there is none."""
    room = by_slug(session, address)
    near = _near(session, room)
    return RoomStory(
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


def create(session: Session, user_id: int, draft: dict[str, Any], *, now: datetime) -> Venue:
    """Write down a new room; ``Conflict`` when it stands already under this or another name."""
    facts = rooms.tidied({"name": "", "city": "", **draft}, now=now)
    catalogue.lock(session, now=now)
    facts["name_key"] = _identity(session, facts["name"], facts)
    venue_id = catalogue.next_id(session, tables.ROOMS)
    wanted, other = slug(facts["name"], empty="room"), slug(facts["name"], facts["city"], empty="room")
    (address,) = catalogue.addresses(session, (tables.ROOMS,), [wanted], [other], [venue_id])
    session.add(VenueRow(id=venue_id, slug=address, created_at=now, updated_at=now, **facts))
    session.flush()
    catalogue.raise_version(session, now=now)
    audit.note(session, user_id, "venue.create", "venue", venue_id, now=now, name=facts["name"])
    return read(session, venue_id)


def change(
    session: Session,
    user_id: int | None,
    venue_id: int,
    changes: dict[str, Any],
    *,
    seen: datetime | None,
    now: datetime,
) -> Venue:
    """Set the facts in ``changes``; ``Conflict`` when the room was changed since ``seen``, or stands twice then.

    A room that is called otherwise keeps its old name as another spelling, so that its sources still find it.
    """
    standing = _held(session, venue_id, now)
    if seen is not None and standing.updated_at is not None and seen != standing.updated_at:
        raise Conflict("Somebody changed this room meanwhile.", details={"updated_at": standing.updated_at})
    facts = rooms.tidied(_joined(standing, changes), now=now)
    where = {"city_key": standing.city_key, "city": standing.city, **facts}
    name = facts.get("name", standing.name)
    moved = (key(name), where["city_key"]) != (key(standing.name), standing.city_key)
    if moved:
        facts["name_key"] = _identity(session, name, where, but=venue_id)
        _remember(session, standing, where["city_key"])
    session.execute(update(VenueRow).where(queries.V.id == venue_id).values(**facts, updated_at=now))
    _tell_events(session, venue_id, facts, renamed=name if moved else "")
    catalogue.raise_version(session, now=now)
    audit.note(session, user_id, "venue.update", "venue", venue_id, now=now, fields=sorted(facts))
    session.expire_all()
    return read(session, venue_id)


def close(session: Session, user_id: int, venue_id: int, *, now: datetime) -> bool:
    """Close a room that has had gigs, or that our own list knows; any other is deleted. Whether it was deleted."""
    standing = _held(session, venue_id, now)
    keeps = session.scalar(queries.gigs(venue_id)) or identify(standing.name, standing.city).known
    if keeps:
        session.execute(update(VenueRow).where(queries.V.id == venue_id).values(closed=True, updated_at=now))
    else:
        session.delete(session.get_one(VenueRow, venue_id))
        session.flush()
    catalogue.raise_version(session, now=now)
    deed = "venue.close" if keeps else "venue.delete"
    audit.note(session, user_id, deed, "venue", venue_id, now=now, name=standing.name)
    return not keeps


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


def _held(session: Session, venue_id: int, now: datetime) -> VenueRow:
    """The row, with the catalogue held against ingestion and against another editor."""
    catalogue.lock(session, now=now)
    row = session.get(VenueRow, venue_id, populate_existing=True)
    if row is None:
        raise NotFound("We don't know that room.")
    return row


def _joined(standing: VenueRow, changes: dict[str, Any]) -> dict[str, Any]:
    """``changes`` with what must be judged together with them: a town with its county, a latitude with its other."""
    joined = dict(changes)
    if {"city", "county"} & joined.keys():
        joined = {"city": standing.city, "county": standing.county, "lat": standing.lat, "lon": standing.lon} | joined
    elif {"lat", "lon"} & joined.keys():
        joined = {"lat": standing.lat, "lon": standing.lon} | joined
    return joined


def _identity(session: Session, name: str, facts: dict[str, Any], but: int = 0) -> str:
    """The name as identity; ``Conflict`` when a room of that town has it, as its name or as another spelling."""
    city_key = facts["city_key"]
    spelt = {key(name)[:160], identify(name, facts["city"]).name_key}
    own = session.execute(
        tables.ROOMS.select().where(
            tables.ROOMS.c.name_key.in_(spelt), tables.ROOMS.c.city_key == city_key, tables.ROOMS.c.id != but
        )
    ).first()
    others = tables.ROOM_ALIASES.c
    other = session.execute(
        tables.ROOM_ALIASES.select().where(
            others.alias_key.in_(spelt), others.city_key.in_((city_key, "")), others.venue_id != but
        )
    ).first()
    taken = own.id if own else other.venue_id if other else None
    if taken is not None:
        room = read(session, taken)
        told = {"name": f"{room.name} in {room.city} is that room.", "id": room.id, "slug": room.slug}
        raise Conflict("We have that room already.", details=told)
    return key(name)[:160]


def _remember(session: Session, standing: VenueRow, city_key: str) -> None:
    """Keep the old spelling, in the old town and the new, unless another room goes by it there."""
    for town in {standing.city_key, city_key}:
        alias = {"alias_key": standing.name_key, "city_key": town}
        known = tables.ROOM_ALIASES.select().filter_by(**alias)
        if session.execute(known).first() is None:
            session.execute(insert(VenueAlias), {"venue_id": standing.id, "alias": standing.name, **alias})


def _tell_events(session: Session, venue_id: int, facts: dict[str, Any], *, renamed: str) -> None:
    """Events repeat where they are, and are found by their room's name."""
    e: Any = EventRow
    told: dict[str, Any] = {name: facts[name] for name in ("city", "city_key", "county") if name in facts}
    if facts.get("lat") is not None:
        told |= {"lat": facts["lat"], "lon": facts["lon"]}
    if renamed:
        told["names"] = e.names.concat(f" {searchable(renamed)}")
    if told:
        session.execute(update(EventRow).where(e.venue_id == venue_id).values(**told))
