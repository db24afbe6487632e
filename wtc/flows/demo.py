"""The sample catalogue through the real parsers into the real store: loaded whole, topped up every day."""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import structlog

from wtc import clock
from wtc.db import act, ask
from wtc.demo.window import SOURCES, answers
from wtc.flows import crowd, sampling
from wtc.gateways import bandsintown, dice, eventbrite, local, ticketmaster
from wtc.services import engine, samples
from wtc.shapes.engine import IngestReport, Quarantined, StoreReport
from wtc.shapes.events import Listing

EVERY = 600.0
"""Seconds between two looks at the calendar."""

_PARSERS: Mapping[str, Callable[..., tuple[list[Listing], list[Quarantined]]]] = {
    "local": local.parse,
    "ticketmaster": ticketmaster.parse,
    "bandsintown": bandsintown.parse,
    "eventbrite": eventbrite.parse,
    "dice": dice.parse,
}
_log = structlog.get_logger(__name__)


async def load(now: datetime, tell: Callable[[str], Any] = lambda _source: None) -> tuple[IngestReport, ...]:
    """Store every sample that is on at ``now``, a report a source. Twice on one day changes nothing; the past stays.

    The first time, each is stored as of the day on which it was announced, so that not all of them are news.
    """
    first = await ask(samples.loaded_at) is None
    reports = []
    for source in SOURCES:
        tell(source)
        reports.append(await _load(source, now, first=first))
    if first:
        await sampling.load(now)
    await act(samples.note, seen=sum(report.stored.seen for report in reports), now=now)
    return tuple(reports)


async def _load(source: str, now: datetime, *, first: bool) -> IngestReport:
    begun = time.monotonic()
    batches, aside = await asyncio.to_thread(read, source, now)
    stored = StoreReport()
    if first:
        for announced, listings in batches:
            stored += await _store(listings, min(clock.at(announced, 10), now))
    everything = [listing for _, listings in batches for listing in listings]
    seen_again = await _store(everything, now)
    await act(engine.set_aside, aside, now=now)
    return IngestReport(
        source=source,
        stored=stored if first else seen_again,
        quarantined=tuple(aside),
        seconds=time.monotonic() - begun,
    )


async def _store(listings: Sequence[Listing], now: datetime) -> StoreReport:
    stored = StoreReport()
    for begin in range(0, len(listings), engine.CHUNK):
        stored += await act(engine.store, listings[begin : begin + engine.CHUNK], now=now)
    return stored


def read(source: str, now: datetime) -> tuple[list[tuple[date, list[Listing]]], list[Quarantined]]:
    """The samples of one source at ``now``, by the day or week of their announcement, and what could not be read."""
    batches: dict[date, list[Listing]] = {}
    aside: list[Quarantined] = []
    for answer in answers(source, now):
        listings, broken = _PARSERS[source](answer.payload, sample=True)
        batches.setdefault(answer.announced, []).extend(listings)
        aside += broken
    return sorted(batches.items(), key=lambda batch: batch[0]), aside


async def reset(now: datetime) -> int:
    """Take the whole sample catalogue away, and the crowd that looked at it; how many events that were."""
    taken = 0
    await crowd.reset()
    while some := await act(samples.retire, now=now):
        taken += some
    await sampling.reset()
    return taken


async def refresh_if_due(now: datetime) -> bool:
    """Load again when the samples are here and the Irish day has changed since; whether it did."""
    loaded = await ask(samples.loaded_at)
    if loaded is None or clock.local(loaded).date() >= clock.local(now).date():
        return False
    await load(now)
    return True


async def watch() -> None:
    """Keep the samples current while the program runs."""
    while True:
        try:
            if await refresh_if_due(clock.now()):
                _log.info("samples.refreshed")
        except Exception:
            _log.exception("samples.not_refreshed")
        await asyncio.sleep(EVERY)
