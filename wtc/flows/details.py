"""One event's page, kept ready: read once for each state of the catalogue, never older than half a minute."""

from dataclasses import dataclass

from wtc import clock
from wtc.db import ask
from wtc.domain.artwork import preview_address
from wtc.domain.details import detail
from wtc.domain.linked_data import music_event
from wtc.domain.markup import body, head
from wtc.flows.faces import FACES
from wtc.flows.kept import Kept
from wtc.services import details
from wtc.settings import settings
from wtc.shapes.details import EventDetail, Story
from wtc.shapes.events import EventCard

Written = tuple[bytes, bytes]
"""The tags of the head and the readable body of one page."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The address at which an event is now that was merged into another."""

    slug: str


ROOM = 16_000_000
"""Bytes of pages held at once: some eight hundred."""
_LONGEST_SLUG = 160

_pages: Kept[Written | Moved | None] = Kept(
    ROOM, lambda page: 500 + (sum(map(len, page)) if isinstance(page, tuple) else 0)
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One event's page in words: its own address, the event, more like it, and what else is on in the room."""

    slug: str
    title: str
    detail: EventDetail
    more: tuple[EventCard, ...]
    also: tuple[EventCard, ...]


_shown: Kept[Shown | None] = Kept(1_000, lambda _: 1)


async def page(slug: str) -> Shown | None:
    """The page of the event at this address, alike for every reader; None when there is no such event."""

    async def make() -> Shown | None:
        now, told = clock.now(), await story(slug)
        if told is None:
            return None
        return Shown(
            slug=told.event.slug,
            title=told.event.title,
            detail=detail(told, now=now, players=settings().mixcloud_enabled),
            more=FACES.all(told.more, now),
            also=FACES.all(told.also, now),
        )

    return await _shown.get(slug, make) if len(slug) <= _LONGEST_SLUG else None


async def story(slug: str) -> Story | None:
    """All that the page of the event at this address shows; None when there is no such event.

    The event's own address is another when it was merged since.
    """
    return await ask(details.read, slug, now=clock.now()) if len(slug) <= _LONGEST_SLUG else None


async def markup(slug: str, site: str) -> Written | Moved | None:
    """Head and body of one event's page, for the site at ``site``; its new address if it was merged; else None."""

    async def make() -> Written | Moved | None:
        told = await story(slug)
        if told is None:
            return None
        return _written(told, site) if told.event.slug == slug else Moved(told.event.slug)

    return await _pages.get((slug, site), make)


def _written(told: Story, site: str) -> Written:
    shown = detail(told, now=clock.now())
    image = site + preview_address(told.event)
    linked = music_event(told, shown, site=site, image=image)
    written = head(shown, site=site, image=image, linked_data=linked)
    return written.encode(), body(shown, told.more, told.also).encode()
