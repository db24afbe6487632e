"""What every writer of the catalogue needs: its lock, its version, the next id, an address nobody has."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, insert, select
from sqlmodel import Session

from wtc.queries import engine as queries
from wtc.services import bulk

V = queries.VERSION.c


def lock(session: Session, *, now: datetime) -> None:
    """Hold the catalogue until the transaction ends, so that one writer at a time hands out ids.

    SQLite's writing transaction is such a lock already; MariaDB holds the version's row.
    """
    if not _held(session):
        row = insert(queries.VERSION).prefix_with("OR IGNORE", dialect="sqlite").prefix_with("IGNORE", dialect="mysql")
        session.execute(row.prefix_with("IGNORE", dialect="mariadb"), {"id": 1, "version": 0, "changed_at": now})
        _held(session)


def _held(session: Session) -> bool:
    connection = session.connection()
    held = "SELECT version FROM catalogue_version WHERE id = 1"
    return connection.exec_driver_sql(held if _sqlite(session) else f"{held} FOR UPDATE").first() is not None


def version(session: Session) -> int:
    """The number of the catalogue; it rises with each change."""
    return session.execute(select(V.version).where(V.id == 1)).scalar() or 0


def raise_version(session: Session, *, now: datetime) -> None:
    """Say that the catalogue changed."""
    ((moment,),) = bulk.rows_as_kept(session, queries.VERSION, ("changed_at",), ((now,),))
    mark = "?" if _sqlite(session) else "%s"
    raised = f"UPDATE catalogue_version SET version = version + 1, changed_at = {mark} WHERE id = 1"  # noqa: S608
    session.connection().exec_driver_sql(raised, (moment,))


def next_id(session: Session, table: Table) -> int:
    """The first free id of ``table``; an event's is never one that an event had before. Needs the lock."""
    asked = ["SELECT max(old_id) FROM event_aliases"] if table is queries.EVENTS else []
    asked.append(f"SELECT max(id) FROM {table.name}")  # noqa: S608  (our own name)
    return 1 + max(session.connection().exec_driver_sql(one).scalar() or 0 for one in asked)


def _sqlite(session: Session) -> bool:
    return session.connection().dialect.name == "sqlite"


def addresses(
    session: Session, tables: Iterable[Any], wanted: Sequence[str], fallbacks: Sequence[str], ids: Iterable[int]
) -> list[str]:
    """A slug for each that nobody has in ``tables``: the wanted one, else the fallback, else that with its id."""
    tables = tuple(tables)
    taken = _taken(session, tables, {*wanted, *fallbacks})
    chosen: list[str] = []
    for first, second, number in zip(wanted, fallbacks, ids, strict=True):
        address = first if first not in taken else second
        while address in taken or (address not in (first, second) and _taken(session, tables, {address})):
            address = f"{address}-{number}"
        taken.add(address)
        chosen.append(address)
    return chosen


def _taken(session: Session, tables: Iterable[Any], wanted: Collection[str]) -> set[str]:
    return {address for table in tables for (address,) in bulk.read(session, table, ("slug",), "slug", wanted)}
