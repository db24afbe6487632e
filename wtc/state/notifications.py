"""What was told to the visitor, as the page shows it, and how news goes by mail and to their browsers."""

from collections.abc import AsyncIterator
from typing import Any, Literal

import reflex as rx

from wtc.flows import notifications, push
from wtc.shapes.accounts import Role
from wtc.shapes.alerts import NotificationDay, NotificationSettings
from wtc.shapes.push import DeviceCard
from wtc.state.door import handler, visitor
from wtc.state.shell import ShellState
from wtc.state.toasts import say

PAGE = 50
Field = Literal[
    "change",
    "show",
    "taste",
    "set",
    "digest_hour",
    "quiet_from",
    "quiet_to",
    "push_change",
    "push_show",
    "push_taste",
    "push_set",
]


class NotificationState(rx.State):
    """``stage`` is loading, ready or denied; ``more`` says that there are older ones.

    ``devices`` are the browsers that show news, ``key`` is that for which one subscribes.
    """

    stage: str = "loading"
    days: rx.Field[list[NotificationDay]] = rx.field(default_factory=list)
    unread: int = 0
    more: bool = False
    settled: NotificationSettings = NotificationSettings()
    devices: rx.Field[list[DeviceCard]] = rx.field(default_factory=list)
    key: str = ""
    _shown: int = PAGE

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Read the list and the settings. Reading marks nothing."""
        self.stage, self._shown = "loading", PAGE
        yield
        who = await visitor(self)
        if not who.signed_in:
            self.stage, self.days, self.devices = "denied", [], []
            return
        self.key = push.key()
        await self._list()
        self.settled = await notifications.settled(who)
        await self._read()
        self.stage = "ready"

    @handler(needs=Role.USER)
    async def read(self, notification_id: int) -> None:
        """Mark one as read."""
        await notifications.read(await visitor(self), notification_id)
        await self._read()

    @handler(needs=Role.USER)
    async def read_all(self) -> Any:
        """Mark all as read."""
        await notifications.read_all(await visitor(self))
        await self._read()
        return say("All read.")

    @handler(needs=Role.USER)
    async def older(self) -> None:
        """Show more of them."""
        self._shown = min(self._shown + PAGE, 4 * PAGE)
        await self._read()

    @handler(needs=Role.USER)
    async def settle(self, field: Field, value: str) -> Any:
        """Settle one thing about mail or push anew."""
        self.settled = await notifications.settle_one(await visitor(self), field, value)
        return say("Kept.")

    @handler(needs=Role.USER)
    async def switched(self) -> None:
        """A browser was switched on or off on the page: show it in the list."""
        await self._list()

    @handler(needs=Role.USER)
    async def remove(self, device_id: int) -> Any:
        """Show nothing in one of the browsers any more."""
        await push.switch_off(await visitor(self), device_id)
        await self._list()
        return say("Removed. Nothing is shown there any more.")

    async def _list(self) -> None:
        self.devices = list(await push.mine(await visitor(self)))

    async def _read(self) -> None:
        found = await notifications.page(await visitor(self), limit=self._shown)
        self.days, self.unread = list(notifications.by_day(found)), found.unread
        self.more = found.next is not None
        (await self.get_state(ShellState)).unread = found.unread
