"""Fans' Spotify accounts at rest: connected, renewed, read, and taken away with all that came of them.

Keys come in and go out sealed; what opens them is not known here.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from wtc.domain import listening as rules
from wtc.domain.text import clean
from wtc.errors import NotFound
from wtc.models.taste import SpentState, UserSpotify
from wtc.queries import listening as queries
from wtc.services import listening
from wtc.shapes.listening import Liked
from wtc.shapes.spotify import Connection, Heard, Profile

SOURCE = "spotify"
CONNECTED, ASK_AGAIN, REFUSED = "connected", "ask again", "refused"
CONSENT = timedelta(days=182)
"""Spotify's consent ends six months after it was given; refreshing does not extend it."""
NOT_CONNECTED = "Spotify isn't connected."


def spend(session: Session, state_hash: str, *, now: datetime, until: datetime) -> bool:
    """Use up a state; False when it was used before."""
    session.execute(queries.old_states(now))
    try:
        with session.begin_nested():
            session.execute(insert(SpentState).values(state_hash=state_hash, expires_at=until))
    except IntegrityError:
        return False
    return True


def connect(
    session: Session,
    user_id: int,
    *,
    access: str,
    refresh: str,
    scopes: str,
    expires_at: datetime,
    profile: Profile | None,
    state: str = CONNECTED,
    problem: str = "",
    now: datetime,
) -> None:
    """Keep a consent just given. Another account than the one that stood takes away what the old one told."""
    listening.hold(session, user_id)
    row = session.get(UserSpotify, user_id)
    if row is not None and profile is not None and row.spotify_user_id not in ("", profile.id):
        _forget(session, row)
        row = None
    row = row or UserSpotify(user_id=user_id, connected_at=now, consent_ends_at=now + CONSENT)
    row.access_token, row.refresh_token, row.scopes, row.token_expires_at = access, refresh, scopes, expires_at
    row.connected_at, row.consent_ends_at = now, now + CONSENT
    row.state, row.problem = state, clean(problem)
    if profile is not None:
        row.spotify_user_id, row.display_name = profile.id, profile.name
    session.add(row)


def one(session: Session, user_id: int) -> Connection | None:
    """A fan's connection; None when there is none."""
    row = session.get(UserSpotify, user_id)
    return None if row is None else _shape(row, listening.count(session, user_id, SOURCE))


def renewed(session: Session, user_id: int, was: str, *, access: str, refresh: str, expires_at: datetime) -> None:
    """Keep new keys in place of the refresh key that ``was``; another's newer ones are left as they are."""
    c: Any = UserSpotify
    mine = update(UserSpotify).where(c.user_id == user_id, c.refresh_token == was)
    session.execute(mine.values(access_token=access, refresh_token=refresh, token_expires_at=expires_at))


def stands(session: Session, user_id: int, state: str, problem: str) -> None:
    """Note how a connection stands; what was read stays."""
    c: Any = UserSpotify
    session.execute(update(UserSpotify).where(c.user_id == user_id).values(state=state, problem=clean(problem)))


def store(session: Session, user_id: int, heard: Heard, liked: Sequence[Liked], *, now: datetime) -> None:
    """Keep all that an account told, in place of what stood. Raises NotFound when it was disconnected meanwhile."""
    listening.hold(session, user_id)
    row = session.get(UserSpotify, user_id)
    if row is None:
        raise NotFound(NOT_CONNECTED)
    ids = {each.spotify_id: each.artist_id for each in liked if each.artist_id}
    pages = listening.pages(session, set(ids.values()))
    slugs = {act: slug for act, (slug, _) in pages.items()}
    genres: Mapping[int, tuple[str, ...]] = {act: told for act, (_, told) in pages.items()}
    row.top_artists = rules.top_lists(heard, ids, slugs)
    row.top_genres = rules.sounds(liked, genres)
    row.spotify_user_id, row.display_name = heard.profile.id, heard.profile.name
    row.state, row.problem, row.last_synced_at = CONNECTED, "", now
    session.add(row)
    listening.put(session, user_id, SOURCE, liked, now=now)


def allow(session: Session, user_id: int, training: bool) -> None:
    """Whether models may learn from what the account told. Raises NotFound without a connection."""
    row = session.get(UserSpotify, user_id)
    if row is None:
        raise NotFound(NOT_CONNECTED)
    row.training = training
    session.add(row)


def disconnect(session: Session, user_id: int) -> bool:
    """Delete the keys and everything that came of them; whether there was anything. Again is the same as once."""
    listening.hold(session, user_id)
    row = session.get(UserSpotify, user_id)
    if row is not None:
        _forget(session, row)
    return row is not None


def due(session: Session, *, now: datetime, after: int = 0, limit: int = 200) -> tuple[int, ...]:
    """The fans whose accounts may be read. Those who were to be asked again are among them: outages say so too."""
    return tuple(session.scalars(queries.due(now, (CONNECTED, ASK_AGAIN), after=after, limit=limit)))


def expire(session: Session, *, now: datetime, words: str) -> int:
    """Note the consents that are over by the calendar; how many."""
    over = update(UserSpotify).where(queries.overdue(now)).values(state=ASK_AGAIN, problem=clean(words))
    return int(session.execute(over).rowcount)  # type: ignore[attr-defined]


def _forget(session: Session, row: UserSpotify) -> None:
    listening.remove(session, row.user_id, SOURCE)
    session.delete(row)
    session.flush()


def _shape(row: UserSpotify, acts: int) -> Connection:
    return Connection(
        user_id=row.user_id,
        state=row.state,
        name=row.display_name,
        spotify_user_id=row.spotify_user_id,
        access=row.access_token,
        refresh=row.refresh_token,
        scopes=row.scopes,
        expires_at=row.token_expires_at,
        connected_at=row.connected_at,
        consent_ends_at=row.consent_ends_at,
        synced_at=row.last_synced_at,
        problem=row.problem,
        training=row.training,
        top_artists=row.top_artists,
        top_genres=tuple(row.top_genres),
        acts=acts,
    )
