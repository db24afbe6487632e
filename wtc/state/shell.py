"""What every page knows of its reader: who they are and the city they chose."""

from typing import Any

import reflex as rx

from wtc.db import ask
from wtc.flows import counts, experiments
from wtc.language import spoken
from wtc.services import alarms, notifications
from wtc.shapes.accounts import Role
from wtc.shapes.shell import Choice
from wtc.state.door import handler, visitor
from wtc.state.toasts import ToastState, say

KEPT_FOR = 365 * 24 * 3600


class ShellState(rx.State):
    """The reader as the bars show them. ``city`` is kept on the device by name; ``town`` is the one in force.

    ``reader`` tells one browser's readers apart: empty until known, then nobody or a user's id. ``alerts`` is for
    admins: how many of them nobody took on. ``unread`` are a reader's own notifications; ``picked`` says which list
    picks for them.
    """

    signed_in: bool = False
    reader: str = ""
    name: str = ""
    initials: str = ""
    role: str = ""
    alerts: int = 0
    unread: int = 0
    picked: str = ""
    town: str = ""
    cities: tuple[Choice, ...] = ()
    city: str = rx.Cookie("", name="wtc_city", max_age=KEPT_FOR, same_site="lax")

    @handler()
    async def load(self) -> None:
        """Learn who is here and where: the first part of every page's arrival."""
        (await self.get_state(ToastState)).failing = False
        who = await visitor(self)
        self.signed_in, self.name, self.initials, self.role = who.signed_in, who.name, who.initials, who.role.word
        self.reader = "nobody" if who.id is None else str(who.id)
        self.alerts = await ask(alarms.waiting) if who.role is Role.ADMIN else 0
        self.unread = await ask(notifications.unread, who.id) if who.id is not None else 0
        self.picked = await experiments.chip(who)
        known = await counts.cities()
        self.town = counts.town(self.city, known)
        self.cities = counts.choices(known, spoken())

    @handler()
    async def pick(self, city: str) -> None:
        """Keep a town as the reader's own; one we do not know changes nothing."""
        self.town = counts.town(city, await counts.cities())
        self.city = self.town

    @handler()
    async def no_position(self) -> Any:
        """The browser did not say where the reader is: nothing is lost, the towns are still there."""
        return say("No position, no problem: pick your town instead.")
