"""A file of listening between upload and its owner's word: kept for a day, shown as it would come out, applied once."""

from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from wtc.domain import listening as rules
from wtc.errors import NotFound
from wtc.models.engine import Import
from wtc.services import listening
from wtc.shapes.listening import LABELS, ImportedAct, Liked, ListeningFile, ListeningReport

KIND = "listening"
KEPT = timedelta(hours=24)
SHOWN = 10
AT_ONCE = 5
"""Files that one fan may have waiting; the oldest make room."""
GONE = "That file isn't here any more. Upload it again."


def keep(session: Session, user_id: int, filename: str, file: ListeningFile, *, now: datetime) -> int:
    """Keep a file that was read and whose acts were recognised, and forget those whose day is over; its id."""
    listening.hold(session, user_id)
    session.exec(delete(Import).where(col(Import.expires_at) <= now))
    mine = select(Import.id).where(Import.user_id == user_id, Import.kind == KIND).order_by(col(Import.id).desc())
    for old in session.exec(mine.offset(AT_ONCE - 1).limit(AT_ONCE * 10)).all():
        session.exec(delete(Import).where(col(Import.id) == old))
    told = {"source": file.source, "rows": file.rows, "skipped": file.skipped, "found": file.acts}
    row = Import(
        user_id=user_id,
        kind=KIND,
        filename=filename[:160],
        rows=orjson.dumps([asdict(one) for one in file.liked]).decode(),
        report=told,
        created_at=now,
        expires_at=now + KEPT,
    )
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101 - flushed
    return row.id


def report(session: Session, user_id: int, import_id: int, *, now: datetime) -> ListeningReport:
    """What a file of one's own would bring, or brought. NotFound for another's, and for one whose day is over."""
    return _told(session, _mine(session, user_id, import_id, now))


def apply(session: Session, user_id: int, import_id: int, *, now: datetime) -> ListeningReport:
    """Put the file's acts in place of what stood of its source. A second call changes nothing and tells the same."""
    listening.hold(session, user_id)
    mine = update(Import).where(col(Import.id) == import_id, col(Import.user_id) == user_id, col(Import.kind) == KIND)
    open_ = (col(Import.applied_at).is_(None), col(Import.expires_at) > now)
    if session.exec(mine.where(*open_).values(applied_at=now)).rowcount != 1:
        return _told(session, _mine(session, user_id, import_id, now))
    row = _mine(session, user_id, import_id, now)
    session.refresh(row)
    told = _told(session, row)
    listening.put(session, user_id, told.source, _liked(row), now=now)
    row.rows, row.report = "[]", row.report | {"done": _done(told)}
    session.add(row)
    return _told(session, row)


def discard(session: Session, user_id: int, import_id: int, *, now: datetime) -> None:
    """Forget a file; what it brought stays. NotFound for another's."""
    session.delete(_mine(session, user_id, import_id, now))


def _mine(session: Session, user_id: int, import_id: int, now: datetime) -> Import:
    mine = (Import.id == import_id, Import.user_id == user_id, Import.kind == KIND, col(Import.expires_at) > now)
    row = session.exec(select(Import).where(*mine)).first()
    if row is None:
        raise NotFound(GONE)
    return row


def _liked(row: Import) -> list[Liked]:
    return [Liked(**each | {"genres": tuple(each["genres"])}) for each in orjson.loads(row.rows)]


def _told(session: Session, row: Import) -> ListeningReport:
    assert row.id is not None  # noqa: S101 - read from the database
    said: dict[str, Any] = row.report
    common = {name: said[name] for name in ("source", "rows", "skipped", "found")}
    shared = {"id": row.id, "filename": row.filename, "label": LABELS[said["source"]], **common}
    if done := said.get("done"):
        top = tuple(ImportedAct(**each) for each in done["top"])
        return ListeningReport(**shared, acts=done["acts"], known=done["known"], top=top, applied=True)
    liked = _liked(row)
    return ListeningReport(
        **shared,
        acts=len(liked),
        known=rules.known(liked),
        top=tuple(ImportedAct(name=one.name, how=one.how, known=bool(one.artist_id)) for one in liked[:SHOWN]),
        replaces=listening.count(session, row.user_id, said["source"]),
    )


def _done(told: ListeningReport) -> dict[str, Any]:
    return {"acts": told.acts, "known": told.known, "top": [asdict(one) for one in told.top]}
