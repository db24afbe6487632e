"""One's own data on a page: what is kept, what was agreed to, where one is signed in."""

from typing import Any

import reflex as rx

from wtc.errors import Invalid
from wtc.flows import yours
from wtc.settings import settings
from wtc.shapes.accounts import Role
from wtc.shapes.personal import Agreed, Deed, Heap, OwnSession, Purpose
from wtc.state.door import handler, visitor
from wtc.state.toasts import say


class ContactState(rx.State):
    """Whom to write to about privacy and access, as the operator set it."""

    email: str = ""

    @handler()
    async def load(self) -> None:
        """Read the setting."""
        self.email = settings().contact_email


class YoursState(rx.State):
    """What is kept, split by what becomes of it when the account goes; ``ready`` for who is
    signed in, ``loaded`` when that is known."""

    gone: rx.Field[list[Heap]] = rx.field(default_factory=list)
    kept: rx.Field[list[Heap]] = rx.field(default_factory=list)
    agreed: rx.Field[list[Agreed]] = rx.field(default_factory=list)
    sessions: rx.Field[list[OwnSession]] = rx.field(default_factory=list)
    deeds: rx.Field[list[Deed]] = rx.field(default_factory=list)
    ready: bool = False
    loaded: bool = False

    @handler()
    async def load(self) -> None:
        """Read everything afresh, for whoever is signed in."""
        who = await visitor(self)
        self.gone, self.kept, self.agreed, self.sessions, self.ready = [], [], [], [], who.signed_in
        self.loaded, self.deeds = True, []
        if who.signed_in:
            held = await yours.holdings(who)
            self.gone, self.kept = list(held.gone), list(held.kept)
            self.agreed, self.deeds = list(await yours.agreed(who)), list(await yours.lately(who))
            self.sessions = list(await yours.sessions_of(who, self.router.headers.cookie))

    @handler(needs=Role.USER)
    async def agree(self, purpose: str, given: bool) -> Any:
        """Let data be used for a purpose, or not any more."""
        who = await visitor(self)
        if purpose not in {each.value for each in Purpose}:
            raise Invalid("There is no such purpose.")
        await yours.agree(who, Purpose(purpose), given)
        self.agreed = list(await yours.agreed(who))
        return say("On from now." if given else "Off from now.")

    @handler(needs=Role.USER)
    async def sign_out_elsewhere(self) -> Any:
        """End every other session."""
        who = await visitor(self)
        many = await yours.sign_out_elsewhere(who, self.router.headers.cookie)
        self.sessions = list(await yours.sessions_of(who, self.router.headers.cookie))
        return say("Signed out everywhere else." if many else "You were signed in nowhere else.")
