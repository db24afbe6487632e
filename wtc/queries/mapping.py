"""The questions of identity: what sources know of acts, what admins decided, which acts could be meant."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import CompoundSelect, func, select

from wtc.queries.engine import ACT_ALIASES, ACTS, PLAYS, Rows, _tables

RECORDS, DECISIONS = _tables["artist_records"], _tables["artist_decisions"]
A, R, D = ACTS.c, RECORDS.c, DECISIONS.c
HARD = ("musicbrainz_id", "spotify_id", "ticketmaster_id", "bandsintown_id", "mixcloud_key")
"""Ids elsewhere, by the column of the act that keeps them."""


def records(source: str, ids: Collection[str]) -> Rows:
    """What is kept of these acts of a source."""
    return select(RECORDS).where(R.source == source, R.source_id.in_(ids))


def decisions(source: str, ids: Collection[str]) -> Rows:
    """What admins decided of these acts of a source and stands, the oldest first."""
    asked = select(D.source_id, D.artist_id, D.verdict).where(D.source == source, D.source_id.in_(ids))
    return asked.where(D.undone_at.is_(None), D.artist_id.is_not(None)).order_by(D.id)


def acts(by: str, values: Collection[Any]) -> Rows:
    """Acts by one of their columns."""
    return select(ACTS).where(A[by].in_(values))


def spelt(by: str, values: Collection[Any]) -> Rows:
    """Other spellings of acts."""
    c = ACT_ALIASES.c
    return select(c.artist_id, c.alias, c.alias_key).where(c[by].in_(values)).order_by(c.id)


def every_name() -> CompoundSelect[Any]:
    """Every name and other spelling of every act, with the act's id."""
    c = ACT_ALIASES.c
    return select(A.id, A.name).union_all(select(c.artist_id, c.alias))


def names_state() -> Rows:
    """What changes whenever a name comes or goes."""
    parts = []
    for table in (ACTS, ACT_ALIASES):
        parts += [
            select(func.count()).select_from(table).scalar_subquery(),
            select(func.max(table.c.id)).scalar_subquery(),
        ]
    return select(*parts)


def billed_with(ids: Collection[int]) -> Rows:
    """The acts that shared a bill with these: (id, the other's name_key)."""
    one, other = PLAYS.alias(), PLAYS.alias()
    return (
        select(one.c.artist_id, A.name_key)
        .join(other, (other.c.event_id == one.c.event_id) & (other.c.artist_id != one.c.artist_id))
        .join(ACTS, A.id == other.c.artist_id)
        .where(one.c.artist_id.in_(ids))
        .distinct()
        .limit(5_000)
    )
