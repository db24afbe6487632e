"""From an address to a picture: look up what it is of, draw it, remember the bytes."""

import asyncio
import gzip
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from hashlib import blake2b

from wtc.charts import outlines
from wtc.charts.map import island_map, venue_map
from wtc.charts.posters import poster
from wtc.charts.raster import png
from wtc.db import ask
from wtc.domain.artwork import CUTS, ISLAND, edition
from wtc.errors import NotFound
from wtc.services import artwork
from wtc.shapes.artwork import Picture, Subject

LONGEST = 160
"""Letters of a slug."""

PREVIEWED = ("event", "artist", "venue")

_PRESS = ThreadPoolExecutor(1, thread_name_prefix="press")
"""PNGs are drawn one at a time: each takes a core for a tenth of a second."""


async def picture(kind: str, slug: str, cut: str) -> Picture:
    """The poster at this address; NotFound for a kind, slug or cut that does not exist."""
    if cut not in CUTS or len(slug) > LONGEST:
        raise NotFound()
    subject = await ask(artwork.subject, kind, slug)
    return await asyncio.to_thread(_drawn, subject, cut)


async def map_of(slug: str) -> Picture:
    """The map around a room, or of the whole island; NotFound when nobody knows where the room is."""
    if slug == ISLAND:
        return bound((await asyncio.to_thread(island_map)).encode(), edition("Ireland"))
    subject = await ask(artwork.surroundings, slug)
    return bound((await asyncio.to_thread(venue_map, subject)).encode(), edition(subject.name))


async def coast() -> Picture:
    """The outline of every county for maps in the browser, as gzipped JSON."""
    return await asyncio.to_thread(_coast)


@lru_cache(maxsize=1)
def _coast() -> Picture:
    return bound(gzip.compress(outlines.coast(), mtime=0), edition("coast"))


async def preview(kind: str, slug: str) -> Picture:
    """The picture of an event, act or room for link previews, as PNG; NotFound when there is none."""
    if kind not in PREVIEWED or len(slug) > LONGEST:
        raise NotFound()
    subject = await ask(artwork.subject, kind, slug)
    return await asyncio.get_running_loop().run_in_executor(_PRESS, _pressed, subject)


@lru_cache(maxsize=128)
def _pressed(subject: Subject) -> Picture:
    svg = poster(subject.kind, subject.slug, subject.title, subject.family, "preview", room=subject.room)
    return bound(png(svg), edition(subject.title, subject.family))


@lru_cache(maxsize=1_024)
def _drawn(subject: Subject, cut: str) -> Picture:
    svg = poster(subject.kind, subject.slug, subject.title, subject.family, cut, room=subject.room)
    return bound(svg.encode(), edition(subject.title, subject.family))


def bound(data: bytes, made: str) -> Picture:
    """The picture with its digests."""
    return Picture(data=data, etag=f'"{blake2b(data, digest_size=8).hexdigest()}"', edition=made)
