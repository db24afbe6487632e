"""Towns that somebody looks for: those that were not read for a while are read soon, beside the answer."""

import asyncio
import time
from collections import deque

import structlog

from wtc import clock
from wtc.db import ask
from wtc.domain.places import Town, town
from wtc.flows import jobs, refresh, sources
from wtc.services import engine
from wtc.services import jobs as rows

AGAIN = 900.0
"""Seconds for which a town that was looked at is not looked at again by this process."""
MOST = 10
"""So many such jobs wait or run at once, whoever asks for how many towns."""
_looked: dict[str, float] = {}
_towns: deque[Town] = deque()
_looking: set[asyncio.Task[None]] = set()
_log = structlog.get_logger(__name__)


def looked_for(city: str) -> None:
    """Somebody looks for gigs in ``city``. Never waits, and does nothing for what is no town that we know."""
    place = town(city) if city else None
    now = time.monotonic()
    if place is None or not place.known or now - _looked.get(place.key, -AGAIN) < AGAIN or not refresh.readable():
        return
    _looked[place.key] = now  # at most one entry for each town of our list
    _towns.append(place)
    if not _looking:
        task = asyncio.ensure_future(_look_at_all())
        _looking.add(task)
        task.add_done_callback(_looking.discard)


async def settled() -> None:
    """Wait for the looks that are under way."""
    while _looking:
        await asyncio.wait(set(_looking))


async def _look_at_all() -> None:
    """One town after the other, so that however many are looked for, it is one small piece of work at a time."""
    while _towns:
        try:
            await _look(_towns.popleft())
        except Exception as error:  # nobody waits for this, and the visitor has their answer
            _log.warning("town_not_looked_at", kind=type(error).__name__)


async def _look(place: Town) -> None:
    now = clock.now()
    for source in refresh.readable():
        if not sources.reader_of(source).by_city:
            continue
        fresh = not await sources.is_stale(source, place.name, now)
        noted = (await ask(engine.recall, source, place.name)).last_synced_at
        if (fresh and noted) or await sources.blocked_until(source, now):
            continue
        if await ask(rows.alive, asked_by="search") < MOST:
            await jobs.ask_for("ingest", f"{source}:{place.name}", asked_by="search")
