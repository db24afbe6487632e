"""The beacons of an event's page: it was looked at, somebody left for a seller. Nothing else is noted."""

from typing import Annotated, Literal

from fastapi import Request, Response
from pydantic import Field

from wtc.api.accounts import Body
from wtc.api.door import Caller, Door
from wtc.api.ids import EventId
from wtc.api.visit import visit_of
from wtc.flows import footfall

door = Door(scope="touch", prefix="/v1", tags=["events"])

Device = Annotated[str, Field(max_length=64)]


class Look(Body):
    """``device`` is a random word that the browser makes anew each day, so that two at one table are two."""

    device: Device = ""


class Leave(Look):
    source: Literal["local", "ticketmaster", "bandsintown", "eventbrite", "dice"]


@door.post("/events/{event_id}/view", status_code=204)
async def look(event_id: EventId, body: Look, request: Request, caller: Caller) -> Response:
    """Count a look at an event: once a day for each visitor."""
    visit, agent = visit_of(request.scope), _agent(request)
    await footfall.look(event_id, caller, address=visit.address, agent=agent, device=body.device)
    return Response(status_code=204)


@door.post("/events/{event_id}/click", status_code=204)
async def leave(event_id: EventId, body: Leave, request: Request, caller: Caller) -> Response:
    """Count somebody leaving for a seller: once a day for each visitor and seller."""
    visit, agent = visit_of(request.scope), _agent(request)
    await footfall.leave(event_id, body.source, caller, address=visit.address, agent=agent, device=body.device)
    return Response(status_code=204)


def _agent(request: Request) -> str:
    """What the browser says it is; nothing, and so not counted, when it asks for privacy (Global Privacy Control)."""
    asked = request.headers.get("sec-gpc", "").strip() == "1"
    return "" if asked else request.headers.get("user-agent", "")[:300]
