"""The ML room as one admin sees it: figures, versions, training, and the version they put to work."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

import reflex as rx
from pydantic import Field

from wtc.flows import model_room, training
from wtc.shapes.accounts import Role
from wtc.shapes.model_room import ModelPage
from wtc.state.door import handler, visitor
from wtc.state.toasts import say

Label = Annotated[str, Field(min_length=1, max_length=20)]
QUICK, SLOW = 1_500, 30_000


class ModelState(rx.State):
    """The room. ``stage`` is loading, ready or denied; ``every`` is how soon the page looks again, in milliseconds."""

    stage: str = "loading"
    page: rx.Field[ModelPage] = rx.field(default_factory=ModelPage)
    every: int = SLOW

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Fill the room for an admin; for everybody else it stays empty."""
        self.stage = "loading"
        yield
        if (await visitor(self)).role < Role.ADMIN:
            self.page, self.stage = ModelPage(), "denied"
            return
        await self._read()
        self.stage = "ready"

    @handler(needs=Role.ADMIN, cost=0.2)
    async def look(self) -> None:
        """The room as it stands now."""
        await self._read()

    @handler(needs=Role.ADMIN)
    async def retrain(self) -> Any:
        """Have a model trained now."""
        await training.ask_for(await visitor(self))
        await self._read()
        return say("On it. What serves goes on serving meanwhile.")

    @handler(needs=Role.ADMIN)
    async def put_to_work(self, label: Label) -> Any:
        """Let a version serve, an earlier one or a later one again."""
        version = await model_room.activate(await visitor(self), label)
        await self._read()
        return say(f"Version {version.label} serves from now on.")

    async def _read(self) -> None:
        self.page = await model_room.look(str(self.router.url.query_parameters.get("of", ""))[:10])
        self.every = QUICK if self.page.busy else SLOW
