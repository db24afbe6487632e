"""The questions about who follows whom: every list names its user, so nobody reads another's."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Insert, Select, delete, func, insert, select
from sqlalchemy.sql.dml import Delete

from wtc.models.artists import Artist, Follow

F: Any = Follow
A: Any = Artist


def artist_exists(artist_id: int) -> Select[int]:
    return select(A.id).where(A.id == artist_id)


def among(artist_ids: Collection[int]) -> Select[int]:
    """Which of these acts are there."""
    return select(A.id).where(A.id.in_(artist_ids))


def followed(user_id: int, artist_ids: Collection[int]) -> Select[int]:
    """Which of these acts the user follows."""
    return select(F.artist_id).where(F.user_id == user_id, F.artist_id.in_(artist_ids))


def how_many(user_id: int) -> Select[int]:
    return select(func.count()).select_from(F).where(F.user_id == user_id)


def all_of(user_id: int, *, limit: int) -> Select[int]:
    """The acts that a user follows, the newest followed first."""
    rows = select(F.artist_id).where(F.user_id == user_id)
    return rows.order_by(F.created_at.desc(), F.artist_id.desc()).limit(limit)


def follow(user_id: int, artist_id: int, now: datetime) -> Insert:
    """One follow; a second one of the same act is quietly the first."""
    row = insert(Follow).values(user_id=user_id, artist_id=artist_id, created_at=now)
    return row.prefix_with("OR IGNORE", dialect="sqlite").prefix_with("IGNORE", dialect="mysql")


def unfollow(user_id: int, artist_id: int) -> Delete:
    return delete(F).where(F.user_id == user_id, F.artist_id == artist_id)


def followers(artist_id: int, *, after: int, limit: int) -> Select[int]:
    """The users who follow an act, in the order of their ids, from the id ``after`` on."""
    rows = select(F.user_id).where(F.artist_id == artist_id, F.user_id > after)
    return rows.order_by(F.user_id).limit(limit)
