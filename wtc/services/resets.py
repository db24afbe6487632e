"""Reset links: granted by mail, good once and for half an hour, void as soon as the password is another."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from wtc.domain import letters
from wtc.errors import Gone
from wtc.language import speaking
from wtc.models.accounts import PasswordReset, User
from wtc.services import outbox, sessions
from wtc.services.accounts import shape
from wtc.shapes.accounts import Visitor

LIFE = timedelta(minutes=30)
AT_ONCE = 3


def grant(session: Session, *, email: str, token_hash: str, link: str, now: datetime) -> bool:
    """Write down a link and the mail that carries it; False, and nothing written, when no person has the e-mail."""
    user = session.exec(select(User).where(User.email == email, col(User.synthetic).is_(False))).first()
    if user is None or user.id is None:
        return False
    older = select(PasswordReset.id).where(PasswordReset.user_id == user.id).order_by(col(PasswordReset.id).desc())
    surplus = session.exec(older.offset(AT_ONCE - 1).limit(1_000)).all()
    session.exec(delete(PasswordReset).where(col(PasswordReset.id).in_(surplus)))
    session.add(PasswordReset(token_hash=token_hash, user_id=user.id, created_at=now, expires_at=now + LIFE))
    with speaking(user.language):
        subject, body = letters.reset(user.name, link, int(LIFE.total_seconds() // 60))
    outbox.queue(session, recipient=user.email, subject=subject, body=body, now=now)
    return True


def check(session: Session, token_hash: str, *, now: datetime) -> None:
    """``Gone`` unless the link is good at this moment."""
    good = select(PasswordReset.id).where(
        PasswordReset.token_hash == token_hash, col(PasswordReset.used_at).is_(None), PasswordReset.expires_at > now
    )
    if session.exec(good).first() is None:
        raise Gone


def redeem(session: Session, *, token_hash: str, password_hash: str, site: str, now: datetime) -> Visitor:
    """Use a link up: the new password holds, every session and every other link of the account ends.

    ``Gone`` when the link is used, too old or unknown; of two at the same moment one is told so.
    """
    taken = update(PasswordReset).where(
        col(PasswordReset.token_hash) == token_hash,
        col(PasswordReset.used_at).is_(None),
        col(PasswordReset.expires_at) > now,
    )
    if session.exec(taken.values(used_at=now)).rowcount != 1:
        raise Gone
    found = select(User).join(PasswordReset, col(PasswordReset.user_id) == col(User.id))
    user = session.exec(found.where(PasswordReset.token_hash == token_hash)).one()
    who = shape(user)
    user.password_hash, user.updated_at = password_hash, now
    session.add(user)
    void = update(PasswordReset).where(col(PasswordReset.user_id) == who.id, col(PasswordReset.used_at).is_(None))
    session.exec(void.values(used_at=now))
    if who.id is not None:
        sessions.end_all(session, who.id)
    with speaking(user.language):
        subject, body = letters.password_changed(user.name, site)
    outbox.queue(session, recipient=user.email, subject=subject, body=body, now=now)
    return who


def tidy(session: Session, *, now: datetime) -> int:
    """Drop links a day after they ran out; how many they were."""
    return session.exec(delete(PasswordReset).where(col(PasswordReset.expires_at) <= now - timedelta(days=1))).rowcount
