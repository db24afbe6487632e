"""Whom a user follows: safe to repeat, bounded, and never another's."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlmodel import Session

from wtc.domain.text import clean, key
from wtc.errors import LimitReached, NotFound, NotSignedIn
from wtc.queries import artists, taste
from wtc.queries import follows as queries

MOST = 2_000
"""How many acts one user may follow."""
AT_ONCE = 200
"""How many names may be followed in one go."""
_CHUNK = 500
_FULL = f"That's {MOST:,} acts, as many as we can mind for you. Let a few go first."


def follow(session: Session, user_id: int, artist_id: int, *, now: datetime) -> None:
    """Follow an act; again is the same as once. Raises NotFound, and LimitReached past ``MOST``."""
    _hold(session, user_id)
    _must_exist(session, artist_id)
    if session.scalar(queries.followed(user_id, (artist_id,))) is not None:
        return
    if (session.scalar(queries.how_many(user_id)) or 0) >= MOST:
        raise LimitReached(_FULL)
    session.execute(queries.follow(user_id, artist_id, now))


def unfollow(session: Session, user_id: int, artist_id: int) -> None:
    """Follow an act no more; again is the same as once. Raises NotFound for an act that is not there."""
    _must_exist(session, artist_id)
    session.execute(queries.unfollow(user_id, artist_id))


def follow_named(session: Session, user_id: int, names: Sequence[str], *, now: datetime) -> tuple[int, tuple[str, ...]]:
    """Follow the acts of these names: how many are new, and the names that nobody goes by.

    A name that several go by is the first of them. Raises LimitReached when they are too many for the user's list.
    """
    _hold(session, user_id)
    asked = {key(name): name for name in map(clean, names) if key(name)}
    found: dict[str, int] = {}
    for row in sorted(session.execute(artists.named(asked.keys())), key=lambda row: (row.later, row.id)):
        found.setdefault(row.key, row.id)
    wanted = set(found.values())
    return follow_all(session, user_id, wanted, now=now), tuple(name for k, name in asked.items() if k not in found)


def follow_all(session: Session, user_id: int, artist_ids: Collection[int], *, now: datetime) -> int:
    """Follow every one of these acts that is there: how many are new. Raises LimitReached when they are too many."""
    _hold(session, user_id)
    there = set(session.scalars(queries.among(artist_ids)))
    fresh = there - set(session.scalars(queries.followed(user_id, there)))
    if (session.scalar(queries.how_many(user_id)) or 0) + len(fresh) > MOST:
        raise LimitReached(_FULL)
    for artist_id in sorted(fresh):
        session.execute(queries.follow(user_id, artist_id, now))
    return len(fresh)


def of_user(session: Session, user_id: int) -> tuple[int, ...]:
    """The ids of the acts that a user follows, the newest followed first."""
    return tuple(session.scalars(queries.all_of(user_id, limit=MOST)))


def of_artist(session: Session, artist_id: int) -> Iterator[tuple[int, ...]]:
    """The users who follow an act, a few hundred at a time: whoever tells them of a new show need not hold them all."""
    last = 0
    while users := tuple(session.scalars(queries.followers(artist_id, after=last, limit=_CHUNK))):
        yield users
        last = users[-1]


def _hold(session: Session, user_id: int) -> None:
    """Let two deeds of one user never count at once. Raises NotSignedIn when the user is gone."""
    if session.scalar(taste.lock_user(user_id)) is None:
        raise NotSignedIn


def _must_exist(session: Session, artist_id: int) -> None:
    if not 0 < artist_id < 2**63 or session.scalar(queries.artist_exists(artist_id)) is None:
        raise NotFound("That act isn't here. It may go by another name now.")
