"""The questions about feeds: found by the hash of their secret, listed for their owner, and what each holds."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select

from wtc.models.accounts import HiddenEvent, SavedEvent
from wtc.models.artists import Artist, Follow
from wtc.models.events import EventArtist, EventRow
from wtc.models.feeds import FeedRow
from wtc.models.venues import VenueRow
from wtc.shapes.feeds import Of, Subject

Rows = Select[*tuple[Any, ...]]
D: Any = FeedRow
E: Any = EventRow
A: Any = Artist
V: Any = VenueRow
P: Any = EventArtist
S: Any = SavedEvent
H: Any = HiddenEvent
F: Any = Follow


def _feeds() -> Rows:
    """Every feed with the slug of its act or room."""
    slugs = A.slug.label("artist_slug"), V.slug.label("venue_slug")
    rows = select(*FeedRow.__table__.c, *slugs)  # type: ignore[attr-defined]
    return rows.outerjoin(A, A.id == D.artist_id).outerjoin(V, V.id == D.venue_id)


def by_token(token_hash: str) -> Rows:
    return _feeds().where(D.token_hash == token_hash)


def one(user_id: int, feed_id: int) -> Rows:
    return _feeds().where(D.user_id == user_id, D.id == feed_id)


def live(user_id: int) -> Rows:
    """The owner's feeds that are not revoked, the newest first."""
    return _feeds().where(D.user_id == user_id, D.revoked_at.is_(None)).order_by(D.created_at.desc(), D.id.desc())


def revoked(user_id: int) -> Select[int]:
    """The ids of the revoked ones, the latest first."""
    rows = select(D.id).where(D.user_id == user_id, D.revoked_at.is_not(None))
    return rows.order_by(D.revoked_at.desc(), D.id.desc())


def holds(subject: Subject, user_id: int, begin: datetime, end: datetime) -> Select[int]:
    """The ids of the gigs of any feed but a search between two moments, in order of time; called-off ones too."""
    within = [E.sort_at >= begin, E.sort_at < end, *_of(subject, user_id)]
    return select(E.id).where(*within).order_by(E.sort_at, E.id)


def _of(subject: Subject, user_id: int) -> list[ColumnElement[bool]]:
    if subject.of is Of.SAVED:
        return [E.id.in_(select(S.event_id).where(S.user_id == user_id))]
    unhidden = E.id.not_in(select(H.event_id).where(H.user_id == user_id))
    if subject.of is Of.VENUE:
        return [E.venue_id == subject.venue_id, unhidden]
    acts: Any = [subject.artist_id]
    if subject.of is Of.FOLLOWED:
        acts = select(F.artist_id).where(F.user_id == user_id)
    return [E.id.in_(select(P.event_id).where(P.artist_id.in_(acts))), unhidden]


def changed(ids: Collection[int]) -> Rows:
    """When each of these events last changed, or the room it is in."""
    rows = select(E.id, E.changed_at, V.updated_at).outerjoin(V, V.id == E.venue_id)
    return rows.where(E.id.in_(ids))


def artist(slug: str) -> Rows:
    return select(A.id, A.name).where(A.slug == slug)


def venue(slug: str) -> Rows:
    return select(V.id, V.name).where(V.slug == slug)


def artist_name(artist_id: int) -> Select[str]:
    return select(A.name).where(A.id == artist_id)


def venue_name(venue_id: int) -> Select[str]:
    return select(V.name).where(V.id == venue_id)
