"""The API as one application: the doors, the one error form, and the gate around it all."""

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from wtc.api import doors
from wtc.api.answers import error_bytes, refusal
from wtc.api.door import DoorRoute, check
from wtc.api.irish import IrishPages
from wtc.errors import CraicError


def make() -> FastAPI:
    """The API with every door mounted; NoPolicy when any route carries no policy."""
    app = FastAPI(
        title="WhatsTheCraic",
        version="1",
        description="Live music in Ireland. Times are UTC, prices are in euro or pounds, refusals of one form.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        exception_handlers={
            CraicError: _refused,
            RequestValidationError: _invalid,
            HTTPException: _http,
        },
    )
    for door in doors():
        app.router.routes.extend(door.routes)  # as they are: including would wrap them, and slow each request
    check(app)
    app.router.routes.append(OtherMethod(app.routes))
    app.router.routes.append(IrishPages())
    return app


class OtherMethod(BaseRoute):
    """The last route: a path of ours asked in another way gets 405, before Reflex's mount could answer 404."""

    def __init__(self, routes: Sequence[BaseRoute]) -> None:
        self._doors = [route for route in routes if isinstance(route, DoorRoute)]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """A full match when any door has this path for other methods only."""
        if scope["type"] != "http":
            return Match.NONE, {}
        path = scope["path"]
        methods = {method for door in self._doors if door.path_regex.match(path) for method in door.methods or ()}
        return (Match.FULL, {"allowed": sorted(methods)}) if methods else (Match.NONE, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, naming the methods that work."""
        raise HTTPException(405, headers={"Allow": ", ".join(scope["allowed"])})


async def _refused(_request: Request, error: Any) -> Response:
    return refusal(error)


async def _invalid(_request: Request, error: Any) -> Response:
    return _json(422, details=fields(error.errors()))


async def _http(_request: Request, error: Any) -> Response:
    return _json(error.status_code, headers=error.headers)


def _json(
    status: int, *, details: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    return Response(error_bytes(status, details=details), status, headers, media_type="application/json")


def fields(errors: Sequence[Any]) -> dict[str, str]:
    """Field names to what is wrong with each; never what was sent."""
    told: dict[str, str] = {}
    for error in errors[:20]:
        place = [str(part) for part in error["loc"] if part not in ("body", "query", "path", "header", "cookie")]
        told[".".join(place)[:100] or "body"] = str(error["msg"])[:200]
    return told
