"""Duplicates, reports, held messages and corrections in JSON: the desk for admins, a way in for who sees a mistake."""

from typing import Annotated, Literal

from fastapi import Query, Response
from pydantic import Field

from wtc.api.accounts import PRIVATE, Body
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.ids import EventId, RowId
from wtc.flows import review
from wtc.shapes.accounts import Role
from wtc.shapes.review import DuplicatePage, HeldPage, ReportPage

door = Door(scope="gateway", prefix="/v1/admin", tags=["admin"])
reports = Door(scope="events", prefix="/v1", tags=["reports"])

Limit = Annotated[int, Query(ge=1, le=100, description="How many at most")]
Offset = Annotated[int, Query(ge=0, le=10_000, description="How many to pass over")]
Number = Annotated[int, Field(ge=1, le=10**15)]
Text = Annotated[str, Field(max_length=1000)]


class Verdict(Body):
    verdict: Literal["same", "different", "waiting"]


class Sweep(Body):
    """``above`` is a score in percent; a ``preview`` only counts."""

    above: Annotated[int, Field(ge=50, le=100)]
    preview: bool = True


class Answer(Body):
    state: Literal["fixed", "declined"]
    answer: Text = ""


class Judgement(Body):
    verdict: Literal["release", "drop"]


class Right(Body):
    """A start is an Irish wall time (``2026-11-27T20:00``) or a day; a room an id or ``Vicar Street, Dublin``."""

    field: Literal["title", "start", "status", "room"]
    value: Annotated[str, Field(min_length=1, max_length=255)]


class Wrong(Body):
    """``listing`` is the listing that does not belong, for the kind ``not_same``."""

    subject: Literal["event", "artist", "venue"]
    subject_id: Number
    kind: Annotated[str, Field(max_length=24)]
    note: Text = ""
    listing: Number | None = None


@door.get("/duplicates", needs=Role.ADMIN, responses={200: {"model": DuplicatePage}})
async def duplicates(
    state: Literal["waiting", "decided"] = "waiting", limit: Limit = 20, offset: Offset = 0
) -> Response:
    """Pairs of listings that may be one show: those that wait, the likeliest first, or those that were ruled."""
    return answer(await review.duplicates(decided=state == "decided", limit=limit, offset=offset), headers=PRIVATE)


@door.post("/duplicates/sweep", needs=Role.ADMIN)
async def sweep(body: Sweep, caller: Caller) -> Response:
    """Rule every waiting pair from a score on to be one show, or count them first."""
    if body.preview:
        return answer({"pairs": await review.above(body.above), "ruled": 0}, headers=PRIVATE)
    ruled = await review.sweep(caller, body.above)
    return answer({"pairs": ruled, "ruled": ruled}, headers=PRIVATE)


@door.post("/duplicates/{row_id}", needs=Role.ADMIN)
async def rule(row_id: RowId, body: Verdict, caller: Caller) -> Response:
    """Rule that two listings are one show or not; ``waiting`` takes a ruling back. Again is the same as once."""
    return answer(await review.rule(caller, row_id, body.verdict), headers=PRIVATE)


@door.get("/reports", needs=Role.ADMIN, responses={200: {"model": ReportPage}})
async def queue(state: Literal["open", "answered"] = "open", limit: Limit = 20, offset: Offset = 0) -> Response:
    """What visitors reported: open, the oldest first, or answered, the latest first."""
    return answer(await review.reported(answered=state == "answered", limit=limit, offset=offset), headers=PRIVATE)


@door.post("/reports/{row_id}", needs=Role.ADMIN)
async def close(row_id: RowId, body: Answer, caller: Caller) -> Response:
    """Answer an open report; its sender is told once."""
    await review.close(caller, row_id, body.state, body.answer)
    return answer({"id": row_id, "state": body.state}, headers=PRIVATE)


@door.get("/messages", needs=Role.ADMIN, responses={200: {"model": HeldPage}})
async def held(limit: Limit = 20, offset: Offset = 0) -> Response:
    """Messages to DJs that are held, the oldest first; addresses in them are veiled."""
    return answer(await review.held(limit=limit, offset=offset), headers=PRIVATE)


@door.post("/messages/{row_id}", needs=Role.ADMIN)
async def judge(row_id: RowId, body: Judgement, caller: Caller) -> Response:
    """Pass a held message on, or drop it; its sender is told of neither."""
    await review.judge(caller, row_id, release=body.verdict == "release")
    return answer({"id": row_id, "verdict": body.verdict}, headers=PRIVATE)


@door.get("/events/{event_id}/corrections", needs=Role.ADMIN)
async def corrections(event_id: EventId) -> Response:
    """What was set right of an event."""
    return answer({"corrections": await review.corrections(event_id)}, headers=PRIVATE)


@door.post("/events/{event_id}/corrections", needs=Role.ADMIN)
async def correct(event_id: EventId, body: Right, caller: Caller) -> Response:
    """Set one fact right; no source overrules it until it is taken back."""
    return answer(await review.set_right(caller, str(event_id), body.field, body.value), 201, headers=PRIVATE)


@door.delete("/corrections/{row_id}", needs=Role.ADMIN)
async def uncorrect(row_id: RowId, caller: Caller) -> Response:
    """Let the sources speak again."""
    return answer({"event": await review.take_back(caller, row_id)}, headers=PRIVATE)


@reports.post("/reports", needs=Role.USER)
async def report(body: Wrong, caller: Caller) -> Response:
    """Report what is wrong about an event, an act or a room; one open report each, ten an hour."""
    made = await review.report(caller, body.subject, body.subject_id, body.kind, body.note, body.listing)
    return answer({"report": made}, 201, headers=PRIVATE)
