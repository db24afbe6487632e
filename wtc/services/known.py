"""Who knows of which of our acts: records that were accepted, and the ids on the acts themselves."""

from collections.abc import Collection

from sqlmodel import Session

from wtc.queries import artists as queries
from wtc.shapes.candidates import KnownBy

_COLUMNS = {"ticketmaster": "ticketmaster_id", "spotify": "spotify_id", "mixcloud": "mixcloud_key"}


def known_by(session: Session, ids: Collection[int]) -> dict[int, tuple[KnownBy, ...]]:
    """The sources of each of these acts, each source once."""
    found: dict[int, dict[str, KnownBy]] = {act_id: {} for act_id in ids}
    for act_id, source, source_id, name, url, sample in session.execute(queries.known_to(ids)):
        mark = KnownBy(source=source, source_id=source_id, name=name, url="" if sample else url, sample=sample)
        found[act_id].setdefault(source, mark)
    for row in session.execute(queries.hard(ids)):
        for source, column in _COLUMNS.items():
            if value := getattr(row, column):
                found[row.id].setdefault(source, KnownBy(source=source, source_id=value))
    return {act_id: tuple(marks.values()) for act_id, marks in found.items()}
