"""The desk for listings that may be one show: what waits, what was ruled, and rulings given and taken back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlmodel import Session

from wtc.clock import local
from wtc.domain.duplicates import duplicate
from wtc.domain.listings import heard
from wtc.errors import Invalid, NotFound
from wtc.queries import engine as queries
from wtc.queries import review as asked
from wtc.services import audit, catalogue, grouping
from wtc.services.rulings import DIFFERENT, SAME, WAITING
from wtc.shapes.review import Asked, Duplicate, DuplicatePage

MOST = 200
"""How many pairs one sweep may rule."""
_OTHERS = 40

P, S = queries.PAIRS.c, queries.SOURCES.c


def waiting(session: Session, *, now: datetime, limit: int = 20, offset: int = 0) -> DuplicatePage:
    """Pairs that wait for a word, visitors' first, then the likeliest."""
    rows = session.execute(asked.waiting(_today(now), limit, offset)).all()
    return DuplicatePage(pairs=_words(rows, now), total=session.scalar(asked.waiting_count(_today(now))) or 0)


def decided(session: Session, *, now: datetime, limit: int = 20, offset: int = 0) -> DuplicatePage:
    """Pairs that were ruled, the latest first."""
    rows = session.execute(asked.decided(limit, offset)).all()
    return DuplicatePage(pairs=_words(rows, now), total=session.scalar(asked.decided_count()) or 0)


def above(session: Session, score: float, *, now: datetime) -> list[int]:
    """The waiting pairs of at least this score (0 to 1), which a sweep would rule to be the same."""
    return list(session.execute(asked.above(score, _today(now), MOST)).scalars())


def decide(session: Session, user_id: int, pair_id: int, verdict: str, *, now: datetime) -> Duplicate:
    """Rule that two listings are one show (same) or not (different), or take a ruling back (waiting).

    It binds at once and at every later reading. Listings that are in one event and are ruled apart part: the one that
    was asked about is apart from all others there. Ruling again what is ruled changes nothing.
    """
    catalogue.lock(session, now=now)
    row = session.execute(asked.pair(pair_id)).first() if 0 < pair_id < 2**63 else None
    if row is None:
        raise NotFound("That pair is not in the queue any more.")
    if verdict not in (SAME, DIFFERENT, WAITING):
        raise Invalid("Same, different, or waiting.", details={"verdict": "same, different or waiting"})
    if row.state == verdict:
        return _words([row], now)[0]
    if verdict == SAME and heard(row.one).sample != heard(row.other).sample:
        raise Invalid("One of these is a sample and the other is real. They can't be one show.")
    session.execute(delete(queries.PAIRS).where(P.asked_by == _along(pair_id)))
    ruled = {"state": verdict, "user_id": user_id, "decided_at": now} if verdict != WAITING else {
        "state": WAITING, "user_id": None, "decided_at": None,
    }  # fmt: skip
    session.execute(update(queries.PAIRS).where(P.id == pair_id).values(**ruled))
    if verdict == DIFFERENT and row.one_event == row.other_event:
        _part(session, row, user_id, now)
    grouping.derive_again(session, _blocks(session, row), now=now)
    catalogue.raise_version(session, now=now)
    audit.note(
        session, user_id, f"pair.{verdict}", "listing_pair", pair_id, now=now,
        listings=[row.one_id, row.other_id], was=row.state,
    )  # fmt: skip
    after = session.execute(asked.pair(pair_id)).first()
    return _words([after], now)[0] if after is not None else replace(_words([row], now)[0], state=verdict, decided="")


def decide_if_waiting(session: Session, user_id: int, pair_id: int, verdict: str, *, now: datetime) -> bool:
    """The same for one of a sweep: a pair that is gone or ruled by now is passed over; whether it was ruled."""
    catalogue.lock(session, now=now)
    state = session.execute(select(P.state).where(P.id == pair_id)).scalar()
    if state != WAITING:
        return False
    decide(session, user_id, pair_id, verdict, now=now)
    return True


def ask(session: Session, event_id: int, listing_id: int, note: str, *, now: datetime) -> int:
    """Let a visitor ask whether a listing belongs to its event; the id of the pair that waits.

    The pair is the listing and the one that leads the event; NotFound when it is not in it or is there alone.
    """
    rows = session.execute(select(S.id, S.extra, S.gone_at).where(S.event_id == event_id).order_by(S.id)).all()
    others = [row for row in rows if row.id != listing_id]
    if len(others) == len(rows) or not others:
        raise NotFound("That source isn't part of this gig any more.")
    lead = min(others, key=lambda row: (row.extra, row.gone_at is not None, row.id)).id
    one, other = sorted((listing_id, lead))
    known = session.execute(select(P.id, P.state).where(P.one_id == one, P.other_id == other)).first()
    parts = {"because": "not_same", "odd": listing_id}
    if known is None:
        row = {"one_id": one, "other_id": other, "score": 0.5, "parts": parts, "state": WAITING, "asked_by": "visitor"}
        session.execute(insert(queries.PAIRS), row | {"note": note[:255], "created_at": now})
        return int(session.execute(select(P.id).where(P.one_id == one, P.other_id == other)).scalar_one())
    if known.state == WAITING:
        again = {"asked_by": "visitor", "parts": parts, "note": note[:255]}
        session.execute(update(queries.PAIRS).where(P.id == known.id).values(**again))
    return int(known.id)


def tidy(session: Session, *, now: datetime) -> None:
    """Ask no more about nights that are over."""
    over = select(S.id).where(S.day < _today(now) - timedelta(days=1))
    stale = select(P.id).where(P.state == WAITING, P.one_id.in_(over)).limit(500)
    ids = session.execute(stale).scalars().all()
    if ids:
        session.execute(delete(queries.PAIRS).where(P.id.in_(ids)))


def _part(session: Session, row: Any, user_id: int, now: datetime) -> None:
    """Rule the odd one of a pair apart from everything else in its event."""
    odd = row.parts.get("odd") if row.parts.get("odd") in (row.one_id, row.other_id) else row.other_id
    others = session.execute(
        select(S.id).where(S.event_id == row.one_event, S.id.not_in((row.one_id, row.other_id))).limit(_OTHERS)
    ).scalars()
    pairs = {(min(odd, other), max(odd, other)) for other in others}
    mine = select(P.one_id, P.other_id).where((P.one_id == odd) | (P.other_id == odd))
    known = {(each.one_id, each.other_id) for each in session.execute(mine)}
    ruled = {"state": DIFFERENT, "user_id": user_id, "decided_at": now, "created_at": now, "score": 0.0, "parts": {}}
    fresh = [
        {"one_id": one, "other_id": other, "asked_by": _along(row.id), "note": "", **ruled}
        for one, other in sorted(pairs - known)
    ]
    if fresh:
        session.execute(insert(queries.PAIRS), fresh)


def _along(pair_id: int) -> str:
    """How a ruling is marked that was made along with another, so that it goes with it."""
    return f"with:{pair_id}"


def _blocks(session: Session, row: Any) -> set[str]:
    return set(session.execute(select(S.block).where(S.id.in_((row.one_id, row.other_id)))).scalars())


def _words(rows: Sequence[Any], now: datetime) -> tuple[Duplicate, ...]:
    return tuple(duplicate(_asked(row), now=now) for row in rows)


def _asked(row: Any) -> Asked:
    facts = dict(row._mapping) | {"one": heard(row.one), "other": heard(row.other)}
    return Asked(**facts | {"decided_by": row.decided_by or ""})


def _today(now: datetime) -> Any:
    return local(now - timedelta(hours=6)).date()
