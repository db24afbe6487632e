"""A visitor's word that something on a page is wrong."""

from typing import Any

import reflex as rx

from wtc.errors import Invalid
from wtc.flows import review
from wtc.shapes.accounts import Role
from wtc.state.door import handler, visitor
from wtc.state.toasts import say

THANKS = "Thanks. Somebody will look, and you'll hear back."


class ReportState(rx.State):
    """Nothing is kept here: a report goes to its queue, and the answer comes as a notice."""

    @handler(needs=Role.USER)
    async def send(self, said: list[str]) -> Any:
        """Report what is wrong with an event, an act or a room: the subject, its id, the kind, a note."""
        subject, number, kind, note = fields(said, 4)
        await review.report(await visitor(self), subject, number_of(number), kind, note)
        return say(THANKS)

    @handler(needs=Role.USER)
    async def not_same(self, event_id: int, listing_id: int) -> Any:
        """Report that one source of an event tells of another."""
        await review.report(await visitor(self), "event", event_id, "not_same", listing_id=listing_id)
        return say(THANKS)


def fields(said: list[str], count: int) -> list[str]:
    """The fields of a form, when they are as many as it has; Invalid else."""
    if len(said) != count:
        raise Invalid
    return said


def number_of(text: str) -> int:
    """The id that a form carried along."""
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise Invalid("We lost track of what that was about. Load the page again.")
    return int(text)
