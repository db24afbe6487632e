"""The desk of duplicates as one admin sees it: the pair in hand, those that follow, and what was ruled."""

from collections.abc import AsyncIterator
from typing import Any, Literal

import reflex as rx

from wtc.flows import review
from wtc.shapes.accounts import Role
from wtc.shapes.review import Duplicate
from wtc.state.door import handler, visitor
from wtc.state.toasts import say

Verdict = Literal["same", "different", "waiting"]
PAGE = 20
_SAID = {"same": "One show.", "different": "Two shows.", "waiting": "Taken back."}


class DuplicatesState(rx.State):
    """The room. ``stage`` is loading, ready or denied; ``pair`` is in hand, ``rest`` follow, ``total`` wait in all.

    ``skipped`` is how many were put off; ``last`` is the pair ruled last, 0 when there is nothing to take back.
    """

    stage: str = "loading"
    pair: Duplicate = Duplicate()
    rest: rx.Field[list[Duplicate]] = rx.field(default_factory=list)
    total: int = 0
    skipped: int = 0
    ruled: rx.Field[list[Duplicate]] = rx.field(default_factory=list)
    ruled_total: int = 0
    last: int = 0
    above: int = 75
    swept: int = 0

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Fill the room for an admin; for everybody else it stays empty."""
        self.stage = "loading"
        yield
        if (await visitor(self)).role < Role.ADMIN:
            self._empty()
            self.stage = "denied"
            return
        self.skipped, self.last = 0, 0
        await self._read()
        self.stage = "ready"

    @handler(needs=Role.ADMIN)
    async def rule(self, pair_id: int, verdict: Verdict) -> Any:
        """Rule about a pair and take up the next."""
        await review.rule(await visitor(self), pair_id, verdict)
        self.last = 0 if verdict == "waiting" else pair_id
        await self._read()
        return say(_SAID[verdict])

    @handler(needs=Role.ADMIN)
    async def undo(self) -> Any:
        """Take the last ruling back."""
        if not self.last:
            return say("Nothing to take back.")
        await review.rule(await visitor(self), self.last, "waiting")
        self.last = 0
        await self._read()
        return say(_SAID["waiting"])

    @handler(needs=Role.ADMIN, cost=0.5)
    async def skip(self) -> None:
        """Put the pair in hand off; after the last it begins again."""
        self.skipped = self.skipped + 1 if self.skipped + 1 < self.total else 0
        await self._read()

    @handler(needs=Role.ADMIN, cost=0.5)
    async def look_above(self, percent: str) -> None:
        """Count what a sweep from this score on would rule."""
        self.above = int(percent) if percent in ("50", "60", "70", "75", "80", "90") else 75
        self.swept = await review.above(self.above)

    @handler(needs=Role.ADMIN, cost=5.0)
    async def sweep(self) -> Any:
        """Rule every pair from that score on to be one show."""
        done = await review.sweep(await visitor(self), self.above)
        await self._read()
        return say(f"{done} ruled to be one show." if done else "Nothing was that sure any more.")

    async def _read(self) -> None:
        found = await review.duplicates(limit=PAGE, offset=self.skipped)
        if not found.pairs and self.skipped:
            self.skipped = 0
            found = await review.duplicates(limit=PAGE)
        self.pair = found.pairs[0] if found.pairs else Duplicate()
        self.rest, self.total = list(found.pairs[1:]), found.total
        past = await review.duplicates(decided=True, limit=PAGE)
        self.ruled, self.ruled_total = list(past.pairs), past.total
        self.swept = await review.above(self.above)

    def _empty(self) -> None:
        self.pair, self.rest, self.ruled = Duplicate(), [], []
        self.total = self.skipped = self.ruled_total = self.last = self.swept = 0
