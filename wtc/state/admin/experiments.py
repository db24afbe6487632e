"""The room of experiments as one admin sees it: what is compared, the end of a test, the beginning of another."""

from collections.abc import AsyncIterator
from typing import Any

import reflex as rx

from wtc.domain import experiments as rules
from wtc.domain.experiments import WAYS
from wtc.flows import experiments
from wtc.shapes.accounts import Role
from wtc.shapes.experiment_pages import Trial
from wtc.state.door import handler, visitor
from wtc.state.reports import fields
from wtc.state.toasts import say


class ExperimentsState(rx.State):
    """The room. ``stage`` is loading, ready or denied; ``running``: one of ``trials`` decides the lists now."""

    stage: str = "loading"
    trials: rx.Field[list[Trial]] = rx.field(default_factory=list)
    running: bool = False

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Fill the room for an admin; for everybody else it stays empty."""
        self.stage = "loading"
        yield
        if (await visitor(self)).role < Role.ADMIN:
            self.trials, self.running = [], False
            self.stage = "denied"
            return
        await self._read()
        self.stage = "ready"

    @handler(needs=Role.ADMIN)
    async def end(self, said: list[str]) -> Any:
        """End a test: its id, the winner's key or nothing, and why."""
        experiment, winner, reason = fields(said, 3)
        await experiments.end(await visitor(self), experiment[:100], winner, reason)
        await self._read()
        return say("It's over. The results stand, and everybody has the one list.")

    @handler(needs=Role.ADMIN)
    async def start(self, said: list[str]) -> Any:
        """Begin a test: its id, its name, the users planned for each list, the control, a word for each list that takes
        part, and the share of each in per cent, all empty for equal ones.
        """
        name, title, planned, control, *told = fields(said, 4 + 2 * len(WAYS))
        ticked, shares = told[: len(WAYS)], told[len(WAYS) :]
        chosen = {ranker: share for ranker, word, share in zip(WAYS, ticked, shares, strict=True) if word}
        await experiments.start(await visitor(self), rules.drawn_up(name, title, planned, control, chosen))
        await self._read()
        return say("It's running.")

    async def _read(self) -> None:
        self.trials = list(await experiments.room())
        self.running = any(trial.running for trial in self.trials)
