"""Mail that is written and waits to go: queued in the transaction it belongs to, sent after."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from wtc.models.accounts import OutboxMail
from wtc.shapes.accounts import Mail

TRIES = 12
FIRST_WAIT = timedelta(seconds=30)
KEPT = timedelta(hours=23)
"""Longer than a mail is tried, and short of the day within which nothing is left of a deleted account."""
AT_ONCE = 20


def queue(session: Session, *, recipient: str, subject: str, body: str, now: datetime, unsubscribe: str = "") -> None:
    """Write a mail down; it exists if and only if the transaction around it is committed.

    ``unsubscribe`` is the address where its reader ends all mail of its kind with one click.
    """
    session.add(OutboxMail(recipient=recipient, subject=subject, body=body, unsubscribe=unsubscribe, created_at=now))
    session.flush()


def due(session: Session, *, now: datetime) -> tuple[Mail, ...]:
    """Mail whose turn it is, the oldest first: at once, then after 30 s, 90 s, 210 s and so on, up to 12 tries."""
    waiting = select(OutboxMail).where(col(OutboxMail.sent_at).is_(None), OutboxMail.attempts < TRIES)
    rows = session.exec(waiting.order_by(col(OutboxMail.attempts), col(OutboxMail.id)).limit(500)).all()
    ready = (row for row in rows if row.created_at + FIRST_WAIT * (2**row.attempts - 1) <= now)
    return tuple(_shape(row) for row in ready)[:AT_ONCE]


def claim(session: Session, mail: Mail) -> bool:
    """Count a try and take the mail for it; False when another sender was quicker."""
    mine = update(OutboxMail).where(
        col(OutboxMail.id) == mail.id, col(OutboxMail.attempts) == mail.attempts, col(OutboxMail.sent_at).is_(None)
    )
    return session.exec(mine.values(attempts=mail.attempts + 1)).rowcount == 1


def delivered(session: Session, mail_id: int, *, now: datetime) -> None:
    """Note that a mail went out, and forget what it said: it may carry a link that opens an account."""
    gone = update(OutboxMail).where(col(OutboxMail.id) == mail_id)
    session.exec(gone.values(sent_at=now, body="", unsubscribe="", problem=""))


def failed(session: Session, mail_id: int, problem: str) -> None:
    """Keep a mail that did not go out, and why."""
    session.exec(update(OutboxMail).where(col(OutboxMail.id) == mail_id).values(problem=problem[:255]))


def tidy(session: Session, *, now: datetime) -> int:
    """Drop mail a day after it was written, sent or not; how many they were."""
    return session.exec(delete(OutboxMail).where(col(OutboxMail.created_at) <= now - KEPT)).rowcount


def _shape(row: OutboxMail) -> Mail:
    assert row.id is not None  # noqa: S101 - read from the database
    return Mail(
        id=row.id,
        recipient=row.recipient,
        subject=row.subject,
        body=row.body,
        unsubscribe=row.unsubscribe,
        attempts=row.attempts,
        created_at=row.created_at,
    )
