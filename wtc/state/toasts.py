"""Short messages at the foot of the window: at most three, each gone after eight seconds, some with Undo."""

from typing import Any

import reflex as rx

from wtc.language import told
from wtc.shapes.shell import Toast
from wtc.state.door import handler

MOST = 3
_LONGEST = 300
_UNDOES: dict[str, Any] = {}


def undoes(name: str, event: Any) -> None:
    """Let a toast offer Undo under ``name``: ``undoes("hide", TasteState.unhide)``. The event takes one id."""
    _UNDOES[name] = event


class ToastState(rx.State):
    """The messages on screen, oldest first.

    ``refusals`` counts errors, so that a wish shown early is taken back; ``failing`` says that there was one since
    this page was come to, so that a part that never loaded says so at once.
    """

    toasts: rx.Field[list[Toast]] = rx.field(default_factory=list)
    refusals: int = 0
    failing: bool = False
    _last: int = 0
    _undo: rx.Field[dict[int, tuple[str, int]]] = rx.field(default_factory=dict)

    @handler(server=True)
    async def say(self, text: str, kind: str = "ok", undo: str = "", subject: int = 0) -> None:
        """Show one message; the oldest makes room. ``undo`` is a name given to ``undoes``, ``subject`` its id."""
        self._last += 1
        error = kind == "error"
        words = told(text)[:_LONGEST]
        shown = Toast(id=self._last, text=words, kind="error" if error else "ok", undoable=undo in _UNDOES)
        self.toasts = [*self.toasts, shown][-MOST:]
        self._undo = {each.id: self._undo[each.id] for each in self.toasts if each.id in self._undo} | (
            {shown.id: (undo, subject)} if shown.undoable else {}
        )
        self.refusals += error
        self.failing = self.failing or error

    @handler(cost=0.2)
    async def close(self, toast: int) -> None:
        """Take one message away."""
        self.toasts = [each for each in self.toasts if each.id != toast]

    @handler()
    async def undo(self, toast: int) -> Any:
        """Take back what a message told of."""
        name, subject = self._undo.get(toast, ("", 0))
        self.toasts = [each for each in self.toasts if each.id != toast]
        return _UNDOES[name](subject) if name in _UNDOES else None


def say(text: str, kind: str = "ok", *, undo: tuple[str, int] | None = None) -> Any:
    """The event that shows a message: ``yield say("Saved.")``, ``return say(message, "error")``.

    ``undo`` is a name given to ``undoes`` and the id to give back to it.
    """
    name, subject = undo or ("", 0)
    event: Any = ToastState.say  # on the class a handler makes an event, which its type does not say
    return event(text, kind, name, subject)
