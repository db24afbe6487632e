"""The pages of DJs: the two lists, one DJ and the word passed on to them, and a file on its way in."""

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from wtc.domain import dj_lists
from wtc.flows import dj_pages, djs
from wtc.language import t
from wtc.shapes.accounts import Role
from wtc.shapes.djs import DjCard, DjDetail, DjsPage, ImportPage
from wtc.state.door import handler, visitor
from wtc.state.toasts import say

UNTITLED = "A DJ · WhatsTheCraic"


class DjsState(rx.State):
    """The two lists. ``suggested`` comes from Mixcloud after the list, ``note`` says when it does not answer."""

    page: rx.Field[DjsPage] = rx.field(default_factory=DjsPage)
    suggested: rx.Field[list[DjCard]] = rx.field(default_factory=list)
    note: str = ""
    stage: str = "loading"
    busy: bool = False

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Read the address and answer it; then ask Mixcloud who else there is of the genre."""
        self.busy = True
        yield
        asked = dj_lists.read(self.router.url.query_parameters)
        self.page = await dj_pages.roster(asked)
        self.suggested, self.note, self.stage, self.busy = [], "", "ready", False
        if asked.tab == "discovered" and asked.genre:
            yield
            cards, self.note = await dj_pages.suggestions(asked.genre)
            self.suggested = list(cards)


class DjState(rx.State):
    """The DJ of the address in hand. ``stage`` is loading, ready or missing; ``sent`` after a message went off."""

    stage: str = "loading"
    title: str = UNTITLED
    sent: bool = False
    detail: rx.Field[DjDetail] = rx.field(default_factory=DjDetail)

    @handler()
    async def load(self) -> AsyncIterator[Any]:
        """Read the DJ that the address names."""
        asked = self.router.url.path.removeprefix("/djs/").strip("/")
        if self.detail.slug != asked:
            self.stage, self.sent = "loading", False
            yield
        found = await dj_pages.page(asked)
        if found is None:
            self.stage, self.title, self.detail = "missing", f"{t('No such DJ')} · WhatsTheCraic", DjDetail()
            return
        self.detail, self.stage, self.title = found, "ready", f"{found.name} · WhatsTheCraic"

    @handler(needs=Role.USER, cost=3)
    async def send(self, form: dict[str, str]) -> Any:
        """Pass a message on to the DJ of this page."""
        user, said = (await visitor(self)).known_id, {name: str(text) for name, text in form.items()}
        trap, subject, body = said.get("website", ""), said.get("subject", "")[:400], said.get("body", "")[:8_000]
        await djs.send(user, self.detail.id, subject, body, trap=trap)
        self.sent = True
        return say("Sent. They have your address and you'll hear from them, or not.")


class DjImportState(rx.State):
    """A file of DJs between upload and word. ``stage`` is loading, ready or denied."""

    stage: str = "loading"
    page: rx.Field[ImportPage] = rx.field(default_factory=ImportPage)

    @handler()
    async def load(self) -> None:
        """Read the file that the address names, for organisers."""
        who = await visitor(self)
        if who.role < Role.ORGANIZER:
            self.stage, self.page = "denied", ImportPage()
            return
        asked = self.router.url.query_parameters
        self.page = await dj_pages.imported(who.known_id, asked.get("file", ""), asked.get("problem", ""))
        self.stage = "ready"

    @handler(needs=Role.ORGANIZER, cost=3)
    async def apply(self) -> Any:
        """Do what the preview says."""
        self.page = await dj_pages.applied((await visitor(self)).known_id, self.page.id)
        return say("In. The directory has them now.")
