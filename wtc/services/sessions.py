"""Signed-in browsers and API clients: opened, recognised and ended. Tokens arrive here as their SHA-256 only."""

from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlmodel import Session, col, select

from wtc.errors import NotSignedIn
from wtc.models.accounts import User, UserSession
from wtc.services.accounts import shape
from wtc.shapes.accounts import LiveSession, Visitor

ABSOLUTE = timedelta(days=90)
IDLE = timedelta(days=30)
PER_USER = 20


def begin(
    session: Session, *, user_id: int, password_hash: str, token_hash: str, replaces: str, now: datetime
) -> Visitor:
    """Open a session for a user whose ``password_hash`` was just found right; ends the one it ``replaces``.

    ``NotSignedIn`` when the password was changed between the check and now. A user has at most 20 sessions: the
    least recently seen give way.
    """
    asked = select(User).where(User.id == user_id, User.password_hash == password_hash, col(User.synthetic).is_(False))
    user = session.exec(asked).first()
    if user is None:
        raise NotSignedIn("The password was changed a moment ago. Sign in again.")
    end(session, replaces)
    kept = select(UserSession.id).where(UserSession.user_id == user_id)
    surplus = session.exec(kept.order_by(col(UserSession.last_seen_at).desc()).offset(PER_USER - 1).limit(1_000)).all()
    session.exec(delete(UserSession).where(col(UserSession.id).in_(surplus)))
    session.add(
        UserSession(token_hash=token_hash, user_id=user_id, created_at=now, last_seen_at=now, expires_at=now + ABSOLUTE)
    )
    session.flush()
    return shape(user)


def find(session: Session, token_hash: str, *, now: datetime) -> LiveSession | None:
    """The session under this hash and its user as he is now; None when it ended, ran out or idled too long."""
    row = session.execute(_live(), {"token_hash": token_hash, "now": now, "seen": now - IDLE}).first()
    if row is None:
        return None
    user, held = row
    return LiveSession(visitor=shape(user), last_seen_at=held.last_seen_at, expires_at=held.expires_at)


@lru_cache(maxsize=1)
def _live() -> Any:
    """Put together once: it is asked for every request."""
    return (
        select(User, UserSession)
        .join(UserSession, col(UserSession.user_id) == col(User.id))
        .where(
            col(UserSession.token_hash) == bindparam("token_hash"),
            col(UserSession.expires_at) > bindparam("now"),
            col(UserSession.last_seen_at) > bindparam("seen"),
        )
    )


def touch(session: Session, token_hash: str, *, now: datetime) -> None:
    """Note that the session was used."""
    session.exec(update(UserSession).where(col(UserSession.token_hash) == token_hash).values(last_seen_at=now))


def end(session: Session, token_hash: str) -> None:
    """End one session; nothing happens when there is none."""
    session.exec(delete(UserSession).where(col(UserSession.token_hash) == token_hash))


def end_all(session: Session, user_id: int) -> None:
    """End every session of a user, on all devices."""
    session.exec(delete(UserSession).where(col(UserSession.user_id) == user_id))


def mine(session: Session, user_id: int, *, now: datetime) -> tuple[tuple[str, datetime, datetime], ...]:
    """The user's sessions that hold, the one seen last first: hash, begun, last seen."""
    holding = (UserSession.user_id == user_id, UserSession.expires_at > now, UserSession.last_seen_at > now - IDLE)
    rows = select(UserSession.token_hash, UserSession.created_at, UserSession.last_seen_at).where(*holding)
    return tuple(session.exec(rows.order_by(col(UserSession.last_seen_at).desc()).limit(PER_USER)))


def end_others(session: Session, user_id: int, token_hash: str) -> int:
    """End the user's sessions but this one; how many they were."""
    others = (col(UserSession.user_id) == user_id, col(UserSession.token_hash) != token_hash)
    return session.exec(delete(UserSession).where(*others)).rowcount


def tidy(session: Session, *, now: datetime) -> int:
    """Drop sessions that ran out or idled too long; how many they were."""
    over = (col(UserSession.expires_at) <= now) | (col(UserSession.last_seen_at) <= now - IDLE)
    return session.exec(delete(UserSession).where(over)).rowcount
