"""The questions about lists that were made: kept for a while, and noted for good."""

from functools import lru_cache
from typing import Any

from sqlalchemy import Delete, Insert, Select, bindparam, delete, insert, select
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)

Rows = Select[*tuple[Any, ...]]

_tables = SQLModel.metadata.tables
KEPT, PREDICTIONS = _tables["recommendation_cache"], _tables["model_predictions"]
K = KEPT.c


@lru_cache(maxsize=1)
def kept() -> Rows:
    """The list ``key`` of the fan ``user_id`` if it is good ``now``."""
    return select(K.body).where(
        K.user_id == bindparam("user_id"), K.key == bindparam("key"), K.expires_at > bindparam("now")
    )


@lru_cache(maxsize=1)
def keys() -> Select[str]:
    """The lists of the fan ``user_id``, the newest first."""
    return select(K.key).where(K.user_id == bindparam("user_id")).order_by(K.created_at.desc(), K.key)


def drop(user_id: int, keys_: list[str]) -> Delete:
    return delete(KEPT).where(K.user_id == user_id, K.key.in_(keys_))


def forget(user_id: int) -> Delete:
    """All of a fan's lists: they were made before something was said."""
    return delete(KEPT).where(K.user_id == user_id)


@lru_cache(maxsize=1)
def expired() -> Delete:
    """Everybody's lists that are past their time ``now``."""
    return delete(KEPT).where(K.expires_at <= bindparam("now"))


@lru_cache(maxsize=1)
def keep() -> Insert:
    return insert(KEPT)


@lru_cache(maxsize=1)
def had() -> Select[Any]:
    """Any list that ``ranker`` made for the fan ``user_id``."""
    p = PREDICTIONS.c
    return select(p.id).where(p.user_id == bindparam("user_id"), p.ranker == bindparam("ranker")).limit(1)


@lru_cache(maxsize=1)
def note() -> Insert:
    return insert(PREDICTIONS)
