"""Whose turn it is to be asked about, and when it was: so that a run goes on where the last one ended."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlmodel import Session

from wtc.domain.text import key
from wtc.queries import enriching as queries
from wtc.shapes.enriching import DueAct

SYNCED, SETLISTS = "last_synced_at", "setlists_at"
REST = timedelta(hours=20)
"""An act is asked about once a day; a run in the same night goes on where the last one ended."""


def due(session: Session, last: str, *, now: datetime, most: int) -> list[DueAct]:
    """Up to ``most`` acts whose ``last`` (``SYNCED`` or ``SETLISTS``) is longest ago, and what sources call them."""
    rows = session.execute(queries.due(last, now=now, before=now - REST, most=most)).all()
    known: dict[int, dict[str, str]] = {}
    for act_id, source, source_id in session.execute(queries.known([row.id for row in rows])):
        known.setdefault(act_id, {})[source] = source_id
    for row in rows:
        ids = {"spotify": row.spotify_id, "mixcloud": row.mixcloud_key, "setlistfm": row.musicbrainz_id}
        known[row.id] = {source: value for source, value in ids.items() if value} | known.get(row.id, {})
    return [DueAct(id=row.id, name=row.name, known=known[row.id]) for row in rows]


def done(session: Session, last: str, ids: Collection[int], *, now: datetime) -> None:
    """Remember that these acts were asked about."""
    session.execute(update(queries.ACTS).where(queries.A.id.in_(ids)).values({last: now}))


def named(session: Session, names: Collection[str]) -> dict[str, int]:
    """The acts of these very names; of two namesakes the older one."""
    keys = {key(name)[:160]: name for name in names}
    found = session.execute(queries.named(keys)).all()
    return {keys[row.name_key]: row.id for row in reversed(found)}


def forget_samples(session: Session) -> int:
    """Delete every sample record, mix, past show and DJ with the acts made up for them; how many. Nothing real goes."""
    gone = 0
    for name in ("artist_records", "mixes", "setlists", "djs"):
        table = queries.ACTS.metadata.tables[name]
        gone += session.exec(delete(table).where(table.c.sample.is_(True))).rowcount
    played = select(queries.PLAYS.c.artist_id)
    made_up = delete(queries.ACTS).where(
        queries.A.sample.is_(True), queries.A.kind == "dj", queries.A.id.not_in(played)
    )
    return gone + session.exec(made_up).rowcount
