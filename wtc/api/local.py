"""Organisers' own nights in JSON: put on, changed, called off and brought back, and what comes of them."""

from dataclasses import asdict, fields
from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Header, Query, Request, Response
from pydantic import Field

from wtc.api.accounts import PRIVATE, Body
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.ids import EventId
from wtc.domain.pictures import photo
from wtc.flows import local
from wtc.shapes.accounts import Role
from wtc.shapes.local import Night

Line = Annotated[str, Field(max_length=400)]
Clock = Annotated[str, Field(max_length=8)]
Day = Annotated[date, Field(strict=False)]
_HIDDEN = {"source_id", "day"}


class Room(Body):
    name: Line = ""
    town: Line = ""
    county: Line = ""


class Money(Body):
    """Whole units; the currency is that of the room."""

    low: Annotated[float | None, Field(alias="from", allow_inf_nan=False)] = None
    high: Annotated[float | None, Field(alias="to", allow_inf_nan=False)] = None


class Form(Body):
    """A night. Times are on the wall of the room (``20:00``); ``picture`` is the digest of an upload."""

    title: Line
    date: Annotated[str, Field(max_length=10)]
    time: Clock = ""
    doors: Clock = ""
    end: Clock = ""
    venue: Room
    line_up: Annotated[list[Line], Field(max_length=50)] = Field(default_factory=list)
    genres: Annotated[list[Line], Field(max_length=20)] = Field(default_factory=list)
    price: Literal["free", ""] | Money | None = None
    about: Annotated[str, Field(max_length=8_000)] = ""
    age: Line = ""
    tickets: Annotated[str, Field(max_length=1_000)] = ""
    picture: Annotated[str, Field(max_length=64)] = ""
    sold_out: bool = False

    def said(self) -> dict[str, Any]:
        """As the flows take it."""
        return self.model_dump(include=set(Form.model_fields), by_alias=True)


class New(Form):
    """With ``repeat_until``, the same night every week to that day."""

    repeat_until: Day | None = None


class Changed(Form):
    """``version`` is the one that was read; ``following`` changes the later nights of its series alike."""

    version: Annotated[int, Field(ge=1, le=1_000_000)]
    following: bool = False


async def create(body: New, caller: Caller, idempotency_key: Annotated[str, Header(max_length=100)] = "") -> Response:
    """Put on a night, or one a week. With the same ``Idempotency-Key`` it is put on once, however often it is sent."""
    made = await local.create(caller, body.said(), until=body.repeat_until, key=idempotency_key)
    return answer({"events": [_told(night) for night in made]}, 201, headers=PRIVATE)


async def change(event_id: EventId, body: Changed, caller: Caller) -> Response:
    """Change a night of one's own; 409 with what stands when it was changed since ``version``."""
    night = await local.night(caller, event_id=event_id)
    changed = await local.edit(caller, night, body.said(), version=body.version, following=body.following)
    return answer(_told(changed), headers=PRIVATE)


async def cancel(event_id: EventId, caller: Caller, following: bool = False) -> Response:
    """Call a night off: it is marked and stays, and whoever saved it is told. Again is the same as once."""
    night = await local.night(caller, event_id=event_id)
    return answer(_told(await local.cancel(caller, night, following=following)), headers=PRIVATE)


async def restore(event_id: EventId, caller: Caller) -> Response:
    """Bring back a night that was called off."""
    night = await local.night(caller, event_id=event_id)
    return answer(_told(await local.restore(caller, night)), headers=PRIVATE)


def router(prefix: str, *, documented: bool) -> Door:
    """The writing routes under one prefix."""
    door = Door(scope="events", prefix=prefix, tags=["organisers"], include_in_schema=documented)
    door.post("/events", needs=Role.ORGANIZER, status_code=201)(create)
    door.put("/events/{event_id}", needs=Role.ORGANIZER)(change)
    door.delete("/events/{event_id}", needs=Role.ORGANIZER)(cancel)
    door.post("/events/{event_id}/restore", needs=Role.ORGANIZER)(restore)
    return door


own = Door(scope="events", prefix="/v1", tags=["organisers"])


@own.get("/organiser/events", needs=Role.ORGANIZER)
async def mine(
    caller: Caller,
    which: Literal["upcoming", "past", "cancelled"] = "upcoming",
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> Response:
    """The caller's own nights, fifty at a time, with views, saves and clicks."""
    found = await local.mine(caller, which, offset=offset)
    told = {"events": [_told(night) for night in found.nights], "total": found.total, "next": found.next}
    return answer(told, headers=PRIVATE)


@own.get("/organiser/events/{event_id}", needs=Role.ORGANIZER)
async def one(event_id: EventId, caller: Caller) -> Response:
    """One of the caller's own nights as it was written."""
    return answer(_told(await local.night(caller, event_id=event_id)), headers=PRIVATE)


@own.get("/organiser/rooms", needs=Role.ORGANIZER)
async def rooms(q: Annotated[str, Query(min_length=2, max_length=80)]) -> Response:
    """Rooms that begin so, with their towns."""
    return answer({"rooms": await local.rooms(q)}, headers=PRIVATE)


@own.post("/pictures", needs=Role.ORGANIZER, status_code=201)
async def picture(request: Request) -> Response:
    """Upload a picture, the file itself as the body: JPEG, PNG, WebP, AVIF or GIF, 10 MB at most."""
    kept = await local.picture(await request.body())
    return answer({"picture": kept.digest, **asdict(photo(kept))}, 201, headers=PRIVATE)


def _told(night: Night) -> dict[str, Any]:
    return {each.name: getattr(night, each.name) for each in fields(Night) if each.name not in _HIDDEN}
