"""Which acts are like one: those that shared its bills, its sound, its town."""

from collections.abc import Mapping

from sqlmodel import Session

from wtc.domain import likeness
from wtc.domain.genres import place
from wtc.queries import artists as queries
from wtc.shapes.artists import Artist

_CANDIDATES = 200


def best(session: Session, artist: Artist, *, most: int) -> tuple[list[int], Mapping[int, int]]:
    """The ids of the acts likest to ``artist``, the likest first, and how many bills each act shared with it."""
    bills = {row.artist_id: row.bills for row in session.execute(queries.billed_with(artist.id, limit=_CANDIDATES))}
    found: dict[int, likeness.Candidate] = {}
    if artist.genres or artist.home_city:
        rows = session.execute(queries.likely(artist.id, artist.home_city, artist.genres[:3], limit=_CANDIDATES))
        found = {row.id: likeness.Candidate(tuple(row.genres or ()), row.home_city) for row in rows}
    return likeness.best(artist, found, bills, most=most), bills


def kin(session: Session, artist_id: int, *, most: int) -> list[int]:
    """The ids of the acts likest to this one; none when there is no such act."""
    row = session.execute(queries.whole(queries.A.id == artist_id)).first()
    if row is None:
        return []
    genres = tuple(row.genres or ())
    artist = Artist(
        id=row.id, slug=row.slug, name=row.name, genres=genres, family=place(genres)[0], home_city=row.home_city
    )
    return best(session, artist, most=most)[0]
