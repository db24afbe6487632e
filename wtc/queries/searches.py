"""The questions behind the count of searches."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Insert, Select, case, delete, func, insert, select, update
from sqlalchemy.sql.dml import Delete, Update
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)
from wtc.domain.searches import FEWEST, LOTS

Rows = Select[*tuple[Any, ...]]
COUNTS = SQLModel.metadata.tables["search_counts"]
_C = COUNTS.c


def held(day: date, words: Collection[str]) -> Rows:
    """Those of ``words`` that have a row on this day."""
    return select(_C.said).where(_C.day == day, _C.said.in_(words))


def of_day(day: date) -> Rows:
    return select(func.count()).select_from(COUNTS).where(_C.day == day)


def once() -> Insert:
    """A row of none, where there is none yet; written by another process at once, it is quietly the first."""
    made = insert(COUNTS).prefix_with("OR IGNORE", dialect="sqlite")
    return made.prefix_with("IGNORE", dialect="mysql").prefix_with("IGNORE", dialect="mariadb")


def add(day: date, words: str, more: Mapping[str, int]) -> Update:
    """Add to a row; its lots are joined."""
    sums = {"searches": _C.searches + more["searches"], "empty": _C.empty + more["empty"]}
    lots = _C.lots.bitwise_or(more["lots"])
    return update(COUNTS).where(_C.day == day, _C.said == words).values(**sums, lots=lots)


def all_since(since: date) -> Rows:
    """Searches, and those without an answer."""
    return select(func.sum(_C.searches), func.sum(_C.empty)).where(_C.day >= since)


def told(since: date) -> Rows:
    """Words that enough different visitors typed since then: ``said``, ``searches`` and ``empty`` of each."""
    lots: Sequence[Any] = [case((func.max(_C.lots.bitwise_and(1 << lot)) > 0, 1), else_=0) for lot in range(LOTS)]
    rows = select(_C.said, func.sum(_C.searches).label("searches"), func.sum(_C.empty).label("empty"))
    return rows.where(_C.day >= since).group_by(_C.said).having(sum(lots[1:], lots[0]) >= FEWEST)


def before(day: date) -> Delete:
    return delete(COUNTS).where(_C.day < day)
