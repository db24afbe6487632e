"""Browsing: the hot lists, kept in this process until the catalogue changes or half a minute has passed.

Whatever is asked for by somebody signed in, and so leaves out what they hid, is never kept.
"""

import asyncio
import hashlib
import threading
import time
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import orjson
from sqlmodel import Session

from wtc.clock import now
from wtc.db import ask
from wtc.domain.speller import Speller
from wtc.domain.text import fold
from wtc.flows.kept import CATALOGUE, Kept, Mark
from wtc.services import events, taste
from wtc.services.events import What
from wtc.shapes.discover import Sentence
from wtc.shapes.events import Door, Event, EventPage, EventQuery, Price, Tally

RELEARN = 60.0
"""Seconds for which the speller may lag behind the catalogue."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoded:
    """An answer as the JSON that is sent, with the tag by which a client may ask whether it is still the same."""

    body: bytes
    etag: str


_pages: Kept[EventPage] = Kept(2_500, lambda page: page.count + 1)
_tallies: Kept[tuple[Tally, ...]] = Kept(5_000, lambda tallies: len(tallies) + 1)
_prices: Kept[Price | None] = Kept(1_000, lambda _: 1)
_doors: Kept[Door] = Kept(1_000, lambda _: 1)
_sentences: Kept[Sentence] = Kept(1_000, lambda _: 1)
_bytes: Kept[Encoded] = Kept(16_000_000, lambda encoded: len(encoded.body) + 500)


async def eyes(viewer: int | None) -> int | None:
    """By whose eyes a list is: the viewer's when they hid anything, else anybody's (None), for whom lists are kept."""
    return viewer if viewer is not None and await ask(taste.hides, viewer) else None


async def search(query: EventQuery) -> EventPage:
    """One page of the events that answer ``query``."""
    if query.viewer is not None:
        return await _search(query)
    query = settled(query)
    return await _pages.get(query, lambda: _search(query))


async def found(query: EventQuery) -> events.Found:
    """The ids of the events that answer ``query``."""
    return await ask(events.found, query, now=now(), speller=await _spelling.ready())


async def search_json(query: EventQuery) -> Encoded:
    """The same as JSON; nobody's in particular, so ``viewer`` is not looked at."""
    query = settled(replace(query, viewer=None))

    async def make() -> Encoded:
        return await ask(_search_encoded, query, now=now(), speller=await _spelling.ready())

    return await _bytes.get(query, make)


async def tallies(what: What, query: EventQuery) -> tuple[Tally, ...]:
    """How many events of each city, family or source answer the rest of ``query``."""
    if query.viewer is not None:
        return await _count(what, query)
    query = settled(replace(query, limit=1, offset=0, sort="time"))
    return await _tallies.get((what, query), lambda: _count(what, query))


async def prices(query: EventQuery) -> Price | None:
    """The least and the most that getting in costs among the events that answer ``query``, in cents; None: unknown."""
    query = settled(replace(query, limit=1, offset=0, sort="time", viewer=None))
    return await _prices.get(query, lambda: ask(events.prices, query, now=now()))


async def door(query: EventQuery) -> Door:
    """What getting in usually costs among the events that answer ``query``, how many are free, their acts and rooms."""
    query = settled(replace(query, limit=1, offset=0, sort="time", viewer=None))
    return await _doors.get(query, lambda: ask(events.door, query, now=now()))


async def understand(text: str, home: str = "") -> Sentence:
    """A search in plain words as filters and text; ``home`` is the reader's own town."""
    moment = now()

    async def make() -> Sentence:
        return await ask(events.understand, text, now=moment, home=home, speller=await _spelling.ready())

    return await _sentences.get((text, home, moment.replace(minute=0, second=0, microsecond=0)), make)


async def event(event_id: int) -> Event:
    """The event with this id; ``NotFound`` when there is none."""
    return await ask(events.one, event_id)


async def event_json(event_id: int) -> Encoded:
    """The same as JSON."""

    async def make() -> Encoded:
        return encoded(await ask(events.one, event_id))

    return await _bytes.get(event_id, make)


async def event_at(slug: str) -> Event:
    """The event at this address; ``NotFound`` when there is none."""
    return await ask(events.by_slug, slug)


def encoded(shape: Any) -> Encoded:
    """A shape as JSON with its tag."""
    body = orjson.dumps(shape, option=orjson.OPT_UTC_Z)
    return Encoded(body=body, etag=f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"')


def settled(query: EventQuery) -> EventQuery:
    """The same question in its one form: names folded, lists in order, times to the minute."""
    return replace(
        query,
        include_hidden=False,
        q=fold(query.q) or query.q.strip(),
        city=query.city.strip(),
        genres=tuple(sorted(set(query.genres))),
        sources=tuple(sorted(set(query.sources))),
        start=_minute(query.start),
        end=_minute(query.end),
    )


def _minute(moment: datetime | None) -> datetime | None:
    return moment.replace(second=0, microsecond=0) if moment else None


async def _search(query: EventQuery) -> EventPage:
    return await ask(events.search, query, now=now(), speller=await _spelling.ready())


def _search_encoded(session: Session, query: EventQuery, *, now: datetime, speller: events.FindSpeller) -> Encoded:
    return encoded(events.search(session, query, now=now, speller=speller))


async def _count(what: What, query: EventQuery) -> tuple[Tally, ...]:
    return await ask(events.tallies, what, query=query, now=now(), speller=await _spelling.ready())


class Spelling:
    """The speller of this process: made when first a word is misspelt, made again behind the scenes as names come."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._speller: Speller | None = None
        self._mark: Mark = ("", -1, 0)
        self._learnt = 0.0
        self._learning: asyncio.Future[Speller] | None = None

    async def ready(self) -> events.FindSpeller:
        """What a search asks for the speller when it needs one; starts a fresh one when the catalogue has moved on."""
        mark = await CATALOGUE.look()
        if (mark[0], mark[2]) != (self._mark[0], self._mark[2]):
            self._speller, self._mark = None, mark
        elif mark != self._mark and self._speller and time.monotonic() - self._learnt > RELEARN:
            self._learnt, self._mark = time.monotonic(), mark
            self._learning = asyncio.ensure_future(ask(self._learn))
        return self._find

    def _find(self, session: Session) -> Speller:
        with self._lock:
            return self._speller or self._learn(session)

    def _learn(self, session: Session) -> Speller:
        self._speller = made = events.speller(session, now=now())
        self._learnt = time.monotonic()
        return made


_spelling = Spelling()
