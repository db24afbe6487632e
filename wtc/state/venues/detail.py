"""One room's page: itself, a month of its calendar, and what organisers do there."""

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from wtc import clock
from wtc.db import act
from wtc.domain import venue_calendar
from wtc.flows import venues
from wtc.language import t
from wtc.services import slots
from wtc.shapes.accounts import Role
from wtc.shapes.venue_pages import DayMark, Month, VenueView
from wtc.state.door import handler, visitor
from wtc.state.toasts import say

UNTITLED = "A room · WhatsTheCraic"
NOTHING = DayMark(day="", status="", word="")


class VenueState(rx.State):
    """The room of the address in hand. ``stage`` is loading, ready or missing; ``picked`` is the night looked at."""

    stage: str = "loading"
    title: str = UNTITLED
    page: VenueView = VenueView()
    month: Month = Month()
    today: str = ""
    picked: str = ""
    night: DayMark = NOTHING
    keeper: bool = False
    chief: bool = False

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Read the room that the address names."""
        asked = self.router.url.path.removeprefix("/venues/").strip("/")
        if self.page.detail.slug != asked:
            self.stage, self.picked, self.night, self.month = "loading", "", NOTHING, Month()
            yield
        who = await visitor(self)
        address = self.router.url.query_parameters
        found = await venues.page(asked, address, who)
        if found is None:
            self.stage, self.title, self.page = "missing", f"{t('No such room')} · WhatsTheCraic", VenueView()
            return
        today = clock.local(clock.now()).date()
        month, day = venue_calendar.opened(address, self.month.name, today)
        self.page, self.today, self.picked = found, today.isoformat(), day or self.picked
        self.keeper, self.chief = who.role >= Role.ORGANIZER, who.role >= Role.ADMIN
        await self._read(month)
        self.stage, self.title = "ready", f"{found.detail.name} · WhatsTheCraic"

    @handler()
    async def turn(self, month: str) -> None:
        """Show another month of the calendar."""
        if self.page.detail.id:
            await self._read(month)

    @handler(cost=0.2)
    async def pick(self, day: str) -> None:
        """Look at one night."""
        self.picked = day[:10]
        self._look()

    @handler()
    async def put_up(self) -> Any:
        """A night was put up: show it."""
        if self.page.detail.id:
            await self._read(self.month.name)
        return say("It's on the calendar.")

    @handler(needs=Role.ORGANIZER)
    async def hold(self, slot: int) -> Any:
        """Ask for a free night."""
        await act(slots.ask, await visitor(self), self.page.detail.id, slot, now=clock.now())
        await self._read(self.month.name)
        return say("Held for you. The room has been asked, and you'll hear back here.")

    @handler(needs=Role.ORGANIZER)
    async def confirm(self, slot: int) -> Any:
        """Say yes to who asked for a night."""
        await act(slots.confirm, await visitor(self), self.page.detail.id, slot, now=clock.now())
        await self._read(self.month.name)
        return say("Booked, and they've been told.")

    @handler(needs=Role.ORGANIZER)
    async def let_go(self, slot: int) -> Any:
        """Say no to who asked for a night, or take one's own asking back."""
        await act(slots.decline, await visitor(self), self.page.detail.id, slot, now=clock.now())
        await self._read(self.month.name)
        return say("That night is free again.")

    @handler(needs=Role.ORGANIZER)
    async def remove(self, slot: int) -> Any:
        """Take a night off the calendar."""
        await act(slots.remove, await visitor(self), self.page.detail.id, slot, now=clock.now())
        await self._read(self.month.name)
        return say("Off the calendar.")

    @handler()
    async def copied(self) -> Any:
        """The link is in the clipboard."""
        return say("Link copied. Pass it on.")

    @handler()
    async def not_copied(self) -> Any:
        """The browser would neither share nor copy."""
        return say("Your browser wouldn't copy that. The address bar has it.", "error")

    async def _read(self, month: str) -> None:
        detail = self.page.detail
        self.month = await venues.month(detail.id, detail.slug, month, await visitor(self))
        self._look()

    def _look(self) -> None:
        here = (mark for mark in self.month.marks if mark.day == self.picked)
        self.night = next(here, NOTHING)
