"""A row in every table for somebody, made from the schema alone: a new table is filled without a line here."""

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, Float, Integer, LargeBinary, Table, insert, select
from sqlmodel import Session, SQLModel

import wtc.models  # noqa: F401  (registers the tables)
from wtc.models.personal import RULES
from wtc.shapes.personal import Person

AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


def somebody(number: int) -> Person:
    """A person whose id is found nowhere by chance."""
    return Person(
        id=number, email=f"fan{number}@x.example", tries=(f"{number}" * 7,), marks=(f"{number:032d}", f"{number:031d}x")
    )


def fill(session: Session, person: Person) -> None:
    """One row for ``person`` in every table there is, each referring to their other rows."""
    made: dict[str, Any] = {}
    for table in SQLModel.metadata.sorted_tables:
        if len(table.primary_key.columns) == 1 and table.name == "catalogue_version":
            continue
        row = {column.name: _value(table, column, person, made) for column in table.columns}
        session.execute(insert(table), [row])
        made[table.name] = row


def contents(session: Session) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    return {
        table.name: [dict(row) for row in session.execute(select(table)).mappings()]
        for table in SQLModel.metadata.sorted_tables
    }


def _value(table: Table, column: Column[Any], person: Person, made: dict[str, Any]) -> Any:
    rule = RULES.get(table.name)
    key = next(iter(column.foreign_keys), None)
    if rule and column.name == rule.owner and rule.holds != "id":
        return person.held(rule.holds)[0]
    if key is not None:
        return made[key.column.table.name][key.column.name]
    if (table.name, column.name) == ("users", "email"):
        return person.email
    return _of_kind(column, person.id if table.name == "users" and column.name == "id" else person.id % 1000)


def _of_kind(column: Column[Any], number: int) -> Any:
    kind = column.type
    if isinstance(kind, Boolean):
        return False
    if isinstance(kind, Integer):
        return number
    if isinstance(kind, Float):
        return 1.0
    if isinstance(kind, JSON):
        return {}
    if isinstance(kind, LargeBinary):
        return b"x"
    if isinstance(kind, Date):
        return date(2026, 11, 20)
    if isinstance(kind, DateTime) or "Moment" in type(kind).__name__:
        return AT
    length = getattr(kind, "length", None) or 40
    return f"{column.name}{number}"[-length:]
