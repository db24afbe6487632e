"""Who is signed in, as the page shows it: words only, nothing that grants anything."""

import reflex as rx

from wtc.state.door import handler, visitor


class AccountState(rx.State):
    """The name in the top bar. What somebody may do is never read from here but asked of the door each time."""

    signed_in: bool = False
    name: str = ""
    initials: str = ""
    role: str = "visitor"

    @handler()
    async def load(self) -> None:
        """Read afresh who holds this connection's session."""
        who = await visitor(self)
        self.signed_in, self.name, self.initials, self.role = who.signed_in, who.name, who.initials, who.role.word
