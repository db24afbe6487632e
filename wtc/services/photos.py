"""A room's photos: hung, captioned, moved and taken down."""

from datetime import datetime

from sqlmodel import Session

from wtc.domain.text import clean
from wtc.errors import Conflict, NotFound
from wtc.models.venues import VenuePhoto as PhotoRow
from wtc.queries import venues as queries
from wtc.services import audit, venues
from wtc.shapes.venues import VenuePhoto

LARGEST_ID = 2**62
"""Past it no database holds a number."""
MOST = 24
"""Photos of one room."""
FULL = f"{MOST} photos is all a room has walls for. Take one down first."


def hang(
    session: Session,
    user_id: int,
    venue_id: int,
    digest: str,
    width: int,
    height: int,
    *,
    caption: str = "",
    now: datetime,
) -> tuple[VenuePhoto, ...]:
    """Hang a photo at the end, once; all of them after. ``Conflict`` when the wall is full or has it already."""
    _hold(session, venue_id)
    hung = session.scalars(queries.photos(venue_id)).all()
    if any(each.digest == digest for each in hung):
        raise Conflict("That photo hangs here already.")
    if len(hung) >= MOST:
        raise Conflict(FULL)
    place = max((each.place for each in hung), default=-1) + 1
    row = PhotoRow(
        venue_id=venue_id,
        digest=digest,
        caption=clean(caption, 160),
        place=place,
        width=width,
        height=height,
        user_id=user_id,
        created_at=now,
    )
    session.add(row)
    session.flush()
    audit.note(session, user_id, "photo.hang", "venue", venue_id, now=now, photo=row.id, digest=digest)
    return venues.photos(session, venue_id)


def room_left(session: Session, venue_id: int) -> int:
    """How many more photos a room takes; ``NotFound`` when there is no such room."""
    venues.read(session, venue_id)
    return MOST - len(session.scalars(queries.photos(venue_id)).all())


def caption(
    session: Session, user_id: int, venue_id: int, photo_id: int, text: str, *, now: datetime
) -> tuple[VenuePhoto, ...]:
    """Say what a photo shows."""
    row = _photo(session, venue_id, photo_id)
    row.caption = clean(text, 160)
    session.add(row)
    session.flush()
    audit.note(session, user_id, "photo.caption", "venue", venue_id, now=now, photo=photo_id)
    return venues.photos(session, venue_id)


def move(
    session: Session, user_id: int, venue_id: int, photo_id: int, by: int, *, now: datetime
) -> tuple[VenuePhoto, ...]:
    """Move a photo earlier (below zero) or later; at the end of the wall it stays."""
    _photo(session, venue_id, photo_id)
    hung = list(session.scalars(queries.photos(venue_id)))
    here = next(place for place, row in enumerate(hung) if row.id == photo_id)
    hung.insert(min(max(here + by, 0), len(hung) - 1), hung.pop(here))
    for place, row in enumerate(hung):
        row.place = place
        session.add(row)
    session.flush()
    audit.note(session, user_id, "photo.move", "venue", venue_id, now=now, photo=photo_id, by=by)
    return venues.photos(session, venue_id)


def take_down(session: Session, user_id: int, venue_id: int, photo_id: int, *, now: datetime) -> tuple[VenuePhoto, ...]:
    """Take a photo off the wall; the others stay in order."""
    session.delete(_photo(session, venue_id, photo_id))
    session.flush()
    audit.note(session, user_id, "photo.take_down", "venue", venue_id, now=now, photo=photo_id)
    return venues.photos(session, venue_id)


def _hold(session: Session, venue_id: int) -> None:
    if session.execute(queries.held(venue_id)).first() is None:
        raise NotFound("We don't know that room.")


def _photo(session: Session, venue_id: int, photo_id: int) -> PhotoRow:
    _hold(session, venue_id)
    row = session.get(PhotoRow, photo_id, populate_existing=True) if 0 < photo_id < LARGEST_ID else None
    if row is None or row.venue_id != venue_id:
        raise NotFound("That photo doesn't hang here.")
    return row
