"""The full-text index of names, in the words of each database: FTS5 on SQLite, FULLTEXT on MariaDB."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    FromClause,
    Join,
    Select,
    and_,
    case,
    column,
    exists,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
    text,
    union_all,
)
from sqlalchemy.dialects.mysql import match
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)

EVENTS = SQLModel.metadata.tables["events"]
INDEX = table("event_words", column("rowid"), column("event_words"))
ROWID: ColumnElement[int] = INDEX.c.rowid
_ID = (1 << 31) - 1
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
    """What to select from: on SQLite the index comes first, in order of time, and leads to the events."""
    return EVENTS if sought is None or dialect != "sqlite" else _led_by_the_index()


@lru_cache(maxsize=1)
def _led_by_the_index() -> Join:
    return InThisOrder(INDEX, EVENTS, its_event())


class InThisOrder(Join):
    """A join that SQLite carries out from left to right, reading events from their narrow index.

    Left to itself its planner may ask the full-text index once for every event, which takes minutes.
    """

    inherit_cache = True


@compiles(InThisOrder)
def _in_this_order(join: InThisOrder, compiler: SQLCompiler, **options: Any) -> str:
    options["asfrom"] = True
    left, right = (side._compiler_dispatch(compiler, **options) for side in (join.left, join.right))
    on = its_event()._compiler_dispatch(compiler, **options)
    return f"{left} CROSS JOIN {right} INDEXED BY ix_events_narrow ON {on}"


def between(start: datetime, end: datetime) -> ColumnElement[bool]:
    """SQLite: only the part of the index whose events begin from ``start`` on and before ``end``, to the minute."""
    return and_(begins(start), _numbered(-(-int(end.timestamp()) // 60)) > ROWID)


def begins(start: datetime) -> ColumnElement[bool]:
    """SQLite: the index row is of an event that begins in this minute or later."""
    return _numbered(int(start.timestamp()) // 60) <= ROWID


@lru_cache(maxsize=1)
def its_event() -> ColumnElement[bool]:
    """SQLite: the event is that of the index row."""
    return EVENTS.c.id == ROWID.op("&")(_ID)


def _numbered(minute: int) -> ColumnElement[int]:
    return literal(minute << 31, BigInteger)


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


def called(keys: Collection[str]) -> CompoundSelect[Any]:
    """Acts and rooms of these names or other names: key, name, and whether it is an act. Own names come first."""
    tables = SQLModel.metadata.tables
    found = []
    for one, other, owner, is_act in (
        (tables["artists"].c, tables["artist_aliases"].c, "artist_id", 1),
        (tables["venues"].c, tables["venue_aliases"].c, "venue_id", 0),
    ):
        act = literal(is_act).label("is_act")
        found.append(
            select(one.name_key.label("key"), one.name, act, literal(0).label("later")).where(one.name_key.in_(keys))
        )
        also = select(other.alias_key, one.name, act, literal(1)).where(other.alias_key.in_(keys))
        found.append(also.where(other[owner] == one.id))
    return union_all(*found).order_by("later", "name")


def beginning(folded: str, *, limit: int) -> CompoundSelect[Any]:
    """Acts and rooms whose names begin with ``folded``, or hold a word that does: name, slug, town, is_act.

    The shortest names come first; at most ``limit`` of each.
    """
    tables = SQLModel.metadata.tables
    found = []
    for table_, town, is_act in ((tables["artists"].c, "home_city", 1), (tables["venues"].c, "city", 0)):
        starts = table_.name_key.startswith(folded, autoescape=True)
        held = or_(starts, table_.name_key.contains(f" {folded}", autoescape=True))
        later = case((starts, 0), else_=1).label("later")
        columns = (table_.name, table_.slug, table_[town].label("town"), literal(is_act).label("is_act"), later)
        size = func.length(table_.name_key)
        found.append(select(*columns).where(held).order_by(later, size, table_.name).limit(limit).subquery())
    return union_all(*(select(each) for each in found))


def named() -> CompoundSelect[Any]:
    """The names of all acts and rooms, folded and without their article."""
    acts, rooms = SQLModel.metadata.tables["artists"], SQLModel.metadata.tables["venues"]
    return union_all(select(rooms.c.name_key), select(acts.c.name_key))
