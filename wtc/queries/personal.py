"""The questions about everything that is one user's, asked of every table that has a rule."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Delete, Select, Table, Update, delete, func, select, update
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)
from wtc.models.personal import RULES
from wtc.shapes.personal import Person

TABLES = SQLModel.metadata.tables
NAMES = {
    "event_id": (TABLES["events"], "id", "title", "event"),
    "artist_id": (TABLES["artists"], "id", "name", "act"),
    "venue_id": (TABLES["venues"], "id", "name", "room"),
    "dj_id": (TABLES["djs"], "dj_id", "dj_name", "dj"),
}
"""Columns that are numbers of ours: where the name is that goes with one, and what it is called in an archive."""


def ruled() -> list[Table]:
    """Every table with a rule, those that others refer to first."""
    return [table for table in SQLModel.metadata.sorted_tables if table.name in RULES]


def mine(table: Table, person: Person) -> ColumnElement[bool]:
    """Which rows of a table are about somebody: by its own column, or by the row of another table it belongs to."""
    rule = RULES[table.name]
    column = table.columns[rule.owner]
    key = next(iter(column.foreign_keys), None)
    if rule.holds != "id" or key is None or key.column.table.name == "users":
        return column.in_(person.held(rule.holds))
    return column.in_(select(key.column).where(mine(key.column.table, person)))


def count(table: Table, person: Person) -> Select[Any]:
    return select(func.count()).select_from(table).where(mine(table, person))


def rows(table: Table, person: Person, most: int) -> Select[Any]:
    """Their rows as they may have them, without what the rule leaves out."""
    shown = [column for column in table.columns if column.name not in RULES[table.name].leaves_out]
    return select(*shown).where(mine(table, person)).order_by(*table.primary_key.columns).limit(most)


def names(column: str, ids: Iterable[int]) -> Select[Any]:
    """Number and name of what a column's numbers stand for."""
    table, key, name, _ = NAMES[column]
    return select(table.c[key], table.c[name]).where(table.c[key].in_(ids))


def remove(table: Table, person: Person) -> Delete:
    return delete(table).where(mine(table, person))


def unname(table: Table, person: Person) -> Update:
    """Leave the rows without their user."""
    return update(table).where(mine(table, person)).values({RULES[table.name].owner: None})
