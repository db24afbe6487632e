"""The calendars that the visitor subscribes to, and the one that the address asks for. No secret comes by here."""

from typing import Any
from urllib.parse import quote, urlencode

import reflex as rx

from wtc import clock
from wtc.db import act, ask
from wtc.domain import feeds as rules
from wtc.language import t
from wtc.services import feeds
from wtc.shapes.accounts import Role
from wtc.shapes.feeds import FeedCard, Offer
from wtc.state.door import handler, visitor
from wtc.state.toasts import say, undoes

PATH = "/calendars"
_ASKED = ("artist", "venue", "search", "of")


class CalendarsState(rx.State):
    """``offers`` are what may be made, that of the address first; ``back`` is that address,
    encoded to stand in another. ``stage`` is loading, ready or denied.
    """

    stage: str = "loading"
    back: str = PATH
    offers: rx.Field[list[Offer]] = rx.field(default_factory=list)
    feeds: rx.Field[list[FeedCard]] = rx.field(default_factory=list)

    @handler()
    async def load(self) -> None:
        """Read the list, and what the address asks for, for whoever is signed in."""
        given = self.router.url.query_parameters
        asked = {name: given[name][:2_000] for name in _ASKED if name in given}
        self.back = quote(f"{PATH}?{urlencode(asked)}" if asked else PATH, safe="")
        me = (await visitor(self)).id
        self.offers, self.feeds = [], []
        if me is None:
            self.stage = "denied"
            return
        found = await ask(
            feeds.offers, artist=asked.get("artist", ""), venue=asked.get("venue", ""), search=asked.get("search")
        )
        usual = rules.usual()
        self.offers = [*found, *(reversed(usual) if asked.get("of") == "followed" else usual)]
        await self._read(me)
        self.stage = "ready"

    @handler(needs=Role.USER)
    async def made(self) -> None:
        """One was made on the page: show it in the list."""
        await self._read((await visitor(self)).known_id)

    @handler(needs=Role.USER)
    async def rename(self, feed_id: int, name: str) -> Any:
        """Call one something else."""
        stood = {feed.id: feed.name for feed in self.feeds}.get(feed_id)
        if name.strip() == stood:
            return None
        me = (await visitor(self)).known_id
        named = (await act(feeds.rename, me, feed_id, name)).name
        await self._read(me)
        return say(t("Called “{name}”. Your calendar shows it the next time it asks.", name=named))

    @handler(needs=Role.USER)
    async def remind(self, feed_id: int, minutes: int) -> Any:
        """Remind so many minutes before, or not at all below nought."""
        me = (await visitor(self)).known_id
        await act(feeds.remind, me, feed_id, minutes if minutes >= 0 else None)
        await self._read(me)
        return say("Noted. Your calendar learns of it the next time it asks.")

    @handler(needs=Role.USER)
    async def revoke(self, feed_id: int) -> Any:
        """Let one's address work no more."""
        me = (await visitor(self)).known_id
        await act(feeds.revoke, me, feed_id, now=clock.now())
        await self._read(me)
        return say("Revoked. Nobody can read that address any more.", undo=("calendar", feed_id))

    @handler(needs=Role.USER)
    async def restore(self, feed_id: int) -> None:
        """Take that back."""
        me = (await visitor(self)).known_id
        await act(feeds.restore, me, feed_id)
        await self._read(me)

    @handler()
    async def copied(self) -> Any:
        """The address is in the clipboard."""
        return say("Address copied. Whoever has it can read this calendar.")

    @handler()
    async def not_copied(self) -> Any:
        """The browser would not copy."""
        return say("Your browser wouldn't copy that. Select the address and copy it.", "error")

    async def _read(self, me: int) -> None:
        self.feeds = list(rules.cards(await ask(feeds.listed, me), clock.now()))


undoes("calendar", CalendarsState.restore)
