"""Users: made, found and given their role."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from wtc.errors import Conflict, NotFound
from wtc.models.accounts import User
from wtc.shapes.accounts import Credentials, Role, Visitor


def create(
    session: Session, *, name: str, email: str, password_hash: str, now: datetime, role: Role = Role.USER
) -> Visitor:
    """Add a user under an e-mail that is already normalised; ``Conflict`` when it has an account."""
    user = User(name=name, email=email, password_hash=password_hash, role=role, created_at=now, updated_at=now)
    session.add(user)
    try:
        session.flush()
    except IntegrityError as taken:
        raise Conflict(
            "There's an account with that email already. Sign in, or reset the password.",
            details={"email": "This one has an account already."},
        ) from taken
    return shape(user)


def credentials(session: Session, email: str) -> Credentials | None:
    """What a sign-in under this e-mail is checked against; None when there is no such account."""
    row = session.exec(select(User.id, User.password_hash).where(User.email == email)).first()
    return None if row is None or row[0] is None else Credentials(user_id=row[0], password_hash=row[1])


def by_email(session: Session, email: str) -> Visitor | None:
    """The account under a normalised e-mail."""
    user = session.exec(select(User).where(User.email == email)).first()
    return None if user is None else shape(user)


def set_role(session: Session, email: str, role: Role, *, now: datetime) -> Visitor:
    """Give an account a role; only the command line does this, no request can."""
    user = session.exec(select(User).where(User.email == email)).first()
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
