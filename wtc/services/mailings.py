"""From notifications to letters: what is due goes into the outbox, as one letter a user."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import Session, col, select

from wtc.clock import local
from wtc.domain import notifications as rules
from wtc.language import speaking
from wtc.models.accounts import User
from wtc.models.alerts import NotificationRow, NotificationSettingsRow
from wtc.queries import taste
from wtc.services import notifications, outbox
from wtc.shapes.alerts import Notification, NotificationSettings, Road

MOST = 500
"""How many notifications one letter deals with; it shows the first of them and counts the others."""
N: Any = NotificationRow


def due(session: Session, *, now: datetime, after: int = 0, limit: int = 100) -> tuple[int, ...]:
    """Users with news that is due by mail, in the order of their ids, from the id ``after`` on."""
    found = select(N.user_id).where(N.mail_at <= now, N.user_id > after).distinct()
    return tuple(session.exec(found.order_by(N.user_id).limit(limit)))


def write(session: Session, user_id: int, *, site: str, unsubscribe: Callable[[int], str], now: datetime) -> int:
    """Write one user the letter that is due; how many pieces of news were dealt with.

    The user's row is held meanwhile, so that two who come at once never write twice. In the quiet hours, and for a
    second digest on one Irish day, it is put off.
    """
    session.execute(taste.lock_user(user_id))
    user = session.get(User, user_id)
    rows = session.exec(
        select(NotificationRow).where(N.user_id == user_id, N.mail_at <= now).order_by(N.created_at, N.id).limit(MOST)
    ).all()
    if user is None or not rows:
        return 0
    told = notifications.settings(session, user_id)
    row = session.get(NotificationSettingsRow, user_id)
    digest = [each for each in rows if each.mail_by == Road.DIGEST]
    last = row.digest_at if row else None
    if digest and last and local(last).date() == local(now).date():
        _put_off(session, digest, rules.mail_at(told, Road.DIGEST, now=now, last=last))
        rows = [each for each in rows if each.mail_by != Road.DIGEST]
        digest = []
    if rules.quiet(told, now):
        _put_off(session, rows, rules.aloud(told, now))
        return 0
    for some in (digest, [each for each in rows if each.mail_by != Road.DIGEST]):
        if some:
            _send(session, user, some, site, unsubscribe(user_id), now)
    if digest:
        _note_digest(session, user_id, row, told, now)
    return len(rows)


def _send(
    session: Session, user: User, rows: Sequence[NotificationRow], site: str, unsubscribe: str, now: datetime
) -> None:
    news = [_news(row) for row in rows]
    with speaking(user.language):
        subject, body = rules.letter(news[: rules.SHOWN], len(news), site=site, unsubscribe=unsubscribe)
    outbox.queue(session, recipient=user.email, subject=subject, body=body, unsubscribe=unsubscribe, now=now)
    _put_off(session, rows, None)


def _put_off(session: Session, rows: Sequence[NotificationRow], until: datetime | None) -> None:
    ids = [row.id for row in rows]
    session.execute(update(NotificationRow).where(col(NotificationRow.id).in_(ids)).values(mail_at=until))


def _note_digest(
    session: Session, user_id: int, row: NotificationSettingsRow | None, told: NotificationSettings, now: datetime
) -> None:
    if row is None:
        notifications.settle(session, user_id, told, now=now)
        row = session.get_one(NotificationSettingsRow, user_id)
    row.digest_at = now
    session.add(row)
    session.flush()


def _news(row: NotificationRow) -> Notification:
    return Notification(
        id=int(row.id or 0),
        kind=row.kind,
        title=row.title,
        body=row.body,
        href=row.href,
        created_at=row.created_at,
    )
