"""An organiser's own nights, and the one in hand: lists and words; what is written goes through the API."""

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from wtc import clock
from wtc.domain import organising
from wtc.errors import NotFound
from wtc.flows import local
from wtc.shapes.accounts import Role
from wtc.shapes.events import EventCard
from wtc.shapes.local import NightGroup
from wtc.state.door import handler, visitor
from wtc.state.toasts import say

TABS = ("upcoming", "past", "cancelled")
PAGE = 50
_LONGEST = 12


class OrganiserState(rx.State):
    """The list whose ``tab`` is open. ``stage`` is loading, ready, denied (nobody is signed in) or outside (no key)."""

    stage: str = "loading"
    tab: str = TABS[0]
    done: str = ""
    groups: rx.Field[list[NightGroup]] = rx.field(default_factory=list)
    total: int = 0
    previous: str = ""
    next: str = ""
    asked: bool = False

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Read the list that the address names, for whoever may have one."""
        given = self.router.url.query_parameters
        tab = given.get("tab", "")
        self.tab = tab if tab in TABS else TABS[0]
        self.done = organising.DONE.get(given.get("done", ""), "")
        self.stage = "loading"
        before = await self.get_state(NightState)
        before.stage, before.night = "loading", {}  # else the next one opened shows it until it is read
        yield
        who = await visitor(self)
        if who.role < Role.ORGANIZER:
            self.groups, self.total = [], 0
            self.asked = who.signed_in and await local.asked_in(who)
            self.stage = "outside" if who.signed_in else "denied"
            return
        page = _number(given.get("page", ""), 1)
        found = await local.mine(who, self.tab, offset=(page - 1) * PAGE)
        self.groups = list(organising.groups(found.nights, now=clock.now()))
        self.total = found.total
        here = f"/organiser?tab={self.tab}&page="
        self.previous = f"{here}{page - 1}" if page > 1 else ""
        self.next = f"{here}{page + 1}" if found.next is not None else ""
        self.stage = "ready"

    @handler(needs=Role.USER)
    async def ask_in(self) -> Any:
        """Ask the house for a key."""
        await local.ask_in(await visitor(self))
        self.asked = True
        return say("Asked. Somebody with the keys will look at it.")


class NightState(rx.State):
    """The night of the address in hand. ``stage`` is loading, ready, denied or missing; ``night`` is empty when new."""

    stage: str = "loading"
    key: str = ""
    today: str = ""
    page: str = ""
    doing: str = ""
    night: rx.Field[dict[str, Any]] = rx.field(default_factory=dict)
    preview: EventCard = EventCard(id=0, slug="", href="", title="")

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Read the night that the address names, or a new one's empty form."""
        asked = self.router.url.path.rstrip("/").rpartition("/")[2]
        self.stage, self.night = "loading", {}
        yield
        who = await visitor(self)
        if who.role < Role.ORGANIZER:
            self.stage = "denied"
            return
        self.page = self.doing = ""
        if asked != "new":
            try:
                night = await local.night(who, night_id=_number(asked, 0))
            except NotFound:
                self.stage = "missing"
                return
            self.night = organising.held(night)
            self.page = f"/events/{night.slug}" if night.slug else ""
            self.doing = organising.doing(night)
        self.preview = await local.preview(self.night.get("form", {}))
        self.today = clock.local(clock.now()).date().isoformat()
        self.key = f"{asked}-{self.night.get('version', 0)}"
        self.stage = "ready"

    @handler(needs=Role.ORGANIZER, cost=0.3)
    async def show(self, form: dict[str, Any]) -> None:
        """Draw the card of what is written so far."""
        self.preview = await local.preview(form)


def _number(text: str, other: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) <= _LONGEST and int(text) > 0 else other
