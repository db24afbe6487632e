"""Mixes kept beside the act that made them: each once by Mixcloud's key, the newest of each act, samples only alone."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlmodel import Session, col

from wtc.models.artists import Mix
from wtc.services import beside
from wtc.shapes.enriching import Kept
from wtc.shapes.mixes import ListedMix

MOST = 30
"""How many of one act are kept."""


def keep(session: Session, artist_id: int, mixes: Sequence[ListedMix], *, now: datetime) -> Kept:
    """Keep the newest of ``mixes`` as the act's. Again changes nothing; one real mix ends the act's samples."""
    told = {mix.key: _values(mix) for mix in sorted(mixes, key=_age)[:MOST]}
    kept = beside.keep(session, Mix, "key", told, artist_id=artist_id, now=now)
    newest = (col(Mix.published_at).is_(None), col(Mix.published_at).desc(), col(Mix.id).desc())
    beside.forget(session, Mix, artist_id, *newest, most=MOST)
    return kept


def _values(mix: ListedMix) -> dict[str, Any]:
    said = asdict(mix)
    for name in ("key", "user", "creator"):
        del said[name]
    return said | {"image_url": said.pop("image"), "genres": list(mix.genres)}


def _age(mix: ListedMix) -> tuple[bool, float, str]:
    """Newest first; those without a date last."""
    return mix.published_at is None, -mix.published_at.timestamp() if mix.published_at else 0.0, mix.key
