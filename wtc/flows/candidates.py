"""One question for an act put to our catalogue, Spotify and Mixcloud at once; answers kept for ten minutes."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace

from wtc import clock
from wtc.db import ask
from wtc.domain.text import fold, key
from wtc.flows import artists, enrich, uses
from wtc.flows.desks import patience
from wtc.gateways.faults import Fault, QuotaSpent, TooFast
from wtc.gateways.http import Policy
from wtc.gateways.spotify import Spotify
from wtc.services.known import known_by
from wtc.settings import settings
from wtc.shapes.artists import Artist, ArtistQuery
from wtc.shapes.candidates import ActFound, ActsFound, KnownBy
from wtc.shapes.identity import ArtistRecord

SOURCES = ("ticketmaster", "spotify", "mixcloud")
LIVE = ("spotify", "mixcloud")
KEPT, MANY, EACH = 600.0, 500, 5
HURRY = Policy(per_second=3.0, connect=1.0, read=1.5, cap=2.0, tries=1, longest_wait=0.0)
"""Somebody waits for the answer: one try, two seconds."""

_kept: OrderedDict[tuple[str, str], tuple[float, tuple[ArtistRecord, ...]]] = OrderedDict()


async def find(q: str, *, city: str = "", include: Sequence[str] = (), limit: int = 24) -> ActsFound:
    """Acts that answer ``q``, ours first. ``include`` restricts to what any of these sources knows; none means all.

    Live sources are asked when there are words to ask for; they know no towns, so a city leaves only marks of theirs.
    """
    wanted = tuple(source for source in SOURCES if source in include)
    query = ArtistQuery(q=q, city=city, sources=wanted, limit=limit)
    live = [source for source in LIVE if not wanted or source in wanted]
    reading = asyncio.ensure_future(artists.search(query))
    answers = await asyncio.gather(*(_live(source, q) for source in live))
    page = await reading
    asked = dict.fromkeys((wanted or SOURCES), "catalogue") | dict(
        zip(live, (word for word, _ in answers), strict=True)
    )
    marks = await ask(known_by, [one.id for one in page.artists])
    found = [_ours(one, marks[one.id], wanted) for one in page.artists]
    for record in (record for _, records in answers for record in records):
        _merge(found, record, alone=not city)
    return ActsFound(performers=tuple(found[:limit]), count=len(found[:limit]), asked=asked)


def forget() -> None:
    """Drop what live sources answered (tests)."""
    _kept.clear()


async def _live(source: str, q: str) -> tuple[str, tuple[ArtistRecord, ...]]:
    """How ``source`` was asked, and what it knows; a silent one is said to be, and nobody waits for it for long."""
    now, asked = clock.now(), fold(q)[:100]
    chosen = enrich.spotify(now, HURRY) if source == "spotify" else enrich.mixcloud(now, HURRY)
    if chosen is None or not settings().ingestion_enabled:
        return "off", ()
    if not asked:
        return "catalogue", ()
    held = _kept.get((source, asked))
    if held and time.monotonic() - held[0] < KEPT:
        return "live", held[1]
    if await patience(source, now):
        return "blocked", ()
    try:
        async with chosen as api:
            records = await (api.search(q, EACH) if isinstance(api, Spotify) else api.search_users(q, EACH))
    except Fault as fault:
        return "blocked" if isinstance(fault, QuotaSpent | TooFast) else "down", ()
    finally:
        await uses.count(source, chosen.use, now=now)
    _kept[source, asked] = (time.monotonic(), tuple(records))
    while len(_kept) > MANY:
        _kept.popitem(last=False)
    return "live", tuple(records)


def _ours(one: Artist, marks: Sequence[KnownBy], wanted: Sequence[str]) -> ActFound:
    return ActFound(
        name=one.name,
        artist_id=one.id,
        slug=one.slug,
        genres=one.genres,
        image=one.image.url if one.image else "",
        home_city=one.home_city,
        next_date=one.next_date,
        dates=one.dates,
        sources=tuple(mark for mark in marks if not wanted or mark.source in wanted),
        sample=one.sample,
    )


def _merge(found: list[ActFound], record: ArtistRecord, *, alone: bool) -> None:
    """Add a live record to the act that is known to be it, else to the one of its name, else as an act of its own."""
    mark = KnownBy(source=record.source, source_id=record.source_id, name=record.name, url=record.url)
    for place, one in enumerate(found):
        if any(known.source == mark.source and known.source_id == mark.source_id for known in one.sources):
            told = tuple(mark if known.source == mark.source else known for known in one.sources)
            found[place] = replace(one, sources=told, genres=one.genres or record.genres)
            return
    for place, one in enumerate(found):
        taken = any(known.source == mark.source and not known.sample for known in one.sources)
        if key(one.name) == key(record.name) and not taken:
            found[place] = replace(one, sources=(*one.sources, replace(mark, certain=False)))
            return
    if alone:
        found.append(ActFound(name=record.name, genres=record.genres, sources=(mark,), sample=record.sample))
