"""The month of the calendar tab of Saved, and the gigs of the month or of the day that is picked."""

import reflex as rx

from wtc import clock
from wtc.db import ask
from wtc.domain import agenda, venue_calendar
from wtc.domain.cards import card
from wtc.services import agenda as gigs
from wtc.shapes.accounts import Role
from wtc.shapes.events import EventCard
from wtc.shapes.venue_pages import Month
from wtc.state.door import handler, visitor

TAB = "calendar"
SHOWN = 60


class AgendaState(rx.State):
    """``picked`` is the day looked at, empty for the whole month; ``followed`` are the ids of what is not saved."""

    ready: bool = False
    month: Month = Month()
    today: str = ""
    picked: str = ""
    cards: rx.Field[list[EventCard]] = rx.field(default_factory=list)
    followed: rx.Field[list[int]] = rx.field(default_factory=list)

    @handler()
    async def load(self) -> None:
        """Read the month when its tab is open, for whoever is signed in."""
        self.ready, self.picked, self.cards = False, "", []
        me, asked = (await visitor(self)).id, self.router.url.query_parameters
        if me is None or asked.get("tab") != TAB:
            return
        month, self.picked = venue_calendar.opened(asked, self.month.name, clock.local(clock.now()).date())
        await self._read(me, month)
        self.ready = True

    @handler(needs=Role.USER)
    async def turn(self, month: str) -> None:
        """Show another month."""
        self.picked = ""
        await self._read((await visitor(self)).known_id, month)

    @handler(needs=Role.USER)
    async def pick(self, day: str) -> None:
        """Show one day, or with the same again the whole month."""
        known = {mark.day for mark in self.month.marks}
        self.picked = day if day in known and day != self.picked else ""
        await self._read((await visitor(self)).known_id, self.month.name)

    async def _read(self, me: int, month: str) -> None:
        now = clock.now()
        today = clock.local(now).date()
        name = venue_calendar.month_named(month, today)
        saved, followed = await ask(gigs.between, me, *agenda.span(name))
        self.month = agenda.month(name, saved, followed, self.picked)
        self.today = today.isoformat()
        shown = [each for each in agenda.together(saved, followed) if self.picked in ("", str(agenda.on(each)))]
        cards = [card(event, now=now) for event in shown[:SHOWN]]
        self.cards = sorted(cards, key=lambda each: each.past)  # what is over goes last
        self.followed = [event.id for event in followed]
