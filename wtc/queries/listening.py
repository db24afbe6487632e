"""The questions about what fans listen to elsewhere: every one names its fan."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, select
from sqlalchemy.sql.dml import Delete
from sqlmodel import SQLModel

from wtc.models.artists import Artist
from wtc.models.taste import SpentState, TasteArtist, UserSpotify

LIKED = SQLModel.metadata.tables["taste_artists"]
T: Any = TasteArtist
S: Any = UserSpotify
A: Any = Artist
Rows = Select[*tuple[Any, ...]]


def remove(user_id: int, source: str) -> Delete:
    return delete(TasteArtist).where(T.user_id == user_id, T.source == source)


def sources(user_id: int) -> Rows:
    """Each source of a fan with its acts, those that we know, and when it came in."""
    told = select(T.source, func.count(), func.count(T.artist_id), func.max(T.at))
    return told.where(T.user_id == user_id).group_by(T.source).order_by(T.source)


def how_many(user_id: int, source: str) -> Select[int]:
    return select(func.count()).select_from(T).where(T.user_id == user_id, T.source == source)


def acts(ids: Collection[int]) -> Rows:
    """Our acts with their pages and genres."""
    return select(A.id, A.slug, A.genres).where(A.id.in_(ids))


def due(now: datetime, states: Sequence[str], *, after: int, limit: int) -> Select[int]:
    """The fans whose accounts may be read, in the order of their ids from ``after`` on."""
    asked = select(S.user_id).where(S.user_id > after, S.state.in_(states), S.consent_ends_at > now)
    return asked.order_by(S.user_id).limit(limit)


def overdue(now: datetime) -> Any:
    """Which connections are over by the calendar."""
    return (S.consent_ends_at <= now) & (S.state == "connected")


def old_states(now: datetime) -> Delete:
    spent: Any = SpentState
    return delete(SpentState).where(spent.expires_at <= now)
