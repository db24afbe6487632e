"""Pictures taken in and given out: made clean, kept as files, served from our own addresses."""

import asyncio

from wtc.domain import pictures as rules
from wtc.errors import NotFound
from wtc.gateways import pictures
from wtc.shapes.pictures import Kept

LARGEST = pictures.LARGEST


async def take_in(data: bytes) -> Kept:
    """Make a picture clean and keep it; the same bytes again are the same picture.

    ``Invalid`` or ``TooLarge`` with words for people when it is no picture for us; ``SourceDown`` when no room is left.
    """
    made = await pictures.recode(data)
    await asyncio.to_thread(pictures.keep, made.digest, made.files)
    return Kept(
        digest=made.digest,
        width=made.width,
        height=made.height,
        colour=made.colour,
        widths=tuple(sorted({width for width, _ in made.files})),
    )


async def copy(digest: str, width: int, kind: str) -> bytes:
    """One copy of a picture; NotFound for an address that was never given out."""
    if not rules.well_formed(digest, width, kind):
        raise NotFound()
    data = await asyncio.to_thread(pictures.read, digest, width, kind)
    if data is None:
        raise NotFound()
    return data
