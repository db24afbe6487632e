"""The desk of reports as one admin sees it: what is said to be wrong, messages that are held, what was set right."""

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from wtc.flows import review
from wtc.shapes.accounts import Role
from wtc.shapes.review import Correction, HeldMessage, Report
from wtc.state.door import handler, visitor
from wtc.state.reports import fields, number_of
from wtc.state.toasts import say

PAGE = 20


class ReportsState(rx.State):
    """The room. ``stage`` is loading, ready or denied; ``total`` reports wait, ``offset`` of them are passed over."""

    stage: str = "loading"
    reports: rx.Field[list[Report]] = rx.field(default_factory=list)
    total: int = 0
    offset: int = 0
    answered: rx.Field[list[Report]] = rx.field(default_factory=list)
    held: rx.Field[list[HeldMessage]] = rx.field(default_factory=list)
    held_total: int = 0
    corrections: rx.Field[list[Correction]] = rx.field(default_factory=list)

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Fill the room for an admin; for everybody else it stays empty."""
        self.stage = "loading"
        yield
        if (await visitor(self)).role < Role.ADMIN:
            self.reports, self.answered, self.held, self.corrections = [], [], [], []
            self.total, self.offset, self.held_total = 0, 0, 0
            self.stage = "denied"
            return
        self.offset = 0
        await self._read()
        self.stage = "ready"

    @handler(needs=Role.ADMIN)
    async def answer(self, said: list[str]) -> Any:
        """Answer a report: its id, fixed or declined, and a sentence."""
        number, state, words = fields(said, 3)
        await review.close(await visitor(self), number_of(number), state, words[:1000])
        await self._read()
        return say("Answered. Its sender will hear of it.")

    @handler(needs=Role.ADMIN)
    async def release(self, message_id: int) -> Any:
        """Pass a held message on."""
        await review.judge(await visitor(self), message_id, release=True)
        await self._read()
        return say("Released. It's on its way.")

    @handler(needs=Role.ADMIN)
    async def drop(self, message_id: int) -> Any:
        """Drop a held message for good."""
        await review.judge(await visitor(self), message_id, release=False)
        await self._read()
        return say("Dropped. It goes nowhere.")

    @handler(needs=Role.ADMIN)
    async def set_right(self, said: list[str]) -> Any:
        """Set one fact of a gig right: the gig, the field, the value."""
        gig, field, value = fields(said, 3)
        made = await review.set_right(await visitor(self), gig[:400], field, value[:400])
        await self._read()
        return say(f"{made.label} set right. No source will overrule it.")

    @handler(needs=Role.ADMIN)
    async def take_back(self, correction_id: int) -> Any:
        """Let the sources speak again."""
        await review.take_back(await visitor(self), correction_id)
        await self._read()
        return say("Taken back. The sources speak again.")

    @handler(needs=Role.ADMIN, cost=0.5)
    async def more(self) -> None:
        """The next page of reports; after the last the first."""
        self.offset = self.offset + PAGE if self.offset + PAGE < self.total else 0
        await self._read()

    async def _read(self) -> None:
        found = await review.reported(limit=PAGE, offset=self.offset)
        self.reports, self.total = list(found.reports), found.total
        self.answered = list((await review.reported(answered=True, limit=PAGE)).reports)
        waiting = await review.held(limit=PAGE)
        self.held, self.held_total = list(waiting.messages), waiting.total
        self.corrections = list(await review.corrections())
