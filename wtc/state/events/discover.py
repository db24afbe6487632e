"""Discover's memory: the address is the state; this holds only what it answers."""

from collections.abc import AsyncIterator

import reflex as rx

from wtc.domain import filters
from wtc.flows import discover
from wtc.shapes.discover import DiscoverPage
from wtc.state.door import handler, visitor
from wtc.state.shell import ShellState


class DiscoverState(rx.State):
    """What Discover shows; ``busy`` while a new answer is on its way, ``ready`` once there has been one."""

    page: rx.Field[DiscoverPage] = rx.field(default_factory=DiscoverPage)
    ready: bool = False
    busy: bool = False

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Read the address and answer it."""
        self.busy = True
        yield
        asked = filters.read(self.router.url.query_parameters)
        self.page = await discover.look(asked, (await visitor(self)).id)
        self.ready, self.busy = True, False
        shell = await self.get_state(ShellState)
        shell.town = self.page.city or shell.town
