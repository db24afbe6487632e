"""Users: made, found and given their role."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from wtc.errors import Conflict, NotFound
from wtc.models.accounts import Erasure, User
from wtc.shapes.accounts import Credentials, Role, Visitor


def create(
    session: Session, *, name: str, email: str, password_hash: str, now: datetime, role: Role = Role.USER
) -> Visitor:
    """Add a user under an e-mail that is already normalised; ``Conflict`` when it has an account."""
    user = User(
        id=_unused(session),
        name=name,
        email=email,
        password_hash=password_hash,
        role=role,
        created_at=now,
        updated_at=now,
    )
    session.add(user)
    try:
        session.flush()
    except IntegrityError as taken:
        raise Conflict(
            "There's an account with that email already. Sign in, or reset the password.",
            details={"email": "This one has an account already."},
        ) from taken
    return shape(user)


def _unused(session: Session) -> int | None:
    """An id that nobody had before: SQLite would give the newest user's again once they are deleted.

    None where the database sees to it, as MariaDB does. SQLite has one writer at a time, so nobody comes between.
    """
    if session.connection().dialect.name != "sqlite":
        return None
    had = (session.scalar(select(func.max(column))) or 0 for column in (User.id, Erasure.highest_id))
    return 1 + max(had)


def credentials(session: Session, email: str) -> Credentials | None:
    """What a sign-in under this e-mail is checked against; None when no person has such an account."""
    person = (User.email == email, col(User.synthetic).is_(False))
    row = session.exec(select(User.id, User.password_hash).where(*person)).first()
    return None if row is None or row[0] is None else Credentials(user_id=row[0], password_hash=row[1])


def spoken(session: Session, user_id: int) -> str:
    """The language an account asked for; empty while it never said."""
    return session.exec(select(User.language).where(User.id == user_id)).first() or ""


def by_language(session: Session, user_ids: Collection[int]) -> dict[str, list[int]]:
    """These accounts by the language that each asked for; those that never said under ''."""
    found: dict[str, list[int]] = {}
    for user_id, language in session.exec(select(User.id, User.language).where(col(User.id).in_(set(user_ids)))):
        found.setdefault(language or "", []).append(int(user_id or 0))
    return found


def speak(session: Session, user_id: int, language: str) -> None:
    """Write to an account in this language from now on."""
    session.exec(update(User).where(col(User.id) == user_id).values(language=language))


def by_email(session: Session, email: str) -> Visitor | None:
    """The account under a normalised e-mail."""
    user = session.exec(select(User).where(User.email == email)).first()
    return None if user is None else shape(user)


def set_role(session: Session, email: str, role: Role, *, now: datetime) -> Visitor:
    """Give an account a role; only the command line does this, no request can."""
    user = session.exec(select(User).where(User.email == email, col(User.synthetic).is_(False))).first()
    if user is None:
        raise NotFound(f"There is no account for {email}.")
    user.role = role
    user.updated_at = now
    session.add(user)
    session.flush()
    return shape(user)


def renew_hash(session: Session, user_id: int, *, old: str, new: str) -> None:
    """Keep the same password under today's hashing cost, unless it was changed meanwhile."""
    session.exec(update(User).where(col(User.id) == user_id, col(User.password_hash) == old).values(password_hash=new))


def shape(user: User) -> Visitor:
    return Visitor(id=user.id, name=user.name, email=user.email, role=Role(user.role))
