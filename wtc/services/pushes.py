"""News on its way to browsers: one message for each and once, by one sender at a time, and never in quiet hours."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import Session, select

from wtc.domain import notifications as quietly
from wtc.domain import push as rules
from wtc.models.accounts import User
from wtc.models.alerts import NotificationRow
from wtc.models.push import PushDevice, PushRow
from wtc.queries import taste
from wtc.services import notifications
from wtc.shapes.push import Held, Outcome, Push, Reply, Subscription, Turn

KEPT = timedelta(hours=23)
"""What did not go within a day of its writing is old news and goes no more."""
LEASE = timedelta(minutes=2)
"""How long a browser is one sender's: longer than all that it takes from it can take."""
TAKEN = 8
N: Any = NotificationRow
D: Any = PushDevice
P: Any = PushRow


def due(session: Session, *, now: datetime, after: int = 0, limit: int = 100) -> tuple[int, ...]:
    """Users with news for their browsers, in the order of their ids, from the id ``after`` on."""
    found = select(N.user_id).where(N.push_at <= now, N.user_id > after).distinct()
    return tuple(session.exec(found.order_by(N.user_id).limit(limit)))


def write(session: Session, user_id: int, *, now: datetime) -> int:
    """Write down a user's news for each of their browsers; how many messages that made.

    The user's row is held meanwhile, so that two who come at once never write twice. In the quiet hours it is put
    off; what was read on the site meanwhile goes nowhere.
    """
    session.execute(taste.lock_user(user_id))
    mine = N.user_id == user_id, N.push_at <= now
    told = notifications.settings(session, user_id)
    if quietly.quiet(told, now):
        session.execute(update(NotificationRow).where(*mine).values(push_at=quietly.aloud(told, now)))
        return 0
    fresh = session.exec(select(N.id).where(*mine, N.read_at.is_(None)).order_by(N.created_at, N.id)).all()
    session.execute(update(NotificationRow).where(*mine).values(push_at=None))
    devices = session.exec(select(D.id).where(D.user_id == user_id)).all()
    messages = rules.together(fresh) if fresh else []
    session.add_all(
        PushRow(device_id=device, notification_id=news, many=many, created_at=now)
        for device in devices
        for news, many in messages
    )
    session.flush()
    return len(devices) * len(messages)


def turns(session: Session, *, now: datetime, limit: int = 40) -> tuple[Turn, ...]:
    """Browsers that something waits for and whose turn it is, the longest due first. ``now`` is a clock that moves."""
    waits = select(P.device_id).where(P.sent_at.is_(None)).distinct()
    rows = session.exec(
        select(D.id, D.next_at).where(D.next_at <= now, D.id.in_(waits)).order_by(D.next_at, D.id).limit(limit)
    )
    return tuple(Turn(id=device, next_at=at) for device, at in rows)


def take(session: Session, turn: Turn, *, now: datetime, tick: datetime) -> Held | None:
    """Take a browser for a while, with what waits for it; None when another was quicker, or in its quiet hours.

    ``now`` is the time of day, ``tick`` that of a clock that moves.
    """
    until = tick + LEASE
    if not _move(session, turn.id, turn.next_at, until):
        return None
    device, user = session.exec(select(PushDevice, User).join(User).where(D.id == turn.id)).one()
    told = notifications.settings(session, device.user_id)
    if quietly.quiet(told, now):
        _move(session, turn.id, until, tick + (quietly.aloud(told, now) - now))
        return None
    rows = select(PushRow, NotificationRow).join(NotificationRow).where(P.device_id == turn.id, P.sent_at.is_(None))
    found = session.exec(rows.order_by(P.id).limit(TAKEN)).all()
    for row, news in found:
        if news.read_at is not None and row.many == 1:
            row.sent_at, row.problem = now, "read on the site meanwhile"
    return Held(
        id=turn.id,
        until=until,
        subscription=Subscription(endpoint=device.endpoint, p256dh=device.p256dh, auth=device.auth),
        keyed=device.keyed,
        language=user.language,
        failures=device.failures,
        waiting=tuple(_shape(row, news) for row, news in found if row.sent_at is None),
    )


def settle(session: Session, held: Held, push_id: int, reply: Reply, *, now: datetime, tick: datetime) -> None:
    """Note what became of a message. A browser that is gone or failed for days is let go of; one that failed rests."""
    if reply.outcome is Outcome.GONE:
        return gone(session, held)
    if reply.outcome in (Outcome.SENT, Outcome.REFUSED):
        ended = update(PushRow).where(P.id == push_id, P.sent_at.is_(None))
        session.execute(ended.values(sent_at=now, problem=reply.problem[:120]))
    this = update(PushDevice).where(D.id == held.id)
    if reply.outcome is Outcome.SENT:
        session.execute(this.where(D.failures > 0).values(failures=0))
        return None
    failures = session.scalar(select(D.failures).where(D.id == held.id)) or 0
    if failures + 1 >= rules.FAILURES:
        return gone(session, held)
    session.execute(this.values(failures=failures + 1))
    if reply.outcome is Outcome.FAILED:
        session.execute(update(PushRow).where(P.id == push_id).values(problem=reply.problem[:120]))
        _move(session, held.id, held.until, tick + rules.wait(failures + 1, reply.wait))
    return None


def release(session: Session, held: Held, *, tick: datetime) -> None:
    """Give a browser back whose messages all went; nothing happens when it rests or is another's by now."""
    _move(session, held.id, held.until, tick)


def gone(session: Session, held: Held) -> None:
    """Let go of a browser and what waits for it, unless it was switched on again meanwhile."""
    session.execute(delete(PushDevice).where(D.id == held.id, D.next_at == held.until))


def tidy(session: Session, *, now: datetime) -> None:
    """Drop messages a day after they were written, sent or not."""
    session.execute(delete(PushRow).where(P.created_at <= now - KEPT))


def _move(session: Session, device_id: int, stood: datetime, to: datetime) -> bool:
    mine = update(PushDevice).where(D.id == device_id, D.next_at == stood)
    done: Any = session.execute(mine.values(next_at=to), execution_options={"synchronize_session": False})
    return bool(done.rowcount == 1)


def _shape(row: PushRow, news: NotificationRow) -> Push:
    return Push(
        id=int(row.id or 0),
        notification_id=row.notification_id,
        title=news.title,
        body=news.body,
        href=news.href,
        many=row.many,
    )
