"""The built pages that are for some alone: for whom they are not, their status says so, as the page does in words."""

from fastapi.responses import RedirectResponse
from starlette.types import Scope

from wtc.api.door import Door, seen
from wtc.api.visit import visit_of
from wtc.shapes.accounts import Role

door = Door(scope="pages", include_in_schema=False)

KEPT = {"admin": Role.ADMIN, "organiser": Role.ORGANIZER}
"""Who may be in a room, by the first part of its address."""


async def closed(scope: Scope) -> bool:
    """Whether a page is asked for by somebody whom it is not for."""
    needs = KEPT.get(scope["path"].lstrip("/").partition("/")[0], Role.VISITOR)
    return needs > Role.VISITOR and (await seen(visit_of(scope))).role < needs


def whole(scope: Scope) -> Scope:
    """The same request for a page that is sent whole: "not modified" would leave nothing to show."""
    return {**scope, "headers": [each for each in scope["headers"] if not each[0].startswith(b"if-")]}


@door.get("/organizer")
async def spelt_otherwise() -> RedirectResponse:
    """The organisers' room, for who spells it with a z."""
    return RedirectResponse("/organiser", 301)
