"""One event's page, kept ready: read once for each state of the catalogue, never older than half a minute."""

import time
from collections import OrderedDict
from dataclasses import dataclass

from wtc import clock
from wtc.db import ask
from wtc.domain.artwork import preview_address
from wtc.domain.details import detail, largest_image
from wtc.domain.linked_data import music_event
from wtc.domain.markup import body, head
from wtc.services import details, engine
from wtc.shapes.details import Story

KEPT = 500
"""Pages held at once; about 40 KB each."""
KEPT_FOR = 30.0
"""Seconds; words such as Tonight and Been and gone are never older."""
_LOOK_AGAIN = 1.0
"""Seconds between two looks at the catalogue's version."""
_LONGEST_SLUG = 160


@dataclass(slots=True)
class _Known:
    version: int = -1
    looked: float = float("-inf")


_known = _Known()
_pages: OrderedDict[tuple[str, str], tuple[int, float, tuple[bytes, bytes]]] = OrderedDict()


async def story(slug: str) -> Story | None:
    """All that the page of the event at this address shows; None when there is no such event."""
    return await ask(details.read, slug[:_LONGEST_SLUG], now=clock.now())


async def markup(slug: str, site: str) -> tuple[bytes, bytes] | None:
    """The head's tags and the readable body of one event's page, for the site at ``site``; None when there is none."""
    version, key = await _version(), (slug, site)
    kept = _pages.get(key)
    if kept and kept[0] == version and time.monotonic() - kept[1] < KEPT_FOR:
        return kept[2]
    told = await story(slug)
    if told is None:
        return None
    made = _written(told, site)
    _pages[key] = version, time.monotonic(), made
    _pages.move_to_end(key)
    while len(_pages) > KEPT:
        _pages.popitem(last=False)
    return made


def _written(told: Story, site: str) -> tuple[bytes, bytes]:
    shown = detail(told, now=clock.now())
    picture = largest_image(told.event.images)
    image = picture.url if picture else site + preview_address(told.event)
    linked = music_event(told, shown, site=site, image=image)
    written = head(shown, site=site, image=image, linked_data=linked)
    return written.encode(), body(shown, told.more, told.also).encode()


async def _version() -> int:
    if time.monotonic() - _known.looked > _LOOK_AGAIN:
        _known.looked = time.monotonic()
        _known.version = await ask(engine.version)
    return _known.version


def forget() -> None:
    """Drop every page that is held (tests, and nothing else)."""
    _pages.clear()
    _known.looked = float("-inf")
