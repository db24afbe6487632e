"""How the sources are: whether a reading is due, what stands in the way, what is left, and what to do about it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from wtc import clock
from wtc.db import ask
from wtc.flows import uses
from wtc.flows.readers import READERS, Reader, reader_of
from wtc.services import engine
from wtc.settings import settings
from wtc.shapes.engine import IngestionHealth, SourceHealth, SourceState, SourceUse
from wtc.shapes.events import SOURCE_NAMES

__all__ = ["READERS", "Reader", "blocked_until", "health", "is_stale", "reader_of", "silent"]

FIXES = {
    "off": "Set INGESTION_ENABLED=true to read sources again.",
    "missing key": "Set {key}. Until then it is not read, and nothing else is the worse for it.",
    "unauthorised": "The key was refused: check {key}, then run python -m wtc ingest --source {source}.",
    "unpaid": "It wants money before it answers: see the message.",
    "blocked": "The quota is used up. Nothing to do: reading goes on after {until}.",
    "failed": "The message says why: mend the setting that it names, else look at its status page.",
    "partial": "Some of it could not be read: see the message. What was known is kept.",
    "stale": "It was not read for a while: see python -m wtc jobs list, and whether the server or cron runs.",
    "never": "Run python -m wtc ingest --source {source}.",
}

SILENT = ("unauthorised", "unpaid", "blocked", "failed", "partial")
REFUSED = ("unauthorised", "unpaid")
AGAIN = timedelta(days=1)
"""How long a source that refused our key is left alone by the clock; a person may ask it at once."""

_LONG_AGO = clock.at(date(2000, 1, 1))


async def is_stale(source: str, city: str, now: datetime) -> bool:
    """Whether a reading is due: neither this city nor the whole island was read within INGESTION_STALE_HOURS."""
    oldest = now - timedelta(hours=settings().ingestion_stale_hours)
    known = [await ask(engine.recall, source, place) for place in {"", city}]
    return not any(state.last_synced_at and state.last_synced_at > oldest for state in known)


async def blocked_until(source: str, now: datetime) -> datetime | None:
    """The moment before which ``source`` must not be called, None when it may be."""
    found = [state.blocked_until for state in await ask(engine.states) if state.source == source]
    spent = await uses.left(source, now)
    if spent and spent.left == 0:
        found.append(spent.resets_at)
    return max((until for until in found if until and until > now), default=None)


async def health(now: datetime) -> IngestionHealth:
    """How every source is, with what to do about it, and every reading remembered, the latest first."""
    known, used = await ask(engine.states), await uses.standing(now)
    aside = {source: tuple(await ask(engine.aside, source)) for source in READERS}
    found = [_one(source, known, used.get(source), now) for source in READERS]
    return IngestionHealth(
        enabled=settings().ingestion_enabled,
        stale_hours=settings().ingestion_stale_hours,
        sources=tuple(replace(each, quarantine=aside[each.source]) for each in found),
        states=tuple(known),
    )


async def silent(now: datetime) -> tuple[SourceHealth, ...]:
    """The sources that ought to bring gigs and do not: what a visitor is told when the list may be short."""
    wanted = [source for source, reader in READERS.items() if reader.ready]
    if not settings().ingestion_enabled or not wanted:
        return ()
    known = await ask(engine.states)
    found = [_one(source, known, None, now) for source in wanted]
    return tuple(each for each in found if each.word in SILENT)


def _one(source: str, known: list[SourceState], use: SourceUse | None, now: datetime) -> SourceHealth:
    reader = READERS[source]
    mine = [state for state in known if state.source == source]
    latest = max(mine, key=lambda state: state.tried_at or state.last_synced_at or _LONG_AGO, default=None)
    until = max((state.blocked_until for state in mine if state.blocked_until), default=None)
    word = _word(reader, latest, until, stale=_is_stale(mine, now), now=now)
    named = {"key": reader.missing or " and ".join(reader.keys), "source": source, "until": _clock(until)}
    advice: Mapping[str, str] = {**FIXES, **reader.fixes} if settings().ingestion_enabled else FIXES
    return SourceHealth(
        source=source,
        name=SOURCE_NAMES[source],
        word=word,
        fix=advice.get(word, "").format_map(named),
        configured=reader.ready,
        enabled=settings().ingestion_enabled and not reader.off,
        last_synced_at=max((state.last_synced_at for state in mine if state.last_synced_at), default=None),
        blocked_until=until if until and until > now else None,
        tried_at=latest.tried_at if latest else None,
        message=latest.message if latest else "",
        keys=tuple(filter(None, (reader.switch, *reader.keys, *reader.any_of))),
        report=latest.report if latest else {},
        states=tuple(mine),
        use=use,
    )


def _is_stale(mine: list[SourceState], now: datetime) -> bool:
    oldest = now - timedelta(hours=settings().ingestion_stale_hours)
    return not any(not state.city and state.last_synced_at and state.last_synced_at > oldest for state in mine)


def _word(reader: Reader, latest: SourceState | None, until: datetime | None, *, stale: bool, now: datetime) -> str:
    if not settings().ingestion_enabled or reader.off:
        return "off"
    if reader.missing:
        return "missing key"
    if until and until > now:
        return "blocked"
    status = latest.status if latest else "never"
    if status == "blocked":
        return "stale"
    return "stale" if status == "ok" and stale else status


def _clock(until: datetime | None) -> str:
    return f"{clock.local(until):%-d %b, %H:%M} Irish time" if until else "a while"
