"""What the visitor keeps and hides, as every page's hearts know it."""

from typing import Any

import reflex as rx

from wtc import clock
from wtc.db import act, ask
from wtc.services import taste
from wtc.shapes.accounts import Role
from wtc.state.door import handler, visitor
from wtc.state.toasts import say, undoes


class TasteState(rx.State):
    """The ids of the coming events that the user keeps and hides, newest first; empty when nobody is signed in."""

    saved_ids: rx.Field[list[int]] = rx.field(default_factory=list)
    hidden_ids: rx.Field[list[int]] = rx.field(default_factory=list)

    @handler()
    async def load(self) -> None:
        """Read the marks afresh: part of every page's arrival that shows a heart."""
        who = await visitor(self)
        kept, hid = await ask(taste.marks, who.id, now=clock.now()) if who.id is not None else ((), ())
        self.saved_ids, self.hidden_ids = list(kept), list(hid)

    @handler(needs=Role.USER)
    async def save(self, event_id: int) -> Any:
        """Keep an event."""
        await act(taste.save, (await visitor(self)).known_id, event_id, now=clock.now())
        self.saved_ids = _with(self.saved_ids, event_id)
        return say("Saved. It's with your others, under Saved.")

    @handler(needs=Role.USER)
    async def unsave(self, event_id: int) -> Any:
        """Let a kept event go."""
        await act(taste.unsave, (await visitor(self)).known_id, event_id)
        self.saved_ids = _without(self.saved_ids, event_id)
        return say("Let go. It's off your list.", undo=("save", event_id))

    @handler(needs=Role.USER)
    async def hide(self, event_id: int, aloud: bool = False) -> Any:
        """Keep an event out of sight. A card says so in its own place; elsewhere it is said ``aloud``."""
        await act(taste.hide, (await visitor(self)).known_id, event_id, now=clock.now())
        self.hidden_ids = _with(self.hidden_ids, event_id)
        return say("Grand, you won't see it again.", undo=("unhide", event_id)) if aloud else None

    @handler(needs=Role.USER)
    async def unhide(self, event_id: int) -> None:
        """Bring a hidden event back."""
        await act(taste.unhide, (await visitor(self)).known_id, event_id)
        self.hidden_ids = _without(self.hidden_ids, event_id)


undoes("save", TasteState.save)
undoes("hide", TasteState.hide)
undoes("unhide", TasteState.unhide)


def _with(ids: list[int], event_id: int) -> list[int]:
    return [event_id, *(each for each in ids if each != event_id)][: taste.SHOWN]


def _without(ids: list[int], event_id: int) -> list[int]:
    return [each for each in ids if each != event_id]
