"""News for users, each told once: kept for the site, and mailed where that is asked for."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import insert
from sqlmodel import Session, col, select

from wtc.models.accounts import Notice, User
from wtc.services import outbox


def tell(
    session: Session,
    users: Collection[int],
    key: str,
    *,
    kind: str,
    title: str,
    body: str,
    href: str,
    now: datetime,
    link: str = "",
) -> int:
    """Tell ``users`` something once: whoever was told of ``key`` before is left out. How many were told.

    ``href`` is an address of ours, from its slash on. With ``link``, the whole address, a mail is queued as well.
    """
    told = set(session.exec(select(Notice.user_id).where(Notice.key == key, col(Notice.user_id).in_(users))))
    fresh = session.exec(select(User.id, User.email).where(col(User.id).in_(set(users) - told))).all()
    if not fresh:
        return 0
    news = {"key": key, "kind": kind, "title": title[:200], "body": body[:1000], "href": href, "created_at": now}
    session.execute(insert(Notice), [news | {"user_id": user_id} for user_id, _ in fresh])
    if link:
        for _, email in fresh:
            outbox.queue(session, recipient=email, subject=title[:200], body=f"{body}\n\n{link}\n", now=now)
    return len(fresh)
