"""The only way to open a route: every one says who may call it, and counts by the scope of its door."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute
from starlette.types import Receive, Scope, Send

from wtc.api.visit import Visit, visit_of
from wtc.errors import LimitReached, NotAllowed, NotSignedIn
from wtc.flows import door as doorstep
from wtc.shapes.accounts import Role, Visitor

F = TypeVar("F", bound=Callable[..., Any])
MARK = "__policy__"


class NoPolicy(RuntimeError):
    """Routes that say not who may call them; the message names every one and the start ends here."""


class DoorRoute(APIRoute):
    """A route that counts its caller and checks their role before anything else of it runs."""

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Admit or refuse with LimitReached, NotSignedIn or NotAllowed, then answer."""
        needs, counts = getattr(self.endpoint, MARK)
        visit = visit_of(scope)
        visit.route = self.path
        if counts != doorstep.UNLIMITED:
            name = doorstep.counted_as(visit.address, visit.cookie, visit.authorization)
            left = await doorstep.take(counts, name)
            visit.left = left
            if not left.allowed:
                raise LimitReached(retry_after=left.reset)
        if needs > Role.VISITOR:
            admit(await seen(visit), needs)
        await super().handle(scope, receive, send)


class Door(APIRouter):
    """A router whose routes all carry a policy: ``@door.get("/search", needs=Role.VISITOR)``.

    ``scope`` names the rate limit that its routes share: one of ``flows.door.SCOPES``, or none.
    """

    def __init__(self, *, scope: str = "gateway", **options: Any) -> None:
        if scope != doorstep.UNLIMITED and scope not in doorstep.SCOPES:
            raise ValueError(f"no rate limit is called {scope}")
        super().__init__(route_class=DoorRoute, **options)
        self.scope = scope

    def get(self, path: str, *, needs: Role = Role.VISITOR, **options: Any) -> Callable[[F], F]:
        return self._opened(super().get(path, **options), needs)

    def post(self, path: str, *, needs: Role = Role.VISITOR, **options: Any) -> Callable[[F], F]:
        return self._opened(super().post(path, **options), needs)

    def put(self, path: str, *, needs: Role = Role.VISITOR, **options: Any) -> Callable[[F], F]:
        return self._opened(super().put(path, **options), needs)

    def delete(self, path: str, *, needs: Role = Role.VISITOR, **options: Any) -> Callable[[F], F]:
        return self._opened(super().delete(path, **options), needs)

    def _opened(self, register: Any, needs: Role) -> Callable[[F], F]:
        def decorate(function: F) -> F:
            setattr(function, MARK, (needs, self.scope))
            register(function)
            return function

        return decorate


def admit(visitor: Visitor, needs: Role) -> None:
    """Let pass whoever has at least this role; NotSignedIn or NotAllowed for everybody else."""
    if visitor.role < needs:
        raise NotAllowed if visitor.signed_in else NotSignedIn


async def seen(visit: Visit) -> Visitor:
    """Whoever this request is from, read from the database once per request."""
    if visit.visitor is None:
        visit.visitor = await doorstep.who(visit.cookie, visit.authorization)
    return visit.visitor


async def caller(request: Request) -> Visitor:
    """Whoever sent this request: by bearer token or session cookie, read afresh from the database."""
    return await seen(visit_of(request.scope))


Caller = Annotated[Visitor, Depends(caller)]


def unmarked(routes: Iterable[BaseRoute]) -> list[str]:
    """The paths of all routes that did not come through a Door."""
    return [
        str(getattr(route, "path", route))
        for route in routes
        if not (isinstance(route, DoorRoute) and hasattr(route.endpoint, MARK))
    ]


def check(app: FastAPI) -> None:
    """Stop the start with NoPolicy when any route of the API, FastAPI's own included, carries no policy."""
    if bad := unmarked(app.routes):
        raise NoPolicy("routes without a policy: " + ", ".join(sorted(bad)))
