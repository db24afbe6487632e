"""Listening that the reader brings from elsewhere: what is kept, and a file between upload and word."""

from typing import Any

import reflex as rx

from wtc.flows import listening
from wtc.language import t
from wtc.shapes.accounts import Role
from wtc.shapes.listening import LABELS, ListeningPage
from wtc.state.door import handler, visitor
from wtc.state.toasts import say


class ListeningState(rx.State):
    """The section of the preferences."""

    page: ListeningPage = ListeningPage()

    @handler()
    async def load(self) -> None:
        """Read what is kept, and the file that the address names."""
        who, asked = await visitor(self), self.router.url.query_parameters
        given = (asked.get("file", ""), asked.get("problem", ""))
        self.page = await listening.page(who.known_id, *given) if who.signed_in else ListeningPage()

    @handler(needs=Role.USER, cost=3)
    async def apply(self) -> Any:
        """Do what the preview says."""
        user, file = (await visitor(self)).known_id, self.page.id
        await listening.apply(user, file)
        self.page = await listening.page(user, str(file))
        return say("In. Your list knows it from now on.")

    @handler(needs=Role.USER)
    async def discard(self) -> Any:
        """Forget the file in hand."""
        user = (await visitor(self)).known_id
        await listening.discard(user, self.page.id)
        self.page = await listening.page(user)
        return say("Forgotten. Nothing was changed.")

    @handler(needs=Role.USER, cost=3)
    async def remove(self, source: str) -> Any:
        """Take away all that a source brought."""
        user = (await visitor(self)).known_id
        await listening.remove(user, source)
        self.page = await listening.page(user)
        return say(t("{what}: taken away.", what=LABELS[source]))
