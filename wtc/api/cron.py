"""For a clock of the operator's own: each scheduled job can be asked for, with CRON_SECRET as a bearer token."""

import hmac
from typing import Any, Literal

from fastapi import Request, Response

from wtc.api.answers import answer
from wtc.api.door import Door, admit, seen
from wtc.api.visit import visit_of
from wtc.errors import NotSignedIn
from wtc.flows import alarms, jobs
from wtc.flows import door as doorstep
from wtc.settings import settings
from wtc.shapes.accounts import Role
from wtc.shapes.jobs import CronHealth

door = Door(scope="gateway", prefix="/api/cron", tags=["cron"])

PRIVATE = {"cache-control": "private, no-store"}
Scheduled = Literal[
    "sync-artists",
    "sync-shows",
    "calculate-trending",
    "import-setlists",
    "sync-spotify",
    "forget",
    "train-model",
    "train-recommender",
]


@door.get("/health", needs=Role.VISITOR, responses={200: {"model": CronHealth}})
async def health(request: Request) -> Response:
    """Every schedule with its last job, its next tick and a light: green, amber or red. For the secret, or an admin."""
    if not _has_secret(request):
        admit(await seen(visit_of(request.scope)), Role.ADMIN)
    return answer(await alarms.cron_health(), headers=PRIVATE)


@door.post("/health-check", needs=Role.VISITOR)
async def health_check(request: Request) -> Response:
    """Look for trouble now, open and close alerts, and say how the schedules stand."""
    _admit(request)
    await alarms.settle(await alarms.measured())
    return answer(await alarms.cron_health(), headers=PRIVATE)


@door.post("/{kind}", needs=Role.VISITOR, status_code=202)
async def run(kind: Scheduled, request: Request) -> Response:
    """Ask for a job: 202 with its id, or 200 with the id of the one that waits or runs already."""
    _admit(request)
    job, new = await jobs.ask_for(kind, asked_by="cron")
    told: dict[str, Any] = {"job": job.id, "kind": job.kind, "state": job.state, "already": not new}
    return answer(told, 202 if new else 200, headers=PRIVATE)


def _admit(request: Request) -> None:
    if not _has_secret(request):
        raise NotSignedIn("Send CRON_SECRET as a bearer token.")


def _has_secret(request: Request) -> bool:
    """Whether the bearer token is the secret, found out in the same time for each; never without a secret."""
    secret = settings().cron_secret.get_secret_value()
    given = doorstep.bearer(visit_of(request.scope).authorization)
    return hmac.compare_digest(secret.encode(), given.encode("utf-8", "replace")) and bool(secret)
