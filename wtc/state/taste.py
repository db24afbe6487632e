"""What the visitor keeps, hides and likes, as every page's cards know it."""

from typing import Any

import reflex as rx

from wtc import clock
from wtc.db import act, ask
from wtc.services import feedback, taste
from wtc.shapes.accounts import Role
from wtc.shapes.taste import Action
from wtc.state.door import handler, visitor
from wtc.state.toasts import say, undoes


class TasteState(rx.State):
    """The ids of the coming events that the user keeps, hides and gave a thumb, newest first; empty for strangers."""

    saved_ids: rx.Field[list[int]] = rx.field(default_factory=list)
    hidden_ids: rx.Field[list[int]] = rx.field(default_factory=list)
    up_ids: rx.Field[list[int]] = rx.field(default_factory=list)
    down_ids: rx.Field[list[int]] = rx.field(default_factory=list)

    @handler()
    async def load(self) -> None:
        """Read the marks afresh: part of every page's arrival that shows a heart."""
        who = await visitor(self)
        marks = ((), (), (), ()) if who.id is None else await ask(feedback.marks, who.id, now=clock.now())
        self.saved_ids, self.hidden_ids, self.up_ids, self.down_ids = map(list, marks)

    @handler(needs=Role.USER)
    async def save(self, event_id: int) -> Any:
        """Keep an event."""
        await act(feedback.say, (await visitor(self)).known_id, event_id, Action.SAVE, now=clock.now())
        self.saved_ids = _with(self.saved_ids, event_id)
        return say("Saved. It's with your others, under Saved.")

    @handler(needs=Role.USER)
    async def unsave(self, event_id: int) -> Any:
        """Let a kept event go."""
        await act(feedback.unsay, (await visitor(self)).known_id, event_id, Action.SAVE)
        self.saved_ids = _without(self.saved_ids, event_id)
        return say("Let go. It's off your list.", undo=("save", event_id))

    @handler(needs=Role.USER)
    async def hide(self, event_id: int, aloud: bool = False) -> Any:
        """Keep an event out of sight. A card says so in its own place; elsewhere it is said ``aloud``."""
        await act(feedback.say, (await visitor(self)).known_id, event_id, Action.HIDE, now=clock.now())
        self.hidden_ids = _with(self.hidden_ids, event_id)
        return say("Grand, you won't see it again.", undo=("unhide", event_id)) if aloud else None

    @handler(needs=Role.USER)
    async def unhide(self, event_id: int) -> None:
        """Bring a hidden event back."""
        await act(feedback.unsay, (await visitor(self)).known_id, event_id, Action.HIDE)
        self.hidden_ids = _without(self.hidden_ids, event_id)

    @handler(needs=Role.USER)
    async def up(self, event_id: int) -> None:
        """More like this."""
        await act(feedback.say, (await visitor(self)).known_id, event_id, Action.UP, now=clock.now())
        self.up_ids, self.down_ids = _with(self.up_ids, event_id), _without(self.down_ids, event_id)

    @handler(needs=Role.USER)
    async def down(self, event_id: int, reason: str = "") -> None:
        """Not for me; said again with a ``reason``, why."""
        me = (await visitor(self)).known_id
        await act(feedback.say, me, event_id, Action.DOWN, reason=reason, now=clock.now())
        self.up_ids, self.down_ids = _without(self.up_ids, event_id), _with(self.down_ids, event_id)

    @handler(needs=Role.USER)
    async def unthumb(self, event_id: int) -> None:
        """Take a thumb back, whichever it was."""
        me = (await visitor(self)).known_id
        for action in (Action.UP, Action.DOWN):
            await act(feedback.unsay, me, event_id, action)
        self.up_ids, self.down_ids = _without(self.up_ids, event_id), _without(self.down_ids, event_id)


undoes("save", TasteState.save)
undoes("hide", TasteState.hide)
undoes("unhide", TasteState.unhide)


def _with(ids: list[int], event_id: int) -> list[int]:
    return [event_id, *(each for each in ids if each != event_id)][: taste.SHOWN]


def _without(ids: list[int], event_id: int) -> list[int]:
    return [each for each in ids if each != event_id]
