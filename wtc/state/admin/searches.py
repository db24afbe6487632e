"""The room of searches as one admin sees it: what visitors look for, and what they look for in vain."""

from collections.abc import AsyncIterator

import reflex as rx

from wtc.flows import searches
from wtc.shapes.accounts import Role
from wtc.shapes.searches import SearchesPage
from wtc.state.door import handler, visitor


class SearchesState(rx.State):
    """The room. ``stage`` is loading, ready or denied."""

    stage: str = "loading"
    page: rx.Field[SearchesPage] = rx.field(default_factory=SearchesPage)

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Fill the room for an admin; for everybody else it stays empty."""
        self.stage = "loading"
        yield
        if (await visitor(self)).role < Role.ADMIN:
            self.page, self.stage = SearchesPage(), "denied"
            return
        self.page = await searches.look(str(self.router.url.query_parameters.get("days", ""))[:10])
        self.stage = "ready"
