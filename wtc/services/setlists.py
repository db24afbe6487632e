"""Past shows kept beside the act that played them: each once by setlist.fm's id, the latest of each act."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from wtc.models.artists import Setlist
from wtc.shapes.enriching import Kept
from wtc.shapes.setlists import PastShow

MOST = 100
"""How many of one act are kept."""


def keep(session: Session, artist_id: int, shows: Sequence[PastShow], *, now: datetime) -> Kept:
    """Keep the latest of ``shows`` as the act's. Again changes nothing; one real show ends the act's samples."""
    latest = sorted(shows, key=lambda show: (show.day, show.source_id), reverse=True)
    told = {show.source_id: show for show in latest[:MOST]}
    if any(not show.sample for show in told.values()):
        session.execute(delete(Setlist).where(col(Setlist.artist_id) == artist_id, col(Setlist.sample).is_(True)))
    elif session.exec(select(Setlist.id).where(Setlist.artist_id == artist_id, col(Setlist.sample).is_(False))).first():
        return Kept()
    held = {row.source_id: row for row in session.exec(select(Setlist).where(col(Setlist.source_id).in_(told)))}
    new = changed = 0
    for source_id, show in told.items():
        values = _values(artist_id, show)
        row = held.get(source_id)
        if row is None:
            session.add(Setlist(source_id=source_id, seen_at=now, **values))
            new += 1
            continue
        differs = {name: value for name, value in values.items() if getattr(row, name) != value}
        row.sqlmodel_update(differs | {"seen_at": now})
        changed += bool(differs)
    session.flush()
    _forget_oldest(session, artist_id)
    return Kept(new=new, changed=changed, unchanged=len(told) - new - changed)


def _values(artist_id: int, show: PastShow) -> dict[str, Any]:
    said = asdict(show)
    for name in ("source_id", "musicbrainz_id", "artist"):
        del said[name]
    return said | {"artist_id": artist_id, "songs": [asdict(song) for song in show.songs]}


def _forget_oldest(session: Session, artist_id: int) -> None:
    latest = (col(Setlist.day).desc(), col(Setlist.id).desc())
    ids = session.exec(select(Setlist.id).where(Setlist.artist_id == artist_id).order_by(*latest)).all()
    if ids[MOST:]:
        session.execute(delete(Setlist).where(col(Setlist.id).in_(ids[MOST:])))
