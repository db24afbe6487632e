"""The lists of what the visitor keeps and hides; which one is open stands in the address."""

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from wtc import clock
from wtc.db import act, ask
from wtc.domain.cards import card
from wtc.services import feedback, taste
from wtc.shapes.accounts import Role
from wtc.shapes.events import EventCard
from wtc.shapes.taste import Action
from wtc.state.door import handler, visitor
from wtc.state.taste import TasteState
from wtc.state.toasts import say

TABS = ("upcoming", "calendar", "past", "hidden")
PAGE = 24
_MOST_PAGES = 100


class SavedState(rx.State):
    """One page of the list whose ``tab`` is open. ``stage`` is loading, ready or denied.

    ``attended`` are the ids of those cards that the user was at; ``next`` and ``previous`` are addresses, empty where
    there is no further page.
    """

    stage: str = "loading"
    tab: str = TABS[0]
    back: str = "/saved"
    cards: rx.Field[list[EventCard]] = rx.field(default_factory=list)
    attended: rx.Field[list[int]] = rx.field(default_factory=list)
    upcoming: int = 0
    past: int = 0
    hidden: int = 0
    previous: str = ""
    next: str = ""

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Read the list that the address names, for whoever is signed in."""
        asked = self.router.url.query_parameters
        tab = asked.get("tab", "")
        self.tab = tab if tab in TABS else TABS[0]
        self.back = f"/saved?tab={self.tab}"
        self.stage = "loading"
        yield
        user = (await visitor(self)).id
        if user is None:
            self.stage, self.cards = "denied", []
            return
        await self._read(user, _page(asked.get("page", "")))

    @handler(needs=Role.USER)
    async def bring_back(self, event_id: int) -> Any:
        """Take one event off the list of hidden ones."""
        user = (await visitor(self)).known_id
        await act(feedback.unsay, user, event_id, Action.HIDE)
        marks = await self.get_state(TasteState)
        marks.hidden_ids = [each for each in marks.hidden_ids if each != event_id]
        self.cards = [each for each in self.cards if each.id != event_id]
        self.upcoming, self.past, self.hidden = await ask(taste.counts, user, now=clock.now())
        return say("Back where you can see it.", undo=("hide", event_id))

    @handler(needs=Role.USER)
    async def was_there(self, event_id: int) -> None:
        """Note that the user was at a night that is over."""
        await act(feedback.say, (await visitor(self)).known_id, event_id, Action.ATTENDED, now=clock.now())
        self.attended = [event_id, *(each for each in self.attended if each != event_id)][:PAGE]

    @handler(needs=Role.USER)
    async def was_not_there(self, event_id: int) -> None:
        """Take that back."""
        await act(feedback.unsay, (await visitor(self)).known_id, event_id, Action.ATTENDED)
        self.attended = [each for each in self.attended if each != event_id]

    async def _read(self, user: int, page: int) -> None:
        now, offset = clock.now(), (page - 1) * PAGE
        self.upcoming, self.past, self.hidden = await ask(taste.counts, user, now=now)
        if self.tab == "calendar":  # AgendaState reads that
            self.cards, self.attended, self.previous, self.next, self.stage = [], [], "", "", "ready"
            return
        if self.tab == "hidden":
            found = await ask(taste.hidden, user, limit=PAGE, offset=offset)
        else:
            found = await ask(taste.saved, user, now=now, past=self.tab == "past", limit=PAGE, offset=offset)
        self.cards = [card(event, now=now) for event in found.events]
        self.attended = list(await ask(feedback.attended, user, [each.id for each in found.events]))
        self.previous = f"{self.back}&page={page - 1}" if page > 1 else ""
        self.next = f"{self.back}&page={page + 1}" if found.next is not None else ""
        self.stage = "ready"


def _page(asked: str) -> int:
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1
    return min(max(number, 1), _MOST_PAGES)
