"""From the live sources to the catalogue: read, parse, store page by page, and say truly what came of it."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

import structlog
from sqlmodel import Session

from wtc import clock
from wtc.db import act, ask
from wtc.domain.text import clean
from wtc.errors import Conflict, Invalid
from wtc.flows import demo, uses
from wtc.flows.readers import READERS, Asking, Reader, reader_of
from wtc.flows.sources import blocked_until
from wtc.flows.turns import Turn, alone
from wtc.gateways.http import Policy
from wtc.gateways.places import Reading
from wtc.services import engine, reach
from wtc.settings import settings
from wtc.shapes.engine import IngestProgress, IngestReport, Quarantined, SourceState, StoreReport, Use
from wtc.shapes.events import SOURCE_NAMES, Listing

DAYS = range(1, 731)
MANY = 20
TOLD = 20
"""So many problems and notes of a run are remembered."""
Progress = Callable[[IngestProgress], None]
_log = structlog.get_logger(__name__)


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
    counted: Use = Use()  # noqa: RUF009  (frozen)


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

    What comes is stored as it comes, so that a run cut off half-way has kept what it saw. ``Invalid`` for a source
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


async def run_all(
    *,
    city: str = "",
    days: int | None = None,
    now: datetime | None = None,
    progress: Callable[[str, IngestProgress], None] = lambda _source, _progress: None,
    policies: Mapping[str, Policy] | None = None,
    patience: float = 0.0,
) -> tuple[IngestReport, ...]:
    """Read every source, side by side where they ask different hosts; none stops another. A report each, in order."""
    hosts: dict[str, list[str]] = {}
    for source, reader in READERS.items():
        hosts.setdefault(reader.host, []).append(source)

    async def one(source: str) -> IngestReport:
        try:
            return await run(
                source,
                city=city,
                days=days,
                now=now,
                progress=lambda at: progress(source, at),
                policy=(policies or {}).get(source),
                patience=patience,
            )
        except Invalid:
            raise
        except Exception as error:
            _log.exception("ingest_broke", source=source)
            return await _broken(source, clean(city, 80), now or clock.now(), error)

    async def several(names: list[str]) -> list[IngestReport]:
        return [await one(source) for source in names]

    found = [report for reports in await asyncio.gather(*map(several, hosts.values())) for report in reports]
    return tuple(sorted(found, key=lambda report: list(READERS).index(report.source)))


async def _broken(source: str, city: str, now: datetime, error: Exception) -> IngestReport:
    """The report of a run that ended in a fault of our own; its reason is in the log."""
    words = f"the run broke off ({type(error).__name__}): see the log"
    report = IngestReport(source=source, city=city, complete=False, problems=(words,))
    try:
        before = await ask(engine.recall, source, city)
        await act(engine.remember, replace(before, status="failed", message=words, tried_at=now))
    except Exception:
        _log.exception("ingest_not_remembered", source=source)
    return report


async def _why_not(source: str, reader: Reader, now: datetime) -> IngestReport | None:
    """The report of a run that may not even begin, so that no call is made; None when it may."""
    if not settings().ingestion_enabled:
        return _skipped(source, "switched off", "INGESTION_ENABLED is false: no source is called.")
    if reader.off:
        return _skipped(source, "switched off", f"{reader.switch} is false: it is not called.")
    if reader.missing:
        return _skipped(source, "missing key", f"{reader.missing} is not set.")
    until = await blocked_until(source, now)
    if until is not None:
        words = f"{SOURCE_NAMES[source]} wants no calls before {clock.local(until):%-d %b, %H:%M} Irish time."
        return replace(_skipped(source, "blocked", words), blocked_until=until)
    return None


def _skipped(source: str, why: str, words: str, city: str = "") -> IngestReport:
    return IngestReport(source=source, city=city, complete=False, skipped=why, problems=(words,))


async def _read(reader: Reader, going: Run, policy: Policy | None) -> IngestReport:
    began = time.monotonic()
    rest = await uses.left(going.source, going.now)
    asking = Asking(
        city=going.city,
        first=going.first,
        last=going.last,
        now=going.now,
        most=rest.left if rest else None,
        policy=policy,
    )
    async with await reader.open(asking) as reading:
        await _pages(reader, going, reading)
        gone, doubt = await _mark_gone(going, reading)
        report = IngestReport(
            source=going.source,
            city=going.city,
            stored=going.stored,
            gone=gone,
            passed_over=going.listed - going.stored.seen - len(going.aside),
            samples_gone=await demo.reset(going.now) if going.stored.seen else 0,
            quarantined=going.aside,
            calls=reading.use.calls,
            complete=not reading.problems and not doubt,
            problems=(*reading.problems, *doubt),
            notes=tuple(reading.notes),
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


async def _pages(reader: Reader, going: Run, reading: Reading) -> None:
    """Keep what the pages bring, small ones together, and count what was asked, also of a run that breaks off."""
    held: list[Any] = []
    try:
        async for items in reading.pages():
            held += items
            if len(held) >= engine.CHUNK:
                await _keep(reader, going, held)
                await _count(going, reading)
                held = []
            aside, calls = len(going.aside), reading.use.calls
            going.progress(IngestProgress(stored=going.stored, quarantined=aside, calls=calls, waiting=reading.waiting))
    finally:
        if held:
            await _keep(reader, going, held)
        await _count(going, reading)


async def _keep(reader: Reader, going: Run, items: list[Any]) -> None:
    """Parse items and store them together with what had to be set aside, a part at a time."""
    listings, aside = await asyncio.to_thread(reader.parse, items)
    for begin in range(0, max(1, len(listings)), engine.CHUNK):
        part = listings[begin : begin + engine.CHUNK]
        going.stored += await act(_store, part, aside if begin == 0 else [], going.turn, now=going.now)
    going.listed += len(items)
    going.aside += tuple(replace(item, raw="") for item in aside)


def _store(
    session: Session, listings: list[Listing], aside: list[Quarantined], turn: Turn, *, now: datetime
) -> StoreReport:
    turn.confirm(session)
    if aside:
        engine.set_aside(session, aside, now=now)
    return engine.store(session, listings, now=now)


async def _count(going: Run, reading: Reading) -> None:
    """Keep what was asked since the last count."""
    fresh = reading.use.since(going.counted)
    if fresh.calls:
        going.counted = reading.use
        await uses.count(going.source, fresh, now=going.now)


async def _mark_gone(going: Run, reading: Reading) -> tuple[int, tuple[str, ...]]:
    """Mark what vanished on days, or from places, that were read whole, a part at a time.

    A city's reading proves nothing about days: towns are spelt many ways. More listings gone at once than are left
    mean that a source is broken, not empty: then nothing is marked.
    """
    lost = await ask(_lost, going, reading)
    gone, left = len(lost), len(reading.seen)
    if gone > left and (gone > MANY or not (left or reading.asked)):
        return 0, (f"{gone} listings vanished at once and {left} are left: not believed, nothing marked",)
    for begin in range(0, gone, engine.CHUNK):
        await act(_mark, going, lost[begin : begin + engine.CHUNK])
    if reading.asked:
        await act(_note, going, reading)
    return gone, ()


def _lost(session: Session, going: Run, reading: Reading) -> list[int]:
    """The ids of the listings that should have been there and were not."""
    source, now = going.source, going.now
    spans = [] if going.city else reading.whole(going.first)
    lost = [
        one
        for first, last in spans
        for one in engine.vanished(session, source, reading.seen, start=first, end=last, now=now)
    ]
    if reading.asked:
        tomorrow, end = _looked_for(going)
        lost += reach.missing(session, source, reading.places, start=tomorrow, end=end)
    return lost


def _looked_for(going: Run) -> tuple[date, date]:
    """From when to when a place surely told of all it has: the days on which windows begin and end are not sure."""
    return going.first + timedelta(days=1), going.last - timedelta(days=1)


def _mark(session: Session, going: Run, lost: list[int]) -> None:
    going.turn.confirm(session)
    engine.mark_gone(session, lost, now=going.now)


def _note(session: Session, going: Run, reading: Reading) -> None:
    """Remember what was asked about and what it shows, last of all: a run that was cut off compares again."""
    going.turn.confirm(session)
    reach.note_asked(session, going.source, reading.asked, now=going.now)
    reach.note_shown(session, going.source, reading.places, end=_looked_for(going)[1])


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
        message="; ".join(report.problems or report.notes),
        blocked_until=report.blocked_until,
        seen=report.stored.seen,
        new=report.stored.new,
        changed=report.stored.changed,
        quarantined=len(report.quarantined),
        calls=report.calls,
        tried_at=going.now,
        report=_told(report),
    )


def _told(report: IngestReport) -> dict[str, Any]:
    """The run in figures and words, as it is remembered."""
    stored = report.stored
    return {
        "complete": report.complete,
        "seen": stored.seen,
        "new": stored.new,
        "changed": stored.changed,
        "unchanged": stored.unchanged,
        "merged": stored.merged,
        "gone": report.gone,
        "passed_over": report.passed_over,
        "quarantined": len(report.quarantined),
        "calls": report.calls,
        "seconds": report.seconds,
        "problems": [clean(words, 255) for words in report.problems[:TOLD]],
        "notes": [clean(words, 255) for words in report.notes[:TOLD]],
    }
