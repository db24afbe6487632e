"""Tries at the door, counted in the database so that a restart forgives nothing."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, update
from sqlmodel import Session, col, select

from wtc.models.accounts import LoginAttempt

WINDOW = timedelta(hours=1)


def reserve(session: Session, *, account_key: str, address_key: str, now: datetime) -> int:
    """Count a try before it is made, as failed until ``forgive`` says otherwise; its id.

    Rows of the same account or address that are older than the window go at the same time.
    """
    old = or_(col(LoginAttempt.account_key) == account_key, col(LoginAttempt.address_key) == address_key)
    session.exec(delete(LoginAttempt).where(old, col(LoginAttempt.at) <= now - WINDOW))
    attempt = LoginAttempt(account_key=account_key, address_key=address_key, at=now)
    session.add(attempt)
    session.flush()
    assert attempt.id is not None  # noqa: S101 - flushed
    return attempt.id


def over(
    session: Session, *, account_key: str, address_key: str, per_account: int, per_address: int, now: datetime
) -> float | None:
    """Seconds until the next try is allowed when this one is over a limit, else None.

    It runs in a transaction after the one that reserved, and so sees every try that was committed before its own:
    of many at once at most ``per_account`` pass, on either database.
    """
    waits = [
        _wait(session, col(LoginAttempt.account_key) == account_key, per_account, now),
        _wait(session, col(LoginAttempt.address_key) == address_key, per_address, now),
    ]
    return max((wait for wait in waits if wait is not None), default=None)


def _wait(session: Session, which: object, limit: int, now: datetime) -> float | None:
    failed = (which, col(LoginAttempt.ok).is_(False), col(LoginAttempt.at) > now - WINDOW)
    count = session.exec(select(func.count()).select_from(LoginAttempt).where(*failed)).one()  # type: ignore[arg-type]
    if count <= limit:
        return None
    oldest = session.exec(select(func.min(LoginAttempt.at)).where(*failed)).one()  # type: ignore[arg-type]
    return max(1.0, (oldest + WINDOW - now).total_seconds())


def withdraw(session: Session, attempt_id: int) -> None:
    """Take back a try that was refused before it was made, so that knocking on does not keep the door shut."""
    session.exec(delete(LoginAttempt).where(col(LoginAttempt.id) == attempt_id))


def forgive(session: Session, attempt_id: int) -> None:
    """Mark a try as good: it counts against nobody."""
    session.exec(update(LoginAttempt).where(col(LoginAttempt.id) == attempt_id).values(ok=True))


def tidy(session: Session, *, now: datetime) -> int:
    """Drop every try older than the window; how many they were."""
    return session.exec(delete(LoginAttempt).where(col(LoginAttempt.at) <= now - WINDOW)).rowcount
