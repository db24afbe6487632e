"""Messages passed on to DJs whose addresses stay with us: few of them, none that smells, and never an address told."""

from datetime import datetime

from sqlalchemy import func, select
from sqlmodel import Session, col

from wtc.domain import relay as said
from wtc.errors import Conflict, Invalid, LimitReached, NotFound
from wtc.models.accounts import User
from wtc.models.artists import ContactMessage, Dj
from wtc.queries import djs as queries
from wtc.services import outbox
from wtc.services.djs import GONE

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
    if not dj.email or dj.sample:
        raise Conflict("They left no address with us. Their own pages may lead to them.")
    _within_limits(session, user_id, dj_id, now)
    held = said.smells(title, text) or _sent_round(session, user_id, text, now)
    state = "held" if held else "sent"
    session.add(ContactMessage(dj_id=dj_id, user_id=user_id, subject=title, body=text, state=state, created_at=now))
    session.flush()
    if not held:
        head, told = said.mail(dj.dj_name, sender.name, sender.email, title, text)
        outbox.queue(session, recipient=dj.email, subject=head, body=told, now=now)
    return state


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
