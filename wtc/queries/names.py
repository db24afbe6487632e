"""The full-text index of names, in the words of each database: FTS5 on SQLite, FULLTEXT on MariaDB."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Select, column, exists, literal_column, select, table, text
from sqlalchemy.dialects.mysql import match
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)

EVENTS = SQLModel.metadata.tables["events"]
INDEX = table("event_words", column("rowid"), column("event_words"))
_WORDS: ColumnElement[str] = literal_column("events.words")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """What the names must hold: every one of ``words``, the last as a beginning when ``prefix``; never ``unless``.

    Words are folded, so that none carries a sign that either index could take for an operator.
    """

    words: tuple[str, ...]
    prefix: bool = True
    unless: str = ""


def source(sought: Match | None, dialect: str) -> FromClause:
    """What to select from: on SQLite the index comes first and leads to the narrow index of the events.

    The plus sign keeps the planner from asking the index once for every event.
    """
    if sought is None or dialect != "sqlite":
        return EVENTS
    return INDEX.join(EVENTS, EVENTS.c.id == literal_column("+event_words.rowid"))


def holds(sought: Match, dialect: str) -> ColumnElement[bool]:
    """The condition on the index."""
    if dialect == "sqlite":
        found: ColumnElement[bool] = INDEX.c.event_words.op("MATCH", is_comparison=True)(_fts5(sought))
        return found
    return match(_WORDS, against=_boolean(sought)).in_boolean_mode()


def anywhere(sought: Match, dialect: str) -> Select[Any]:
    """Whether any event at all, past or to come, has such names."""
    start = INDEX if dialect == "sqlite" else EVENTS
    return select(exists(select(text("1")).select_from(start).where(holds(sought, dialect))))


def _fts5(sought: Match) -> str:
    said = " AND ".join(f'"{word}"' for word in sought.words) + ("*" if sought.prefix else "")
    return f'({said}) NOT "{sought.unless}"' if sought.unless else said


def _boolean(sought: Match) -> str:
    said = " ".join(f"+zz{word}" for word in sought.words) + ("*" if sought.prefix else "")
    return f"{said} -zz{sought.unless}" if sought.unless else said


def upcoming(since: Any) -> Select[Any]:
    """The searchable names of what is still to come."""
    return select(EVENTS.c.names).where(EVENTS.c.sort_at >= since)
