"""The home page's memory: one page of words, made afresh at each arrival."""

import reflex as rx

from wtc.flows import home
from wtc.shapes.discover import HomePage
from wtc.state.door import handler, visitor
from wtc.state.shell import ShellState


class HomeState(rx.State):
    """What the home page shows; ``ready`` once it has been read."""

    page: rx.Field[HomePage] = rx.field(default_factory=HomePage)
    ready: bool = False

    @handler()
    async def load(self) -> None:
        """Read the page for the town in the address, else for the one kept on the device."""
        shell = await self.get_state(ShellState)
        wanted = str(self.router.url.query_parameters.get("city", ""))[:80]
        self.page = await home.build(wanted or shell.city, (await visitor(self)).id)
        shell.town = self.page.town
        shell.city = self.page.town if wanted else shell.city
        self.ready = True
