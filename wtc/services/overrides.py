"""An admin's word against bad data: one fact of an event set right for good, and the way back."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlmodel import Session

from wtc.domain.corrections import fit, in_words
from wtc.domain.text import clean
from wtc.errors import Invalid, NotFound
from wtc.queries import engine as queries
from wtc.queries import review as asked
from wtc.services import audit, catalogue, grouping, placing
from wtc.services.corrections import FIELDS, ROOM
from wtc.shapes.review import Correction

C, S, E = queries.CORRECTIONS.c, queries.SOURCES.c, queries.EVENTS.c


def set_right(session: Session, user_id: int, event_id: int, field: str, value: str, *, now: datetime) -> Correction:
    """Set a fact of an event (title, start, status, room) right: no source overrules it until it is taken back.

    A room is given by its id, or as 'Vicar Street, Dublin'. Raises Invalid, and NotFound for the event or the room.
    """
    catalogue.lock(session, now=now)
    if field not in FIELDS:
        raise Invalid("Title, start, status or room.", details={"field": "title, start, status or room"})
    lead = _lead(session, event_id)
    kept = _room(session, value) if field == ROOM else fit(field, value)
    ours = select(S.id).where(S.event_id == event_id)
    session.execute(delete(queries.CORRECTIONS).where(C.field == field, C.listing_id.in_(ours)))
    row = {"listing_id": lead.id, "field": field, "value": kept, "user_id": user_id, "at": now}
    session.execute(insert(queries.CORRECTIONS), row)
    grouping.derive_again(session, {lead.block}, now=now)
    catalogue.raise_version(session, now=now)
    audit.note(session, user_id, "event.correct", "event", event_id, now=now, field=field, value=kept)
    return next(each for each in of(session, _event(session, lead.id), now=now) if each.field == field)


def take_back(session: Session, user_id: int, correction_id: int, *, now: datetime) -> int:
    """Let the sources speak again; the id of the event."""
    catalogue.lock(session, now=now)
    found = select(C.field, C.value, S.event_id, S.block).join(queries.SOURCES, S.id == C.listing_id)
    row = session.execute(found.where(C.id == correction_id)).first() if 0 < correction_id < 2**63 else None
    if row is None:
        raise NotFound("That correction isn't there any more.")
    session.execute(delete(queries.CORRECTIONS).where(C.id == correction_id))
    grouping.derive_again(session, {row.block}, now=now)
    catalogue.raise_version(session, now=now)
    audit.note(session, user_id, "event.uncorrect", "event", row.event_id, now=now, field=row.field, value=row.value)
    return int(row.event_id)


def of(session: Session, event_id: int, *, now: datetime) -> tuple[Correction, ...]:
    """What was set right of an event, in words, the latest first, each fact once."""
    rows = {row.field: row for row in reversed(session.execute(asked.corrections(event_id)).all())}
    return tuple(
        in_words(row.id, event_id, row.field, _said(session, row), row.at, now=now)
        for row in sorted(rows.values(), key=lambda row: (row.at, row.id), reverse=True)
    )


def latest(session: Session, *, now: datetime, limit: int = 30) -> tuple[Correction, ...]:
    """What was set right lately, each with its gig."""
    rows = session.execute(asked.latest_corrections(limit)).all()
    return tuple(
        replace(
            in_words(row.id, row.event_id, row.field, _said(session, row), row.at, now=now),
            name=row.title,
            href=f"/events/{row.slug}",
        )
        for row in rows
    )


def meant(session: Session, gig: str) -> int:
    """The id of a gig given by its id, its slug or its address on this site; NotFound when there is none."""
    last = clean(gig, 400).rstrip("/").rpartition("/")[2]
    number = int(last) if last.isascii() and last.isdigit() and len(last) < 18 else 0
    found = session.execute(select(E.id).where((E.id == number) if number else (E.slug == last[:160]))).scalar()
    if found is None:
        raise NotFound("We know no gig by that address.")
    return int(found)


def _said(session: Session, row: Any) -> str:
    if row.field != ROOM:
        return str(row.value)
    room = session.execute(select(queries.ROOMS.c.name).where(queries.ROOMS.c.id == int(row.value))).scalar()
    return room or "a room that is gone"


def _lead(session: Session, event_id: int) -> Any:
    """The listing that leads an event: the first of its marks."""
    marks = session.execute(select(E.marks).where(E.id == event_id)).scalar()
    for mark in marks or ():
        found = select(S.id, S.block).where(S.source == mark["source"], S.source_id == mark["source_id"])
        if row := session.execute(found).first():
            return row
    raise NotFound("That gig isn't here any more.")


def _event(session: Session, listing_id: int) -> int:
    return int(session.execute(select(S.event_id).where(S.id == listing_id)).scalar_one())


def _room(session: Session, value: str) -> str:
    text = clean(value)
    if text.isascii() and text.isdigit() and len(text) < 10:
        return str(placing.canonical(session, int(text)).id)
    name, _, city = text.rpartition(",")
    found = placing.find(session, name.strip() or text, city.strip() if name else "") if text else None
    if found is None:
        raise NotFound("We don't know that room. Try 'Vicar Street, Dublin'.")
    return str(found.id)
