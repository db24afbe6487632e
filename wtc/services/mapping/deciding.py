"""What admins decide of records: accepted, rejected, given to an act by hand; each kept, told of and taken back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlmodel import Session

from wtc.clock import local
from wtc.domain.identity import read
from wtc.domain.settling import ADMIN
from wtc.domain.text import key
from wtc.errors import Conflict, Invalid, NotFound
from wtc.ml.identity import REJECT
from wtc.queries import engine as tables
from wtc.queries import mapping as queries
from wtc.services import audit, bulk, catalogue, grouping
from wtc.services.mapping import facts, reviewing, rows
from wtc.services.mapping.candidates import Known
from wtc.services.naming import Acts
from wtc.shapes.identity import Standing
from wtc.shapes.mapping import Decided, History, PastDecision

ACCEPT, REJECTED = "accept", "reject"
TOGETHER = 200
_LATE = "Somebody else decided on this one a moment ago."


def accept(
    session: Session, record_id: int, artist_id: int, *, by: int, now: datetime, seen: str = "review"
) -> Decided:
    """This record is that act. Conflict when its state is no longer the one that was ``seen``."""
    catalogue.lock(session, now=now)
    row, act = _record(session, record_id), _act(session, artist_id)
    _still(row, seen)
    told = next((one for one in row["candidates"] if one["artist_id"] == artist_id), None)
    changed = {"state": Standing.ACCEPTED.value, "artist_id": artist_id, "decided_by": ADMIN, "decided_at": now}
    changed |= (
        {"confidence": told["confidence"], "factors": told["factors"]} if told else {"confidence": 1.0, "factors": []}
    )
    _change(session, row, seen, changed)
    if row["artist_id"] and row["artist_id"] != artist_id and row["state"] == Standing.ACCEPTED:
        _take_back(session, row, now)
    alias = _spell(session, row, act)
    decision = _decide(session, row, act, ACCEPT, by=by, now=now, alias=alias)
    _tell(session, [artist_id], now)
    _line_ups(session, row, [row["artist_id"], artist_id], now)
    audit.note(
        session, by, "mapping.accept", "artist_record", record_id, now=now, artist_id=artist_id, source=row["source"]
    )
    return Decided(
        decision_id=decision, record_id=record_id, words=f"{row['name']} is {act['name']}.", left=_left(session)
    )


def reject(
    session: Session, record_id: int, artist_id: int, *, by: int, now: datetime, seen: str = "review"
) -> Decided:
    """This record is not that act. With another likely candidate it stays in review, else it is nobody of ours."""
    catalogue.lock(session, now=now)
    row, act = _record(session, record_id), _act(session, artist_id)
    _still(row, seen)
    decision = _decide(session, row, act, REJECTED, by=by, now=now)
    others = [one for one in row["candidates"] if one["artist_id"] != artist_id]
    best = next((one for one in others if one["confidence"] > REJECT and not one["clash"]), None)
    changed: dict[str, Any] = {"candidates": others, "decided_by": ADMIN, "decided_at": now}
    if best is not None:
        changed |= {"state": Standing.REVIEW.value, "artist_id": best["artist_id"], "confidence": best["confidence"]}
        changed |= {"factors": best["factors"], "decided_by": "", "decided_at": None}
    else:
        changed |= {"state": Standing.REJECTED.value, "artist_id": None}
    _change(session, row, seen, changed)
    if row["state"] == Standing.ACCEPTED and row["artist_id"] == artist_id:
        _take_back(session, row, now)
    _line_ups(session, row, [row["artist_id"], artist_id], now)
    audit.note(
        session, by, "mapping.reject", "artist_record", record_id, now=now, artist_id=artist_id, source=row["source"]
    )
    words = f"{row['name']} isn't {act['name']}."
    return Decided(decision_id=decision, record_id=record_id, words=words, left=_left(session))


def make_new(session: Session, record_id: int, *, by: int, now: datetime, seen: str = "review") -> Decided:
    """This record is an act that we did not have: it is made and the record accepted for it."""
    catalogue.lock(session, now=now)
    row = _record(session, record_id)
    _still(row, seen)
    acts = Acts(session, (), now=now)
    made = acts.make(row["name"], genres=tuple(row["context"].get("genres", ())))
    acts.write()
    if row["sample"]:
        session.execute(update(tables.ACTS).where(queries.A.id == made.id).values(sample=True))
    return accept(session, record_id, made.id, by=by, now=now, seen=seen)


def accept_above(session: Session, least: float, *, by: int, now: datetime) -> list[Decided]:
    """Accept at most ``TOGETHER`` of those in review that are at least that sure and free of conflict."""
    if not 0.5 <= least <= 1:
        raise Invalid("Choose a confidence between 50 and 100 %.")
    fit = reviewing.fit_above(session, least, TOGETHER)
    return [accept(session, record_id, artist_id, by=by, now=now) for record_id, artist_id in fit]


def undo(session: Session, decision_id: int, *, by: int, now: datetime) -> Decided:
    """Take a decision back: its record waits again as it did before. Conflict when a later one stands upon it."""
    catalogue.lock(session, now=now)
    told = session.execute(select(queries.DECISIONS).where(queries.D.id == decision_id)).one_or_none()
    if told is None:
        raise NotFound("There's no such decision.")
    if told.undone_at is not None:
        raise Conflict("That was taken back already.")
    later = select(func.count()).select_from(queries.DECISIONS).where(
        queries.D.source == told.source, queries.D.source_id == told.source_id, queries.D.id > decision_id
    )  # fmt: skip
    if session.execute(later.where(queries.D.undone_at.is_(None))).scalar_one():
        raise Conflict("Something newer was decided of this record. Take that back first.")
    asked = select(queries.R.id).where(queries.R.source == told.source, queries.R.source_id == told.source_id)
    row = _record(session, session.execute(asked).scalar_one())
    session.execute(update(queries.DECISIONS).where(queries.D.id == decision_id).values(undone_at=now))
    was = told.artist_context.get("was") or {}
    back = {
        "state": was.get("state", "review"),
        "artist_id": was.get("artist_id"),
        "decided_by": was.get("decided_by", ""),
    }
    back |= {name: was[name] for name in ("confidence", "factors", "candidates") if name in was}
    session.execute(
        update(queries.RECORDS).where(queries.R.id == row["id"]).values(**_standing(session, back), decided_at=None)
    )
    if told.verdict == ACCEPT and row["state"] == Standing.ACCEPTED and row["artist_id"] == told.artist_id:
        _take_back(session, row, now)
        if told.artist_context.get("gained"):
            c = tables.ACT_ALIASES.c
            session.execute(
                delete(tables.ACT_ALIASES).where(c.artist_id == told.artist_id, c.alias_key == row["name_key"])
            )
    if back["state"] == Standing.ACCEPTED and back["artist_id"]:
        _tell(session, [back["artist_id"]], now)
    _line_ups(session, row, [told.artist_id, back["artist_id"]], now)
    audit.note(session, by, "mapping.undo", "artist_record", row["id"], now=now, decision=decision_id)
    return Decided(
        decision_id=decision_id, record_id=row["id"], words=f"{row['name']} waits again.", left=_left(session)
    )


def history(session: Session, *, limit: int = 30, offset: int = 0) -> History:
    """What was decided, the newest first."""
    rows_ = session.execute(queries.history(limit + 1, offset)).all()
    total = session.execute(select(func.count()).select_from(queries.DECISIONS)).scalar_one()
    lines = tuple(
        PastDecision(
            id=row.id,
            when=f"{local(row.at):%-d %b %Y, %H:%M}",
            who=row.who or "Somebody who left",
            source=row.source,
            name=row.name,
            artist_name=row.artist_name,
            verdict="is" if row.verdict == ACCEPT else "isn't",
            undone=row.undone_at is not None,
        )
        for row in rows_[:limit]
    )
    return History(lines=lines, total=total, next=offset + limit if len(rows_) > limit else None)


def _record(session: Session, record_id: int) -> dict[str, Any]:
    row = session.execute(queries.record(record_id)).one_or_none()
    if row is None:
        raise NotFound("There's no such record.")
    return dict(row._mapping)


def _act(session: Session, artist_id: int) -> dict[str, Any]:
    row = session.execute(queries.acts("id", [artist_id])).one_or_none()
    if row is None:
        raise NotFound("There's no such act.")
    return dict(row._mapping)


def _still(row: dict[str, Any], seen: str) -> None:
    if row["state"] != seen:
        raise Conflict(_LATE)


def _change(session: Session, row: dict[str, Any], seen: str, changed: dict[str, Any]) -> None:
    """Change the record if it is as it was seen: of two admins at once the second changes nothing."""
    same = update(queries.RECORDS).where(queries.R.id == row["id"], queries.R.state == seen)
    if session.execute(same.values(**changed)).rowcount != 1:  # type: ignore[attr-defined]
        raise Conflict(_LATE)


def _decide(
    session: Session,
    row: dict[str, Any],
    act: dict[str, Any],
    verdict: str,
    *,
    by: int,
    now: datetime,
    alias: bool = False,
) -> int:
    was = {name: row[name] for name in ("state", "artist_id", "confidence", "factors", "candidates", "decided_by")}
    told = insert(queries.DECISIONS).values(
        source=row["source"],
        source_id=row["source_id"],
        artist_id=act["id"],
        verdict=verdict,
        note="",
        name=row["name"],
        artist_name=act["name"],
        context={
            name: row["context"][name] for name in ("genres", "country", "kind", "with") if name in row["context"]
        },
        artist_context={**Known(act).context, "was": was, "gained": alias},
        confidence=row["confidence"],
        user_id=by,
        at=now,
    )
    return int(session.execute(told).inserted_primary_key[0])  # type: ignore[attr-defined]


def _spell(session: Session, row: dict[str, Any], act: dict[str, Any]) -> bool:
    """Let the act be found by the record's name from now on, unless that names others too; whether it is new."""
    told, c = read(row["name"]), tables.ACT_ALIASES.c
    if row["name_key"] == act["name_key"] or told.acts or told.guests or told.tribute or row["sample"] != act["sample"]:
        return False
    taken = session.execute(select(queries.A.id).where(queries.A.name_key == row["name_key"])).first()
    known = session.execute(select(c.id).where(c.alias_key == row["name_key"])).first()
    if taken or known:
        return False
    session.execute(
        insert(tables.ACT_ALIASES).values(artist_id=act["id"], alias=row["name"], alias_key=key(row["name"])[:160])
    )
    return True


def _tell(session: Session, ids: Sequence[int], now: datetime) -> None:
    """Give acts what their accepted records tell."""
    acts = {row.id: dict(row._mapping) for row in session.execute(queries.acts("id", ids))}
    found = session.execute(select(queries.RECORDS).where(queries.R.artist_id.in_(ids), queries.R.state == "accepted"))
    touched = set()
    for row in sorted(found, key=lambda each: each.id):
        if facts.fill(acts[row.artist_id], rows.heard(row), now=now):
            touched.add(row.artist_id)
    bulk.update(session, tables.ACTS, [facts.changes(acts[number]) for number in sorted(touched)])


def _take_back(session: Session, row: dict[str, Any], now: datetime) -> None:
    """Take from the act what this record told it, and let its other records tell again."""
    act = _act(session, row["artist_id"])
    facts.take_back(act, row["source"])
    bulk.update(session, tables.ACTS, [facts.changes(act)])
    _tell(session, [act["id"]], now)


def _standing(session: Session, back: dict[str, Any]) -> dict[str, Any]:
    """The columns of a record that waits again, without an act that has gone since."""
    if back["artist_id"] and not session.execute(queries.acts("id", [back["artist_id"]])).first():
        back["artist_id"] = None
    return back


def _line_ups(session: Session, row: dict[str, Any], acts: Sequence[int | None], now: datetime) -> None:
    """Bills name acts by Ticketmaster's ids: those of the acts concerned are derived again."""
    if row["source"] == "ticketmaster":
        plays, sources = tables.PLAYS.c, tables.S
        asked = select(sources.block).join(tables.PLAYS, plays.event_id == sources.event_id)
        blocks = (
            session.execute(asked.where(plays.artist_id.in_([act for act in acts if act])).distinct()).scalars().all()
        )
        for begin in range(0, len(blocks), 200):
            grouping.derive_again(session, blocks[begin : begin + 200], now=now)
        catalogue.raise_version(session, now=now)


def _left(session: Session) -> int:
    return int(session.execute(queries.count_in_review()).scalar_one())
