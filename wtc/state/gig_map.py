"""The map's memory: the address is the state; this holds only what it answers."""

from collections.abc import AsyncIterator

import reflex as rx

from wtc import clock
from wtc.domain import gig_map as domain
from wtc.flows import gig_map
from wtc.shapes.gig_map import GigMap
from wtc.state.door import handler, visitor


class MapState(rx.State):
    """What the page of the map shows; ``busy`` while a new answer is on its way, ``ready`` once there has been one."""

    page: rx.Field[GigMap] = rx.field(default_factory=GigMap)
    ready: bool = False
    busy: bool = False

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Read the address and answer it."""
        self.busy = True
        yield
        asked = domain.read(self.router.url.query_parameters, clock.now())
        self.page = await gig_map.look(asked, (await visitor(self)).id)
        self.ready, self.busy = True, False
