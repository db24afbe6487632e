"""Which act a source's act is, in JSON for admins: the queue, decisions, the table out and in, the scorer."""

from typing import Annotated, Literal

from fastapi import Body, Path, Query, Response
from pydantic import BaseModel, Field

from wtc import clock
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.db import act, ask
from wtc.errors import Invalid
from wtc.flows import mapping as training
from wtc.services import mapping
from wtc.services.mapping import sheet, versions
from wtc.shapes.accounts import Role
from wtc.shapes.mapping import Decided, History, Retrained, Review, ReviewPage, ScorerCard, SheetReport

door = Door(scope="gateway", prefix="/v1/admin/mapping", tags=["admin"])

acts = Door(scope="gateway", prefix="/v1/admin/artists", tags=["admin"])

PRIVATE = {"cache-control": "private, no-store"}
Id = Annotated[int, Path(ge=1, le=2_000_000_000)]
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most")]
Offset = Annotated[int, Query(ge=0, le=100_000, description="How many to pass over")]


class Decision(BaseModel):
    """What is decided of a record: accept or reject an act, or make a new one. ``seen`` is the state it was seen in."""

    verdict: Literal["accept", "reject", "new"]
    artist_id: int | None = Field(None, ge=1, le=2_000_000_000)
    seen: Literal["review", "accepted", "rejected", "new"] = "review"


class Merging(BaseModel):
    """The act that turns out to be another."""

    lose: int = Field(ge=1, le=2_000_000_000)


class Splitting(BaseModel):
    """The records that are another act, and what that is called."""

    records: list[int] = Field(min_length=1, max_length=100)
    name: str = Field(min_length=1, max_length=160)


class Together(BaseModel):
    """All of those in review that are at least that sure."""

    least: float = Field(ge=0.5, le=1)


@door.get("", needs=Role.ADMIN, responses={200: {"model": ReviewPage}})
async def queue(limit: Limit = 20, offset: Offset = 0, source: Annotated[str, Query(max_length=16)] = "") -> Response:
    """Records that wait for a person, the surest first, with ``confidence``, ``factors`` and ``needs_review``."""
    return answer(await ask(mapping.waiting, limit=limit, offset=offset, source=source), headers=PRIVATE)


@door.get("/records/{record_id}", needs=Role.ADMIN, responses={200: {"model": Review}})
async def record(record_id: Id) -> Response:
    """One record beside the acts of ours that it could be."""
    return answer(await ask(mapping.one, record_id), headers=PRIVATE)


@door.post("/records/{record_id}/decisions", needs=Role.ADMIN, responses={200: {"model": Decided}})
async def decide(record_id: Id, decision: Decision, caller: Caller) -> Response:
    """Decide of a record. 409 when somebody else did in the meantime."""
    by, now = caller.known_id, clock.now()
    if decision.verdict == "new":
        return answer(await act(mapping.make_new, record_id, by=by, now=now, seen=decision.seen), headers=PRIVATE)
    if decision.artist_id is None:
        raise Invalid("Say which act.", details={"artist_id": "is missing"})
    deed = mapping.accept if decision.verdict == "accept" else mapping.reject
    return answer(await act(deed, record_id, decision.artist_id, by=by, now=now, seen=decision.seen), headers=PRIVATE)


@door.delete("/decisions/{decision_id}", needs=Role.ADMIN, responses={200: {"model": Decided}})
async def undo(decision_id: Id, caller: Caller) -> Response:
    """Take a decision back."""
    return answer(await act(mapping.undo, decision_id, by=caller.known_id, now=clock.now()), headers=PRIVATE)


@door.get("/decisions", needs=Role.ADMIN, responses={200: {"model": History}})
async def decisions(limit: Limit = 30, offset: Offset = 0) -> Response:
    """What was decided, the newest first."""
    return answer(await ask(mapping.history, limit=limit, offset=offset), headers=PRIVATE)


@door.get("/above", needs=Role.ADMIN)
async def above(least: Annotated[float, Query(ge=0.5, le=1)]) -> Response:
    """How many would be accepted together at that confidence."""
    return answer({"least": least, "count": await ask(mapping.above, least)}, headers=PRIVATE)


@door.post("/above", needs=Role.ADMIN)
async def accept_above(together: Together, caller: Caller) -> Response:
    """Accept them together: at most 200 at a time, each a decision of its own that can be taken back."""
    done = await act(mapping.accept_above, together.least, by=caller.known_id, now=clock.now())
    return answer({"accepted": len(done), "decisions": [one.decision_id for one in done]}, headers=PRIVATE)


@door.get("/sheet.csv", needs=Role.ADMIN)
async def take_out(caller: Caller) -> Response:
    """The records as a table; write accept, reject or new into its last column and bring it back."""
    headers = PRIVATE | {"content-disposition": 'attachment; filename="artist-mapping.csv"'}
    return Response(await ask(sheet.table), headers=headers, media_type="text/csv")


@door.post("/sheet.csv", needs=Role.ADMIN, responses={200: {"model": SheetReport}})
async def bring_back(
    file: Annotated[bytes, Body(media_type="text/csv")], caller: Caller, dry: bool = False
) -> Response:
    """Do what an edited table decides, or only say what it would do; rows that cannot be used are named."""
    report = await act(sheet.bring_back, file, by=caller.known_id, now=clock.now(), dry=dry)
    return answer(report, headers=PRIVATE)


@door.get("/scorer", needs=Role.ADMIN, responses={200: {"model": ScorerCard}})
async def scorer() -> Response:
    """The scorer that serves and how it does."""
    return answer(await ask(versions.card), headers=PRIVATE)


@door.post("/scorer", needs=Role.ADMIN, responses={200: {"model": Retrained}})
async def retrain(caller: Caller) -> Response:
    """Teach it again by made-up names and what was decided; it serves only when it is no worse."""
    return answer(await training.retrain(clock.now(), by=caller.known_id), headers=PRIVATE)


@acts.post("/{artist_id}/merge", needs=Role.ADMIN)
async def merge(artist_id: Id, merging: Merging, caller: Caller) -> Response:
    """Make another act part of this one: bills, follows, mixes, shows, spellings and its address go along."""
    by, now = caller.known_id, clock.now()
    return answer({"merge_id": await act(mapping.merge, artist_id, merging.lose, by=by, now=now)}, headers=PRIVATE)


@acts.delete("/merges/{merge_id}", needs=Role.ADMIN)
async def unmerge(merge_id: Id, caller: Caller) -> Response:
    """Take a merge back."""
    return answer(
        {"artist_id": await act(mapping.unmerge, merge_id, by=caller.known_id, now=clock.now())}, headers=PRIVATE
    )


@acts.post("/{artist_id}/split", needs=Role.ADMIN)
async def split(artist_id: Id, splitting: Splitting, caller: Caller) -> Response:
    """Make an act of its own of some records of this one."""
    by, now = caller.known_id, clock.now()
    made = await act(mapping.split, artist_id, splitting.records, splitting.name, by=by, now=now)
    return answer({"artist_id": made}, headers=PRIVATE)
