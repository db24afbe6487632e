"""The visitor's alerts as the page shows them, and the sentence that is being written."""

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import quote

import reflex as rx

from wtc.flows import alerts
from wtc.language import t
from wtc.shapes.accounts import Role
from wtc.shapes.alerts import AlertBegun, AlertCard, AlertDraft
from wtc.shapes.shell import Choice
from wtc.state.door import handler, visitor
from wtc.state.toasts import say, undoes

PATH = "/alerts"
_REMEMBERED = 20


class AlertState(rx.State):
    """``stage`` is loading, ready or denied; ``begun`` is what the form stands at; ``room`` how many more fit;
    ``unheard`` that one waits for a taste of which nothing is known; ``towns`` are those that it may name."""

    stage: str = "loading"
    back: str = PATH
    alerts: rx.Field[list[AlertCard]] = rx.field(default_factory=list)
    room: int = 0
    suggestions: rx.Field[list[Choice]] = rx.field(default_factory=list)
    unheard: bool = False
    begun: AlertBegun = AlertBegun()
    towns: rx.Field[list[Choice]] = rx.field(default_factory=list)
    _gone: rx.Field[dict[int, AlertDraft]] = rx.field(default_factory=dict)

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Read the alerts, and begin the sentence that the address asks for."""
        asked = self.router.url.query_parameters
        query = self.router.url.query
        self.back = quote(f"{PATH}?{query}" if query else PATH, safe="")
        self.stage = "loading"
        yield
        who = await visitor(self)
        if not who.signed_in:
            self.stage, self.alerts, self.suggestions = "denied", [], []
            return
        self.begun = await alerts.begun({name: str(asked.get(name, "")) for name in ("kind", "about", "id")})
        self.towns = list(alerts.towns())
        await self._read()
        self.stage = "ready"

    @handler(needs=Role.USER)
    async def kept(self, sentence: str) -> Any:
        """Show the alert that the form kept."""
        self.begun = AlertBegun(kind=self.begun.kind if self.begun.kind != "search" else "artist")
        await self._read()
        return say(t("Right so. {sentence}", sentence=sentence[:200]))

    @handler(needs=Role.USER)
    async def edit(self, alert_id: int) -> None:
        """Put one alert into the form."""
        found = next((each for each in self.alerts if each.id == alert_id), None)
        if found:
            self.begun = await alerts.in_hand(await visitor(self), alert_id)

    @handler(needs=Role.USER)
    async def leave(self) -> None:
        """Leave the alert in the form as it was."""
        self.begun = AlertBegun()

    @handler(needs=Role.USER)
    async def pause(self, alert_id: int) -> Any:
        """Let one rest."""
        await alerts.pause(await visitor(self), alert_id, True)
        await self._read()
        return say("Resting. Wake it when you like.", undo=("wake", alert_id))

    @handler(needs=Role.USER)
    async def wake(self, alert_id: int) -> None:
        """Wake one."""
        await alerts.pause(await visitor(self), alert_id, False)
        await self._read()

    @handler(needs=Role.USER)
    async def drop(self, alert_id: int) -> Any:
        """Let one go, to be had back for a while."""
        draft = await alerts.drop(await visitor(self), alert_id)
        kept = list(self._gone)[1 - _REMEMBERED :]
        self._gone = {each: self._gone[each] for each in kept} | {alert_id: draft}
        if self.begun.id == alert_id:
            self.begun = AlertBegun()
        await self._read()
        return say("Let go.", undo=("alert", alert_id))

    @handler(needs=Role.USER)
    async def restore(self, alert_id: int) -> None:
        """Make one again that was let go."""
        draft = self._gone.pop(alert_id, None)
        if draft:
            await alerts.add(await visitor(self), draft)
            await self._read()

    async def _read(self) -> None:
        found = await alerts.page(await visitor(self))
        self.alerts, self.room, self.unheard = list(found.alerts), found.room, found.unheard
        self.suggestions = list(found.suggestions)


undoes("wake", AlertState.wake)
undoes("alert", AlertState.restore)
