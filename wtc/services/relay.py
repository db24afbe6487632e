"""Messages passed on to DJs whose addresses stay with us: few, what smells only when a person says so."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from wtc.clock import local
from wtc.domain import relay as said
from wtc.domain import reports as worded
from wtc.errors import Conflict, Invalid, LimitReached, NotFound
from wtc.models.accounts import User
from wtc.models.artists import ContactMessage, Dj
from wtc.queries import djs as queries
from wtc.services import audit, outbox
from wtc.services.djs import GONE
from wtc.shapes.review import HeldMessage, HeldPage

AN_HOUR, A_DAY = 10, 3
"""Messages of one user in an hour; messages to one DJ in a day, whoever sends them."""
ALIKE = 2


def send(session: Session, user_id: int, dj_id: int, subject: str, body: str, *, now: datetime) -> str:
    """Pass a message on: 'sent', or 'held' when a person should look at it first. The sender is told the same of both.

    Raises NotFound, Invalid, Conflict when nobody can be reached, LimitReached.
    """
    title, text = said.subject(subject), said.body(body)
    if len(text) < said.SHORTEST:
        raise Invalid("Write them a line or two.", details={"body": "A line or two."})
    sender = session.execute(select(User).where(col(User.id) == user_id).with_for_update()).scalar_one()
    dj = session.execute(select(Dj).where(col(Dj.dj_id) == dj_id).with_for_update()).scalar_one_or_none()
    if dj is None:
        raise NotFound(GONE)
    _reachable(dj)
    _within_limits(session, user_id, dj_id, now)
    held = said.smells(title, text) or _sent_round(session, user_id, text, now)
    state = "held" if held else "sent"
    session.add(ContactMessage(dj_id=dj_id, user_id=user_id, subject=title, body=text, state=state, created_at=now))
    session.flush()
    if not held:
        _post(session, dj, sender, title, text, now)
    return state


def waiting(session: Session, *, now: datetime, limit: int = 20, offset: int = 0) -> HeldPage:
    """Messages that are held, the oldest first."""
    rows = session.execute(queries.held(limit, offset)).all()
    return HeldPage(messages=tuple(_shape(row, now) for row in rows), total=session.scalar(queries.held_count()) or 0)


def release(session: Session, admin_id: int, message_id: int, *, now: datetime) -> None:
    """Pass a held message on after all. Raises NotFound, and Conflict when it is judged or nobody can be reached."""
    row = _held(session, message_id)
    dj, sender = session.get_one(Dj, row.dj_id), session.get_one(User, row.user_id)
    _reachable(dj)
    row.state = "sent"
    _post(session, dj, sender, row.subject, row.body, now)
    audit.note(session, admin_id, "message.release", "message", message_id, now=now, dj=row.dj_id)


def drop(session: Session, admin_id: int, message_id: int, *, now: datetime) -> None:
    """Never pass a held message on; its sender is not told. Raises NotFound and Conflict."""
    row = _held(session, message_id)
    row.state = "dropped"
    audit.note(session, admin_id, "message.drop", "message", message_id, now=now, dj=row.dj_id)


def _held(session: Session, message_id: int) -> ContactMessage:
    """The row, kept from whoever judges it at the same moment."""
    asked = select(ContactMessage).where(col(ContactMessage.id) == message_id).with_for_update()
    row: ContactMessage | None = session.execute(asked).scalar_one_or_none() if 0 < message_id < 2**63 else None
    if row is None:
        raise NotFound("That message isn't there.")
    if row.state != "held":
        raise Conflict("Somebody has judged that one already.")
    return row


def _reachable(dj: Dj) -> None:
    if not dj.email or dj.sample:
        raise Conflict("They left no address with us. Their own pages may lead to them.")


def _post(session: Session, dj: Dj, sender: User, title: str, text: str, now: datetime) -> None:
    head, told = said.mail(dj.dj_name, sender.name, sender.email, title, text)
    outbox.queue(session, recipient=dj.email, subject=head, body=told, now=now)


def _shape(row: Any, now: datetime) -> HeldMessage:
    return HeldMessage(
        id=row.id,
        dj=row.dj_name,
        href=f"/djs/{row.slug}",
        by=said.veiled(row.by),
        subject=said.veiled(row.subject),
        body=said.veiled(row.body),
        when=worded.sent(local(row.created_at).date(), local(now).date()),
    )


def _within_limits(session: Session, user_id: int, dj_id: int, now: datetime) -> None:
    if (session.scalar(queries.sent_by(user_id, now - queries.HOUR)) or 0) >= AN_HOUR:
        raise LimitReached("That's ten messages in an hour. Give them time to answer.", retry_after=600)
    if (session.scalar(queries.sent_to(dj_id, now - queries.DAY)) or 0) >= A_DAY:
        raise LimitReached("They've had plenty of messages today. Try again tomorrow.", retry_after=6 * 3600)


def _sent_round(session: Session, user_id: int, text: str, now: datetime) -> bool:
    """Whether this very text went to others lately."""
    m = queries.M
    alike = select(func.count()).select_from(queries.MESSAGES)
    alike = alike.where(m.user_id == user_id, m.body == text, m.created_at > now - queries.DAY)
    return (session.scalar(alike) or 0) >= ALIKE
