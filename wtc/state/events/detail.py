"""One event's page, as its reader sees it."""

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from wtc.flows import details, why
from wtc.language import t
from wtc.shapes.details import EventDetail
from wtc.shapes.events import EventCard
from wtc.shapes.why import WhyPage
from wtc.state.door import handler, visitor
from wtc.state.taste import TasteState
from wtc.state.toasts import say

UNTITLED = "A gig · WhatsTheCraic"


class DetailState(rx.State):
    """The event of the address in hand, and why it ``suits`` the reader. ``stage`` is loading, ready or missing."""

    stage: str = "loading"
    title: str = UNTITLED
    detail: EventDetail = EventDetail()
    more: rx.Field[list[EventCard]] = rx.field(default_factory=list)
    suits: WhyPage = WhyPage()
    also: rx.Field[list[EventCard]] = rx.field(default_factory=list)

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Read the event that the address names."""
        asked = self.router.url.path.removeprefix("/events/").strip("/")
        if self.detail.slug != asked:
            self.stage = "loading"
            yield
        found = await details.page(asked)
        if found is None:
            self.stage, self.title, self.detail = "missing", f"{t('No such gig')} · WhatsTheCraic", EventDetail()
            self.more, self.also = [], []
            return
        self.detail = found.detail
        unwanted = set((await self.get_state(TasteState)).hidden_ids)
        self.more = [each for each in found.more if each.id not in unwanted]
        self.also = [each for each in found.also if each.id not in unwanted]
        await self._suit()
        self.stage, self.title = "ready", f"{found.title} · WhatsTheCraic"

    @handler(server=True)
    async def suit(self) -> None:
        """Say anew why it suits the reader, whose taste has changed."""
        await self._suit()

    async def _suit(self) -> None:
        who, told = (await visitor(self)).id, self.detail
        self.suits = WhyPage() if who is None or told.past or not told.id else await why.page(who, told.id)

    @handler()
    async def copied(self) -> Any:
        """The link is in the clipboard."""
        return say("Link copied. Pass it on.")

    @handler()
    async def not_copied(self) -> Any:
        """The browser would neither share nor copy."""
        return say("Your browser wouldn't copy that. The address bar has it.", "error")
