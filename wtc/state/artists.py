"""The pages of acts: the list, whose address is its state, and one act."""

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from wtc.domain import artist_lists
from wtc.flows import artists
from wtc.language import t
from wtc.shapes.artist_pages import ArtistDetail, ArtistsPage
from wtc.state.door import handler, visitor

UNTITLED = "An act · WhatsTheCraic"


class ArtistsState(rx.State):
    """The list of acts. ``stage`` is loading, ready or denied; ``busy`` while a new answer is on its way."""

    page: rx.Field[ArtistsPage] = rx.field(default_factory=ArtistsPage)
    stage: str = "loading"
    busy: bool = False

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Read the address and answer it."""
        self.busy = True
        yield
        asked = artist_lists.read(self.router.url.query_parameters)
        who = await visitor(self)
        self.page = await artists.roster(asked)
        self.stage = "denied" if asked.tab == "following" and not who.signed_in else "ready"
        self.busy = False


class ArtistState(rx.State):
    """The act of the address in hand. ``stage`` is loading, ready or missing."""

    stage: str = "loading"
    title: str = UNTITLED
    detail: rx.Field[ArtistDetail] = rx.field(default_factory=ArtistDetail)

    @handler()
    async def load(self) -> AsyncIterator[Any]:
        """Read the act that the address names; one that goes by another name now has moved."""
        asked = self.router.url.path.removeprefix("/artists/").strip("/")
        if self.detail.slug != asked:
            self.stage = "loading"
            yield
        found = await artists.page(asked)
        if found is None:
            self.stage, self.title, self.detail = "missing", f"{t('No such act')} · WhatsTheCraic", ArtistDetail()
            return
        if found.slug != asked:
            yield rx.redirect(found.path, replace=True)
            return
        self.detail, self.stage, self.title = found, "ready", f"{found.name} · WhatsTheCraic"
