"""Everything that is one user's, by the rules of ``models.personal``: counted, read table by table, let go of."""

import secrets
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Table, delete, select, update
from sqlmodel import Session

from wtc.language import told
from wtc.models.personal import RULES, UNNAMED
from wtc.queries import personal as queries
from wtc.settings import settings
from wtc.shapes.personal import Heap, Holdings, Person

MOST = 100_000
"""Rows of one table in an archive; what is bounded elsewhere is never so many."""
TOGETHER = 500

Row = dict[str, Any]


def holdings(session: Session, person: Person) -> Holdings:
    """What is kept about somebody, by table, and what would become of it."""
    heaps = []
    for table in _account_first():
        many = session.scalar(queries.count(table, person)) or 0
        if many:
            rule = RULES[table.name]
            heaps.append(Heap(table=str(table.name), name=told(rule.name), rows=many, why=told(rule.why)))
    return Holdings(heaps=tuple(heaps))


def read(session: Session, person: Person) -> Iterator[tuple[str, Iterator[Row]]]:
    """What the rows of each table are called, and the rows: at most ``MOST``, read as they are taken.

    Numbers of ours (``event_id``) have the name beside them ("event": "Lankum").
    """
    for table in _account_first():
        yield RULES[table.name].name, _rows(session, table, person)


def _rows(session: Session, table: Table, person: Person) -> Iterator[Row]:
    asked = queries.rows(table, person, MOST).execution_options(yield_per=TOGETHER)
    found = session.execute(asked).mappings()
    numbered = [column for column in queries.NAMES if column in table.columns]
    while some := [dict(row) for row in found.fetchmany(TOGETHER)]:
        for column in numbered:
            _name(session, column, some)
        yield from some


def _name(session: Session, column: str, rows: list[Row]) -> None:
    told = queries.NAMES[column][3]
    names = dict(session.execute(queries.names(column, {row[column] for row in rows} - {None})).tuples().all())
    for row in rows:
        row[told] = names.get(row[column], "")


def let_go(session: Session, person: Person) -> tuple[dict[str, int], dict[str, int]]:
    """Remove somebody's rows from every table, or their name from those that stay; how many of each, by table."""
    removed: dict[str, int] = {}
    kept: dict[str, int] = {}
    for table in reversed(queries.ruled()):
        rule = RULES[table.name]
        told = kept if rule.then == UNNAMED else removed
        many = _loosen(session, table, person) if rule.holds == "marks" else _run(session, table, person)
        if many:
            told[str(table.name)] = many
    return removed, kept


def _run(session: Session, table: Table, person: Person) -> int:
    deed = queries.unname if RULES[table.name].then == UNNAMED else queries.remove
    done: Any = session.execute(deed(table, person), execution_options={"synchronize_session": False})
    return int(done.rowcount)


def _loosen(session: Session, table: Table, person: Person) -> int:
    """Give each counted look a mark at random: it still counts, and nobody can tell any more whose it was."""
    owner = RULES[table.name].owner
    keys = list(table.primary_key.columns)
    found = session.execute(select(*keys).where(queries.mine(table, person))).mappings().all()
    for row in found:
        this = [column == row[column.name] for column in keys]
        session.execute(update(table).where(*this).values({owner: secrets.token_hex(16)}))
    return len(found)


def tidy(session: Session, *, now: datetime) -> None:
    """Let go of files that nobody gave their word on, lists that ran out, and lists made before RETENTION_DAYS."""
    old = now - timedelta(days=settings().retention_days)
    for table, column, before in (
        ("imports", "expires_at", now),
        ("recommendation_cache", "expires_at", now),
        ("model_predictions", "at", old),
    ):
        rows = queries.TABLES[table]
        session.execute(delete(rows).where(rows.columns[column] <= before))


def _account_first() -> list[Table]:
    return sorted(queries.ruled(), key=lambda table: list(RULES).index(table.name))
