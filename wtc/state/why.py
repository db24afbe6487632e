"""The drawer that says why an event was picked; which event stands in the address."""

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from wtc import clock
from wtc.db import act
from wtc.flows import why
from wtc.language import t
from wtc.services import dials
from wtc.shapes.accounts import Role
from wtc.shapes.why import WhyPage
from wtc.state.door import handler, visitor
from wtc.state.events.detail import DetailState
from wtc.state.events.home import HomeState

HOME, EVENTS = "/", "/events/"


class WhyState(rx.State):
    """The event that is explained. ``stage`` is loading, ready or denied; ``said`` is what turning a dial came to.

    ``undo`` is the dial that was turned last and ``back`` how far to turn it back, 0 for not at all.
    """

    stage: str = "loading"
    page: WhyPage = WhyPage()
    said: str = ""
    undo: str = ""
    back: int = 0

    @handler()
    async def open(self, event_id: int) -> AsyncIterator[None]:
        """Explain an event to whoever is signed in."""
        self.said, self.undo, self.back = "", "", 0
        if self.page.id != event_id:
            self.stage, self.page = "loading", WhyPage()
            yield
        await self._read(event_id)

    @handler(needs=Role.USER)
    async def again(self, event_id: int) -> Any:
        """Explain it anew after something was said, and let the page behind follow."""
        await self._read(event_id)
        return self._behind()

    @handler(needs=Role.USER)
    async def turn(self, factor: str, by: int) -> Any:
        """Turn one dial further, up or down; the drawer and the page behind it follow at once."""
        me = (await visitor(self)).known_id
        by = 1 if by > 0 else -1
        dial, before = await act(dials.turn, me, factor, by, further=True, now=clock.now())
        self.said = t("{what}: {more}. The list has moved.", what=dial.label, more=dial.words.lower())
        self.undo, self.back = factor, before - dial.step
        await self._read(self.page.id)
        return self._behind()

    @handler(needs=Role.USER)
    async def turn_back(self) -> Any:
        """Set the dial that was turned last to where it stood."""
        if self.undo and self.back:
            me = (await visitor(self)).known_id
            dial, _ = await act(dials.turn, me, self.undo, self.back, further=True, now=clock.now())
            self.said, self.undo, self.back = f"{dial.label}: {dial.words.lower()} again.", "", 0
            await self._read(self.page.id)
        return self._behind()

    async def _read(self, event_id: int) -> None:
        who = (await visitor(self)).id
        if who is None:
            self.stage, self.page = "denied", WhyPage()
            return
        asked = self.router.url.query_parameters.get("list", "") if self._at() == HOME else ""
        self.page = await why.page(who, event_id, chosen=str(asked))
        self.stage = "ready"

    def _behind(self) -> Any:
        """What reads the page under the drawer anew, where that is somebody's own."""
        refreshed: Any = HomeState.refresh if self._at() == HOME else DetailState.suit
        return refreshed if self._at() == HOME or self._at().startswith(EVENTS) else None

    def _at(self) -> str:
        return self.router.url.path
