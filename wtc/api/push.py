"""The caller's browsers that show news, in JSON: our key, the list, on and off."""

from typing import Annotated

from fastapi import Request, Response
from pydantic import Field

from wtc.api.accounts import Body
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.ids import RowId
from wtc.api.taste import PRIVATE
from wtc.api.visit import visit_of
from wtc.flows import push
from wtc.shapes.accounts import Role
from wtc.shapes.push import Subscription

door = Door(scope="touch", prefix="/v1/users/me/push", tags=["alerts"])


class Keys(Body):
    """In base64url without padding: a point of P-256 in 65 bytes, and 16 bytes."""

    p256dh: Annotated[str, Field(min_length=87, max_length=87)]
    auth: Annotated[str, Field(min_length=22, max_length=22)]


class Browser(Body):
    """What ``PushSubscription.toJSON()`` gives; ``expirationTime`` is of no use to us."""

    endpoint: Annotated[str, Field(min_length=10, max_length=1_000)]
    keys: Keys
    expirationTime: float | None = None


@door.get("", needs=Role.USER)
async def listed(caller: Caller) -> Response:
    """The key for which a browser subscribes, and the caller's browsers, without their addresses."""
    return answer({"key": push.key(), "devices": await push.mine(caller)}, headers=PRIVATE)


@door.post("", needs=Role.USER, status_code=201)
async def switch_on(caller: Caller, body: Browser, request: Request) -> Response:
    """Show the caller's news in a browser for as long as this session lasts; again changes its keys.

    422 for an address of no push service that we know, 429 past ten browsers.
    """
    visit = visit_of(request.scope)
    made = await push.switch_on(
        caller,
        Subscription(endpoint=body.endpoint, p256dh=body.keys.p256dh, auth=body.keys.auth),
        cookies=visit.cookie,
        authorization=visit.authorization,
        agent=request.headers.get("user-agent", "")[:300],
    )
    return answer(made, 201, headers=PRIVATE)


@door.delete("/{row_id}", needs=Role.USER, status_code=204)
async def switch_off(row_id: RowId, caller: Caller) -> Response:
    """Show nothing in it any more; 404 when it is not the caller's."""
    await push.switch_off(caller, row_id)
    return Response(status_code=204, headers=PRIVATE)
