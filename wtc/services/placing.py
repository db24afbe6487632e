"""Rooms: the bundled ones sown, every spelling of one found, and new ones made of what sources say."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, insert, update
from sqlmodel import Session

from wtc.domain import ireland, places
from wtc.domain.text import key, slug
from wtc.domain.venue_names import Identity, identify, is_room
from wtc.errors import NotFound
from wtc.queries import engine as queries
from wtc.services import bulk, catalogue
from wtc.shapes.events import Geo, ListedVenue
from wtc.shapes.venues import Venue


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a listing is: a room's id, or None when only the town is known; ``words`` are its searchable names."""

    id: int | None = None
    name: str = ""
    slug: str = ""
    city: str = ""
    city_key: str = ""
    county: str = ""
    lat: float | None = None
    lon: float | None = None
    words: tuple[str, ...] = ()


def seed(session: Session, *, now: datetime) -> int:
    """Sow the bundled rooms and their aliases, and return how many rooms were new. Doing it again changes nothing.

    A room that a source named first becomes the bundled one.
    """
    bundled = {_identity(room): room for room in ireland.rooms()}
    standing = {
        (row.name_key, row.city_key): row for row in _rooms(session, "name_key", {identity[0] for identity in bundled})
    }
    fresh = [identity for identity in bundled if identity not in standing]
    for identity, row in standing.items():
        if identity in bundled and not row.kind:
            facts = _facts(bundled[identity])
            session.execute(update(queries.ROOMS).where(queries.ROOMS.c.id == row.id).values(**facts))
    ids = {identity: row.id for identity, row in standing.items()}
    if fresh:
        made = [
            {"name_key": name_key, "city_key": city_key, **_facts(bundled[name_key, city_key]), "created_at": now}
            for name_key, city_key in fresh
        ]
        ids |= _add(session, made)
    _sow_aliases(session, [(ids[identity], room, identity[1]) for identity, room in bundled.items()])
    return len(fresh)


def find(session: Session, name: str, city: str = "") -> Venue | None:
    """The room that ``name`` in ``city`` means, by any of its spellings; None when we do not have it."""
    listed = ListedVenue(name=name, city=city)
    row = _standing(session, {listed: identify(name, city)}).get(listed)
    return _shape(session, row) if row is not None else None


def canonical(session: Session, venue_id: int) -> Venue:
    """One room with its aliases; ``NotFound`` when there is none."""
    row = session.execute(queries.ROOMS.select().where(queries.ROOMS.c.id == venue_id)).first()
    if row is None:
        raise NotFound("We don't know that room.")
    return _shape(session, row)


def settle(session: Session, listed: Iterable[ListedVenue], *, now: datetime) -> dict[ListedVenue, Place]:
    """A place for each venue that sources named, making the rooms that are new. Needs the catalogue's lock."""
    wanted = sorted(set(listed), key=lambda venue: (venue.name, venue.city, venue.address, venue.source_id))
    named = {venue: _identify(venue) for venue in wanted if is_room(venue.name, venue.city)}
    rows = _standing(session, named)
    _make(session, {venue: identity for venue, identity in named.items() if venue not in rows}, now)
    rows = _standing(session, named) if len(rows) < len(named) else rows
    words = _other_names(session, {row.id for row in rows.values()})
    found = {venue: _place(row, venue, words.get(row.id, ())) for venue, row in rows.items()}
    return {venue: found.get(venue) or _town_only(venue) for venue in wanted}


def _identity(room: ireland.Room) -> tuple[str, str]:
    return key(room.name), places.town(room.city).key


def _facts(room: ireland.Room) -> dict[str, Any]:
    return {
        "name": room.name,
        "area": room.area,
        "city": places.town(room.city).name,
        "county": room.county,
        "country": room.country,
        "lat": room.lat,
        "lon": room.lon,
        "capacity": room.capacity,
        "kind": room.kind,
        "website": room.website,
    }


def _rooms(session: Session, by: str, values: Collection[Any]) -> list[Row[Any]]:
    return bulk.read(session, queries.ROOMS, queries.ROOM, by, values)


def _aliases(session: Session, by: str, values: Collection[Any]) -> list[Row[Any]]:
    """Other names of rooms, the oldest first."""
    columns = ("id", "venue_id", "alias", "alias_key", "city_key")
    return sorted(bulk.read(session, queries.ROOM_ALIASES, columns, by, values))


def _identify(venue: ListedVenue) -> Identity:
    geo = venue.geo
    return identify(venue.name, venue.city, venue.county, geo.lat if geo else None, geo.lon if geo else None)


def _standing(session: Session, named: dict[ListedVenue, Identity]) -> dict[ListedVenue, Any]:
    """The rows of the rooms that stand already: by identity, else by an alias in that town."""
    if not named:
        return {}
    by_key = {
        (room.name_key, room.city_key): room
        for room in _rooms(session, "name_key", {identity.name_key for identity in named.values()})
    }
    missing = {venue for venue, identity in named.items() if (identity.name_key, identity.city_key) not in by_key}
    spelt = {key(venue.name) for venue in missing} | {named[venue].name_key for venue in missing}
    others = _aliases(session, "alias_key", spelt)
    rooms = {row.id: row for row in _rooms(session, "id", {row.venue_id for row in others})}
    aliases = {(row.alias_key, row.city_key): rooms[row.venue_id] for row in others}
    found = {}
    for venue, identity in named.items():
        places_of = (identity.city_key, "")
        row: Any = by_key.get((identity.name_key, identity.city_key)) or next(
            (aliases[name, city] for name in (key(venue.name), identity.name_key) for city in places_of
             if (name, city) in aliases),
            None,
        )  # fmt: skip
        if row is not None:
            found[venue] = row
    return found


def _make(session: Session, wanted: dict[ListedVenue, Identity], now: datetime) -> None:
    made: dict[tuple[str, str], dict[str, Any]] = {}
    bundled = {_identity(room): room for room in ireland.rooms()} if wanted else {}
    for venue, identity in wanted.items():
        which = (identity.name_key, identity.city_key)
        facts = made.setdefault(which, _row_of(venue, identity, now))
        if which in bundled:
            facts.update(_facts(bundled[which]))
        elif facts["lat"] is None and venue.geo:
            facts.update(lat=venue.geo.lat, lon=venue.geo.lon)
    if made:
        _add(session, list(made.values()))


def _row_of(venue: ListedVenue, identity: Identity, now: datetime) -> dict[str, Any]:
    return {
        "name": identity.name,
        "name_key": identity.name_key,
        "area": venue.address,
        "city": identity.city,
        "city_key": identity.city_key,
        "county": identity.county,
        "country": identity.country,
        "lat": venue.geo.lat if venue.geo else None,
        "lon": venue.geo.lon if venue.geo else None,
        "capacity": 0,
        "kind": "",
        "website": "",
        "created_at": now,
    }


def _add(session: Session, rows: list[dict[str, Any]]) -> dict[tuple[str, str], int]:
    """Insert rooms under new ids and slugs; returns their ids by identity."""
    wanted = [slug(row["name"], empty="room") for row in rows]
    fallbacks = [slug(row["name"], row["city"], empty="room") for row in rows]
    first = catalogue.next_id(session, queries.ROOMS)
    ids = range(first, first + len(rows))
    addresses = catalogue.addresses(session, (queries.ROOMS,), wanted, fallbacks, ids)
    for row, room_id, address in zip(rows, ids, addresses, strict=True):
        row.update(id=room_id, slug=address)
    session.execute(insert(queries.ROOMS), rows)
    return {(row["name_key"], row["city_key"]): row["id"] for row in rows}


def _sow_aliases(session: Session, rooms: Sequence[tuple[int, ireland.Room, str]]) -> None:
    spelt: dict[tuple[str, str], dict[str, Any]] = {}
    for room_id, room, city_key in rooms:
        for alias in room.aliases:
            spelt.setdefault(
                (key(alias), city_key),
                {"venue_id": room_id, "alias": alias, "alias_key": key(alias), "city_key": city_key},
            )
    standing = {(row.alias_key, row.city_key) for row in _aliases(session, "alias_key", {name for name, _ in spelt})}
    fresh = [row for which, row in spelt.items() if which not in standing]
    if fresh:
        session.execute(insert(queries.ROOM_ALIASES), fresh)


def _other_names(session: Session, ids: set[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    for row in _aliases(session, "venue_id", ids):
        found[row.venue_id] = (*found.get(row.venue_id, ()), row.alias)
    return found


def _place(row: Any, venue: ListedVenue, aliases: tuple[str, ...]) -> Place:
    lat, lon = row.lat, row.lon
    if lat is None and venue.geo:
        lat, lon = venue.geo.lat, venue.geo.lon
    return Place(
        id=row.id,
        name=row.name,
        slug=row.slug,
        city=row.city,
        city_key=row.city_key,
        county=row.county,
        lat=lat,
        lon=lon,
        words=(row.name, *aliases),
    )


def _town_only(venue: ListedVenue) -> Place:
    town = places.town(venue.city)
    geo = venue.geo
    return Place(
        city=town.name,
        city_key=town.key[:80],
        county=places.county(venue.county, town, geo.lat if geo else None, geo.lon if geo else None)[:40],
        lat=geo.lat if geo else town.lat,
        lon=geo.lon if geo else town.lon,
    )


def _shape(session: Session, row: Any) -> Venue:
    return Venue(
        id=row.id,
        slug=row.slug,
        name=row.name,
        aliases=_other_names(session, {row.id}).get(row.id, ()),
        area=row.area,
        city=row.city,
        county=row.county,
        country=row.country,
        geo=Geo(lat=row.lat, lon=row.lon) if row.lat is not None and row.lon is not None else None,
        capacity=row.capacity,
        kind=row.kind,
        website=row.website,
    )
