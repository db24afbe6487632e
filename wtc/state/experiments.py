"""How we pick, as one reader sees it."""

import reflex as rx

from wtc.flows import experiments
from wtc.shapes.experiment_pages import HowPage
from wtc.state.door import handler, visitor


class HowState(rx.State):
    """The page. ``ready`` is False until it is read."""

    ready: bool = False
    page: HowPage = HowPage()

    @handler(cost=0.5)
    async def load(self) -> None:
        """Read what is compared and what the reader is on."""
        self.page = await experiments.how(await visitor(self))
        self.ready = True
