"""Many rows at once, straight through the driver: a fraction of what SQLAlchemy's own way takes in Python.

Values go in and come out as the database keeps them; ``rows_as_kept`` turns rows into that form, ``moment`` and
``orjson.loads`` turn columns back.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from itertools import chain
from typing import Any

import orjson
from sqlalchemy import JSON, Column, Connection, Date, Row, Table
from sqlmodel import Session

from wtc.models.columns import Moment

Convert = Callable[[Any], Any]
Plain = tuple[Any, ...]

TOGETHER = 250
"""Rows that SQLite gets in one statement: an index that a trigger keeps is flushed with each statement."""
ASKED = 500
"""Values in one question."""


def insert(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert ``rows``, which all have the same columns. A JSON column takes a value, or its JSON as text."""
    if rows:
        columns = tuple(rows[0])
        insert_kept(session, table, columns, rows_as_kept(session, table, columns, map(dict.values, rows)))


def insert_kept(session: Session, table: Table, columns: tuple[str, ...], rows: Sequence[Plain]) -> None:
    """Insert rows that have the database's own form already."""
    connection = session.connection()
    names = ", ".join(_quoted(connection, table, columns))
    marks = f"({', '.join([_mark(connection)] * len(columns))})"
    begin = f"INSERT INTO {table.name} ({names}) VALUES "  # noqa: S608  (our own names, bound values)
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql(begin + marks, list(rows))  # this driver puts them together by itself
        return
    for part in _parts(rows, TOGETHER):
        connection.exec_driver_sql(begin + ", ".join([marks] * len(part)), tuple(chain.from_iterable(part)))


def update(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Set all columns of each row but ``id``, which says which row it is. ``id`` comes last in every row."""
    if rows:
        columns = tuple(rows[0])
        update_kept(session, table, columns, rows_as_kept(session, table, columns, map(dict.values, rows)))


def update_kept(session: Session, table: Table, columns: tuple[str, ...], rows: Sequence[Plain]) -> None:
    """The same for rows that have the database's own form already."""
    *columns_set, last = columns
    if last != "id":
        raise ValueError("the id has to come last")
    connection = session.connection()
    marks = ", ".join(f"{name} = {_mark(connection)}" for name in _quoted(connection, table, columns_set))
    statement = f"UPDATE {table.name} SET {marks} WHERE id = {_mark(connection)}"  # noqa: S608  (as above)
    connection.exec_driver_sql(statement, list(rows))


def read(
    session: Session, table: Table, columns: Sequence[str], by: str, values: Collection[Any], **same: Any
) -> list[Row[Any]]:
    """The rows whose ``by`` is one of ``values`` and whose other named columns are the ``same``, in no order.

    Their values are as the database keeps them. SQLAlchemy takes longer to write so long a list than it takes to ask.
    """
    connection = session.connection()
    names, mark = ", ".join(_quoted(connection, table, columns)), _mark(connection)
    also = "".join(f" AND {name} = {mark}" for name in _quoted(connection, table, tuple(same)))
    found: list[Row[Any]] = []
    for part in _parts(list(values), ASKED):
        marks = ", ".join([mark] * len(part))
        statement = f"SELECT {names} FROM {table.name} WHERE {by} IN ({marks}){also}"  # noqa: S608  (as above)
        found += connection.exec_driver_sql(statement, (*part, *same.values())).all()
    return found


def set_all(session: Session, table: Table, name: str, value: Any, ids: Sequence[int]) -> None:
    """Give one column of all these rows one value."""
    ((kept,),) = rows_as_kept(session, table, (name,), ((value,),))
    connection = session.connection()
    mark = _mark(connection)
    (column,) = _quoted(connection, table, (name,))
    for part in _parts(ids, ASKED):
        marks = ", ".join([mark] * len(part))
        statement = f"UPDATE {table.name} SET {column} = {mark} WHERE id IN ({marks})"  # noqa: S608  (as above)
        connection.exec_driver_sql(statement, (kept, *part))


def rows_as_kept(session: Session, table: Table, columns: Sequence[str], rows: Iterable[Iterable[Any]]) -> list[Plain]:
    """``rows`` of these columns in the database's own form, the same as SQLAlchemy would write it."""
    turned: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for place, convert in _converts(table, tuple(columns), session.connection().dialect.name == "sqlite"):
        turned[place] = map(convert, turned[place])
    return list(zip(*turned, strict=True))


@lru_cache(maxsize=8_192)
def moment(kept: Any) -> datetime | None:
    """A time as it was kept: aware, UTC."""
    if kept is None:
        return None
    return (kept if isinstance(kept, datetime) else datetime.fromisoformat(kept)).replace(tzinfo=UTC)


def _parts(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (rows[begin : begin + size] for begin in range(0, len(rows), size))


@lru_cache(maxsize=256)
def _converts(table: Table, columns: tuple[str, ...], sqlite: bool) -> list[tuple[int, Convert]]:
    return [(place, c) for place, name in enumerate(columns) if (c := _convert(table.c[name], sqlite))]


def _quoted(connection: Connection, table: Table, columns: Sequence[str]) -> list[str]:
    return [connection.dialect.identifier_preparer.quote(table.c[name].name) for name in columns]


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.paramstyle == "qmark" else "%s"


def _convert(column: Column[Any], sqlite: bool) -> Convert | None:
    if isinstance(column.type, JSON):
        return _json
    if isinstance(column.type, Moment):
        return _moment_text if sqlite else _moment
    return _day_text if sqlite and isinstance(column.type, Date) else None


def _json(value: Any) -> str:
    return value if type(value) is str else orjson.dumps(value).decode()


def _day_text(value: date | None) -> str | None:
    return value.isoformat() if value else None


@lru_cache(maxsize=8_192)
def _moment(value: datetime | None) -> datetime | None:
    return value.astimezone(UTC).replace(tzinfo=None) if value else None


@lru_cache(maxsize=8_192)
def _moment_text(value: datetime | None) -> str | None:
    return value.astimezone(UTC).isoformat(" ", "microseconds")[:26] if value else None
