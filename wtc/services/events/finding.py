"""Search: the events that answer a question, in order, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from wtc.queries import events as queries
from wtc.queries.events import Sought
from wtc.services.events.reading import many
from wtc.services.events.seeking import seek
from wtc.services.events.spelling import FindSpeller, Reading, mended, typed
from wtc.shapes.events import EventPage, EventQuery


def search(session: Session, query: EventQuery, *, now: datetime, speller: FindSpeller | None = None) -> EventPage:
    """One page of the events that answer ``query``; ``total`` counts them all.

    Words are looked for in the names of events, acts, rooms and towns. Those called exactly so come first, then by the
    order asked for. ``speller`` is asked for one that knows the catalogue when a word is misspelt.
    """
    answer = found(session, query, now=now, speller=speller)
    events = many(session, answer.ids)
    until = query.offset + len(answer.ids)
    following = until if answer.ids and until < answer.total else None
    return EventPage(events=events, count=len(events), total=answer.total, next=following, spelt=answer.spelt)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The ids of a page in order, how many there are in all, and the words that were looked for instead."""

    ids: tuple[int, ...] = ()
    total: int = 0
    spelt: str = ""


def found(session: Session, query: EventQuery, *, now: datetime, speller: FindSpeller | None = None) -> Found:
    """The same as ``search`` without reading the events; the page may be as long as you like."""
    sought = seek(session, query, now=now)
    if not query.q.strip():
        return _page(session, query, [sought])
    reading = typed(query.q)
    if reading is None:
        return Found()
    page = _page(session, query, _tiers(sought, reading))
    if page.total:
        return page
    other = mended(session, reading, speller, now=now)
    return replace(_page(session, query, _tiers(sought, other)), spelt=other.spelt) if other else page


def _tiers(sought: Sought, reading: Reading) -> list[Sought]:
    """Those that are called exactly so and then the rest; in any other order but time, all as one."""
    if sought.query.sort != "time":
        return [replace(sought, names=replace(reading.parts, unless=""))]
    return [replace(sought, names=reading.exact), replace(sought, names=reading.parts)]


def _page(session: Session, query: EventQuery, tiers: Sequence[Sought]) -> Found:
    """One page over several answers that follow one another and have no event in common."""
    ids: list[int] = []
    total = 0
    for tier in tiers:
        here, count = _slice(session, tier, query.limit - len(ids), max(0, query.offset - total))
        ids += here
        total += count
    return Found(ids=tuple(ids), total=total)


def _slice(session: Session, sought: Sought, limit: int, offset: int) -> tuple[Sequence[int], int]:
    """The ids from ``offset`` on and how many there are in all, counted only when the slice does not tell."""
    ids = session.execute(queries.ids(sought, limit=limit, offset=offset)).scalars().all() if limit else []
    if len(ids) < limit and (ids or not offset):
        return ids, offset + len(ids)
    return ids, int(session.execute(queries.total(sought)).scalar_one())
