"""The questions about trained recommenders: which there are, which serves, and the lists they made."""

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Delete, Select, case, delete, func, select
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)

Rows = Select[*tuple[Any, ...]]

_tables = SQLModel.metadata.tables
VERSIONS, PARTS = _tables["model_versions"], _tables["model_parts"]
PREDICTIONS, EVENTS, USERS = _tables["model_predictions"], _tables["events"], _tables["users"]
SAVED, HIDDEN, FOLLOWS = (
    _tables[name] for name in ("user_saved_events", "user_hidden_events", "user_followed_artists")
)
FEEDBACK = _tables["ml_feedback"]
V = VERSIONS.c
PARTS_HERE = select(PARTS.c.model_id).where(PARTS.c.model_id == V.id).exists()
COUNTED = ("up", "down", "attended", "click", "skip")
"""Feedback that stands in no other table."""


def listed(kinds: Collection[str]) -> Rows:
    """The versions of these kinds without their arrays, the newest first."""
    columns = [column for column in V if column.name != "weights"]
    return (
        select(*columns, PARTS_HERE.label("stored")).where(V.kind.in_(kinds)).order_by(V.created_at.desc(), V.id.desc())
    )


def many(kinds: Collection[str]) -> Rows:
    """How many versions there are of these kinds."""
    return select(func.count()).select_from(VERSIONS).where(V.kind.in_(kinds))


def named(kind: str, version: int) -> Rows:
    """One version."""
    return listed((kind,)).where(V.version == version)


@lru_cache(maxsize=4)
def serving(kind: str) -> Rows:
    """The active version of a kind, in few columns: asked before every list."""
    return select(V.id, V.version, V.sha256).where(V.kind == kind, V.active.is_(True)).limit(1)


def earlier(kind: str, before: int) -> Rows:
    """The versions before that one which have their arrays, the newest first."""
    return listed((kind,)).where(V.version < before, PARTS_HERE)


def last(kind: str) -> Select[Any]:
    """The number of the newest version."""
    return select(func.max(V.version)).where(V.kind == kind)


def pieces(model_id: int) -> Rows:
    """The pieces of a version's arrays in their order."""
    return select(PARTS.c.body).where(PARTS.c.model_id == model_id).order_by(PARTS.c.place)


def stored_ids(kind: str) -> Rows:
    """Which versions have their arrays, the newest first."""
    return select(V.id, V.active).where(V.kind == kind, PARTS_HERE).order_by(V.version.desc())


def drop_pieces(ids: Collection[int]) -> Delete:
    return delete(PARTS).where(PARTS.c.model_id.in_(ids))


def predictions(since: datetime) -> Rows:
    """How many lists there were since then, and the mean milliseconds of those that had to be made."""
    p = PREDICTIONS.c
    took = case((p.cached.is_(False), p.latency_ms))
    return select(func.count(), func.avg(took)).where(p.at >= since)


def deeds(*, synthetic: bool) -> list[Rows]:
    """How many things a population did that a model could learn from, a count for each table."""
    who = select(USERS.c.id).where(USERS.c.synthetic.is_(synthetic))

    def many(table: Any, *also: Any) -> Rows:
        return select(func.count()).select_from(table).where(table.c.user_id.in_(who), *also)

    return [many(SAVED), many(HIDDEN), many(FOLLOWS), many(FEEDBACK, FEEDBACK.c.action.in_(COUNTED))]


def anybody_made_up() -> Rows:
    """One row when there is a crowd."""
    return select(USERS.c.id).where(USERS.c.synthetic.is_(True)).limit(1)
