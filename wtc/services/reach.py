"""What a source is asked about, place by place: when it was asked last, what it showed, and what is missing since."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import delete, insert, select, update
from sqlmodel import Session

from wtc.domain import listings as facts
from wtc.queries import engine as queries
from wtc.services import bulk, catalogue, grouping
from wtc.services.engine import CHUNK

P, L, S = queries.PLACES.c, queries.SHOWN.c, queries.SOURCES.c


def note_asked(session: Session, source: str, places: Iterable[str], *, now: datetime) -> None:
    """Remember that ``source`` was asked about these ``places``."""
    wanted = [place[:160] for place in dict.fromkeys(places)]
    known = {row.place for row in bulk.read(session, queries.PLACES, ("place",), "place", wanted, source=source)}
    if known:
        session.execute(update(queries.PLACES).where(P.source == source, P.place.in_(known)).values(asked_at=now))
    fresh = [{"source": source, "place": place, "asked_at": now} for place in wanted if place not in known]
    if fresh:
        session.execute(insert(queries.PLACES), fresh)


def mark_missing(
    session: Session, source: str, places: Mapping[str, Collection[str]], *, start: date, end: date, now: datetime
) -> int:
    """Mark what ``places``, which were read whole, no longer show from ``start`` to ``end``; how many listings.

    One that another place still shows is not missing. What is over by now did not vanish, it happened.
    """
    catalogue.lock(session, now=now)
    gone: dict[int, Any] = {}
    for place, ids in places.items():
        gone |= {row.id: row for row in _compared(session, source, place[:160], ids, start, end)}
    elsewhere = _shown(session, source, [row.source_id for row in gone.values()])
    lost = [row for row in gone.values() if row.source_id not in elsewhere]
    for begin in range(0, len(lost), CHUNK):
        part = lost[begin : begin + CHUNK]
        session.execute(update(queries.SOURCES).where(S.id.in_([row.id for row in part])).values(gone_at=now))
        grouping.derive_again(session, {row.block for row in part}, now=now)
    if lost:
        catalogue.raise_version(session, now=now)
    return len(lost)


def texts(session: Session, source: str, today: date) -> dict[str, tuple[str, str]]:
    """The whole descriptions we have of a source's coming events: id to when it changed and what it says."""
    coming = select(S.source_id, S.raw).where(S.source == source, S.day >= today, S.sample.is_(False))
    found = {}
    for row in session.execute(coming):
        item = orjson.loads(row.raw)
        words = item.get("description")
        if isinstance(words, dict) and words.get("whole") is True:
            html = words.get("html")
            found[row.source_id] = (str(item.get("changed") or ""), html if isinstance(html, str) else "")
    return found


def _compared(session: Session, source: str, place: str, ids: Collection[str], start: date, end: date) -> list[Any]:
    """What ``place`` showed and shows no more in that time; from now on ``ids`` are what it shows."""
    shown = {facts.fit_id(source_id) for source_id in ids}
    here = (L.source == source, L.place == place)
    joined = queries.SHOWN.outerjoin(queries.SOURCES, (S.source == L.source) & (S.source_id == L.source_id))
    before = session.execute(
        select(L.source_id, S.id, S.block, S.day, S.gone_at).select_from(joined).where(*here)
    ).all()
    missing = [row for row in before if row.source_id not in shown]
    over = [row for row in missing if row.id is None or row.gone_at or (row.day and row.day < start)]
    gone = [row for row in missing if row.day and start <= row.day <= end and not row.gone_at]
    dropped = [row.source_id for row in (*over, *gone)]
    for begin in range(0, len(dropped), CHUNK):
        session.execute(delete(queries.SHOWN).where(*here, L.source_id.in_(dropped[begin : begin + CHUNK])))
    known = {row.source_id for row in before}
    fresh = [{"source": source, "place": place, "source_id": one} for one in sorted(shown - known)]
    bulk.insert(session, queries.SHOWN, fresh)
    return gone


def _shown(session: Session, source: str, ids: Collection[str]) -> set[str]:
    rows = bulk.read(session, queries.SHOWN, ("source_id",), "source_id", ids, source=source)
    return {row.source_id for row in rows}
