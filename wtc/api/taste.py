"""Keeping and hiding in JSON: safe to repeat, one's own only, and never kept by anything in between."""

from typing import Annotated, Literal

from fastapi import Query, Response

from wtc import clock
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.ids import EventId
from wtc.db import act, ask
from wtc.services import feedback, taste
from wtc.shapes.accounts import Role
from wtc.shapes.events import EventPage
from wtc.shapes.taste import Action

door = Door(scope="events", prefix="/v1", tags=["saved and hidden"])

PRIVATE = {"cache-control": "private, no-store"}
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most")]
Offset = Annotated[int, Query(ge=0, le=10_000, description="How many to pass over")]


@door.post("/events/{event_id}/save", needs=Role.USER)
async def save(event_id: EventId, caller: Caller) -> Response:
    """Keep an event. Again is the same as once."""
    await act(feedback.say, caller.known_id, event_id, Action.SAVE, now=clock.now())
    return answer({"saved": True}, headers=PRIVATE)


@door.delete("/events/{event_id}/save", needs=Role.USER)
async def unsave(event_id: EventId, caller: Caller) -> Response:
    """Let a kept event go. Again is the same as once."""
    await act(feedback.unsay, caller.known_id, event_id, Action.SAVE)
    return answer({"saved": False}, headers=PRIVATE)


@door.post("/events/{event_id}/hide", needs=Role.USER)
async def hide(event_id: EventId, caller: Caller) -> Response:
    """Keep an event out of search and home. Again is the same as once."""
    await act(feedback.say, caller.known_id, event_id, Action.HIDE, now=clock.now())
    return answer({"hidden": True}, headers=PRIVATE)


@door.delete("/events/{event_id}/hide", needs=Role.USER)
async def unhide(event_id: EventId, caller: Caller) -> Response:
    """Bring a hidden event back. Again is the same as once."""
    await act(feedback.unsay, caller.known_id, event_id, Action.HIDE)
    return answer({"hidden": False}, headers=PRIVATE)


@door.get("/users/me/saved", needs=Role.USER, responses={200: {"model": EventPage}})
async def saved(
    caller: Caller, when: Literal["upcoming", "past"] = "upcoming", limit: Limit = 24, offset: Offset = 0
) -> Response:
    """The events the caller keeps, the newest kept first: those to come, or those that are over."""
    past = when == "past"
    page = await ask(taste.saved, caller.known_id, now=clock.now(), past=past, limit=limit, offset=offset)
    return answer(page, headers=PRIVATE)


@door.get("/users/me/hidden", needs=Role.USER, responses={200: {"model": EventPage}})
async def hidden(caller: Caller, limit: Limit = 24, offset: Offset = 0) -> Response:
    """The events the caller hides, the newest hidden first."""
    return answer(await ask(taste.hidden, caller.known_id, limit=limit, offset=offset), headers=PRIVATE)
