"""Rooms kept by people: made, changed and closed. What sources say of rooms is in ``placing``."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import Session

from wtc.domain.names import searchable
from wtc.domain.text import key, slug
from wtc.domain.venue_names import identify
from wtc.domain.venues import tidied
from wtc.errors import Conflict, NotFound
from wtc.models.events import EventRow
from wtc.models.venues import VenueAlias, VenueRow
from wtc.queries import engine as tables
from wtc.queries import venues as queries
from wtc.services import audit, catalogue, venues
from wtc.shapes.venues import Venue


def create(session: Session, user_id: int, draft: dict[str, Any], *, now: datetime) -> Venue:
    """Write down a new room; ``Conflict`` when it stands already under this or another name."""
    facts = tidied({"name": "", "city": "", **draft}, now=now)
    catalogue.lock(session, now=now)
    facts["name_key"] = _identity(session, facts["name"], facts)
    venue_id = catalogue.next_id(session, tables.ROOMS)
    wanted, other = slug(facts["name"], empty="room"), slug(facts["name"], facts["city"], empty="room")
    (address,) = catalogue.addresses(session, (tables.ROOMS,), [wanted], [other], [venue_id])
    session.add(VenueRow(id=venue_id, slug=address, created_at=now, updated_at=now, **facts))
    session.flush()
    catalogue.raise_version(session, now=now)
    audit.note(session, user_id, "venue.create", "venue", venue_id, now=now, name=facts["name"])
    return venues.read(session, venue_id)


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
    facts = tidied(_joined(standing, changes), now=now)
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
    return venues.read(session, venue_id)


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
        room = venues.read(session, taken)
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
