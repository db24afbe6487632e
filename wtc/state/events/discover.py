"""Discover's memory: the address is the state; this holds only what it answers."""

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from wtc.domain import filters
from wtc.domain.text import clean
from wtc.flows import discover, searches
from wtc.shapes.discover import DiscoverPage
from wtc.state.door import handler, visitor
from wtc.state.shell import ShellState


class DiscoverState(rx.State):
    """What Discover shows; ``busy`` while a new answer is on its way, ``ready`` once there has been one."""

    page: rx.Field[DiscoverPage] = rx.field(default_factory=DiscoverPage)
    ready: bool = False
    busy: bool = False

    @handler()
    async def load(self) -> AsyncIterator[Any]:
        """Read the address and answer it. A sentence (``words``) is first read into the address that says the same."""
        self.busy = True
        yield
        address = self.router.url.query_parameters
        asked = filters.read(address)
        shell = await self.get_state(ShellState)
        home = shell.city or shell.town
        if said := clean(address.get("words", ""), filters.LONGEST):
            asked = await discover.told(said, asked, home)
            yield rx.redirect(filters.address(asked), replace=True)
            return
        agent, who = str(self.router.headers.user_agent)[:300], await visitor(self)
        self.page = await discover.look(asked, who.id, home, agent=agent, before=self.page)
        self.ready, self.busy = True, False
        shell.town = self.page.city or shell.town
        if self.router.headers.raw_headers.get("sec-gpc") != "1":
            seat = self.router.session
            searched, total = asked.said or asked.q, self.page.total
            searches.heard(searched, total, tab=seat.client_token, who=who, address=seat.client_ip, agent=agent)
