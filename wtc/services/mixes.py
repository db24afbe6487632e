"""Mixes kept beside the act that made them: each once by Mixcloud's key, the newest of each act, samples only alone."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from wtc.models.artists import Mix
from wtc.shapes.enriching import Kept
from wtc.shapes.mixes import ListedMix

MOST = 30
"""How many of one act are kept."""


def keep(session: Session, artist_id: int, mixes: Sequence[ListedMix], *, now: datetime) -> Kept:
    """Keep the newest of ``mixes`` as the act's. Again changes nothing; one real mix ends the act's samples."""
    told = {mix.key: mix for mix in sorted(mixes, key=_age)[:MOST]}
    if any(not mix.sample for mix in told.values()):
        session.execute(delete(Mix).where(col(Mix.artist_id) == artist_id, col(Mix.sample).is_(True)))
    elif session.exec(select(Mix.id).where(Mix.artist_id == artist_id, col(Mix.sample).is_(False))).first():
        return Kept()
    held = {row.key: row for row in session.exec(select(Mix).where(col(Mix.key).in_(told)))}
    new = changed = 0
    for key, mix in told.items():
        values = _values(artist_id, mix)
        row = held.get(key)
        if row is None:
            session.add(Mix(key=key, seen_at=now, **values))
            new += 1
            continue
        differs = {name: value for name, value in values.items() if getattr(row, name) != value}
        row.sqlmodel_update(differs | {"seen_at": now})
        changed += bool(differs)
    session.flush()
    _forget_oldest(session, artist_id)
    return Kept(new=new, changed=changed, unchanged=len(told) - new - changed)


def _values(artist_id: int, mix: ListedMix) -> dict[str, Any]:
    said = asdict(mix)
    for name in ("key", "user", "creator"):
        del said[name]
    return said | {"artist_id": artist_id, "image_url": said.pop("image"), "genres": list(mix.genres)}


def _age(mix: ListedMix) -> tuple[bool, float, str]:
    """Newest first; those without a date last."""
    return mix.published_at is None, -mix.published_at.timestamp() if mix.published_at else 0.0, mix.key


def _forget_oldest(session: Session, artist_id: int) -> None:
    newest = (col(Mix.published_at).is_(None), col(Mix.published_at).desc(), col(Mix.id).desc())
    ids = session.exec(select(Mix.id).where(Mix.artist_id == artist_id).order_by(*newest)).all()
    if ids[MOST:]:
        session.execute(delete(Mix).where(col(Mix.id).in_(ids[MOST:])))
