"""Many rows at once, straight through the driver: a third of what SQLAlchemy's own executemany takes in Python."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import orjson
from sqlalchemy import JSON, Column, Connection, Date, Table
from sqlmodel import Session

from wtc.models.columns import Moment

Convert = Callable[[Any], Any]


def insert(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert ``rows``, which all have the same columns."""
    if rows:
        columns = tuple(rows[0])
        connection = session.connection()
        names = ", ".join(_quoted(connection, table, columns))
        marks = ", ".join([_mark(connection)] * len(columns))
        statement = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608  (our own names, bound values)
        _run(connection, statement, table, columns, rows)


def update(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Set all columns of each row but ``id``, which says which row it is. ``id`` comes last in every row."""
    if rows:
        *columns, last = rows[0]
        if last != "id":
            raise ValueError("the id has to come last")
        connection = session.connection()
        marks = ", ".join(f"{name} = {_mark(connection)}" for name in _quoted(connection, table, tuple(columns)))
        statement = f"UPDATE {table.name} SET {marks} WHERE id = {_mark(connection)}"  # noqa: S608  (as above)
        _run(connection, statement, table, (*columns, "id"), rows)


def scalars_in(session: Session, column: Column[Any], values: Collection[str]) -> list[Any]:
    """Those of ``values`` that ``column`` has; SQLAlchemy takes longer to write so long a list than it takes to ask."""
    if not values:
        return []
    connection = session.connection()
    marks = ", ".join([_mark(connection)] * len(values))
    statement = f"SELECT {column.name} FROM {column.table.name} WHERE {column.name} IN ({marks})"  # noqa: S608  (as above)
    return list(connection.exec_driver_sql(statement, tuple(values)).scalars())


def _run(
    connection: Connection, statement: str, table: Table, columns: tuple[str, ...], rows: Sequence[dict[str, Any]]
) -> None:
    sqlite = connection.dialect.name == "sqlite"
    converts = [(at, c) for at, name in enumerate(columns) if (c := _convert(table.c[name], sqlite))]
    values = []
    for row in rows:
        line = list(row.values())
        for at, convert in converts:
            if line[at] is not None:
                line[at] = convert(line[at])
        values.append(tuple(line))
    connection.exec_driver_sql(statement, values)


def _quoted(connection: Connection, table: Table, columns: tuple[str, ...]) -> list[str]:
    return [connection.dialect.identifier_preparer.quote(table.c[name].name) for name in columns]


def _mark(connection: Connection) -> str:
    return "?" if connection.dialect.paramstyle == "qmark" else "%s"


def _convert(column: Column[Any], sqlite: bool) -> Convert | None:
    """How the database keeps a value of this column, the same as SQLAlchemy would write it."""
    if isinstance(column.type, JSON):
        return _json
    if isinstance(column.type, Moment):
        return _moment_text if sqlite else _moment
    return date.isoformat if sqlite and isinstance(column.type, Date) else None


def _json(value: Any) -> str:
    return orjson.dumps(value).decode()


@lru_cache(maxsize=8_192)
def _moment(value: datetime) -> datetime:
    return value.astimezone(UTC).replace(tzinfo=None)


@lru_cache(maxsize=8_192)
def _moment_text(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(" ", "microseconds")[:26]
