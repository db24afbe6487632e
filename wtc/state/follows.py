"""Whom the visitor follows, as every Follow button on the page knows it."""

from typing import Any

import reflex as rx

from wtc import clock
from wtc.db import act, ask
from wtc.language import n, t
from wtc.services import follows
from wtc.shapes.accounts import Role
from wtc.state.door import handler, visitor
from wtc.state.toasts import say, undoes

LONGEST = 12_000


class FollowState(rx.State):
    """The ids of the acts that the user follows, newest first; empty when nobody is signed in.

    ``version`` rises when many came at once, so that the list on the page reads itself again; ``unknown`` are the names
    among them that nobody goes by.
    """

    artist_ids: rx.Field[list[int]] = rx.field(default_factory=list)
    version: int = 0
    unknown: rx.Field[list[str]] = rx.field(default_factory=list)
    told: str = ""

    @handler()
    async def load(self) -> None:
        """Read the list afresh: part of the arrival of every page with a Follow button."""
        who = await visitor(self)
        self.artist_ids = list(await ask(follows.of_user, who.id)) if who.id is not None else []
        self.unknown, self.told = [], ""

    @handler(needs=Role.USER)
    async def follow(self, artist_id: int) -> Any:
        """Follow an act."""
        await act(follows.follow, (await visitor(self)).known_id, artist_id, now=clock.now())
        self.artist_ids = [artist_id, *(each for each in self.artist_ids if each != artist_id)]
        return say("Following. You'll hear when there's a new date.", undo=("unfollow", artist_id))

    @handler(needs=Role.USER)
    async def unfollow(self, artist_id: int) -> Any:
        """Follow an act no more."""
        await act(follows.unfollow, (await visitor(self)).known_id, artist_id)
        self.artist_ids = [each for each in self.artist_ids if each != artist_id]
        return say("Let go. No more news of them.", undo=("follow", artist_id))

    @handler(needs=Role.USER, cost=5)
    async def follow_named(self, text: str) -> Any:
        """Follow every act of a pasted list of names, and say which names nobody goes by."""
        text = text[:LONGEST]
        names = [name.strip() for name in text.replace(",", "\n").replace(";", "\n").split("\n") if name.strip()]
        if not names:
            return say("Paste a few names first.", "error")
        user = (await visitor(self)).known_id
        fresh, unknown = await act(follows.follow_named, user, names[: follows.AT_ONCE], now=clock.now())
        self.artist_ids = list(await ask(follows.of_user, user))
        self.version += 1
        self.unknown = list(unknown)
        dropped = max(0, len(names) - follows.AT_ONCE)
        self.told = _told(fresh, len(unknown), dropped)
        return say(self.told)


undoes("follow", FollowState.follow)
undoes("unfollow", FollowState.unfollow)


def _told(fresh: int, unknown: int, dropped: int) -> str:
    said = [n("{count} more followed.", "{count} more followed.", fresh) if fresh else t("Nobody new to follow there.")]
    said += [t("{count} we don't know.", count=unknown) if unknown else ""]
    said += [
        t("{count} left for the next go: {most} at a time.", count=dropped, most=follows.AT_ONCE) if dropped else ""
    ]
    return " ".join(filter(None, said))
