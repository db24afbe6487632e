"""A photo on its way to a wall: room asked for first, then made clean, kept and hung."""

from wtc import clock
from wtc.db import act, ask
from wtc.errors import Conflict
from wtc.flows import pictures
from wtc.services import photos
from wtc.shapes.venues import VenuePhoto

LARGEST = pictures.LARGEST


async def hang(user_id: int, venue_id: int, data: bytes, caption: str) -> tuple[VenuePhoto, ...]:
    """Hang a photo of a room; all of its photos after. Nothing is opened for a room that is full or not there."""
    if await ask(photos.room_left, venue_id) <= 0:
        raise Conflict(photos.FULL)
    kept = await pictures.take_in(data)
    return await act(
        photos.hang,
        user_id,
        venue_id,
        kept.digest,
        kept.width,
        kept.height,
        caption=caption,
        now=clock.now(),
    )
