"""What a source is asked about, place by place: when it was asked last, what it showed, and what is missing since."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import delete, insert, select, update
from sqlmodel import Session

from wtc.domain import listings as facts
from wtc.queries import engine as queries
from wtc.services import bulk
from wtc.services.engine import CHUNK

Places = Mapping[str, Collection[str]]
"""Places that were read whole: the ids of what each shows."""

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


def missing(session: Session, source: str, places: Places, *, start: date, end: date) -> list[int]:
    """The ids of the listings that ``places``, which were read whole, no longer show from ``start`` to ``end``.

    One that another place still shows is not missing. What is over by now did not vanish, it happened.
    """
    gone = {
        row.source_id: row.id
        for place, ids in places.items()
        for row in _dropped(session, source, place, ids)
        if row.day and start <= row.day <= end and not row.gone_at
    }
    read = {place[:160] for place in places}
    found = bulk.read(session, queries.SHOWN, ("place", "source_id"), "source_id", list(gone), source=source)
    still = {facts.fit_id(one) for ids in places.values() for one in ids}
    still |= {row.source_id for row in found if row.place not in read}
    return [listing for source_id, listing in gone.items() if source_id not in still]


def note_shown(session: Session, source: str, places: Places, *, end: date) -> None:
    """Remember what ``places`` show from now on; what comes after ``end`` was not looked for and stays."""
    for place, ids in places.items():
        here = (L.source == source, L.place == place[:160])
        lost = _dropped(session, source, place, ids)
        dropped = [row.source_id for row in lost if row.id is None or row.gone_at or (row.day and row.day <= end)]
        for begin in range(0, len(dropped), CHUNK):
            session.execute(delete(queries.SHOWN).where(*here, L.source_id.in_(dropped[begin : begin + CHUNK])))
        known = set(session.execute(select(L.source_id).where(*here)).scalars())
        shown = {facts.fit_id(source_id) for source_id in ids}
        fresh = [{"source": source, "place": place[:160], "source_id": one} for one in sorted(shown - known)]
        bulk.insert(session, queries.SHOWN, fresh)


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


def _dropped(session: Session, source: str, place: str, ids: Collection[str]) -> list[Any]:
    """What ``place`` showed when it was read last and is not among ``ids``, each with its listing's row if any."""
    shown = {facts.fit_id(source_id) for source_id in ids}
    joined = queries.SHOWN.outerjoin(queries.SOURCES, (S.source == L.source) & (S.source_id == L.source_id))
    asked = select(L.source_id, S.id, S.day, S.gone_at).select_from(joined)
    before = session.execute(asked.where(L.source == source, L.place == place[:160]))
    return [row for row in before if row.source_id not in shown]
