"""The source room as one admin sees it: sources, jobs, alerts, and the work they ask for."""

from collections.abc import AsyncIterator
from typing import Annotated, Any, Literal

import reflex as rx
from pydantic import Field

from wtc.flows import alarms, jobs, refresh, source_pages
from wtc.shapes.accounts import Role
from wtc.shapes.source_pages import AlertCard, AsideCard, JobCard, ScheduleCard, SourceCard
from wtc.state.door import handler, visitor
from wtc.state.toasts import say

Kind = Literal[
    "ingest",
    "sync-artists",
    "sync-shows",
    "calculate-trending",
    "import-setlists",
    "sync-spotify",
    "train-model",
    "train-recommender",
]
Id = Annotated[int, Field(gt=0, le=10**15)]
QUICK, SLOW = 1_500, 15_000


class SourcesState(rx.State):
    """The room. ``stage`` is loading, ready or denied; ``every`` is how soon the page looks again, in milliseconds.

    ``opened`` is the source whose unreadable items are shown.
    """

    stage: str = "loading"
    sentence: str = ""
    alerts: rx.Field[list[AlertCard]] = rx.field(default_factory=list)
    sources: rx.Field[list[SourceCard]] = rx.field(default_factory=list)
    schedules: rx.Field[list[ScheduleCard]] = rx.field(default_factory=list)
    jobs: rx.Field[list[JobCard]] = rx.field(default_factory=list)
    past: rx.Field[list[JobCard]] = rx.field(default_factory=list)
    aside: rx.Field[list[AsideCard]] = rx.field(default_factory=list)
    opened: str = ""
    older: int = 0
    every: int = SLOW

    @handler()
    async def load(self) -> AsyncIterator[None]:
        """Fill the room for an admin; for everybody else it stays empty."""
        self.stage = "loading"
        yield
        if (await visitor(self)).role < Role.ADMIN:
            self._empty()
            self.stage = "denied"
            return
        self.past, self.aside, self.opened = [], [], ""
        await self._read()
        self.stage = "ready"

    @handler(needs=Role.ADMIN, cost=0.2)
    async def look(self) -> None:
        """The room as it stands now."""
        await self._read()

    @handler(needs=Role.ADMIN)
    async def run(self, kind: Kind, source: str = "", city: str = "") -> Any:
        """Have a job done now, or say that it is under way."""
        about = refresh.about(source, city) if kind == "ingest" else ""
        _, new = await jobs.run_now(await visitor(self), kind, about)
        await self._read()
        return say("On it." if new else "That one is under way already.")

    @handler(needs=Role.ADMIN)
    async def read_town(self, source: str, city: str) -> Any:
        """Have one town of a source read now."""
        _, new = await jobs.run_now(await visitor(self), "ingest", refresh.about(source, city.strip()))
        await self._read()
        return say("On it." if new else "That one is under way already.")

    @handler(needs=Role.ADMIN)
    async def take_on(self, alert_id: Id) -> Any:
        """Take an open alert on."""
        taken = await alarms.acknowledge(await visitor(self), alert_id)
        await self._read()
        return say(f"Yours now: {taken.title}.")

    @handler(needs=Role.ADMIN)
    async def open_aside(self, source: str) -> None:
        """Show what a source sent that could not be read; once more closes it."""
        self.opened, self.aside = ("", []) if source == self.opened else (source, await source_pages.aside(source))

    @handler(needs=Role.ADMIN)
    async def show_older(self) -> None:
        """Add a page of older jobs."""
        if not self.older:
            return
        found = await source_pages.older(self.past[-1].id if self.past else self.older)
        self.past = [*self.past, *found][:150]
        self.older = self.older if len(found) == source_pages.PER_PAGE and len(self.past) < 150 else 0

    async def _read(self) -> None:
        page = await source_pages.look()
        self.sentence, self.alerts, self.sources = page.sentence, page.alerts, page.sources
        self.schedules, self.jobs = page.schedules, page.jobs
        self.every = QUICK if page.busy else SLOW
        if not self.past:
            self.older = page.older

    def _empty(self) -> None:
        self.sentence, self.opened, self.older, self.every = "", "", 0, SLOW
        self.alerts, self.sources, self.schedules = [], [], []
        self.jobs, self.past, self.aside = [], [], []
