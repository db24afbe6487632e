"""News for users, each told once: kept for their list, and set down for mail and browsers as they settled it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, insert, or_, update
from sqlmodel import Session, col, select

from wtc.domain import notifications as rules
from wtc.domain import push
from wtc.errors import NotFound
from wtc.models.accounts import User
from wtc.models.alerts import NotificationRow, NotificationSettingsRow
from wtc.models.events import EventRow
from wtc.models.push import PushDevice
from wtc.queries import taste
from wtc.services import outbox
from wtc.shapes.alerts import Notification, NotificationPage, NotificationSettings, Road

KEPT = 200
"""How many a user's list holds. Older ones go when their gig is over, or after ``LONGEST``."""
LONGEST = timedelta(days=180)
COUNTED = 99
_CHUNK = 500
_FIELDS = tuple(NotificationSettings.__dataclass_fields__)
N: Any = NotificationRow
_TABLE: Any = N.__table__


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One piece of news for one user; ``key`` says what about, ``href`` is an address of ours, from its slash on."""

    user_id: int
    key: str
    kind: str
    title: str
    body: str
    href: str
    event_id: int | None = None
    alert_id: int | None = None


def tell(
    session: Session, users: Collection[int], key: str, *, kind: str, title: str, body: str, href: str, now: datetime,
    event_id: int | None = None, link: str = "",
) -> int:  # fmt: skip
    """Tell ``users`` the same thing once; the demo's made-up visitors are left out. How many were told.

    With ``link``, the whole address, a mail goes to each at once, whatever they settled: an answer to what they did.
    """
    told = set(session.exec(select(N.user_id).where(N.key == key, N.user_id.in_(users))))
    people = select(User.id, User.email).where(col(User.synthetic).is_(False), col(User.id).in_(set(users) - told))
    fresh = session.exec(people).all()
    news = (
        News(user_id=int(user_id or 0), key=key, kind=kind, title=title, body=body, href=href, event_id=event_id)
        for user_id, _ in fresh
    )
    for _, email in fresh if link else ():
        outbox.queue(session, recipient=email, subject=title[:200], body=f"{body}\n\n{link}\n", now=now)
    return keep(session, news, now=now)


def keep(session: Session, news: Iterable[News], *, now: datetime) -> int:
    """Keep news; whoever was told of its key before is not told again. How many were new."""
    every, told = list(news), 0
    for begin in range(0, len(every), _CHUNK):
        some = every[begin : begin + _CHUNK]
        users = {each.user_id for each in some}
        settled, reached = _settled(session, users), _reached(session, users)
        rows = [_row(each, *settled.get(each.user_id, (NotificationSettings(), None)), reached, now) for each in some]
        ignoring = insert(_TABLE).prefix_with("OR IGNORE", dialect="sqlite")
        told += session.execute(ignoring.prefix_with("IGNORE", dialect="mysql"), rows).rowcount  # type: ignore[attr-defined]
    return told


def _row(
    news: News, told: NotificationSettings, last: datetime | None, reached: Collection[int], now: datetime
) -> dict[str, Any]:
    pushed = news.user_id in reached and push.wanted(told, news.kind)
    road = rules.road(told, news.kind) if news.kind in rules.SETTLED else Road.OFF
    return asdict(news) | {
        "title": news.title[:200],
        "body": news.body[:1000],
        "created_at": now,
        "mail_by": "" if road is Road.OFF else road.value,
        "mail_at": rules.mail_at(told, road, now=now, last=last),
        "push_at": rules.aloud(told, now) if pushed else None,
    }


def _settled(session: Session, users: Collection[int]) -> dict[int, tuple[NotificationSettings, datetime | None]]:
    rows = session.exec(select(NotificationSettingsRow).where(col(NotificationSettingsRow.user_id).in_(users)))
    return {row.user_id: (_settings(row), row.digest_at) for row in rows}


def _reached(session: Session, users: Collection[int]) -> set[int]:
    """Those of the users who have a browser that shows news."""
    return set(session.exec(select(PushDevice.user_id).where(col(PushDevice.user_id).in_(users)).distinct()))


def of_user(session: Session, user_id: int, *, limit: int = 50, offset: int = 0) -> NotificationPage:
    """Some of a user's last ``KEPT`` notifications: unread first, then the newest. Reading marks none as read."""
    mine = select(NotificationRow).where(N.user_id == user_id)
    order = (N.read_at.is_not(None), N.created_at.desc(), N.id.desc())
    limit = min(limit, max(0, KEPT - offset))
    rows = session.exec(mine.order_by(*order).limit(limit).offset(offset)).all()
    total = min(KEPT, session.exec(select(func.count()).select_from(N).where(N.user_id == user_id)).one())
    until = offset + len(rows)
    return NotificationPage(
        notifications=tuple(map(_shape, rows)),
        unread=unread(session, user_id),
        total=total,
        next=until if rows and until < total else None,
    )


def unread(session: Session, user_id: int) -> int:
    """How many a user has not read, counted up to a hundred."""
    some = select(N.id).where(N.user_id == user_id, N.read_at.is_(None)).limit(COUNTED + 1)
    return session.exec(select(func.count()).select_from(some.subquery())).one()


def read(session: Session, user_id: int, notification_id: int, *, now: datetime) -> None:
    """Mark one as read; again is the same as once. ``NotFound`` when it is not theirs."""
    mine = select(N.id).where(N.id == notification_id, N.user_id == user_id)
    if session.exec(mine).first() is None:
        raise NotFound
    session.execute(update(NotificationRow).where(N.id == notification_id, N.read_at.is_(None)).values(read_at=now))


def read_all(session: Session, user_id: int, *, now: datetime) -> int:
    """Mark all as read; how many were not."""
    mine = update(NotificationRow).where(N.user_id == user_id, N.read_at.is_(None))
    return session.execute(mine.values(read_at=now)).rowcount  # type: ignore[attr-defined, no-any-return]


def settings(session: Session, user_id: int) -> NotificationSettings:
    """Which news goes to a user by mail and to their browsers, and when."""
    row = session.get(NotificationSettingsRow, user_id)
    return _settings(row) if row else NotificationSettings()


def settle(session: Session, user_id: int, told: NotificationSettings, *, now: datetime) -> NotificationSettings:
    """Settle it anew, for what waits too. ``Invalid`` names each hour that is none."""
    told = rules.tidied(told)
    session.execute(taste.lock_user(user_id))
    row = session.get(NotificationSettingsRow, user_id)
    if row is None:
        row = NotificationSettingsRow(user_id=user_id, **asdict(NotificationSettings()), updated_at=now)
    for name in _FIELDS:
        setattr(row, name, getattr(told, name))
    row.updated_at = now
    session.add(row)
    session.flush()
    for kind in rules.SETTLED:
        road = rules.road(told, kind)
        due = rules.mail_at(told, road, now=now, last=row.digest_at)
        waiting = update(NotificationRow).where(N.user_id == user_id, N.kind == kind, N.mail_at.is_not(None))
        session.execute(waiting.values(mail_at=due, mail_by=road.value if due else ""))
        held = update(NotificationRow).where(N.user_id == user_id, N.kind == kind, N.push_at.is_not(None))
        session.execute(held.values(push_at=rules.aloud(told, now) if push.wanted(told, kind) else None))
    return told


def unsubscribe(session: Session, user_id: int, *, now: datetime) -> None:
    """Send no news by mail any more; their list on the site goes on. Nothing for a user who is gone."""
    if session.execute(taste.lock_user(user_id)).first() is None:
        return
    off = dict.fromkeys(rules.SETTLED, Road.OFF)
    kept = asdict(settings(session, user_id)) | off
    settle(session, user_id, NotificationSettings(**kept), now=now)


def tidy(session: Session, *, now: datetime) -> int:
    """Drop what lies behind each user's last ``KEPT`` once its gig is over, and all that is half a year old.

    What tells of a gig to come stays, out of sight: by its key nobody is told twice.
    """
    old = delete(NotificationRow).where(N.created_at < now - LONGEST)
    dropped: int = session.execute(old).rowcount  # type: ignore[attr-defined]
    full = select(N.user_id).group_by(N.user_id).having(func.count() > KEPT).limit(_CHUNK)
    over = select(col(EventRow.id)).where(col(EventRow.sort_at) >= now)
    for user_id in session.exec(full).all():
        behind = select(N.id).where(N.user_id == user_id).order_by(N.created_at.desc(), N.id.desc())
        ids: Sequence[int] = session.exec(behind.offset(KEPT).limit(2 * KEPT)).all()
        gone = delete(NotificationRow).where(N.id.in_(ids), or_(N.event_id.is_(None), N.event_id.not_in(over)))
        dropped += session.execute(gone).rowcount  # type: ignore[attr-defined]
    return dropped


def _settings(row: NotificationSettingsRow) -> NotificationSettings:
    told = {name: getattr(row, name) for name in _FIELDS}
    return NotificationSettings(**(told | {kind: Road(told[kind]) for kind in rules.SETTLED}))


def _shape(row: NotificationRow) -> Notification:
    return Notification(
        id=int(row.id or 0),
        kind=row.kind,
        title=row.title,
        body=row.body,
        href=row.href,
        created_at=row.created_at,
        read=row.read_at is not None,
    )
