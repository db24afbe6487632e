"""When a room can be had: free stretches put up, asked for, confirmed or declined, bookings kept apart."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from wtc import clock
from wtc.domain import words
from wtc.errors import Conflict, NotAllowed, NotFound
from wtc.models.accounts import User
from wtc.models.venues import AvailabilitySlot, VenueRow
from wtc.queries import venues as queries
from wtc.services import audit, notifications
from wtc.shapes.accounts import Role, Visitor
from wtc.shapes.venues import Slot

LARGEST_ID = 2**62
"""Past it no database holds a number."""
MOST = 500
"""Slots read at once: a year and more of nights."""


def read(
    session: Session, venue_id: int, viewer: Visitor, *, start: datetime | None = None, end: datetime | None = None
) -> tuple[Slot, ...]:
    """The slots of a room by their beginning; who asked and what was noted are for organisers alone."""
    if session.get(VenueRow, venue_id) is None:
        raise NotFound("We don't know that room.")
    private = viewer.role >= Role.ORGANIZER
    return tuple(_shape(row, private) for row in session.scalars(queries.slots(venue_id, start, end, limit=MOST)))


def add(
    session: Session,
    viewer: Visitor,
    venue_id: int,
    start: datetime,
    end: datetime,
    *,
    status: str = "free",
    notes: str = "",
    now: datetime,
) -> Slot:
    """Put up a stretch of time. Bookings never overlap bookings, nor free stretches free ones: ``Conflict``."""
    _hold(session, venue_id)
    _apart(session, venue_id, start, end, queries.TAKEN if status in queries.TAKEN else ("free",))
    asked_by = viewer.known_id if status == "held" else None
    row = AvailabilitySlot(
        venue_id=venue_id,
        starts_at=start,
        ends_at=end,
        status=status,
        notes=notes,
        user_id=asked_by,
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    session.flush()
    audit.note(session, viewer.known_id, "slot.add", "venue", venue_id, now=now, slot=row.id, status=status)
    return _shape(row, private=True)


def remove(session: Session, viewer: Visitor, venue_id: int, slot_id: int, *, now: datetime) -> None:
    """Take a slot away; whoever had asked for it is told."""
    row = _slot(session, venue_id, slot_id)
    if row.user_id and row.user_id != viewer.id and row.status != "free":
        _tell(session, row, "Taken back", "The room took that night off its calendar.", now)
    session.delete(row)
    audit.note(session, viewer.known_id, "slot.remove", "venue", venue_id, now=now, slot=slot_id)


def ask(session: Session, viewer: Visitor, venue_id: int, slot_id: int, *, now: datetime) -> Slot:
    """Ask for a free stretch: it is held for who asks. ``Conflict`` when somebody was first."""
    row = _slot(session, venue_id, slot_id)
    if row.status == "held" and row.user_id == viewer.known_id:
        return _shape(row, private=True)  # asking twice is asking once
    if row.status != "free":
        raise Conflict("Somebody was quicker: that night is taken.", details={"status": row.status})
    if row.ends_at <= now:
        raise Conflict("That night is over.", details={"status": row.status})
    _apart(session, venue_id, row.starts_at, row.ends_at, queries.TAKEN)
    _set(session, row, "held", viewer.known_id, now)
    audit.note(session, viewer.known_id, "slot.ask", "venue", venue_id, now=now, slot=slot_id)
    keepers = session.exec(select(User.id).where(User.role == int(Role.ADMIN), col(User.id) != viewer.id)).all()
    body = "An organiser asked for it. Say yes or no on the room's page."
    _tell(session, row, "A night is asked for", body, now, to=(each for each in keepers if each))
    return _shape(row, private=True)


def confirm(session: Session, viewer: Visitor, venue_id: int, slot_id: int, *, now: datetime) -> Slot:
    """Say yes to who asked: the stretch is booked and they are told. Nobody says yes to themselves but an admin."""
    row = _asked_for(session, viewer, venue_id, slot_id)
    _apart(session, venue_id, row.starts_at, row.ends_at, queries.TAKEN, but=slot_id)
    _set(session, row, "booked", row.user_id, now)
    audit.note(session, viewer.known_id, "slot.confirm", "venue", venue_id, now=now, slot=slot_id)
    _tell(session, row, "The night is yours", "The room said yes.", now)
    return _shape(row, private=True)


def decline(session: Session, viewer: Visitor, venue_id: int, slot_id: int, *, now: datetime) -> Slot:
    """Say no, or take one's own asking back: the stretch is free again; who asked is told when it was not they."""
    row = _slot(session, venue_id, slot_id)
    if row.status != "held":
        raise Conflict("Nobody is waiting for an answer on that night.", details={"status": row.status})
    asked_by = row.user_id
    if asked_by != viewer.id:
        _tell(session, row, "Not this time", "The room said no to that night.", now)
    _set(session, row, "free", None, now)
    audit.note(session, viewer.known_id, "slot.decline", "venue", venue_id, now=now, slot=slot_id)
    return _shape(row, private=True)


def _hold(session: Session, venue_id: int) -> None:
    """One writer of a room's calendar at a time: SQLite's transaction is that already, MariaDB holds the row."""
    if session.execute(queries.held(venue_id)).first() is None:
        raise NotFound("We don't know that room.")


def _slot(session: Session, venue_id: int, slot_id: int) -> AvailabilitySlot:
    _hold(session, venue_id)
    row = session.get(AvailabilitySlot, slot_id, populate_existing=True) if 0 < slot_id < LARGEST_ID else None
    if row is None or row.venue_id != venue_id:
        raise NotFound("That night isn't on this room's calendar.")
    return row


def _asked_for(session: Session, viewer: Visitor, venue_id: int, slot_id: int) -> AvailabilitySlot:
    row = _slot(session, venue_id, slot_id)
    if row.status != "held":
        raise Conflict("Nobody is waiting for an answer on that night.", details={"status": row.status})
    if row.user_id == viewer.id and viewer.role < Role.ADMIN:
        raise NotAllowed("Somebody else has to say yes to that.")
    return row


def _apart(
    session: Session, venue_id: int, start: datetime, end: datetime, kinds: tuple[str, ...], but: int = 0
) -> None:
    other = session.scalars(queries.overlapping(venue_id, start, end, kinds, but)).first()
    if other is not None:
        told = {"start": f"{_night(other)} is {other.status} already.", "slot": other.id}
        raise Conflict("That overlaps another stretch of this room.", details=told)


def _set(session: Session, row: AvailabilitySlot, status: str, user_id: int | None, now: datetime) -> None:
    row.status, row.user_id, row.updated_at = status, user_id, now
    session.add(row)
    session.flush()


def _tell(
    session: Session, row: AvailabilitySlot, what: str, body: str, now: datetime, *, to: Iterable[int] | None = None
) -> None:
    room = session.get_one(VenueRow, row.venue_id)
    people = list(to) if to is not None else [row.user_id] if row.user_id else []
    if people:
        notifications.tell(
            session,
            people,
            f"slot:{row.id}:{what}:{now:%Y%m%dT%H%M%S.%f}"[:120],
            kind="room",
            title=f"{what}: {room.name}, {_night(row)}",
            body=body,
            href=f"/venues/{room.slug}",
            now=now,
        )


def _night(row: Any) -> str:
    here = clock.local(row.starts_at)
    return f"{words.day(here.date(), here.date())}, {words.hour(row.starts_at)}"


def _shape(row: Any, private: bool) -> Slot:
    return Slot(
        id=row.id,
        venue_id=row.venue_id,
        start=row.starts_at,
        end=row.ends_at,
        status=row.status,
        notes=row.notes if private else "",
        asked_by=row.user_id if private else None,
    )
