"""The operator's view of the engine in JSON: how the sources are, what is done beside the visitors, what is wrong."""

from typing import Annotated, Literal

from fastapi import Path, Query, Response
from pydantic import Field

from wtc import clock
from wtc.api.accounts import Body
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.flows import alarms, jobs, refresh, source_pages, sources
from wtc.shapes.accounts import Role
from wtc.shapes.engine import IngestionHealth
from wtc.shapes.jobs import Alert, Job, Work

door = Door(scope="gateway", prefix="/v1/admin", tags=["admin"])

PRIVATE = {"cache-control": "private, no-store"}
Id = Annotated[int, Path(gt=0, le=10**15)]
Kind = Literal[
    "ingest",
    "sync-artists",
    "sync-shows",
    "calculate-trending",
    "import-setlists",
    "sync-spotify",
    "train-model",
    "train-recommender",
]


class RunNow(Body):
    """What to do now. ``source``, and ``city`` within it, are for the kind ``ingest`` alone."""

    kind: Kind
    source: Annotated[str, Field(max_length=40)] = ""
    city: Annotated[str, Field(max_length=80)] = ""


@door.get("/ingestion/health", needs=Role.ADMIN, responses={200: {"model": IngestionHealth}})
async def ingestion_health() -> Response:
    """Every source with its state, what to do about it, and every reading remembered, the latest first."""
    return answer(await sources.health(clock.now()), headers=PRIVATE)


@door.get("/jobs", needs=Role.ADMIN, responses={200: {"model": Work}})
async def work(
    limit: Annotated[int, Query(ge=1, le=100)] = 20, before: Annotated[int | None, Query(gt=0, le=10**15)] = None
) -> Response:
    """The schedules, and the jobs: those alive first, then the latest. ``before`` an id goes on from there."""
    return answer(await source_pages.work(limit=limit, before=before), headers=PRIVATE)


@door.get("/jobs/{job_id}", needs=Role.ADMIN, responses={200: {"model": Job}})
async def job(job_id: Id) -> Response:
    """One job: how far it is, what came of it."""
    return answer(await source_pages.job(job_id), headers=PRIVATE)


@door.post("/jobs", needs=Role.ADMIN, status_code=202, responses={202: {"model": Job}, 200: {"model": Job}})
async def run_now(caller: Caller, body: RunNow) -> Response:
    """Have a job done now: 202 with it, or 200 with the one that waits or runs already."""
    about = refresh.about(body.source, body.city) if body.kind == "ingest" else ""
    asked, new = await jobs.run_now(caller, body.kind, about)
    return answer(asked, 202 if new else 200, headers=PRIVATE)


@door.get("/alerts", needs=Role.ADMIN, responses={200: {"model": list[Alert]}})
async def alerts_now(closed: bool = False) -> Response:
    """What is wrong now, or with ``closed`` what was lately."""
    return answer({"alerts": await source_pages.alerts_of(closed=closed)}, headers=PRIVATE)


@door.post("/alerts/{alert_id}/acknowledge", needs=Role.ADMIN, responses={200: {"model": Alert}})
async def acknowledge(alert_id: Id, caller: Caller) -> Response:
    """Take an open alert on; 404 when it is not open."""
    return answer(await alarms.acknowledge(caller, alert_id), headers=PRIVATE)
