"""Which acts are to be asked about: those that somebody waits for, whoever waited longest first."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, or_, select
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)

Rows = Select[*tuple[Any, ...]]

_tables = SQLModel.metadata.tables
ACTS, RECORDS, FOLLOWS = _tables["artists"], _tables["artist_records"], _tables["user_followed_artists"]
PLAYS, EVENTS, DJS = _tables["event_artists"], _tables["events"], _tables["djs"]
A, R = ACTS.c, RECORDS.c


def due(last: str, *, now: datetime, before: datetime, most: int) -> Rows:
    """Acts with dates to come, with followers or in the directory of DJs, whose ``last`` is before ``before``."""
    at = A[last]
    coming = select(PLAYS.c.artist_id).join(EVENTS, EVENTS.c.id == PLAYS.c.event_id).where(EVENTS.c.sort_at >= now)
    directory = select(DJS.c.artist_id).where(DJS.c.artist_id.is_not(None), DJS.c.sample.is_(False))
    wanted = or_(A.id.in_(coming), A.id.in_(select(FOLLOWS.c.artist_id)), A.id.in_(directory))
    columns = (A.id, A.name, A.musicbrainz_id, A.spotify_id, A.mixcloud_key)
    old = or_(at.is_(None), at < before)
    return select(*columns).where(wanted, old, A.sample.is_(False)).order_by(at, A.id).limit(most)


def known(ids: list[int]) -> Rows:
    """What sources call these acts, as far as that is settled."""
    mine = (R.artist_id.in_(ids), R.state == "accepted", R.sample.is_(False))
    return select(R.artist_id, R.source, R.source_id).where(*mine).order_by(R.id)


def named(keys: Collection[str]) -> Rows:
    """The acts of these keys, the oldest first."""
    return select(A.id, A.name_key).where(A.name_key.in_(keys)).order_by(A.id)
