"""What people ruled of two listings, and what the matcher would like to ask them: kept while storing, and bounded.

A ruling stands in ``listing_pairs`` as same or different and binds every later judgement; a pair that waits there is
asked about and goes again when it is overtaken.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session

from wtc.clock import local
from wtc.domain.matching import Pair
from wtc.queries import engine as queries
from wtc.services import bulk

WAITING, SAME, DIFFERENT = "waiting", "same", "different"
MATCHER = "matcher"
ASKED = 200
"""How many pairs one batch may ask about, the likeliest first."""
_COLUMNS = ("id", "one_id", "other_id", "score", "state", "asked_by")
_CLOSE = 0.005

P = queries.PAIRS.c


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Two listings of two events that may be one show. ``day`` is the night that they are for."""

    one_id: int
    other_id: int
    day: date | None
    pair: Pair


def about(session: Session, ids: Collection[int]) -> list[Any]:
    """Every pair, ruled or waiting, that has one of these listings."""
    if not ids:
        return []
    found = {
        row.id: row for by in ("one_id", "other_id") for row in bulk.read(session, queries.PAIRS, _COLUMNS, by, ids)
    }
    return list(found.values())


def ruled(rows: Iterable[Any]) -> dict[tuple[int, int], bool]:
    """What was ruled, by the two listings' ids."""
    return {(row.one_id, row.other_id): row.state == SAME for row in rows if row.state in (SAME, DIFFERENT)}


def note(
    session: Session, doubts: Iterable[Doubt], rows: Sequence[Any], events: dict[int, int | None], *, now: datetime
) -> None:
    """Ask about ``doubts`` that are to come, and no more about what was judged now and is settled.

    ``rows`` are the pairs known of the listings that were judged, ``events`` the event of each of those.
    """
    today = local(now - timedelta(hours=6)).date()
    coming = [doubt for doubt in doubts if doubt.day and doubt.day >= today]
    best = sorted(coming, key=lambda doubt: (-doubt.pair.score, doubt.one_id, doubt.other_id))[:ASKED]
    wanted = {(doubt.one_id, doubt.other_id): doubt.pair for doubt in best}
    known = {(row.one_id, row.other_id): row for row in rows}
    overtaken = [
        row.id for which, row in known.items() if row.state == WAITING and which not in wanted and _settled(row, events)
    ]
    if overtaken:
        session.execute(delete(queries.PAIRS).where(P.id.in_(overtaken)))
    fresh = [_row(which, pair, now) for which, pair in wanted.items() if which not in known]
    bulk.insert(session, queries.PAIRS, fresh)
    changed = [
        {"score": round(pair.score, 3), "parts": _parts(pair), "id": known[which].id}
        for which, pair in wanted.items()
        if which in known and known[which].state == WAITING and abs(known[which].score - pair.score) > _CLOSE
    ]
    bulk.update(session, queries.PAIRS, changed)


def _settled(row: Any, events: dict[int, int | None]) -> bool:
    """Whether a waiting pair is overtaken: both were judged, and it is no doubt any more, or what was asked is done."""
    if row.one_id not in events or row.other_id not in events:
        return False
    return row.asked_by == MATCHER or events[row.one_id] != events[row.other_id]


def _row(which: tuple[int, int], pair: Pair, now: datetime) -> dict[str, Any]:
    return {
        "one_id": which[0],
        "other_id": which[1],
        "score": round(pair.score, 3),
        "parts": _parts(pair),
        "state": WAITING,
        "asked_by": MATCHER,
        "note": "",
        "created_at": now,
    }


def _parts(pair: Pair) -> dict[str, Any]:
    return {"act": pair.act, "show": pair.show, "time": pair.time, "because": pair.because}
