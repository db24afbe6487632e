"""Listening brought from elsewhere over HTTP: a file looked at, then applied; sources listed and taken away."""

from typing import Annotated

from fastapi import Path, Request, Response, UploadFile
from fastapi.responses import RedirectResponse

from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.ids import ImportId
from wtc.api.wanted import page_wanted
from wtc.flows import listening
from wtc.shapes.accounts import Role
from wtc.shapes.listening import ListeningReport

door = Door(scope="auth", prefix="/v1/taste", tags=["taste"])

PRIVATE = {"cache-control": "private, no-store"}
TOLD = {"model": ListeningReport}


@door.post("/imports", needs=Role.USER, status_code=201, responses={201: TOLD})
async def upload(file: UploadFile, request: Request, caller: Caller) -> Response:
    """Read a listening history or a list of names and tell what it would bring; nothing is changed yet. A form is led
    to the page.
    """
    data = await file.read(listening.LARGEST + 1)
    if page_wanted(request.scope):
        there = await listening.taken(caller.known_id, file.filename or "", data)
        return RedirectResponse(there, 303, headers=PRIVATE)
    return answer(await listening.upload(caller.known_id, file.filename or "", data), 201, PRIVATE)


@door.get("/imports/{import_id}", needs=Role.USER, responses={200: TOLD})
async def report(import_id: ImportId, caller: Caller) -> Response:
    """What a file of the caller's would bring, or brought."""
    return answer(await listening.report(caller.known_id, import_id), headers=PRIVATE)


@door.post("/imports/{import_id}/apply", needs=Role.USER, responses={200: TOLD})
async def apply(import_id: ImportId, caller: Caller) -> Response:
    """Put its acts in place of what stood of its source. Again is the same as once."""
    return answer(await listening.apply(caller.known_id, import_id), headers=PRIVATE)


@door.delete("/imports/{import_id}", needs=Role.USER)
async def discard(import_id: ImportId, caller: Caller) -> Response:
    """Forget a file; what it brought stays."""
    await listening.discard(caller.known_id, import_id)
    return answer({"removed": True}, headers=PRIVATE)


@door.get("/sources", needs=Role.USER)
async def sources(caller: Caller) -> Response:
    """The sources of which something is kept: how many acts, how many of them we know, and since when."""
    return answer({"sources": await listening.sources(caller.known_id)}, headers=PRIVATE)


@door.delete("/sources/{source}", needs=Role.USER)
async def remove(source: Annotated[str, Path(max_length=40)], caller: Caller) -> Response:
    """Take away all that a source brought. Again is the same as once."""
    return answer({"removed": await listening.remove(caller.known_id, source)}, headers=PRIVATE)
