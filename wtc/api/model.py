"""The recommender's model in JSON: what serves, every version, which one to use, and learning anew."""

from typing import Annotated, Literal

from fastapi import Path, Query, Response

from wtc import clock
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.db import act, ask
from wtc.flows import model_room, training
from wtc.services import recommenders, serving
from wtc.shapes.accounts import Role
from wtc.shapes.jobs import Job
from wtc.shapes.model_room import Entry, Health
from wtc.shapes.recommenders import Standing, Version, Versions

door = Door(scope="gateway", prefix="/v1/model", tags=["model"])

PRIVATE = {"cache-control": "private, no-store"}
Label = Annotated[str, Path(min_length=1, max_length=20, description="A version's label, such as 12 or crowd-12")]


@door.get("/info", needs=Role.VISITOR, responses={200: {"model": Standing}})
async def info() -> Response:
    """What serves: its version, when and from how much it learned, how it did on the week held back beside popularity,
    and how many lists were shown in the last week, in how many milliseconds.
    """
    return answer(await ask(serving.standing, now=clock.ticking()), headers=PRIVATE)


@door.get("/health", needs=Role.ADMIN, responses={200: {"model": Health}})
async def health(of: Literal["people", "crowd"] = "people") -> Response:
    """How lists did for seven days: coverage, latency, what fans said, drift; of people or of the demo's crowd."""
    return answer(await model_room.health(of), headers=PRIVATE)


@door.get("/log", needs=Role.ADMIN, responses={200: {"model": list[Entry]}})
async def log(
    limit: Annotated[int, Query(ge=1, le=100)] = 20, before: Annotated[int | None, Query(gt=0, le=10**15)] = None
) -> Response:
    """Who trained, changed and ended what, the newest first."""
    return answer({"log": await model_room.log(limit, before)}, headers=PRIVATE)


@door.get("/versions", needs=Role.ADMIN, responses={200: {"model": Versions}})
async def versions(
    limit: Annotated[int, Query(ge=1, le=100)] = 20, offset: Annotated[int, Query(ge=0, le=10**6)] = 0
) -> Response:
    """Every version, the newest first, with its data, its figures and why it serves or does not."""
    return answer(await ask(recommenders.versions, limit=limit, offset=offset), headers=PRIVATE)


@door.post("/versions/{version}/activate", needs=Role.ADMIN, responses={200: {"model": Version}})
async def activate(version: Label, caller: Caller) -> Response:
    """Let this version serve from now on; 409 when its arrays are gone or were changed."""
    made = await act(recommenders.activate, version, caller.known_id, now=clock.ticking())
    return answer(made, headers=PRIVATE)


@door.post("/retrain", needs=Role.ADMIN, status_code=202, responses={202: {"model": Job}})
async def retrain(caller: Caller) -> Response:
    """Learn anew: 202 with the job, its progress and result at ``progress``. 409 while one is under way, 422 when there
    is too little to learn from; what serves goes on serving.
    """
    job = await training.ask_for(caller)
    link = training.link(job)
    told = {"job": job.id, "state": job.state, "progress": link}
    return answer(told, 202, headers=PRIVATE | {"location": link})
