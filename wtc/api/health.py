"""For whoever keeps the program running: alive, ready, measured."""

import hmac
from ipaddress import ip_address

from fastapi import Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from wtc import measures
from wtc.api.answers import answer
from wtc.api.door import Door
from wtc.api.visit import Visit, visit_of
from wtc.errors import NotFound
from wtc.flows import door as doorstep
from wtc.flows import health as checks
from wtc.flows.standing import STANDING
from wtc.settings import settings
from wtc.shapes.accounts import Role
from wtc.shapes.health import Health

door = Door(scope="none", tags=["health"])


@door.get("/health", needs=Role.VISITOR)
async def health() -> Response:
    """Alive: the process answers, and says which trained model it makes lists with. No database is asked."""
    served = STANDING.served
    model = {"model_loaded": served is not None, "model_version": served.label if served else ""}
    return answer({"status": "ok", **model})


@door.get("/ready", needs=Role.VISITOR)
async def ready() -> Response:
    """Fit for visitors: 200, or 503 naming the checks that failed."""
    found = await checks.ready()
    failed = [check.name for check in found if check.status is Health.FAILED]
    body = {
        "status": "failed" if failed else "ok",
        "failed": failed,
        "checks": {check.name: {"status": check.status, "message": check.message} for check in found},
    }
    return answer(body, 503 if failed else 200)


@door.get("/metrics", needs=Role.VISITOR, include_in_schema=False)
async def measured(request: Request) -> Response:
    """Prometheus text, from this machine or with the token of METRICS_TOKEN; for everybody else it is not there."""
    if not _may_measure(visit_of(request.scope)):
        raise NotFound
    return Response(generate_latest(measures.registry), media_type=CONTENT_TYPE_LATEST)


def _may_measure(visit: Visit) -> bool:
    token = settings().metrics_token.get_secret_value()
    given = doorstep.bearer(visit.authorization)
    if token and given:
        return hmac.compare_digest(token.encode(), given.encode("utf-8", "replace"))
    try:
        return not visit.proxied and ip_address(visit.address).is_loopback
    except ValueError:
        return False
