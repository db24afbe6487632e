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
    async def send(self, form: dict[str, str]) -> Any:
        """Report what is wrong with an event, an act or a room."""
        subject, number, kind, note = (form.get(name, "") for name in ("subject", "subject_id", "kind", "note"))
        await review.report(await visitor(self), subject, _number(number), kind, note)
        return say(THANKS)

    @handler(needs=Role.USER)
    async def not_same(self, event_id: int, listing_id: int) -> Any:
        """Report that one source of an event tells of another."""
        await review.report(await visitor(self), "event", event_id, "not_same", listing_id=listing_id)
        return say(THANKS)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise Invalid("We lost track of what that was about. Load the page again.")
    return int(text)
