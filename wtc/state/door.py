"""The only way to write an event handler: every one says who may call it."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import reflex as rx

from wtc.shapes.accounts import NOBODY, Role, Visitor

F = TypeVar("F", bound=Callable[..., Any])
MARK = "__policy__"


def handler(*, needs: Role = Role.VISITOR, cost: float = 1.0, **event: Any) -> Callable[[F], F]:
    """Mark a State method as an event handler that ``needs`` a role: ``@handler(needs=Role.USER)``.

    ``cost`` is how many of the caller's tokens one call takes; other keywords go to ``rx.event``.
    """

    def decorate(function: F) -> F:
        setattr(function, MARK, (needs, cost))
        return cast(F, rx.event(**event)(function) if event else rx.event(function))

    return decorate


async def visitor(state: rx.State) -> Visitor:
    """Whoever sent the event in hand, by the session cookie of its connection, read afresh from the database."""
    return NOBODY
