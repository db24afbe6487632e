"""Reading sources as jobs: one source or town, or all that are due."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from wtc import clock
from wtc.db import act, ask
from wtc.domain.places import town
from wtc.errors import Invalid, SourceDown
from wtc.flows import ingest, sources
from wtc.flows.work import Hopeless, NotYet, Work
from wtc.services import engine
from wtc.settings import settings
from wtc.shapes.engine import IngestProgress, IngestReport
from wtc.shapes.events import SOURCE_NAMES

PATIENCE = 5.0
IN_USE = "another run is under way"


def readable() -> list[str]:
    """The sources that have a key, none while ingestion is off."""
    if not settings().ingestion_enabled:
        return []
    return [source for source, reader in sources.READERS.items() if reader.ready]


async def one(work: Work) -> dict[str, Any]:
    """The job ``ingest``: read the source, and the town if there is one, that the job is about."""
    source, _, city = work.job.about.partition(":")
    try:
        sources.reader_of(source)
    except Invalid as unknown:
        raise Hopeless(unknown.message) from None
    place = town(city).name if city else ""
    if place and work.job.asked_by == "search" and not await sources.is_stale(source, place, clock.now()):
        return await _covered(source, place)
    return await _read(work, source, place)


async def _covered(source: str, city: str) -> dict[str, Any]:
    """Note that a town was read lately, with the whole island: no call is made."""
    whole = await ask(engine.recall, source)
    mine = await ask(engine.recall, source, city)
    if whole.last_synced_at and (mine.last_synced_at is None or mine.last_synced_at < whole.last_synced_at):
        words = "Read with the whole island."
        known = replace(mine, last_synced_at=whole.last_synced_at, status=whole.status, message=words)
        await act(engine.remember, replace(known, window_start=whole.window_start, window_end=whole.window_end))
    return {"skipped": "read with the whole island"}


def about(source: str, city: str = "") -> str:
    """What a job is about that reads ``source``, or one town of it; ``Invalid`` for what cannot be read."""
    by_city = sources.reader_of(source).by_city
    place = town(city) if city else None
    if place and not by_city:
        raise Invalid("That one is read whole: it knows no towns.", details={"city": "leave it out"})
    if place and not place.known:
        raise Invalid("We know no town of that name.", details={"city": "a town of Ireland"})
    return f"{source}:{place.name}" if place else source


async def everything(work: Work) -> dict[str, Any]:
    """The job ``sync-shows``: read every source that has a key, side by side where they ask different hosts.

    The clock leaves out what was read a short while ago or refused our key today; a person who asks for it gets it.
    One that fails does not keep the others from being read; with the next attempt it alone is read again.
    """
    wanted = readable()
    sweep = Sweep(work=work, wanted=wanted, read=dict(work.resume.get("read", {})))
    hosts: dict[str, list[str]] = {}
    for source in wanted:
        if source not in sweep.read and not (work.job.asked_by == "clock" and await _left_alone(source)):
            hosts.setdefault(sources.reader_of(source).host, []).append(source)
    async with asyncio.TaskGroup() as group:
        for several in hosts.values():
            group.create_task(sweep.go(several))
    if sweep.troubles:
        raise (Hopeless if sweep.final else SourceDown)("; ".join(sweep.troubles))
    if sweep.in_use:
        raise NotYet("Another run of a source is under way.")
    return {"read": sweep.read} if wanted else {"skipped": "no source is on and has a key"}


@dataclass(slots=True, kw_only=True)
class Sweep:
    """One attempt at all sources: what was ``read`` of the ``wanted``, and what stood in the way."""

    work: Work
    wanted: list[str]
    read: dict[str, Any]
    troubles: list[str] = field(default_factory=list)
    final: bool = True
    in_use: bool = False

    async def go(self, several: list[str]) -> None:
        """Read some sources, one after the other."""
        for source in several:
            await self._one(source)
            words = f"{SOURCE_NAMES[source]} is done"
            self.work.say(words, done=len(self.read), total=len(self.wanted), resume={"read": dict(self.read)})
            await self.work.save()

    async def _one(self, source: str) -> None:
        try:
            self.read[source] = await _read(self.work, source, "", done=len(self.read), total=len(self.wanted))
        except NotYet:
            self.in_use = True
        except Hopeless as trouble:
            self.read[source] = {"problem": str(trouble)}
            self.troubles.append(str(trouble))
        except SourceDown as trouble:
            self.troubles.append(trouble.message)
            self.final = False


async def _left_alone(source: str) -> bool:
    """Whether the clock leaves a source out: read within half the time after which it is stale, or refused today."""
    now, state = clock.now(), await ask(engine.recall, source)
    last, tried = state.last_synced_at, state.tried_at
    fresh = last and now - last < timedelta(hours=settings().ingestion_stale_hours) / 2
    refused = state.status in sources.REFUSED and tried and now - tried < sources.AGAIN
    return bool(fresh or refused)


async def _read(work: Work, source: str, city: str, *, done: int = 0, total: int = 0) -> dict[str, Any]:
    def tell(at: IngestProgress) -> None:
        words = f"{SOURCE_NAMES[source]}: {at.stored.seen:,} listings, {at.stored.new:,} new, {at.calls:,} calls"
        work.say(words, done=done, total=total)

    new = (await ask(engine.recall, source)).last_synced_at is None
    if not city and new and sources.reader_of(source).by_city:  # a new house: its own town first
        await ingest.run(source, city=settings().ingestion_default_city, progress=tell, patience=PATIENCE)
    report = await ingest.run(source, city=city, progress=tell, patience=PATIENCE)
    if report.skipped == IN_USE:
        raise NotYet("Another run of this source is under way.")
    if not report.complete and not report.skipped and not report.stored.seen:
        state = await ask(engine.recall, source, city)
        words = f"{SOURCE_NAMES[source]}: {'; '.join(report.problems)[:300]}"
        raise (Hopeless if state.status in sources.REFUSED else SourceDown)(words)
    return told(report)


def told(report: IngestReport) -> dict[str, Any]:
    """A report as the plain values that are kept with its job."""
    return {
        "skipped": report.skipped,
        "complete": report.complete,
        "seen": report.stored.seen,
        "new": report.stored.new,
        "changed": report.stored.changed,
        "gone": report.gone,
        "quarantined": len(report.quarantined),
        "calls": report.calls,
        "seconds": report.seconds,
        "problems": list(report.problems[:5]),
    }
