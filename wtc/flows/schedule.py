"""The clock of a running server: reads each source that has a key when it is stale, beside the visitors."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from wtc import clock
from wtc.db import ask
from wtc.flows import ingest
from wtc.flows.sources import READERS, is_stale
from wtc.services import engine
from wtc.settings import settings

FIRST, EVERY = 5.0, 300.0
AGAIN = timedelta(hours=1)
_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Standing:
    """What the clock does in this process: ``reading`` a source now, or ``last`` in words; ``trouble`` if it fell."""

    since: datetime | None = None
    reading: str = ""
    last: str = ""
    trouble: str = ""
    tried: dict[str, datetime] = field(default_factory=dict)


STANDING = Standing()


def sources_to_read() -> list[str]:
    """The sources that have a key, none while ingestion is off."""
    return [source for source, reader in READERS.items() if reader.key] if settings().ingestion_enabled else []


async def never_read(source: str) -> bool:
    """Whether this house has nothing of ``source`` yet."""
    return (await ask(engine.recall, source)).last_synced_at is None


async def watch() -> None:
    """For as long as the program runs: read what is stale. A source that failed is tried again after an hour."""
    STANDING.since = clock.ticking()
    await asyncio.sleep(FIRST)
    while True:
        try:
            await look()
        except Exception as error:  # whatever it was, the clock goes on, and /ready says what it was
            STANDING.trouble = type(error).__name__
            _log.error("schedule_look_failed", kind=type(error).__name__)
        await asyncio.sleep(EVERY)


async def look() -> None:
    """Read every source that is due, one after the other; one never read before begins with the default city."""
    for source in sources_to_read():
        now, tried = clock.now(), STANDING.tried.get(source)
        if (tried and clock.ticking() - tried < AGAIN) or not await is_stale(source, "", now):
            continue
        STANDING.tried[source], STANDING.reading = clock.ticking(), source
        try:
            if await never_read(source):  # a new house: what is near is on its pages within seconds
                await ingest.run(source, city=settings().ingestion_default_city, now=now)
            report = await ingest.run(source, now=now)
        finally:
            STANDING.reading = ""
        STANDING.trouble = ""
        STANDING.last = f"{source}: {report.skipped or ('read' if report.complete else 'read in part')}"
