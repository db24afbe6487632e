"""A room's photos in JSON: seen by anybody, hung and moved by organisers."""

from typing import Annotated

from fastapi import Request, Response
from pydantic import Field
from starlette.datastructures import UploadFile

from wtc import clock
from wtc.api.accounts import Body
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.ids import PhotoId, VenueId
from wtc.db import act, ask
from wtc.domain.venue_pages import shown
from wtc.errors import BadRequest, TooLarge
from wtc.flows import photos as flow
from wtc.services import photos, venues
from wtc.shapes.accounts import Role
from wtc.shapes.venue_pages import Photo
from wtc.shapes.venues import VenuePhoto

door = Door(scope="venues", prefix="/v1/venues/{venue_id}/photos", tags=["venues"])

PRIVATE = {"cache-control": "private, no-store"}


class Caption(Body):
    caption: Annotated[str, Field(max_length=1_000)]


class Move(Body):
    by: Annotated[int, Field(ge=-24, le=24)]


@door.get("", responses={200: {"model": list[Photo]}})
async def hung(venue_id: VenueId) -> Response:
    """The photos of a room in the order they hang."""
    room = await ask(venues.read, venue_id)
    return _wall(await ask(venues.photos, room.id))


@door.post("", needs=Role.ORGANIZER, status_code=201)
async def hang(request: Request, venue_id: VenueId, caller: Caller) -> Response:
    """Hang one photo: multipart with ``photo`` (JPEG, PNG, WebP or AVIF of at most 10 MiB) and a ``caption``.

    It is made again from its pixels, so that nothing that a camera wrote into it stays.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        raise BadRequest("Send the photo as multipart/form-data.", details={"photo": "the file"})
    async with request.form(max_files=1, max_fields=4) as form:
        photo, caption = form.get("photo"), form.get("caption", "")
        if not isinstance(photo, UploadFile):
            raise BadRequest("Which photo?", details={"photo": "the file"})
        if (photo.size or 0) > flow.LARGEST:
            raise TooLarge("A photo may be 10 MB at most.")
        data = await photo.read()
    words = caption if isinstance(caption, str) else ""
    return _wall(await flow.hang(caller.known_id, venue_id, data, words[:1_000]), status=201)


@door.put("/{photo_id}", needs=Role.ORGANIZER)
async def caption(venue_id: VenueId, photo_id: PhotoId, caller: Caller, body: Caption) -> Response:
    """Say what a photo shows."""
    who, now = caller.known_id, clock.now()
    return _wall(await act(photos.caption, who, venue_id, photo_id, body.caption, now=now))


@door.post("/{photo_id}/move", needs=Role.ORGANIZER)
async def move(venue_id: VenueId, photo_id: PhotoId, caller: Caller, body: Move) -> Response:
    """Move a photo earlier (below zero) or later."""
    return _wall(await act(photos.move, caller.known_id, venue_id, photo_id, body.by, now=clock.now()))


@door.delete("/{photo_id}", needs=Role.ORGANIZER)
async def take_down(venue_id: VenueId, photo_id: PhotoId, caller: Caller) -> Response:
    """Take a photo off the wall."""
    return _wall(await act(photos.take_down, caller.known_id, venue_id, photo_id, now=clock.now()))


def _wall(photos: tuple[VenuePhoto, ...], status: int = 200) -> Response:
    wall = [shown(photo, number) for number, photo in enumerate(photos, 1)]
    return answer({"photos": wall, "count": len(wall)}, status=status, headers=PRIVATE)
