"""The reader's Spotify as the page shows it: how it stands, reading it now, and taking it away."""

from typing import Any

import reflex as rx

from wtc.domain.spotify_words import GOOD, OUTCOMES
from wtc.flows import spotify
from wtc.shapes.accounts import Role
from wtc.shapes.spotify import SpotifyCard
from wtc.state.door import handler, visitor
from wtc.state.toasts import say


class SpotifyState(rx.State):
    """The connection. ``stage`` is loading or ready; ``said`` is how a sign-in there just ended, ``good`` if well."""

    stage: str = "loading"
    card: SpotifyCard = SpotifyCard()
    said: str = ""
    good: bool = False

    @handler()
    async def load(self) -> None:
        """Read the connection, and how a sign-in ended when the address says so."""
        outcome = self.router.url.query_parameters.get("spotify", "")
        self.said, self.good = OUTCOMES.get(outcome, ""), outcome in GOOD
        who = await visitor(self)
        self.card = await spotify.card(who.known_id) if who.signed_in else SpotifyCard()
        self.stage = "ready"

    @handler(needs=Role.USER, cost=0.2)
    async def look(self) -> None:
        """The connection as it stands now."""
        self.card = await spotify.card((await visitor(self)).known_id)
        if not self.card.syncing:
            self.said = ""

    @handler(needs=Role.USER, cost=3)
    async def sync(self) -> Any:
        """Have it read now."""
        user = (await visitor(self)).known_id
        await spotify.sync(user)
        self.said, self.card = "", await spotify.card(user)
        return say("On it. A few seconds.")

    @handler(needs=Role.USER)
    async def allow(self, training: bool) -> Any:
        """Whether models may learn from it."""
        user = (await visitor(self)).known_id
        await spotify.allow(user, training)
        self.card = await spotify.card(user)
        return say("They may learn from it now." if training else "They won't learn from it any more.")

    @handler(needs=Role.USER, cost=3)
    async def disconnect(self) -> Any:
        """Delete the keys and all that came of them."""
        user = (await visitor(self)).known_id
        await spotify.disconnect(user)
        self.said, self.card = "", await spotify.card(user)
        return say("Disconnected. All that Spotify told us is deleted.")
