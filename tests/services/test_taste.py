"""Keeping and hiding: repeatable, bounded, one's own."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, func, select
from sqlmodel import Session

from wtc import db
from wtc.errors import LimitReached, NotFound, NotSignedIn
from wtc.models.accounts import HiddenEvent, SavedEvent, User
from wtc.models.events import EventRow
from wtc.services import feedback, taste

NOW = datetime(2026, 11, 27, 18, 0, tzinfo=UTC)


def a_user(session: Session, email: str) -> int:
    user = User(name="Aoife", email=email, password_hash="x", created_at=NOW, updated_at=NOW)
    session.add(user)
    session.flush()
    assert user.id is not None
    return user.id


def an_event(session: Session, slug: str, **facts: object) -> int:
    start = facts.setdefault("starts_at", NOW + timedelta(days=1))
    facts.setdefault("sort_at", start)
    row = EventRow(slug=slug, title=slug, first_seen_at=NOW, changed_at=NOW, **facts)
    session.add(row)
    session.flush()
    assert row.id is not None
    return row.id


def rows(session: Session, kind: type[SavedEvent] | type[HiddenEvent]) -> int:
    return session.scalar(select(func.count()).select_from(kind)) or 0


def test_saving_twice_keeps_one_and_letting_go_twice_leaves_none(session: Session) -> None:
    user, event = a_user(session, "a@example.test"), an_event(session, "one")
    taste.save(session, user, event, now=NOW)
    taste.save(session, user, event, now=NOW + timedelta(hours=1))
    assert feedback.marks(session, user, now=NOW)[:2] == ((event,), ())
    taste.unsave(session, user, event)
    taste.unsave(session, user, event)
    assert rows(session, SavedEvent) == 0


def test_hiding_twice_keeps_one_and_is_apart_from_saving(session: Session) -> None:
    user, event = a_user(session, "a@example.test"), an_event(session, "one")
    taste.hide(session, user, event, now=NOW)
    taste.hide(session, user, event, now=NOW)
    assert feedback.marks(session, user, now=NOW)[:2] == ((), (event,))
    taste.unhide(session, user, event)
    assert feedback.marks(session, user, now=NOW)[:2] == ((), ())


@pytest.mark.parametrize("event_id", [0, -1, 987_654, 2**63, 10**40])
def test_an_event_that_is_not_there_is_refused(session: Session, event_id: int) -> None:
    user = a_user(session, "a@example.test")
    with pytest.raises(NotFound):
        taste.save(session, user, event_id, now=NOW)
    with pytest.raises(NotFound):
        taste.unhide(session, user, event_id)


def test_a_user_that_was_deleted_meanwhile_is_asked_to_sign_in(session: Session) -> None:
    with pytest.raises(NotSignedIn):
        taste.save(session, 4_711, an_event(session, "one"), now=NOW)


def test_nobody_touches_the_marks_of_another(session: Session) -> None:
    mine, theirs = a_user(session, "a@example.test"), a_user(session, "b@example.test")
    event = an_event(session, "one")
    taste.save(session, mine, event, now=NOW)
    taste.unsave(session, theirs, event)
    assert feedback.marks(session, mine, now=NOW)[:2] == ((event,), ())
    assert feedback.marks(session, theirs, now=NOW)[:2] == ((), ())


def test_there_is_an_end_to_what_one_user_may_keep(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taste, "MOST", 2)
    user = a_user(session, "a@example.test")
    first, second, third = (an_event(session, slug) for slug in ("one", "two", "three"))
    taste.save(session, user, first, now=NOW)
    taste.save(session, user, second, now=NOW)
    with pytest.raises(LimitReached, match="saved"):
        taste.save(session, user, third, now=NOW)
    taste.save(session, user, first, now=NOW)
    taste.hide(session, user, third, now=NOW)
    assert rows(session, SavedEvent) == 2


def test_the_limit_holds_when_many_saves_race(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taste, "MOST", 3)
    with db.writing() as session:
        user = a_user(session, "a@example.test")
        ids = [an_event(session, f"event-{n}") for n in range(6)]

    def one(event_id: int) -> bool:
        try:
            db.write(taste.save, user, event_id, now=NOW)
        except LimitReached:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        kept = list(pool.map(one, ids + ids))
    with db.reading() as session:
        assert rows(session, SavedEvent) == 3
    assert sum(kept) >= 3


def test_twelve_hands_saving_one_event_at_once_keep_it_once(database: Engine) -> None:
    with db.writing() as session:
        user, event = a_user(session, "a@example.test"), an_event(session, "one")
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda _: db.write(taste.save, user, event, now=NOW), range(12)))
    with db.reading() as session:
        assert rows(session, SavedEvent) == 1


@pytest.mark.parametrize(
    ("facts", "is_over"),
    [
        ({"starts_at": NOW - timedelta(hours=3)}, False),
        ({"starts_at": NOW - timedelta(hours=5)}, True),
        ({"starts_at": NOW - timedelta(hours=3), "ends_at": NOW - timedelta(minutes=1)}, True),
        ({"starts_at": NOW - timedelta(days=2), "ends_at": NOW + timedelta(days=1)}, False),
        ({"starts_at": None, "sort_at": NOW - timedelta(hours=18)}, False),
        ({"starts_at": None, "sort_at": NOW - timedelta(hours=30)}, True),
        ({"starts_at": None, "sort_at": datetime(9999, 1, 1, tzinfo=UTC)}, False),
    ],
)
def test_a_heart_is_carried_along_until_the_night_is_over(
    session: Session, facts: dict[str, object], is_over: bool
) -> None:
    user, event = a_user(session, "a@example.test"), an_event(session, "one", **facts)
    taste.save(session, user, event, now=NOW)
    assert feedback.marks(session, user, now=NOW)[0] == (() if is_over else (event,))
