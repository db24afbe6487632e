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
    _drawer: str = ""
    _asked: rx.Field[tuple[str, str]] = rx.field(default_factory=lambda: ("", ""))

    @handler()
    async def load(self) -> None:
        """Read the page for the town in the address, else for the one kept on the device.

        Opening or closing the drawer changes the address too, and leaves the page as it is.
        """
        drawer = str(self.router.url.query_parameters.get("why", ""))[:20]
        moved, self._drawer = drawer != self._drawer, drawer
        if not (self.ready and moved and self._asked == self._address()):
            await self._read()

    @handler(server=True)
    async def refresh(self) -> None:
        """Read it again because the reader's taste has changed."""
        await self._read()

    async def _read(self) -> None:
        shell = await self.get_state(ShellState)
        wanted, chosen = self._address()
        agent = str(self.router.headers.user_agent)[:300]
        viewer = (await visitor(self)).id
        self.page = await home.build(wanted or shell.city, viewer, chosen=chosen, agent=agent)
        shell.town = self.page.town
        shell.city = self.page.town if wanted else shell.city
        self.ready, self._asked = True, (wanted, chosen)

    def _address(self) -> tuple[str, str]:
        asked = self.router.url.query_parameters
        return str(asked.get("city", ""))[:80], str(asked.get("list", ""))[:20]
