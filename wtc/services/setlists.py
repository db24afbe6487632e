"""Past shows kept beside the act that played them: each once by setlist.fm's id, the latest of each act."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlmodel import Session, col

from wtc.models.artists import Setlist
from wtc.services import beside
from wtc.shapes.enriching import Kept
from wtc.shapes.setlists import PastShow

MOST = 100
"""How many of one act are kept."""


def keep(session: Session, artist_id: int, shows: Sequence[PastShow], *, now: datetime) -> Kept:
    """Keep the latest of ``shows`` as the act's. Again changes nothing; one real show ends the act's samples."""
    latest = sorted(shows, key=lambda show: (show.day, show.source_id), reverse=True)
    told = {show.source_id: _values(show) for show in latest[:MOST]}
    kept = beside.keep(session, Setlist, "source_id", told, artist_id=artist_id, now=now)
    beside.forget(session, Setlist, artist_id, col(Setlist.day).desc(), col(Setlist.id).desc(), most=MOST)
    return kept


def _values(show: PastShow) -> dict[str, Any]:
    said = asdict(show)
    for name in ("source_id", "musicbrainz_id", "artist"):
        del said[name]
    return said | {"songs": [asdict(song) for song in show.songs]}
