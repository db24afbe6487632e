"""From a live source to the catalogue: read, parse, store page by page, and say truly what came of it."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from sqlmodel import Session

from wtc import clock
from wtc.db import act, ask
from wtc.domain.text import clean
from wtc.errors import Conflict, Invalid
from wtc.flows import demo
from wtc.flows.sources import Reader, blocked_until, reader_of
from wtc.flows.turns import Turn, alone
from wtc.gateways import ticketmaster
from wtc.gateways.http import Policy
from wtc.services import engine
from wtc.settings import settings
from wtc.shapes.engine import IngestProgress, IngestReport, Quarantined, SourceState, StoreReport
from wtc.shapes.events import SOURCE_NAMES, Listing

DAYS = range(1, 731)
MANY = 20
Progress = Callable[[IngestProgress], None]
_log = structlog.get_logger(__name__)


class Implausible(Exception):
    """More listings vanished at once than a source takes down: it is broken, not empty."""


@dataclass(slots=True, kw_only=True)
class Run:
    """One run under way: what it is about and what it has brought so far."""

    source: str
    city: str
    first: date
    last: date
    now: datetime
    turn: Turn
    progress: Progress
    stored: StoreReport = StoreReport()  # noqa: RUF009  (frozen)
    listed: int = 0
    aside: tuple[Quarantined, ...] = ()


async def run(
    source: str,
    *,
    city: str = "",
    days: int | None = None,
    now: datetime | None = None,
    progress: Progress = lambda _progress: None,
    policy: Policy | None = None,
    patience: float = 0.0,
) -> IngestReport:
    """Read ``source`` from today over ``days`` days (INGESTION_DAYS) and store it; what is not read is reported.

    Every page is stored as it comes, so that a run cut off half-way has kept what it saw. ``Invalid`` for a source
    that cannot be read or days out of range; ``patience`` is how many seconds to wait for another run to end.
    """
    reader = reader_of(source)
    moment, span, place = now or clock.now(), days or settings().ingestion_days, clean(city, 80)
    if days is not None and days not in DAYS:
        raise Invalid(f"days has to be between {DAYS.start} and {DAYS.stop - 1}.")
    held_back = await _why_not(source, reader, moment)
    if held_back:
        return replace(held_back, city=place)
    today = clock.local(moment).date()
    try:
        async with alone(f"ingest:{source}", patience=patience) as turn:
            going = Run(
                source=source,
                city=place,
                first=today,
                last=today + timedelta(days=span),
                now=moment,
                turn=turn,
                progress=progress,
            )
            return await _read(reader, going, policy)
    except Conflict as held:
        return _skipped(source, "another run is under way", held.message, city=place)


async def _why_not(source: str, reader: Reader, now: datetime) -> IngestReport | None:
    """The report of a run that may not even begin, so that no call is made; None when it may."""
    if not settings().ingestion_enabled:
        return _skipped(source, "switched off", "INGESTION_ENABLED is false: no source is called.")
    if not reader.key:
        return _skipped(source, "missing key", f"{reader.key_name} is not set.")
    until = await blocked_until(source, now)
    if until is not None:
        words = f"{SOURCE_NAMES[source]} wants no calls before {clock.local(until):%-d %b, %H:%M} Irish time."
        return replace(_skipped(source, "blocked", words), blocked_until=until)
    return None


def _skipped(source: str, why: str, words: str, city: str = "") -> IngestReport:
    return IngestReport(source=source, city=city, complete=False, skipped=why, problems=(words,))


async def _read(reader: Reader, going: Run, policy: Policy | None) -> IngestReport:
    began = time.monotonic()
    async with reader.open(
        city=going.city, first=going.first, last=going.last, now=going.now, policy=policy
    ) as reading:
        async for items in reading.pages():
            await _keep(reader, going, items)
            going.progress(
                IngestProgress(
                    stored=going.stored, quarantined=len(going.aside), calls=reading.calls, waiting=reading.waiting
                )
            )
        gone, doubt = await _mark_gone(going, reading)
        report = IngestReport(
            source=going.source,
            city=going.city,
            stored=going.stored,
            gone=gone,
            passed_over=going.listed - going.stored.seen - len(going.aside),
            samples_gone=await demo.reset(going.now) if going.stored.seen else 0,
            quarantined=going.aside,
            calls=reading.calls,
            complete=not reading.problems and not doubt,
            problems=(*reading.problems, *doubt),
            blocked_until=reading.fault.until if reading.fault else None,
            seconds=round(time.monotonic() - began, 3),
        )
        word = reading.fault.word if reading.fault else ""
    await act(engine.remember, await _state_after(report, going, word))
    _log.info(
        "ingested", source=report.source, city=report.city, complete=report.complete, calls=report.calls,
        seen=report.stored.seen, new=report.stored.new, changed=report.stored.changed, gone=report.gone,
        quarantined=len(report.quarantined), problems=report.problems[:5],
    )  # fmt: skip
    return report


async def _keep(reader: Reader, going: Run, items: list[Any]) -> None:
    """Parse one page and store it in one transaction, together with what had to be set aside."""
    listings, aside = await asyncio.to_thread(reader.parse, {"_embedded": {"events": items}})
    going.stored += await act(_store, listings, aside, going.turn, now=going.now)
    going.listed += len(items)
    going.aside += tuple(replace(item, raw="") for item in aside)


def _store(
    session: Session, listings: list[Listing], aside: list[Quarantined], turn: Turn, *, now: datetime
) -> StoreReport:
    turn.confirm(session)
    if aside:
        engine.set_aside(session, aside, now=now)
    return engine.store(session, listings, now=now)


async def _mark_gone(going: Run, reading: ticketmaster.Reading) -> tuple[int, tuple[str, ...]]:
    """Mark what vanished on days that were read whole. A city's reading proves nothing: towns are spelt many ways."""
    spans = [] if going.city else reading.whole(going.first)
    try:
        return await act(_mark, going.source, reading.seen, spans, going.turn, now=going.now), ()
    except Implausible as doubt:
        return 0, (f"{doubt} listings vanished at once and {len(reading.seen)} are left: not believed, nothing marked",)


def _mark(
    session: Session, source: str, seen: set[str], spans: list[tuple[date, date]], turn: Turn, *, now: datetime
) -> int:
    turn.confirm(session)
    gone = sum(engine.mark_gone(session, source, seen, start=first, end=last, now=now) for first, last in spans)
    if gone > len(seen) and (gone > MANY or not seen):
        raise Implausible(gone)
    return gone


async def _state_after(report: IngestReport, going: Run, word: str) -> SourceState:
    before = await ask(engine.recall, going.source, going.city)
    read = report.complete or report.stored.seen > 0
    return SourceState(
        source=going.source,
        city=going.city,
        last_synced_at=going.now if read else before.last_synced_at,
        window_start=clock.at(going.first),
        window_end=clock.at(going.last + timedelta(days=1)),
        status="ok" if report.complete else word or ("partial" if read else "failed"),
        message="; ".join(report.problems),
        blocked_until=report.blocked_until,
        seen=report.stored.seen,
        new=report.stored.new,
        changed=report.stored.changed,
        quarantined=len(report.quarantined),
        calls=report.calls,
    )
