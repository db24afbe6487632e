"""One's own data in JSON: what is kept, an archive of it all, the end of an account, and its receipt."""

from collections.abc import Iterator
from typing import IO, Annotated, Any

from fastapi import Path, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from wtc import clock
from wtc.api.accounts import PRIVATE, Body, Password, forget_cookies
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.visit import visit_of
from wtc.flows import yours
from wtc.shapes.accounts import Role
from wtc.shapes.personal import Holdings, Receipt

door = Door(scope="auth", prefix="/v1", tags=["accounts"])

PIECE = 1 << 16
Reference = Annotated[str, Path(min_length=12, max_length=24, pattern=r"^[A-Za-z0-9-]+$")]


class Proof(Body):
    """The password of the account, asked for again although its owner is signed in."""

    password: Password


class Gone(BaseModel):
    """The receipt of a deleted account."""

    receipt: Receipt


@door.get("/users/me/export", needs=Role.USER, responses={200: {"model": Holdings}})
async def holdings(caller: Caller) -> Response:
    """What is kept about the caller: how many rows of what, and what is kept when the account goes, and why."""
    return answer(await yours.holdings(caller), headers=PRIVATE)


@door.post("/users/me/export", needs=Role.USER, responses={200: {"content": {"application/zip": {}}}})
async def export(caller: Caller, body: Proof, request: Request) -> Response:
    """Everything that is kept about the caller, as a zip of JSON, CSV and ICS with a page that explains it.

    422 for a wrong password, 429 past five in an hour.
    """
    file = await yours.export(caller, body.password, address=visit_of(request.scope).address)
    name = f"whatsthecraic-{clock.local(clock.now()):%Y-%m-%d}.zip"
    headers = PRIVATE | {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(_pieces(file), media_type="application/zip", headers=headers)


@door.delete("/users/me", needs=Role.USER, responses={200: {"model": Gone}})
async def erase(caller: Caller, body: Proof, request: Request) -> Response:
    """Delete the caller's account with everything of theirs, at once and for good; the receipt, which is mailed too.

    422 for a wrong password, 409 for the only admin.
    """
    told = await yours.erase(caller, body.password, address=visit_of(request.scope).address)
    return forget_cookies(answer({"receipt": told}, headers=PRIVATE))


@door.get("/receipts/{reference}", responses={200: {"model": Receipt}})
async def receipt(reference: Reference) -> Response:
    """What was deleted under a receipt, and when; ``finished_at`` is null while files and models are being cleaned."""
    return answer(await yours.receipt(reference), headers=PRIVATE)


def _pieces(file: IO[bytes]) -> Iterator[Any]:
    with file:
        while piece := file.read(PIECE):
            yield piece
