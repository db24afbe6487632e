"""The operator's view of the engine in JSON: how the sources are."""

from fastapi import Response

from wtc import clock
from wtc.api.answers import answer
from wtc.api.door import Door
from wtc.flows import sources
from wtc.shapes.accounts import Role
from wtc.shapes.engine import IngestionHealth

door = Door(scope="gateway", prefix="/v1/admin", tags=["admin"])


@door.get("/ingestion/health", needs=Role.ADMIN, responses={200: {"model": IngestionHealth}})
async def ingestion_health() -> Response:
    """Every source with its state, what to do about it, and every reading remembered, the latest first."""
    return answer(await sources.health(clock.now()), headers={"cache-control": "private, no-store"})
