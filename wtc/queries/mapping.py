"""The questions of identity: what sources know of acts, what admins decided, which acts could be meant."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import CompoundSelect, func, select

from wtc.domain.text import key
from wtc.queries.engine import ACT_ALIASES, ACTS, PLAYS, Rows, _tables

RECORDS, DECISIONS, USERS = _tables["artist_records"], _tables["artist_decisions"], _tables["users"]
MERGES = _tables["artist_merges"]
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


def record(record_id: int) -> Rows:
    """One record."""
    return select(RECORDS).where(R.id == record_id)


def in_review(source: str = "") -> Rows:
    """The records that wait for a person, the surest first."""
    found = select(RECORDS).where(R.state == "review").order_by(R.confidence.desc(), R.id)
    return found.where(R.source == source) if source else found


def count_in_review(source: str = "") -> Rows:
    """How many those are."""
    found = select(func.count()).select_from(RECORDS).where(R.state == "review")
    return found.where(R.source == source) if source else found


def accepted_of(artist_id: int) -> Rows:
    """What sources know one act as."""
    return (
        select(RECORDS)
        .where(R.artist_id == artist_id, R.state == "accepted")
        .order_by(R.confidence.desc(), R.source, R.id)
        .limit(50)
    )


def named_like(text: str, limit: int) -> Rows:
    """Acts whose folded name begins with ``text`` or has a word that does, and those spelt so."""
    plain = key(text)[:80].replace("\\", "").replace("%", "").replace("_", "")
    c = ACT_ALIASES.c
    spelt = select(c.artist_id).where(c.alias_key.like(f"{plain}%"))
    like = A.name_key.like(f"{plain}%") | A.name_key.like(f"% {plain}%") | A.id.in_(spelt)
    return select(ACTS).where(like).order_by(func.length(A.name_key), A.name_key, A.id).limit(limit)


def history(limit: int, offset: int) -> Rows:
    """Decisions with who took them, the newest first."""
    found = select(*DECISIONS.c, USERS.c.name.label("who")).outerjoin(USERS, USERS.c.id == D.user_id)
    return found.order_by(D.id.desc()).limit(limit).offset(offset)


def decided() -> Rows:
    """Every decision that stands and has both names, the newest 20,000: what a scorer learns from."""
    asked = select(D.name, D.artist_name, D.context, D.artist_context, D.verdict)
    return asked.where(D.undone_at.is_(None), D.name != "", D.artist_name != "").order_by(D.id.desc()).limit(20_000)


def for_sheet(limit: int) -> Rows:
    """Records with the name of their act, those that wait first."""
    asked = select(R.id, R.source, R.source_id, R.name, R.state, R.confidence, R.artist_id, A.name.label("ours"))
    return (
        asked.outerjoin(ACTS, A.id == R.artist_id).order_by(R.state != "review", R.confidence.desc(), R.id).limit(limit)
    )
