"""From an address to a picture: look up what it is of, draw it, remember the bytes."""

import asyncio
from functools import lru_cache
from hashlib import blake2b

from wtc.charts.map import island_map, venue_map
from wtc.charts.posters import poster
from wtc.db import ask
from wtc.domain.artwork import CUTS, ISLAND, edition
from wtc.errors import NotFound
from wtc.services import artwork
from wtc.shapes.artwork import Picture, Subject


async def picture(kind: str, slug: str, cut: str) -> Picture:
    """The poster at this address; NotFound for a kind, slug or cut that does not exist."""
    if cut not in CUTS or len(slug) > 160:
        raise NotFound()
    subject = await ask(artwork.subject, kind, slug)
    return await asyncio.to_thread(_drawn, subject, cut)


async def map_of(slug: str) -> Picture:
    """The map around a room, or of the whole island; NotFound when nobody knows where the room is."""
    if slug == ISLAND:
        return bound(await asyncio.to_thread(island_map), edition("Ireland"))
    subject = await ask(artwork.surroundings, slug)
    return bound(await asyncio.to_thread(venue_map, subject), edition(subject.name))


@lru_cache(maxsize=1_024)
def _drawn(subject: Subject, cut: str) -> Picture:
    svg = poster(subject.kind, subject.slug, subject.title, subject.family, cut, room=subject.room)
    return bound(svg, edition(subject.title, subject.family))


def bound(svg: str, made: str) -> Picture:
    """The picture with its digests."""
    data = svg.encode()
    return Picture(svg=data, etag=f'"{blake2b(data, digest_size=8).hexdigest()}"', edition=made)
