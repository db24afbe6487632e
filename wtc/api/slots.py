"""When a room can be had, in JSON: read by anybody, put up and answered by organisers."""

from typing import Annotated, Any, Literal

from fastapi import Query, Response
from pydantic import Field

from wtc import clock
from wtc.api.accounts import Body
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.ids import SlotId, VenueId, number
from wtc.db import act, ask
from wtc.domain.text import clean
from wtc.domain.venue_calendar import moment, stretch
from wtc.errors import BadRequest
from wtc.services import slots
from wtc.shapes.accounts import Role
from wtc.shapes.venues import Slot

door = Door(scope="venues", prefix="/v1/venues/{venue_id}/availability", tags=["venues"])

PRIVATE = {"cache-control": "private, no-store"}
Time = Annotated[str, Field(min_length=10, max_length=60)]
Window = Annotated[str, Query(max_length=60, description="ISO date or time")]


class Stretch(Body):
    """A stretch of time. Times without an offset are Irish."""

    start: Time
    end: Time
    status: Literal["free", "held", "booked"] = "free"
    notes: Annotated[str, Field(max_length=2_000)] = ""


@door.get("", responses={200: {"model": list[Slot]}})
async def read(
    venue_id: VenueId, caller: Caller, start: Annotated[str, Query(alias="from", max_length=60)] = "", to: Window = ""
) -> Response:
    """The slots of a room by their start: ``{slots}``. Notes and who asked are for organisers alone."""
    first, last = moment(start, "from") if start else None, moment(to, "to") if to else None
    return _said(await ask(slots.read, venue_id, caller, start=first, end=last))


@door.post("", needs=Role.ORGANIZER, status_code=201, responses={201: {"model": Slot}})
async def add(venue_id: VenueId, caller: Caller, body: Stretch) -> Response:
    """Put up a stretch of time; 400 when it ends before it begins, 409 when it overlaps another."""
    start, end = stretch(body.start, body.end)
    notes, now = clean(body.notes, 500), clock.now()
    made = await act(slots.add, caller, venue_id, start, end, status=body.status, notes=notes, now=now)
    return answer(made, status=201, headers=PRIVATE)


@door.delete("", needs=Role.ORGANIZER)
async def remove_by_name(
    venue_id: VenueId, caller: Caller, slot: Annotated[str, Query(alias="slotId", max_length=20)] = ""
) -> Response:
    """The same as deleting ``/availability/{slot_id}``, with the id as ``slotId``."""
    if not slot:
        raise BadRequest("Which slot?", details={"slotId": "the id of the slot"})
    return await _remove(venue_id, caller, number(slot, "A slot's"))


@door.delete("/{slot_id}", needs=Role.ORGANIZER)
async def remove(venue_id: VenueId, slot_id: SlotId, caller: Caller) -> Response:
    """Take a slot away; whoever had asked for it is told."""
    return await _remove(venue_id, caller, slot_id)


@door.post("/{slot_id}/ask", needs=Role.ORGANIZER, responses={200: {"model": Slot}})
async def ask_for(venue_id: VenueId, slot_id: SlotId, caller: Caller) -> Response:
    """Ask for a free stretch; 409 when somebody was quicker."""
    return answer(await act(slots.ask, caller, venue_id, slot_id, now=clock.now()), headers=PRIVATE)


@door.post("/{slot_id}/confirm", needs=Role.ORGANIZER, responses={200: {"model": Slot}})
async def confirm(venue_id: VenueId, slot_id: SlotId, caller: Caller) -> Response:
    """Say yes to who asked; they are told. Nobody but an admin says yes to themselves."""
    return answer(await act(slots.confirm, caller, venue_id, slot_id, now=clock.now()), headers=PRIVATE)


@door.post("/{slot_id}/decline", needs=Role.ORGANIZER, responses={200: {"model": Slot}})
async def decline(venue_id: VenueId, slot_id: SlotId, caller: Caller) -> Response:
    """Say no, or take one's own asking back: the stretch is free again."""
    return answer(await act(slots.decline, caller, venue_id, slot_id, now=clock.now()), headers=PRIVATE)


async def _remove(venue_id: int, caller: Any, slot_id: int) -> Response:
    await act(slots.remove, caller, venue_id, slot_id, now=clock.now())
    return answer({"deleted": True}, headers=PRIVATE)


def _said(found: tuple[Slot, ...]) -> Response:
    return answer({"slots": found, "count": len(found)}, headers=PRIVATE)
