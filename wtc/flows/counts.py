"""How many gigs there are where: the counts that every page shows, kept in this process for half a minute."""

import asyncio
import time

from wtc.clock import now
from wtc.db import ask
from wtc.domain.text import fold
from wtc.services import events
from wtc.settings import settings
from wtc.shapes.events import EventQuery, Tally

KEPT_FOR = 30.0
SHOWN = 12

_kept: tuple[float, tuple[Tally, ...]] = (0.0, ())
_lock = asyncio.Lock()


async def cities() -> tuple[Tally, ...]:
    """The towns with the most gigs in the coming 90 days, most first, at most twelve; at most half a minute old."""
    global _kept
    async with _lock:
        if time.monotonic() - _kept[0] > KEPT_FOR or not _kept[1]:
            found = await ask(events.tallies, "city", query=EventQuery(), now=now())
            _kept = time.monotonic(), found[:SHOWN]
    return _kept[1]


def forget() -> None:
    """Count afresh at the next question."""
    global _kept
    _kept = (0.0, ())


def town(wanted: str, known: tuple[Tally, ...]) -> str:
    """The town of ``known`` that is ``wanted``, however it is spelt; else the house's own town, else the biggest."""
    names = {fold(city.label): city.label for city in known}
    for name in (wanted, settings().ingestion_default_city):
        if fold(name) in names:
            return names[fold(name)]
    return known[0].label if known else ""
