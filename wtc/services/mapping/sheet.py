"""Records as a table to edit elsewhere and bring back: one row each, decisions by a word in its column."""

import csv
import io
from datetime import datetime
from typing import Any

from sqlmodel import Session

from wtc.domain.reviewing import sure
from wtc.domain.sheets import DANGEROUS, csv_of
from wtc.errors import CraicError, Invalid
from wtc.queries import mapping as queries
from wtc.services import audit
from wtc.services.mapping import deciding
from wtc.shapes.mapping import RowProblem, SheetReport

HEAD = ("record_id", "source", "source_id", "name", "state", "confidence", "artist_id", "artist_name", "decision")
MOST = 2_000
_WORDS = {"accept": "accept", "yes": "accept", "approve": "accept", "reject": "reject", "no": "reject", "new": "new"}


def table(session: Session) -> bytes:
    """The records in review, then the others, the newest ``MOST``, as CSV without formulas. Fill in ``decision``."""
    rows = session.execute(queries.for_sheet(MOST)).all()
    return csv_of(
        HEAD,
        (
            (
                row.id,
                row.source,
                row.source_id,
                row.name,
                row.state,
                sure(row.confidence),
                row.artist_id or "",
                row.ours or "",
                "",
            )
            for row in rows
        ),
    )


def bring_back(session: Session, file: bytes, *, by: int, now: datetime, dry: bool = False) -> SheetReport:
    """Do what the rows of an edited table decide; the others are told of, row by row. ``dry`` only tries it."""
    rows = _read(file)
    done = {"accept": 0, "reject": 0, "new": 0}
    unchanged, problems = 0, []
    for line, row in enumerate(rows, 2):
        word = (row.get("decision") or "").strip().casefold()
        if not word:
            unchanged += 1
            continue
        try:
            with session.begin_nested() as attempt:
                done[_decide(session, row, word, by=by, now=now)] += 1
                if dry:
                    attempt.rollback()
        except _Wrong as wrong:
            problems.append(RowProblem(line=line, field=wrong.field, problem=str(wrong)))
        except CraicError as refusal:
            problems.append(RowProblem(line=line, field="record_id", problem=refusal.message))
    if not dry:
        told = {"rows": len(rows), "problems": len(problems), **done}
        audit.note(session, by, "mapping.import", "artist_record", now=now, **told)
    return SheetReport(
        rows=len(rows),
        accepted=done["accept"] + done["new"],
        rejected=done["reject"],
        unchanged=unchanged,
        problems=tuple(problems[:100]),
        tried=dry,
    )


class _Wrong(ValueError):
    def __init__(self, field: str, words: str) -> None:
        super().__init__(words)
        self.field = field


def _read(file: bytes) -> list[dict[str, Any]]:
    try:
        text = file.decode("utf-8-sig")
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        missing = {"record_id", "decision"} - set(reader.fieldnames or ())
        if missing:
            raise Invalid(
                f"The table lacks the column {', '.join(sorted(missing))}. Start from the one you took out here."
            )
        rows = []
        for row in reader:
            rows.append(row)
            if len(rows) > MOST:
                raise Invalid(f"That's more than {MOST:,} rows. Split the table.")
    except (UnicodeDecodeError, csv.Error) as error:
        raise Invalid("That isn't a CSV file in UTF-8.") from error
    return rows


def _decide(session: Session, row: dict[str, Any], word: str, *, by: int, now: datetime) -> str:
    verdict = _WORDS.get(_bare(word))
    if verdict is None:
        raise _Wrong("decision", f"{word[:20]!r} is no decision: write accept, reject or new.")
    record, seen = _number(row, "record_id"), _bare(row.get("state") or "review")
    if verdict == "new":
        deciding.make_new(session, record, by=by, now=now, seen=seen)
        return verdict
    act = _number(row, "artist_id")
    (deciding.accept if verdict == "accept" else deciding.reject)(session, record, act, by=by, now=now, seen=seen)
    return verdict


def _number(row: dict[str, Any], field: str) -> int:
    told = _bare(row.get(field) or "")
    if not (told.isascii() and told.isdigit() and len(told) < 10):
        raise _Wrong(field, f"{told[:20]!r} is no id." if told else "An id is missing here.")
    return int(told)


def _bare(cell: str) -> str:
    text = cell.strip()
    return text[1:].strip() if text[:1] == "'" and text[1:2] in DANGEROUS else text
