"""When news may go by mail, and what a letter says."""

from datetime import UTC, datetime

import pytest

from wtc.clock import local
from wtc.domain import notifications as rules
from wtc.shapes.alerts import Notification, NotificationSettings, Road

USUAL = NotificationSettings()
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def at(day: int, hour: int, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


CASES = [
    ("at once by day", USUAL, Road.NOW, NOON, None, NOON),
    ("at once by night waits", USUAL, Road.NOW, at(21, 23), None, at(22, 8)),
    ("at once after midnight waits", USUAL, Road.NOW, at(22, 2), None, at(22, 8)),
    ("today's digest", USUAL, Road.DIGEST, NOON, None, at(21, 18)),
    ("tomorrow's digest", USUAL, Road.DIGEST, at(21, 19), None, at(22, 18)),
    ("one a day", NotificationSettings(digest_hour=20), Road.DIGEST, at(21, 19), at(21, 18), at(22, 20)),
    ("a digest in quiet hours", NotificationSettings(digest_hour=23), Road.DIGEST, NOON, None, at(22, 8)),
    ("never", USUAL, Road.OFF, NOON, None, None),
    ("no quiet hours", NotificationSettings(quiet_from=0, quiet_to=0), Road.NOW, at(22, 2), None, at(22, 2)),
    ("irish summer time", USUAL, Road.DIGEST, at(21, 12, 7), None, at(21, 17, 7)),
    ("the night the clock goes forward", NotificationSettings(quiet_to=1), Road.NOW, at(29, 0, 3), None, at(29, 1, 3)),
]


@pytest.mark.parametrize(
    ("told", "road", "now", "last", "due"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_when_it_may_go(
    told: NotificationSettings, road: Road, now: datetime, last: datetime | None, due: datetime | None
) -> None:
    assert rules.mail_at(told, road, now=now, last=last) == due


def test_no_hour_of_a_year_puts_it_into_the_quiet_hours_or_two_digests_on_one_day() -> None:
    for told in (USUAL, NotificationSettings(digest_hour=2, quiet_from=1, quiet_to=3)):
        last = None
        for day in range(1, 365):
            now = datetime.fromtimestamp(NOON.timestamp() + day * 20 * 3600, UTC)
            due = rules.mail_at(told, Road.DIGEST, now=now, last=last)
            assert due is not None
            assert due >= now
            assert not rules.quiet(told, due)
            assert last is None or local(due).date() > local(last).date()
            last = due


def news(number: int, *, read: bool = False) -> Notification:
    return Notification(
        id=number, kind="show", title=f"Show {number}", body="Fri 27 Nov.", href="/events/x", created_at=NOON, read=read
    )


def test_a_letter_tells_all_and_how_to_end_it() -> None:
    alone, body = rules.letter([news(1)], 1, site="https://x.example", unsubscribe="https://x.example/u/1")
    assert alone == "Show 1"
    assert body.startswith("Fri 27 Nov.\n\nhttps://x.example/events/x\n")
    several, body = rules.letter([news(1), news(2)], 7, site="https://x.example", unsubscribe="https://x.example/u/1")
    assert several == "7 things for you: Show 1"
    assert "And 5 more: https://x.example/notifications" in body
    assert body.endswith("No more of these mails: https://x.example/u/1\n")


def test_days_hold_what_is_new_apart() -> None:
    days = rules.days([news(1), news(2, read=True)], now=NOON)
    assert [(day.label, len(day.lines)) for day in days] == [("New, today", 1), ("Today", 1)]
