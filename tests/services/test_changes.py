"""What befalls an event is noted, kept with it, and told to its savers once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import Session

from tests.services.test_rulings import events, listing, user
from wtc.domain import changes as worded
from wtc.models.accounts import SavedEvent
from wtc.models.artists import Follow
from wtc.services import changes, engine
from wtc.shapes.events import ListedVenue, Listing, Status

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SITE = "https://gigs.example.org"
LANKUM = listing("ticketmaster", "Lankum")


def kept(session: Session, said: Listing = LANKUM) -> int:
    """One event that one user saved; its id."""
    engine.store(session, [said], now=NOW)
    event_id = next(iter(events(session).values()))
    session.add(SavedEvent(user_id=user(session), event_id=event_id, created_at=NOW))
    session.flush()
    return event_id


def told(session: Session) -> list[str]:
    return list(session.execute(text("SELECT subject FROM outbox ORDER BY id")).scalars())


def history(session: Session, event_id: int) -> list[str]:
    return list(worded.history(changes.of(session, event_id), now=NOW))


NEXT_DAY = {"day": date(2026, 11, 28), "starts_at": datetime(2026, 11, 28, 20, tzinfo=UTC)}
CASES: dict[str, tuple[dict[str, Any], str, str]] = {
    "rescheduled": (NEXT_DAY, "New date: Lankum", "Rescheduled from Fri 27 Nov, 8pm to Sat 28 Nov, 8pm, 21 Nov."),
    "later": (
        {"starts_at": datetime(2026, 11, 27, 21, tzinfo=UTC)},
        "New time: Lankum",
        "Rescheduled from Fri 27 Nov, 8pm to Fri 27 Nov, 9pm, 21 Nov.",
    ),
    "moved": (
        {"venue": ListedVenue(name="Vicar Street", city="Dublin")},
        "Another room: Lankum",
        "Moved from Whelan's to Vicar Street on 21 Nov.",
    ),
    "cancelled": ({"status": Status.CANCELLED}, "Cancelled: Lankum", "Cancelled on 21 Nov."),
    "postponed": ({"status": Status.POSTPONED}, "Postponed: Lankum", "Postponed, 21 Nov."),
}


@pytest.mark.parametrize("name", CASES)
def test_savers_are_told_once_of_a_change_and_the_page_remembers_it(session: Session, name: str) -> None:
    facts, subject, line = CASES[name]
    event_id = kept(session)
    was = session.execute(text("SELECT sequence FROM events")).scalar_one()
    engine.store(session, [replace(LANKUM, **facts)], now=NOW)
    assert set(events(session).values()) == {event_id}
    assert session.execute(text("SELECT sequence FROM events")).scalar_one() == was + 1
    assert changes.tell(session, site=SITE, now=NOW) == 1
    assert changes.tell(session, site=SITE, now=NOW) == 0
    assert told(session) == [subject]
    assert history(session, event_id) == [line]
    assert (
        session.execute(text("SELECT body FROM outbox"))
        .scalar_one()
        .endswith(f"{SITE}/events/lankum-whelans-2026-11-27\n")
    )


def test_what_is_taken_back_before_it_is_told_is_told_to_nobody(session: Session) -> None:
    event_id = kept(session)
    engine.store(session, [replace(LANKUM, status=Status.CANCELLED)], now=NOW)
    engine.store(session, [LANKUM], now=NOW)
    assert changes.tell(session, site=SITE, now=NOW) == 2
    assert told(session) == []
    assert (
        history(session, event_id) == ["Back on on 21 Nov.", "Cancelled on 21 Nov."]
        or len(history(session, event_id)) == 2
    )


def test_a_fact_that_nobody_knew_is_no_change(session: Session) -> None:
    event_id = kept(session, replace(LANKUM, starts_at=None, venue=ListedVenue(name="", city="Dublin")))
    engine.store(session, [LANKUM], now=NOW)
    engine.store(session, [replace(LANKUM, starts_at=LANKUM.starts_at + timedelta(minutes=10))], now=NOW)  # type: ignore[operator]
    assert history(session, event_id) == []


def test_an_event_that_its_source_drops_is_told_of(session: Session) -> None:
    event_id = kept(session)
    days = {"start": date(2026, 11, 26), "end": date(2026, 11, 28)}
    assert engine.mark_gone(session, "ticketmaster", [], **days, now=NOW) == 1
    changes.tell(session, site=SITE, now=NOW)
    assert told(session) == ["No longer listed: Lankum"]
    engine.store(session, [LANKUM], now=NOW)
    changes.tell(session, site=SITE, now=NOW)
    assert told(session)[1:] == ["Back on: Lankum"]
    assert len(history(session, event_id)) == 2


def test_what_is_over_does_not_change(session: Session) -> None:
    event_id = kept(session)
    engine.store(session, [replace(LANKUM, status=Status.CANCELLED)], now=NOW + timedelta(days=30))
    assert history(session, event_id) == []


def test_followers_are_told_once_of_a_show_that_came_after_they_followed(session: Session) -> None:
    engine.store(session, [LANKUM], now=NOW)
    act = session.execute(text("SELECT id FROM artists")).scalar_one()
    session.add(Follow(user_id=user(session), artist_id=act, created_at=NOW + timedelta(minutes=1)))
    session.flush()
    later = NOW + timedelta(hours=1)
    assert changes.announce(session, site=SITE, now=later) == 0
    again = listing("ticketmaster", "Lankum", source_id="2", room="Vicar Street", **{})
    engine.store(session, [replace(again, **NEXT_DAY)], now=later)
    assert changes.announce(session, site=SITE, now=later) == 1
    assert changes.announce(session, site=SITE, now=later) == 0
    assert told(session) == ["Lankum: a new show"]
    assert "Sat 28 Nov, 8pm, Vicar Street, Dublin." in session.execute(text("SELECT body FROM outbox")).scalar_one()


def test_an_organisers_copy_of_a_sold_show_calls_nothing_off_until_the_seller_lets_go(session: Session) -> None:
    event_id = kept(session)
    copy = replace(listing("local", "Lankum"), status=Status.CANCELLED)
    engine.store(session, [copy], now=NOW)
    engine.store(session, [replace(copy, title="Lankum, from me", artists=LANKUM.artists)], now=NOW)
    asked = text("SELECT id, title, status FROM events")
    assert [tuple(row) for row in session.execute(asked)] == [(event_id, "Lankum", "scheduled")]
    assert told(session) == []
    engine.store(session, [replace(LANKUM, status=Status.CANCELLED)], now=NOW)
    assert [tuple(row) for row in session.execute(asked)] == [(event_id, "Lankum", "cancelled")]
