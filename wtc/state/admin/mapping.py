"""The room of identity as one admin sees it: the record in hand, its choices, and what they decide."""

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from wtc import clock
from wtc.db import act, ask
from wtc.flows import mapping as training
from wtc.services import mapping
from wtc.services.mapping import versions
from wtc.shapes.accounts import Role
from wtc.shapes.mapping import ActChoice, Bar, Choice, Compared, PastDecision, Review, ScorerCard
from wtc.state.door import handler, visitor
from wtc.state.toasts import say

MANY = 20
_MOST_SKIPPED = 80
_LATE = "Somebody else decided on that one. On to the next."


class MappingState(rx.State):
    """The room. ``stage`` is loading, ready or denied. ``shown`` is the record in hand, or nothing when all are done.

    ``chosen`` is the act it is held against; ``undoable`` how many decisions of this session can be taken back.
    """

    stage: str = "loading"
    waiting: int = 0
    skipped: int = 0
    shown: rx.Field[list[Review]] = rx.field(default_factory=list)
    choices: rx.Field[list[Choice]] = rx.field(default_factory=list)
    chosen: int = 0
    fields: rx.Field[list[Compared]] = rx.field(default_factory=list)
    bars: rx.Field[list[Bar]] = rx.field(default_factory=list)
    found: rx.Field[list[ActChoice]] = rx.field(default_factory=list)
    undoable: int = 0
    least: int = 90
    above: int = 0
    history: rx.Field[list[PastDecision]] = rx.field(default_factory=list)
    more: int = 0
    scorer: rx.Field[list[ScorerCard]] = rx.field(default_factory=list)
    teaching: bool = False
    _queue: rx.Field[list[Review]] = rx.field(default_factory=list)
    _passed: rx.Field[list[int]] = rx.field(default_factory=list)
    _done: rx.Field[list[int]] = rx.field(default_factory=list)

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Fill the room for an admin; for everybody else it stays empty."""
        self.stage = "loading"
        yield
        if (await visitor(self)).role < Role.ADMIN:
            self._empty()
            self.stage = "denied"
            return
        self._queue, self._passed, self._done = [], [], []
        self.undoable, self.skipped, self.found, self.teaching = 0, 0, [], False
        await self._refresh()
        self.stage = "ready"

    @handler(needs=Role.ADMIN)
    async def refresh(self) -> None:
        """Read the queue and what is beside it again."""
        await self._refresh()

    @handler(needs=Role.ADMIN, cost=0.2)
    async def choose(self, artist_id: int) -> None:
        """Hold the record against another of its candidates."""
        self._hold(artist_id)

    @handler(needs=Role.ADMIN)
    async def accept(self) -> Any:
        """The record in hand is the act it is held against."""
        return await self._decide(mapping.accept, self.chosen)

    @handler(needs=Role.ADMIN)
    async def reject(self) -> Any:
        """It is not that act."""
        return await self._decide(mapping.reject, self.chosen)

    @handler(needs=Role.ADMIN)
    async def give(self, artist_id: int) -> Any:
        """It is another act of ours, found by hand."""
        return await self._decide(mapping.accept, artist_id)

    @handler(needs=Role.ADMIN)
    async def make_new(self) -> Any:
        """It is an act that we did not have."""
        return await self._decide(mapping.make_new)

    @handler(needs=Role.ADMIN, cost=0.2)
    async def skip(self) -> None:
        """Leave it for later."""
        if self.shown:
            self._passed = [*self._passed, self.shown[0].id][-_MOST_SKIPPED:]
            self.skipped = len(self._passed)
            await self._next()

    @handler(needs=Role.ADMIN)
    async def start_over(self) -> None:
        """Look again at those that were left for later."""
        self._passed, self._queue, self.skipped = [], [], 0
        await self._next()

    @handler(needs=Role.ADMIN)
    async def undo(self) -> Any:
        """Take back the last decision of this session."""
        if not self._done:
            return say("Nothing to take back.")
        return await self._take_back(self._done[-1])

    @handler(needs=Role.ADMIN)
    async def take_back(self, decision_id: int) -> Any:
        """Take back any decision."""
        return await self._take_back(decision_id)

    @handler(needs=Role.ADMIN, cost=0.5)
    async def find(self, text: str) -> None:
        """Our acts of such a name."""
        self.found = list(await ask(mapping.search, text[:80]))

    @handler(needs=Role.ADMIN, cost=0.5)
    async def preview(self, least: int) -> None:
        """How many would be accepted together."""
        self.least = min(max(least, 50), 100)
        self.above = await ask(mapping.above, self.least / 100)

    @handler(needs=Role.ADMIN, cost=5)
    async def accept_above(self) -> Any:
        """Accept them together; each can be taken back by itself."""
        by = (await visitor(self)).known_id
        done = await act(mapping.accept_above, self.least / 100, by=by, now=clock.now())
        self._done = [*self._done, *(one.decision_id for one in done)]
        self._queue = []
        await self._refresh()
        return say(f"{len(done)} accepted.")

    @handler(needs=Role.ADMIN)
    async def older(self) -> None:
        """More of the history."""
        page = await ask(mapping.history, limit=MANY, offset=len(self.history))
        self.history = [*self.history, *page.lines][:200]
        self.more = max(0, page.total - len(self.history)) if len(self.history) < 200 else 0

    @handler(needs=Role.ADMIN, cost=10)
    async def teach(self) -> AsyncIterator[Any]:
        """Teach the scorer again and say what came of it."""
        by = (await visitor(self)).known_id
        self.teaching = True
        yield
        made = await training.retrain(clock.now(), by=by)
        self.teaching = False
        self.scorer = [await ask(versions.card)]
        yield say(made.words)

    async def _decide(self, deed: Any, *about: int) -> Any:
        if not self.shown:
            return None
        record = self.shown[0]
        by, now = (await visitor(self)).known_id, clock.now()
        if (await ask(mapping.one, record.id)).state != record.state:
            self._queue = []
            await self._refresh()
            return say(_LATE, "error")
        done = await act(deed, record.id, *about, by=by, now=now, seen=record.state)
        self._done = [*self._done, done.decision_id]
        again = await ask(mapping.one, record.id)
        self._queue = [*([again] if again.needs_review else []), *self._queue]
        await self._refresh()
        return say(done.words)

    async def _take_back(self, decision_id: int) -> Any:
        by = (await visitor(self)).known_id
        told = await act(mapping.undo, decision_id, by=by, now=clock.now())
        self._done = [each for each in self._done if each != decision_id]
        again = await ask(mapping.one, told.record_id)
        held = [each for each in (*self.shown, *self._queue) if each.id != again.id]
        self._queue = [*([again] if again.needs_review else []), *held]
        await self._refresh()
        return say(told.words)

    async def _refresh(self) -> None:
        self.undoable = len(self._done)
        await self._next()
        page = await ask(mapping.history, limit=MANY)
        self.history, self.more = list(page.lines), max(0, page.total - MANY)
        self.scorer = [await ask(versions.card)]
        self.above = await ask(mapping.above, self.least / 100)

    async def _next(self) -> None:
        """Take the next record in hand, reading more of them when none is left."""
        read = await ask(mapping.waiting, limit=MANY + len(self._passed))
        self.waiting = read.waiting
        if not self._queue:
            self._queue = [each for each in read.reviews if each.id not in self._passed]
        self.shown, self._queue = self._queue[:1], self._queue[1:]
        self.choices = list(self.shown[0].choices) if self.shown else []
        self.found = []
        self._hold(self.choices[0].artist_id if self.choices else 0)

    def _empty(self) -> None:
        self.shown, self.choices, self.fields, self.bars, self.found = [], [], [], [], []
        self.history, self.scorer, self._queue = [], [], []
        self.waiting = self.above = self.more = 0

    def _hold(self, artist_id: int) -> None:
        held = next((each for each in self.choices if each.artist_id == artist_id), None)
        self.chosen = held.artist_id if held else 0
        self.fields, self.bars = (list(held.fields), list(held.bars)) if held else ([], [])
