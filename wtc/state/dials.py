"""What the visitor turned up and down, and whether their lists go by what is known of them."""

from typing import Any

import reflex as rx

from wtc import clock
from wtc.db import act, ask
from wtc.language import t
from wtc.services import dials, preferences
from wtc.shapes.accounts import Role
from wtc.shapes.taste import Dial
from wtc.state.door import handler, visitor
from wtc.state.toasts import say, undoes

_REMEMBERED = 20


class DialState(rx.State):
    """The dials that are off the middle, the latest turned first; ``profiling`` as the user wants it."""

    dials: rx.Field[list[Dial]] = rx.field(default_factory=list)
    profiling: bool = True
    ready: bool = False
    _turns: rx.Field[dict[int, list[tuple[str, int]]]] = rx.field(default_factory=dict)
    _last: int = 0

    @handler()
    async def load(self) -> None:
        """Read the dials afresh, for whoever is signed in."""
        me = (await visitor(self)).id
        self.dials, self.profiling = [], True
        if me is not None:
            self.dials = list(await ask(dials.listed, me))
            self.profiling = (await ask(preferences.read, me)).profiling
        self.ready = me is not None

    @handler(needs=Role.USER)
    async def less(self, factor: str) -> Any:
        """Turn one factor, sound, act or room down a step."""
        return await self._turn(factor, -1, further=True)

    @handler(needs=Role.USER)
    async def more(self, factor: str) -> Any:
        """Turn it up a step."""
        return await self._turn(factor, 1, further=True)

    @handler(needs=Role.USER)
    async def middle(self, factor: str) -> Any:
        """Set one dial back."""
        return await self._turn(factor, 0, further=False)

    @handler(needs=Role.USER)
    async def set_back(self) -> Any:
        """Set every dial back."""
        me = (await visitor(self)).known_id
        stood = [(dial.factor, dial.step) for dial in await ask(dials.listed, me)]
        await act(dials.reset, me)
        self.dials = []
        return say("All back as it comes.", undo=("dials", self._remember(stood)))

    @handler(needs=Role.USER)
    async def undo(self, turn: int) -> None:
        """Take back what a message told of."""
        me = (await visitor(self)).known_id
        for factor, step in self._turns.pop(turn, []):
            await act(dials.turn, me, factor, step, now=clock.now())
        self.dials = list(await ask(dials.listed, me))

    @handler(needs=Role.USER)
    async def profile(self, on: bool) -> Any:
        """Go by what is known of the user, or rank without it."""
        await act(preferences.profile, (await visitor(self)).known_id, on, now=clock.now())
        self.profiling = on
        return say("Your lists go by your taste again." if on else "Done. Your lists leave your history out of it.")

    async def _turn(self, factor: str, step: int, *, further: bool) -> Any:
        me = (await visitor(self)).known_id
        dial, before = await act(dials.turn, me, factor, step, further=further, now=clock.now())
        self.dials = list(await ask(dials.listed, me))
        if dial.step == before:
            return say(t("{more} already: {what}.", more=dial.words, what=dial.label))
        return say(f"{dial.words}: {dial.label}.", undo=("dials", self._remember([(factor, before)])))

    def _remember(self, stood: list[tuple[str, int]]) -> int:
        """Keep where dials stood for a message's Undo, the latest few, and answer the number it is kept under."""
        self._last += 1
        self._turns = {turn: self._turns[turn] for turn in list(self._turns)[1 - _REMEMBERED :]} | {self._last: stood}
        return self._last


undoes("dials", DialState.undo)
