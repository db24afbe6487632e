"""The page of what is wanted: its address is its state."""

import reflex as rx

from wtc.flows import trending
from wtc.shapes.trending import TrendingPage
from wtc.state.door import handler, visitor


class TrendingState(rx.State):
    """One tab of the page; ``ready`` once it has been read."""

    page: rx.Field[TrendingPage] = rx.field(default_factory=TrendingPage)
    ready: bool = False

    @handler()
    async def load(self) -> None:
        """Read the tab and the town that the address names."""
        asked = {str(name): str(value) for name, value in self.router.url.query_parameters.items()}
        self.page = await trending.page(asked, (await visitor(self)).id)
        self.ready = True
