"""One event's page, as its reader sees it."""

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from wtc import clock
from wtc.domain.cards import card
from wtc.domain.details import detail
from wtc.flows import details
from wtc.settings import settings
from wtc.shapes.details import EventDetail
from wtc.shapes.events import EventCard
from wtc.state.door import handler
from wtc.state.taste import TasteState
from wtc.state.toasts import say

UNTITLED = "A gig · WhatsTheCraic"


class DetailState(rx.State):
    """The event of the address in hand. ``stage`` is loading, ready or missing."""

    stage: str = "loading"
    title: str = UNTITLED
    detail: EventDetail = EventDetail()
    more: rx.Field[list[EventCard]] = rx.field(default_factory=list)
    also: rx.Field[list[EventCard]] = rx.field(default_factory=list)

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Read the event that the address names."""
        asked = self.router.url.path.removeprefix("/events/").strip("/")
        if self.detail.slug != asked:
            self.stage = "loading"
            yield
        now = clock.now()
        story = await details.story(asked)
        if story is None:
            self.stage, self.title, self.detail = "missing", "No such gig · WhatsTheCraic", EventDetail()
            self.more, self.also = [], []
            return
        self.detail = detail(story, now=now, players=settings().mixcloud_enabled)
        unwanted = set((await self.get_state(TasteState)).hidden_ids)
        self.more = [card(event, now=now) for event in story.more if event.id not in unwanted]
        self.also = [card(event, now=now) for event in story.also if event.id not in unwanted]
        self.stage, self.title = "ready", f"{story.event.title} · WhatsTheCraic"

    @handler()
    async def copied(self) -> Any:
        """The link is in the clipboard."""
        return say("Link copied. Pass it on.")

    @handler()
    async def not_copied(self) -> Any:
        """The browser would neither share nor copy."""
        return say("Your browser wouldn't copy that. The address bar has it.", "error")
