"""The only way to write an event handler: every one says who may call it, and is told who did."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import reflex as rx
from reflex.state import BaseState
from reflex_base.event.context import EventContext

from wtc.flows import door as doorstep
from wtc.shapes.accounts import Role, Visitor

F = TypeVar("F", bound=Callable[..., Any])
MARK = "__policy__"

_seen: ContextVar[tuple[str, Visitor] | None] = ContextVar("seen", default=None)


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may call a handler and what a call costs; ``server`` handlers only ever follow another handler."""

    needs: Role
    cost: float = 1.0
    server: bool = False


def handler(*, needs: Role = Role.VISITOR, cost: float = 1.0, server: bool = False, **event: Any) -> Callable[[F], F]:
    """Mark a State method as an event handler that ``needs`` a role: ``@handler(needs=Role.USER)``.

    ``cost`` is how many of the caller's calls one call counts for. A ``server`` handler is refused to every client and
    runs only when another handler yields or returns it. Other keywords go to ``rx.event``.
    """

    def decorate(function: F) -> F:
        setattr(function, MARK, Policy(needs, cost, server))
        return cast(F, rx.event(**event)(function) if event else rx.event(function))

    return decorate


async def visitor(state: BaseState) -> Visitor:
    """Whoever sent the event in hand, by the session cookie of its connection, read from the database for this event.

    The answer is kept for the event in hand and no longer: the next one asks again, so that a revoked session ends.
    """
    event = _event()
    kept = _seen.get()
    if event and kept and kept[0] == event:
        return kept[1]
    found = await doorstep.who(state.router.headers.cookie, "")
    _seen.set((event, found))
    return found


def _event() -> str:
    try:
        return EventContext.get().txid
    except LookupError:  # a handler called directly, by a test
        return ""
