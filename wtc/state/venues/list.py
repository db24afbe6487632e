"""The list of rooms: the address is the state; this holds only what it answers."""

from collections.abc import AsyncIterator

import reflex as rx

from wtc.flows import venues
from wtc.shapes.accounts import Role
from wtc.shapes.venue_pages import VenuesPage
from wtc.state.door import handler, visitor


class VenuesState(rx.State):
    """What the list shows; ``busy`` while a new answer is on its way. ``keeper``: may write rooms down."""

    page: rx.Field[VenuesPage] = rx.field(default_factory=VenuesPage)
    ready: bool = False
    busy: bool = False
    keeper: bool = False

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Read the address and answer it."""
        self.busy = True
        yield
        self.page = await venues.look(self.router.url.query_parameters)
        self.keeper = (await visitor(self)).role >= Role.ORGANIZER
        self.ready, self.busy = True, False
