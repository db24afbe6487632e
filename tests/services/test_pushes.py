"""News goes to each browser once, by one sender at a time, not by night, and never to a browser that was let go."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session

from tests.push import Browser
from tests.services.test_notifications import NOW, WORDS
from tests.services.test_rulings import user
from wtc.domain import push as rules
from wtc.errors import LimitReached, NotFound, NotSignedIn
from wtc.models.accounts import UserSession
from wtc.services import devices, notifications, pushes, sessions
from wtc.shapes.alerts import NotificationSettings
from wtc.shapes.push import Device, Held, Outcome, Reply

NIGHT = datetime(2026, 11, 21, 23, tzinfo=UTC)
SENT, FAILED, GONE = (Reply(outcome=each) for each in (Outcome.SENT, Outcome.FAILED, Outcome.GONE))


def sign_in(session: Session, who: int) -> str:
    held = f"{who:064}"
    over = NOW + timedelta(days=90)
    session.add(UserSession(token_hash=held, user_id=who, created_at=NOW, last_seen_at=NOW, expires_at=over))
    session.flush()
    return held


def on(session: Session, who: int, browser: Browser, held: str = "", now: datetime = NOW) -> Device:
    return devices.switch_on(
        session, who, browser.subscription, held=held or f"{who:064}", keyed="k", name="Firefox · Linux", now=now
    )


def tell(session: Session, who: int, key: str, kind: str = "show", now: datetime = NOW) -> None:
    notifications.tell(session, [who], key, kind=kind, now=now, **WORDS)


def write(session: Session, now: datetime = NOW) -> int:
    return sum(pushes.write(session, who, now=now) for who in pushes.due(session, now=now))


def taken(session: Session, now: datetime = NOW) -> list[Held]:
    held = [pushes.take(session, turn, now=now, tick=now) for turn in pushes.turns(session, now=now)]
    return [each for each in held if each]


@pytest.fixture
def me(session: Session) -> int:
    who = user(session)
    sign_in(session, who)
    return who


def test_each_browser_is_told_once_and_others_nothing(session: Session, me: int) -> None:
    stranger = user(session, "stranger@example.org")
    tell(session, me, "before")
    for name in ("phone", "laptop"):
        on(session, me, Browser(name))
    for _ in range(2):
        tell(session, me, "show:1")
        tell(session, stranger, "show:1")
    assert write(session) == 2
    assert write(session) == 0
    held = taken(session)
    assert [[each.title for each in one.waiting] for one in held] == [["Lankum: a new show"]] * 2
    assert taken(session) == []
    for one in held:
        pushes.settle(session, one, one.waiting[0].id, SENT, now=NOW, tick=NOW)
        pushes.release(session, one, tick=NOW)
    assert pushes.turns(session, now=NOW + timedelta(days=1)) == ()


def test_a_sender_that_dies_is_followed_by_another_and_its_late_word_changes_nothing(session: Session, me: int) -> None:
    on(session, me, Browser())
    tell(session, me, "show:1")
    write(session)
    turn = pushes.turns(session, now=NOW)[0]
    (first,) = taken(session)
    assert pushes.take(session, turn, now=NOW, tick=NOW) is None
    later = NOW + pushes.LEASE
    (second,) = taken(session, later)
    pushes.release(session, first, tick=later)
    pushes.settle(session, first, first.waiting[0].id, GONE, now=later, tick=later)
    assert taken(session, later) == []
    assert len(devices.of_user(session, me)) == 1
    pushes.settle(session, second, second.waiting[0].id, SENT, now=later, tick=later)


def test_a_browser_that_fails_rests_longer_each_time_and_as_long_as_it_is_asked(session: Session, me: int) -> None:
    on(session, me, Browser())
    tell(session, me, "show:1")
    write(session)
    moment, rests = NOW, []
    for wait in (0.0, 0.0, 600.0, 9e9):
        (held,) = taken(session, moment)
        failed = Reply(outcome=Outcome.FAILED, problem="its push service answered 503", wait=wait)
        pushes.settle(session, held, held.waiting[0].id, failed, now=moment, tick=moment)
        since = moment
        while not pushes.turns(session, now=moment):
            moment += timedelta(seconds=30)
        rests.append((moment - since).total_seconds())
    assert rests == [30, 60, 600, 6 * 3_600]
    moment = NOW.replace(hour=12)
    (held,) = taken(session, moment + timedelta(days=1))
    pushes.settle(session, held, held.waiting[0].id, SENT, now=moment, tick=moment)
    assert session.execute(text("SELECT failures FROM push_devices")).scalar_one() == 0


def test_a_browser_that_fails_for_days_or_is_gone_is_let_go(session: Session, me: int) -> None:
    for reply, before in ((FAILED, rules.FAILURES - 1), (GONE, 0)):
        on(session, me, Browser())
        tell(session, me, f"show:{reply.outcome}")
        write(session)
        session.execute(text("UPDATE push_devices SET failures = :many"), {"many": before})
        (held,) = taken(session)
        pushes.settle(session, held, held.waiting[-1].id, reply, now=NOW, tick=NOW)
        assert devices.of_user(session, me) == ()
        assert session.execute(text("SELECT count(*) FROM pushes")).scalar_one() == 0


def test_one_that_was_refused_for_good_is_not_tried_again(session: Session, me: int) -> None:
    on(session, me, Browser())
    tell(session, me, "show:1")
    write(session)
    (held,) = taken(session)
    pushes.settle(session, held, held.waiting[0].id, Reply(outcome=Outcome.REFUSED, problem="413"), now=NOW, tick=NOW)
    pushes.release(session, held, tick=NOW)
    assert taken(session) == []
    assert len(devices.of_user(session, me)) == 1


def test_the_night_waits_for_the_morning_also_for_what_had_to_be_tried_again(session: Session, me: int) -> None:
    on(session, me, Browser())
    morning = NIGHT + timedelta(hours=9)
    tell(session, me, "change:1", "change", now=NIGHT)
    assert write(session, NIGHT) == 0
    assert write(session, morning) == 1
    session.execute(text("UPDATE push_devices SET next_at = :at"), {"at": "2026-11-21 12:00:00.000000"})
    assert taken(session, NIGHT + timedelta(days=1)) == []
    (held,) = taken(session, morning + timedelta(days=1))
    assert len(held.waiting) == 1


def test_much_at_once_is_one_message_and_what_was_read_is_none(session: Session, me: int) -> None:
    on(session, me, Browser())
    for number in range(40):
        tell(session, me, f"show:{number}", now=NIGHT)
    morning = NIGHT + timedelta(hours=9)
    assert write(session, morning) == 1
    (held,) = taken(session, morning)
    assert [each.many for each in held.waiting] == [40]
    pushes.settle(session, held, held.waiting[0].id, SENT, now=morning, tick=morning)
    pushes.release(session, held, tick=morning)
    for key in ("show:a", "show:b"):
        tell(session, me, key, now=morning)
    notifications.read_all(session, me, now=morning)
    tell(session, me, "show:c", now=morning)
    assert write(session, morning) == 1
    notifications.read_all(session, me, now=morning)
    (held,) = taken(session, morning)
    assert held.waiting == ()


def test_what_is_settled_holds_for_what_waits(session: Session, me: int) -> None:
    on(session, me, Browser())
    tell(session, me, "set:1", "set")
    tell(session, me, "change:1", "change", now=NIGHT)
    tell(session, me, "report:1", "report")
    assert write(session) == 1
    notifications.settle(session, me, NotificationSettings(push_change=False), now=NIGHT)
    assert write(session, NIGHT + timedelta(hours=12)) == 0
    notifications.unsubscribe(session, me, now=NIGHT)
    assert notifications.settings(session, me).push_show


def test_a_browser_belongs_to_whoever_switched_it_on_last_and_ends_with_their_session(
    session: Session, me: int
) -> None:
    other = user(session, "other@example.org")
    sign_in(session, other)
    browser = Browser()
    first = on(session, me, browser)
    assert on(session, me, browser).id == first.id
    tell(session, me, "show:1")
    write(session)
    second = on(session, other, browser)
    assert devices.of_user(session, me) == ()
    assert pushes.turns(session, now=NOW) == ()
    with pytest.raises(NotFound):
        devices.switch_off(session, me, second.id)
    sessions.end(session, f"{other:064}")
    assert devices.of_user(session, other) == ()
    with pytest.raises(NotSignedIn):
        on(session, other, browser)
    with pytest.raises(NotSignedIn):
        on(session, other, browser, held=f"{me:064}")


def test_there_are_ten_at_most_and_one_is_switched_off_by_its_owner(session: Session, me: int) -> None:
    made = [on(session, me, Browser(str(number))) for number in range(rules.MOST)]
    with pytest.raises(LimitReached):
        on(session, me, Browser("one more"))
    on(session, me, Browser("3"))
    devices.switch_off(session, me, made[0].id)
    assert len(devices.of_user(session, me)) == rules.MOST - 1
    for wrong in (made[0].id, 0, -1, 2**64):
        with pytest.raises(NotFound):
            devices.switch_off(session, me, wrong)


def test_a_day_later_nothing_is_sent_any_more(session: Session, me: int) -> None:
    on(session, me, Browser())
    tell(session, me, "show:1")
    write(session)
    pushes.tidy(session, now=NOW + timedelta(hours=22))
    assert pushes.turns(session, now=NOW)
    pushes.tidy(session, now=NOW + timedelta(hours=23))
    assert pushes.turns(session, now=NOW) == ()
