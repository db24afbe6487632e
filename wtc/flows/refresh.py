"""Reading sources as jobs: one source or town, or all that are due."""

from dataclasses import replace
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
_FINAL = ("unauthorised", "unpaid")


def readable() -> list[str]:
    """The sources that have a key, none while ingestion is off."""
    return (
        [source for source, reader in sources.READERS.items() if reader.ready] if settings().ingestion_enabled else []
    )


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
    sources.reader_of(source)
    place = town(city) if city else None
    if place and not place.known:
        raise Invalid("We know no town of that name.", details={"city": "a town of Ireland"})
    return f"{source}:{place.name}" if place else source


async def everything(work: Work) -> dict[str, Any]:
    """The job ``sync-shows``: read every source that has a key, one after the other; those an attempt read are kept.

    The clock leaves out what was read a short while ago; a person who asks for it gets it. One that fails does not
    keep the others from being read, and is tried again with the next attempt.
    """
    read: dict[str, Any] = dict(work.resume.get("read", {}))
    wanted, troubles = readable(), []
    for place, source in enumerate(wanted):
        if source in read or (work.job.asked_by == "clock" and await _fresh(source)):
            continue
        work.say(f"Reading {SOURCE_NAMES[source]}", done=place, total=len(wanted))
        try:
            read[source] = await _read(work, source, "", done=place, total=len(wanted))
        except Hopeless as trouble:
            read[source] = {"problem": str(trouble)}
            troubles.append(str(trouble))
        except SourceDown as trouble:
            troubles.append(str(trouble))
        work.say(f"{SOURCE_NAMES[source]} is read", done=place + 1, total=len(wanted), resume={"read": read})
        await work.save()
    if troubles:
        every = all(source in read for source in wanted)
        raise (Hopeless if every else SourceDown)("; ".join(troubles))
    return {"read": read} if wanted else {"skipped": "no source is on and has a key"}


async def _fresh(source: str) -> bool:
    """Whether a source was read within half the time after which it is stale."""
    last = (await ask(engine.recall, source)).last_synced_at
    return bool(last and clock.now() - last < timedelta(hours=settings().ingestion_stale_hours) / 2)


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
        raise (Hopeless if state.status in _FINAL else SourceDown)(words)
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
