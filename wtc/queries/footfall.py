"""The questions behind views and clicks: one row for one visitor, event and Irish day."""

from datetime import date
from typing import Any

from sqlalchemy import Insert, Select, delete, func, insert, select
from sqlalchemy.sql.dml import Delete
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)

_tables = SQLModel.metadata.tables
VIEWS, CLICKS, EVENTS, SOURCES = (_tables[name] for name in ("event_views", "ticket_clicks", "events", "event_sources"))


def real(event_id: int) -> Select[Any]:
    return select(EVENTS.c.id).where(EVENTS.c.id == event_id)


def sold_by(event_id: int, source: str) -> Select[Any]:
    """Whether this source lists the event with an address to go to."""
    s = SOURCES.c
    return select(s.id).where(s.event_id == event_id, s.source == source, s.url != "").limit(1)


def from_there(table: Any, event_id: int, day: date, prefix: str) -> Select[Any]:
    """How many visitors of one network looked at one event on one day."""
    t = table.c
    same = t.event_id == event_id, t.day == day, t.viewer.startswith(prefix)
    return select(func.count()).select_from(table).where(*same)


def once(table: Any, row: dict[str, Any]) -> Insert:
    """One row; a second one like it is quietly the first."""
    made = insert(table).values(**row).prefix_with("OR IGNORE", dialect="sqlite")
    return made.prefix_with("IGNORE", dialect="mysql").prefix_with("IGNORE", dialect="mariadb")


def before(table: Any, day: date) -> Delete:
    return delete(table).where(table.c.day < day)
