"""The newcomer's three screens: read by address, and kept once at the end."""

from typing import Any

import reflex as rx

from wtc.domain.addresses import onward
from wtc.flows import welcome
from wtc.shapes.accounts import Role
from wtc.shapes.welcome import WelcomePage
from wtc.state.door import handler, visitor
from wtc.state.shell import ShellState


class WelcomeState(rx.State):
    """What the screens show; ``ready`` once it has been read."""

    page: rx.Field[WelcomePage] = rx.field(default_factory=WelcomePage)
    ready: bool = False

    @handler()
    async def load(self) -> None:
        """Read what there is to pick from, and on the last screen the faces for the town and sounds in the address."""
        asked = self.router.url.query_parameters
        self.page = await welcome.build(
            await visitor(self),
            town=str(asked.get("city", ""))[:80],
            genres=tuple(str(asked.get("genre", ""))[:300].split(",")),
            acts=asked.get("step") == "acts",
        )
        self.ready = True

    @handler(needs=Role.USER, cost=5)
    async def finish(self, town: str, genres: list[str], acts: list[int], budget: int) -> Any:
        """Keep what was picked and go on to where the newcomer was going."""
        kept = await welcome.finish(await visitor(self), town=town, genres=genres, acts=acts, budget=budget)
        if kept:
            shell = await self.get_state(ShellState)
            shell.city = shell.town = kept
        return rx.redirect(onward(str(self.router.url.query_parameters.get("next", "/"))))
