"""The sources that can be read: how each is opened, whether a reading is due, and how each one is."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from wtc import clock
from wtc.db import ask
from wtc.domain.text import clean
from wtc.errors import Invalid
from wtc.gateways import ticketmaster
from wtc.services import engine
from wtc.settings import settings
from wtc.shapes.engine import IngestionHealth, Quarantined, SourceHealth, SourceState
from wtc.shapes.events import SOURCE_NAMES, Listing

FIXES = {
    "off": "Set INGESTION_ENABLED=true to read sources again.",
    "missing key": "Set {key}. Until then local and sample events are served.",
    "unauthorised": "The key was refused: check {key}, then run python -m wtc ingest --source {source}.",
    "blocked": "The quota is used up. Nothing to do: reading goes on after {until}.",
    "failed": "It did not answer: see the message, and look at its status page.",
    "partial": "Some of it could not be read: see the message. What was known is kept.",
    "stale": "It was not read for a while: is the server running, or cron calling python -m wtc ingest?",
    "never": "Run python -m wtc ingest --source {source}.",
}

SILENT = ("unauthorised", "blocked", "failed", "partial")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A source that can be read: the setting that holds its key, how to open a reading, and how to parse a page."""

    key_name: str
    open: Callable[..., AbstractAsyncContextManager[ticketmaster.Reading]]
    parse: Callable[[dict[str, Any]], tuple[list[Listing], list[Quarantined]]]

    @property
    def key(self) -> str:
        return str(getattr(settings(), self.key_name.lower()).get_secret_value())


def _open_ticketmaster(**asked: Any) -> ticketmaster.Reading:
    chosen = settings()
    return ticketmaster.Reading(
        key=chosen.ticketmaster_api_key.get_secret_value(),
        base_url=chosen.ticketmaster_base_url,
        countries=chosen.ticketmaster_country_codes,
        max_pages=chosen.ingestion_max_pages,
        **asked,
    )


READERS = {
    ticketmaster.SOURCE: Reader(key_name="TICKETMASTER_API_KEY", open=_open_ticketmaster, parse=ticketmaster.parse)
}


def reader_of(source: str) -> Reader:
    """How to read ``source``; ``Invalid`` naming those that can be read."""
    if source not in READERS:
        raise Invalid(f"There is no source called {clean(source, 40)!r}. Sources: {', '.join(READERS)}.")
    return READERS[source]


async def is_stale(source: str, city: str, now: datetime) -> bool:
    """Whether a reading is due: neither this city nor the whole island was read within INGESTION_STALE_HOURS."""
    oldest = now - timedelta(hours=settings().ingestion_stale_hours)
    known = [await ask(engine.recall, source, place) for place in {"", city}]
    return not any(state.last_synced_at and state.last_synced_at > oldest for state in known)


async def blocked_until(source: str, now: datetime) -> datetime | None:
    """The moment before which ``source`` must not be called, None when it may be."""
    found = [state.blocked_until for state in await ask(engine.states) if state.source == source]
    return max((until for until in found if until and until > now), default=None)


async def health(now: datetime) -> IngestionHealth:
    """How every source is, with what to do about it, and every reading remembered, the latest first."""
    known = await ask(engine.states)
    return IngestionHealth(
        enabled=settings().ingestion_enabled,
        stale_hours=settings().ingestion_stale_hours,
        sources=tuple([await _one(source, reader, known, now) for source, reader in READERS.items()]),
        states=tuple(known),
    )


async def silent(now: datetime) -> tuple[SourceHealth, ...]:
    """The sources that ought to bring gigs and do not: what a visitor is told when the list may be short."""
    if not settings().ingestion_enabled or not any(reader.key for reader in READERS.values()):
        return ()
    return tuple(each for each in (await health(now)).sources if each.word in SILENT)


async def _one(source: str, reader: Reader, known: list[SourceState], now: datetime) -> SourceHealth:
    mine = [state for state in known if state.source == source]
    until = max((state.blocked_until for state in mine if state.blocked_until), default=None)
    word = _word(reader, mine, until, stale=await is_stale(source, "", now), now=now)
    named = {"key": reader.key_name, "source": source, "until": _clock(until)}
    return SourceHealth(
        source=source,
        name=SOURCE_NAMES[source],
        word=word,
        fix=FIXES.get(word, "").format_map(named),
        configured=bool(reader.key),
        enabled=settings().ingestion_enabled,
        last_synced_at=max((state.last_synced_at for state in mine if state.last_synced_at), default=None),
        blocked_until=until if until and until > now else None,
    )


def _word(reader: Reader, mine: list[SourceState], until: datetime | None, *, stale: bool, now: datetime) -> str:
    if not settings().ingestion_enabled:
        return "off"
    if not reader.key:
        return "missing key"
    if until and until > now:
        return "blocked"
    status = mine[0].status if mine else "never"
    if status == "blocked":
        return "stale"
    return "stale" if status == "ok" and stale else status


def _clock(until: datetime | None) -> str:
    return f"{clock.local(until):%-d %b, %H:%M} Irish time" if until else "a while"
