"""Facts that an admin set right: applied whenever an event is derived, so that no source overrules them."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from wtc import clock
from wtc.domain import places
from wtc.domain.merging import Facts
from wtc.queries import engine as queries
from wtc.services import bulk, placing
from wtc.services.placing import Place
from wtc.shapes.events import Status

TITLE, START, STATUS, ROOM = "title", "start", "status", "room"
FIELDS = (TITLE, START, STATUS, ROOM)

Binding = Mapping[str, str]


def of(session: Session, listing_ids: Collection[int]) -> dict[int, list[Any]]:
    """The corrections that hold on to these listings, by listing."""
    found: dict[int, list[Any]] = {}
    if listing_ids:
        columns = ("listing_id", "field", "value", "at", "id")
        for row in bulk.read(session, queries.CORRECTIONS, columns, "listing_id", listing_ids):
            found.setdefault(row.listing_id, []).append(row)
    return found


def binding(rows: list[Any]) -> Binding:
    """What holds of one event: of two corrections of one fact the later."""
    return {row.field: row.value for row in sorted(rows, key=lambda row: (bulk.moment(row.at), row.id))}


def apply(session: Session, told: Facts, place: Place, bound: Binding) -> tuple[Facts, Place]:
    """The facts of an event, and its room, with what was set right in place of what sources say."""
    if title := bound.get(TITLE):
        told = replace(told, title=title)
    if status := bound.get(STATUS):
        told = replace(told, status=Status(status))
    if start := bound.get(START):
        told = _on(told, *wall_time(start))
    room = bound.get(ROOM)
    return told, (_place(session, int(room)) if room else place)


def wall_time(value: str) -> tuple[date, datetime | None]:
    """An Irish day, and the moment when an hour is given: '2026-11-27T20:00' or '2026-11-27'."""
    if "T" not in value:
        return date.fromisoformat(value), None
    wall = datetime.fromisoformat(value)
    return wall.date(), clock.at(wall.date(), wall.hour, wall.minute)


def _on(told: Facts, day: date, starts_at: datetime | None) -> Facts:
    """The event at another time: an end and doors that no longer fit are not said."""
    ends = told.ends_at if starts_at and told.ends_at and told.ends_at > starts_at else None
    doors = told.doors_at if starts_at and told.doors_at and told.doors_at <= starts_at else None
    same = told.day == day
    return replace(
        told,
        day=day,
        night=day,
        starts_at=starts_at,
        ends_at=ends if same else None,
        doors_at=doors if same else None,
        timezone="Europe/Dublin",
    )


def _place(session: Session, venue_id: int) -> Place:
    room = placing.canonical(session, venue_id)
    return Place(
        id=room.id,
        name=room.name,
        slug=room.slug,
        city=room.city,
        city_key=places.town(room.city).key,
        county=room.county,
        lat=room.geo.lat if room.geo else None,
        lon=room.geo.lon if room.geo else None,
        words=(room.name, *room.aliases),
    )
