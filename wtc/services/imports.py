"""A file of DJs between upload and its owner's word: kept for a day, shown as it would come out, applied once."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from wtc.domain import djs as said
from wtc.errors import NotFound
from wtc.models.engine import Import
from wtc.queries import djs as queries
from wtc.services import audit, catalogue, djs
from wtc.shapes.djs import DjDraft, Fee, ImportReport, ImportRow

KIND = "djs"
KEPT = timedelta(hours=24)
SHOWN = 60
GONE = "That file isn't here any more. Upload it again."
Read = tuple[int, DjDraft, tuple[str, ...]]
"""One row: its line in the file, what it says, and what is wrong with it."""
_ORDER = {"wrong": 0, "double": 1, "changed": 2, "new": 3, "same": 4}


def keep(
    session: Session, user_id: int, filename: str, rows: Sequence[Read], unread: Sequence[str], *, now: datetime
) -> int:
    """Keep a file that was read, and forget those whose day is over; its id."""
    session.exec(delete(Import).where(col(Import.expires_at) <= now))
    kept = [{"line": line, "dj": asdict(draft), "problems": problems} for line, draft, problems in rows]
    row = Import(
        user_id=user_id,
        kind=KIND,
        filename=filename[:160],
        rows=orjson.dumps(kept).decode(),
        report={"unread": list(unread)},
        created_at=now,
        expires_at=now + KEPT,
    )
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101 - flushed
    return row.id


def report(session: Session, user_id: int, import_id: int, *, now: datetime) -> ImportReport:
    """What a file of one's own would do, or did. Raises NotFound for another's, and for one whose day is over."""
    row = _mine(session, user_id, import_id, now)
    if row.applied_at is not None:
        return _done(row)
    judged = _judged(session, _rows(row))
    return _told(row, [each for each, _ in judged], applied=False)


def apply(session: Session, user_id: int, import_id: int, *, now: datetime) -> ImportReport:
    """Do what the report says. A second call, at the same time or later, changes nothing and tells the same."""
    catalogue.lock(session, now=now)
    mine = update(Import).where(col(Import.id) == import_id, col(Import.user_id) == user_id, col(Import.kind) == KIND)
    open_ = (col(Import.applied_at).is_(None), col(Import.expires_at) > now)
    if session.exec(mine.where(*open_).values(applied_at=now)).rowcount != 1:
        return _done(_mine(session, user_id, import_id, now))
    row = _mine(session, user_id, import_id, now)
    judged = _judged(session, _rows(row))
    _write(session, judged, now)
    done = _told(row, [each for each, _ in judged], applied=True)
    row.rows, row.applied_at = "[]", now
    row.report = {**asdict(done), "filename": ""}
    session.add(row)
    audit.note(session, user_id, "dj.import", "dj", import_id, now=now, **done.counts)
    return done


def _mine(session: Session, user_id: int, import_id: int, now: datetime) -> Import:
    mine = (Import.id == import_id, Import.user_id == user_id, Import.kind == KIND, col(Import.expires_at) > now)
    row = session.exec(select(Import).where(*mine)).first()
    if row is None:
        raise NotFound(GONE)
    return row


def _rows(row: Import) -> list[Read]:
    return [(each["line"], _draft(each["dj"]), tuple(each["problems"])) for each in orjson.loads(row.rows)]


def _draft(kept: dict[str, Any]) -> DjDraft:
    return DjDraft(**kept | {"genres": tuple(kept["genres"]), "fee": Fee(**kept["fee"])})


def _judged(session: Session, rows: Sequence[Read]) -> list[tuple[ImportRow, DjDraft]]:
    """Each row with what it would do: the first of a name and town counts, those after it are doubles."""
    sound = [said.identity_of(draft) for _, draft, problems in rows if not problems]
    known, seen, judged = djs.standing(session, sound), set[djs.Identity](), []
    for line, draft, problems in rows:
        identity = said.identity_of(draft)
        what = "wrong" if problems else "double" if identity in seen else "new"
        if what == "new":
            seen.add(identity)
            if identity in known:
                what = "changed" if djs.filled(known[identity], draft) else "same"
        shown = ImportRow(
            line=line, name=draft.dj_name, city=draft.city, fee=draft.fee.words, what=what, problems=problems
        )
        judged.append((shown, draft))
    return judged


def _write(session: Session, judged: Sequence[tuple[ImportRow, DjDraft]], now: datetime) -> None:
    new = [draft for row, draft in judged if row.what == "new"]
    djs.insert(session, new, source="import", now=now)
    changed = [draft for row, draft in judged if row.what == "changed"]
    known = djs.standing(session, [said.identity_of(draft) for draft in changed])
    for draft in changed:
        old = known[said.identity_of(draft)]
        values = {**djs.filled(old, draft), "updated_at": now, "sample": False, "source": "import"}
        session.execute(update(queries.DJS).where(queries.D.dj_id == old["dj_id"]).values(**values))


def _told(row: Import, rows: Sequence[ImportRow], *, applied: bool) -> ImportReport:
    counts = dict.fromkeys(_ORDER, 0) | Counter(each.what for each in rows)
    shown = sorted(rows, key=lambda each: (_ORDER[each.what], each.line))[:SHOWN]
    assert row.id is not None  # noqa: S101 - read from the database
    unread = tuple(row.report.get("unread", ()))
    return ImportReport(
        id=row.id, filename=row.filename, rows=tuple(shown), counts=counts, unread=unread, applied=applied
    )


def _done(row: Import) -> ImportReport:
    if row.applied_at is None:
        raise NotFound(GONE)
    told = row.report
    rows = tuple(ImportRow(**each | {"problems": tuple(each["problems"])}) for each in told.get("rows", ()))
    assert row.id is not None  # noqa: S101 - read from the database
    return ImportReport(
        id=row.id,
        filename=row.filename,
        rows=rows,
        counts=told.get("counts", {}),
        unread=tuple(told.get("unread", ())),
        applied=True,
    )
