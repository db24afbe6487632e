"""What every writer of the catalogue needs: its lock, its version, the next id, an address nobody has."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update
from sqlmodel import Session

from wtc.queries import engine as queries
from wtc.services import bulk

V = queries.VERSION.c


def lock(session: Session, *, now: datetime) -> None:
    """Hold the catalogue until the transaction ends, so that one writer at a time hands out ids.

    SQLite's writing transaction is such a lock already; MariaDB holds the version's row.
    """
    held = select(V.version).where(V.id == 1).with_for_update()
    if session.execute(held).first() is None:
        row = insert(queries.VERSION).prefix_with("OR IGNORE", dialect="sqlite").prefix_with("IGNORE", dialect="mysql")
        session.execute(row.prefix_with("IGNORE", dialect="mariadb"), {"id": 1, "version": 0, "changed_at": now})
        session.execute(held)


def version(session: Session) -> int:
    """The number of the catalogue; it rises with each change."""
    return session.execute(select(V.version).where(V.id == 1)).scalar() or 0


def raise_version(session: Session, *, now: datetime) -> None:
    """Say that the catalogue changed."""
    session.execute(update(queries.VERSION).where(V.id == 1).values(version=V.version + 1, changed_at=now))


def next_id(session: Session, table: Any) -> int:
    """The first free id of ``table``; an event's is never one that an event had before. Needs the lock."""
    asked = queries.last_event() if table is queries.EVENTS else queries.raised(table)
    return int(max(session.execute(asked).one())) + 1


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
