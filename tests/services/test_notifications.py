"""Notifications are told once, read only when it is said, kept within bounds, and mailed as their reader settled."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session

from tests.services.test_rulings import user
from wtc.errors import NotFound
from wtc.services import mailings, notifications
from wtc.shapes.alerts import NotificationSettings, Road

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SIX = datetime(2026, 11, 21, 18, tzinfo=UTC)
WORDS = {"title": "Lankum: a new show", "body": "Fri 27 Nov.", "href": "/events/lankum"}


def tell(session: Session, who: int, key: str, kind: str = "show", now: datetime = NOW) -> int:
    return notifications.tell(session, [who], key, kind=kind, now=now, **WORDS)


def mail(session: Session, now: datetime) -> list[str]:
    """Write what is due; the subjects of all mail so far."""
    for who in mailings.due(session, now=now):
        mailings.write(
            session, who, site="https://x.example", unsubscribe=lambda user: f"https://x.example/u/{user}", now=now
        )
    return list(session.execute(text("SELECT subject FROM outbox ORDER BY id")).scalars())


def test_told_once_and_read_only_when_it_is_said(session: Session) -> None:
    me, stranger = user(session), user(session, "stranger@example.org")
    assert tell(session, me, "show:1") == 1
    assert tell(session, me, "show:1") == 0
    again = notifications.News(user_id=me, key="show:1", kind="taste", **WORDS)
    assert notifications.keep(session, [again, again], now=NOW) == 0
    for _ in range(2):
        page = notifications.of_user(session, me)
        assert (page.unread, page.total) == (1, 1)
    with pytest.raises(NotFound):
        notifications.read(session, stranger, page.notifications[0].id, now=NOW)
    notifications.read(session, me, page.notifications[0].id, now=NOW)
    tell(session, me, "show:2")
    assert [each.read for each in notifications.of_user(session, me).notifications] == [False, True]
    assert notifications.read_all(session, me, now=NOW) == 1
    assert notifications.unread(session, me) == 0


def test_new_shows_come_as_one_digest_a_day(session: Session) -> None:
    me = user(session)
    for number in range(3):
        tell(session, me, f"show:{number}")
    assert mail(session, NOW) == []
    assert mail(session, SIX) == ["3 things for you: Lankum: a new show"]
    assert mail(session, SIX) == ["3 things for you: Lankum: a new show"]
    notifications.settle(session, me, NotificationSettings(digest_hour=20), now=SIX)
    tell(session, me, "show:9", now=SIX)
    assert len(mail(session, SIX + timedelta(hours=3))) == 1
    assert mail(session, SIX + timedelta(hours=26))[1:] == ["Lankum: a new show"]


def test_a_digest_that_was_late_is_not_followed_by_another_that_day(session: Session) -> None:
    me = user(session)
    tell(session, me, "show:1")
    late = SIX + timedelta(hours=15)
    assert len(mail(session, late)) == 1
    session.execute(text("UPDATE notifications SET mail_at = created_at, mail_by = 'digest'"))
    assert len(mail(session, late + timedelta(hours=2))) == 1
    assert len(mail(session, late + timedelta(days=2))) == 2


def test_a_change_goes_at_once_but_not_by_night(session: Session) -> None:
    me = user(session)
    night = datetime(2026, 11, 21, 23, tzinfo=UTC)
    tell(session, me, "change:1", "change")
    assert mail(session, NOW) == ["Lankum: a new show"]
    tell(session, me, "change:2", "change", now=night)
    assert len(mail(session, night)) == 1
    assert len(mail(session, night + timedelta(hours=9))) == 2


def test_what_is_settled_holds_for_what_waits_and_one_click_ends_all(session: Session) -> None:
    me = user(session)
    tell(session, me, "show:1")
    notifications.settle(session, me, NotificationSettings(show=Road.NOW), now=NOW)
    assert len(mail(session, NOW)) == 1
    tell(session, me, "change:1", "change", now=NOW)
    for _ in range(2):
        notifications.unsubscribe(session, me, now=NOW)
    notifications.unsubscribe(session, 999, now=NOW)
    tell(session, me, "change:2", "change", now=NOW)
    assert len(mail(session, NOW + timedelta(days=3))) == 1
    assert notifications.of_user(session, me).total == 3


def test_the_list_is_bounded_and_what_is_to_come_is_not_told_again(session: Session) -> None:
    me = user(session)
    for number in range(notifications.KEPT + 5):
        tell(session, me, f"set:{number}", "set", now=NOW + timedelta(seconds=number))
    assert notifications.tidy(session, now=NOW) == 5
    assert notifications.tidy(session, now=NOW) == 0
    assert notifications.of_user(session, me, limit=500).total == notifications.KEPT
    assert notifications.tidy(session, now=NOW + timedelta(days=200)) == notifications.KEPT
