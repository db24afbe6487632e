"""The desk where a room is kept: who may sit there, and its photos."""

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from wtc import clock
from wtc.db import act, ask
from wtc.domain.venue_pages import shown
from wtc.errors import NotFound
from wtc.services import photos as walls
from wtc.services import venue_keeping, venues
from wtc.shapes.accounts import Role
from wtc.shapes.venue_pages import Photo
from wtc.shapes.venues import VenuePhoto
from wtc.state.door import handler, visitor
from wtc.state.toasts import say


class VenueDeskState(rx.State):
    """The room that is being kept. ``stage`` is loading, ready, missing or denied; ``venue`` is 0 for a new one."""

    stage: str = "loading"
    back: str = "/venues/new"
    venue: int = 0
    name: str = ""
    slug: str = ""
    closed: bool = False
    photos: rx.Field[list[Photo]] = rx.field(default_factory=list)
    left: int = 0

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Find the room that the address names, for whoever may keep it."""
        path = self.router.url.path.strip("/")
        self.back = f"/{path}"[:200]
        slug = path.removeprefix("venues/").removesuffix("/edit").strip("/")
        self.stage, self.venue, self.photos = "loading", 0, []
        yield
        if (await visitor(self)).role < Role.ORGANIZER:
            self.stage = "denied"
            return
        if slug == "new":
            self.stage = "ready"
            return
        try:
            room = await ask(venues.by_slug, slug[:120])
        except NotFound:
            self.stage = "missing"
            return
        self.venue, self.name, self.slug, self.closed = room.id, room.name, room.slug, room.closed
        self._hang(await ask(venues.photos, room.id))
        self.stage = "ready"

    @handler(needs=Role.ORGANIZER)
    async def sent(self) -> None:
        """Photos were sent: show them."""
        if self.venue:
            self._hang(await ask(venues.photos, self.venue))

    @handler(needs=Role.ORGANIZER)
    async def move(self, photo: int, by: int) -> None:
        """Hang a photo earlier or later."""
        who, step = (await visitor(self)).known_id, 1 if by > 0 else -1
        self._hang(await act(walls.move, who, self.venue, photo, step, now=clock.now()))

    @handler(needs=Role.ORGANIZER)
    async def caption(self, photo: int, text: str) -> Any:
        """Say what a photo shows."""
        who = (await visitor(self)).known_id
        self._hang(await act(walls.caption, who, self.venue, photo, text[:400], now=clock.now()))
        return say("Kept.")

    @handler(needs=Role.ORGANIZER)
    async def take_down(self, photo: int) -> Any:
        """Take a photo off the wall."""
        who = (await visitor(self)).known_id
        self._hang(await act(walls.take_down, who, self.venue, photo, now=clock.now()))
        return say("Taken down.")

    @handler(needs=Role.ORGANIZER)
    async def close(self) -> Any:
        """Close the room, or delete it when it never had a gig."""
        deleted = await act(venue_keeping.close, (await visitor(self)).known_id, self.venue, now=clock.now())
        self.closed, self.stage = not deleted, "missing" if deleted else "ready"
        return say("Deleted." if deleted else "Closed. Its page and its past stay.")

    def _hang(self, photos: tuple[VenuePhoto, ...]) -> None:
        self.photos = [shown(photo, number) for number, photo in enumerate(photos, 1)]
        self.left = walls.MOST - len(photos)
