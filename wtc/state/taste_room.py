"""The room of one's own taste: read for whoever is signed in, and for nobody else."""

from collections.abc import AsyncIterator

import reflex as rx

from wtc.flows import tasteroom
from wtc.shapes.tasteroom import Heat, TasteRoom
from wtc.state.door import handler, visitor
from wtc.state.shell import ShellState


class TasteRoomState(rx.State):
    """What the page and the panels on Home show. ``stage`` is loading, ready or denied."""

    stage: str = "loading"
    room: rx.Field[TasteRoom] = rx.field(default_factory=TasteRoom)
    heat: rx.Field[Heat] = rx.field(default_factory=Heat)

    @handler(cost=2.0)
    async def load(self) -> AsyncIterator[None]:
        """Read everything of the page."""
        self.stage = "loading"
        yield
        user = (await visitor(self)).id
        if user is None:
            self.stage, self.room = "denied", TasteRoom()
            return
        shell = await self.get_state(ShellState)
        self.room = await tasteroom.room(user, shell.city)
        self.heat = self.room.heat
        self.stage = "ready"

    @handler(cost=2.0)
    async def panel(self) -> None:
        """Read what the panels on Home show, once the page around them stands."""
        user, shell = (await visitor(self)).id, await self.get_state(ShellState)
        self.heat = await tasteroom.nights(shell.town or shell.city, user)
        self.room = await tasteroom.room(user, shell.city, whole=False) if user else TasteRoom()
        self.stage = "ready" if user else "denied"
