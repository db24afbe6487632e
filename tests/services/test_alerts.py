"""Alerts are their owner's alone, bounded, and the same once."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import text
from sqlmodel import Session

from tests.services.test_rulings import listing, user
from wtc.errors import LimitReached, NotFound
from wtc.services import alerts, engine
from wtc.shapes.alerts import AlertDraft, AlertKind

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def artist(name: str, **asked: int) -> AlertDraft:
    return AlertDraft(kind=AlertKind.ARTIST, about=name, **asked)


def test_the_same_twice_is_one_and_the_fifty_first_is_refused(session: Session) -> None:
    me = user(session)
    first = alerts.add(session, me, artist("Act 0"), now=NOW)
    assert alerts.add(session, me, artist("act 0 "), now=NOW).id == first.id
    for number in range(1, 50):
        alerts.add(session, me, artist(f"Act {number}"), now=NOW)
    with pytest.raises(LimitReached):
        alerts.add(session, me, artist("One more"), now=NOW)
    assert alerts.add(session, me, artist("Act 7"), now=NOW).about == "Act 7"
    assert len(alerts.of_user(session, me)) == 50


def test_an_act_we_know_is_meant_by_its_name(session: Session) -> None:
    engine.store(session, [listing("ticketmaster", "Lankum")], now=NOW)
    number = session.execute(text("SELECT id FROM artists")).scalar_one()
    made = alerts.add(session, user(session), artist("lankum"), now=NOW)
    assert (made.subject_id, made.about) == (number, "Lankum")
    with pytest.raises(NotFound):
        alerts.add(session, user(session, "o@example.org"), artist("", subject_id=999), now=NOW)


def test_two_that_come_to_ask_the_same_become_one(session: Session) -> None:
    me = user(session)
    one, other = (alerts.add(session, me, artist(name), now=NOW) for name in ("Lankum", "The Scratch"))
    changed = alerts.change(session, me, other.id, artist("Lankum"), now=NOW)
    assert changed.id == other.id
    assert [each.id for each in alerts.of_user(session, me)] == [other.id]
    assert one.id != other.id


def test_nobody_touches_anothers(session: Session) -> None:
    mine = alerts.add(session, user(session), artist("Lankum"), now=NOW).id
    stranger = user(session, "stranger@example.org")
    for deed in (
        lambda: alerts.one(session, stranger, mine),
        lambda: alerts.change(session, stranger, mine, artist("Other"), now=NOW),
        lambda: alerts.pause(session, stranger, mine, True, now=NOW),
        lambda: alerts.drop(session, stranger, mine),
    ):
        with pytest.raises(NotFound):
            deed()
