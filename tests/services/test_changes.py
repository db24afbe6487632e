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
from wtc.services import changes, engine, setlists
from wtc.shapes.events import ListedVenue, Listing, Status
from wtc.shapes.setlists import PastShow, Song

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LANKUM = listing("ticketmaster", "Lankum")


def kept(session: Session, said: Listing = LANKUM) -> int:
    """One event that one user saved; its id."""
    engine.store(session, [said], now=NOW)
    event_id = next(iter(events(session).values()))
    session.add(SavedEvent(user_id=user(session), event_id=event_id, created_at=NOW))
    session.flush()
    return event_id


def told(session: Session) -> list[str]:
    return list(session.execute(text("SELECT title FROM notifications WHERE kind = 'change' ORDER BY id")).scalars())


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
    "tickets": ({"sold_out": False}, "Tickets again: Lankum", "Tickets again since 21 Nov."),
    "cancelled": ({"status": Status.CANCELLED}, "Cancelled: Lankum", "Cancelled on 21 Nov."),
    "postponed": ({"status": Status.POSTPONED}, "Postponed: Lankum", "Postponed, 21 Nov."),
}


@pytest.mark.parametrize("name", CASES)
def test_savers_are_told_once_of_a_change_and_the_page_remembers_it(session: Session, name: str) -> None:
    facts, subject, line = CASES[name]
    event_id = kept(session, replace(LANKUM, sold_out=name == "tickets"))
    was = session.execute(text("SELECT sequence FROM events")).scalar_one()
    engine.store(session, [replace(LANKUM, **facts)], now=NOW)
    assert set(events(session).values()) == {event_id}
    assert session.execute(text("SELECT sequence FROM events")).scalar_one() == was + (name != "tickets")
    assert changes.tell(session, now=NOW) == 1
    assert changes.tell(session, now=NOW) == 0
    assert told(session) == [subject]
    assert history(session, event_id) == [line]
    assert session.execute(text("SELECT href FROM notifications")).scalar_one() == "/events/lankum-whelans-2026-11-27"


def test_each_saver_is_told_in_their_own_language(session: Session) -> None:
    kept(session)
    session.execute(text("UPDATE users SET language = 'ga'"))
    engine.store(session, [replace(LANKUM, **NEXT_DAY)], now=NOW)
    changes.tell(session, now=NOW)
    assert told(session) == ["Dáta nua: Lankum"]
    body = session.execute(text("SELECT body FROM notifications")).scalar_one()
    assert body == "Tá Lankum ag Whelan's ag bogadh: Aoine 27 Samh, 8 i.n. roimhe, Sath 28 Samh, 8 i.n. anois."


def test_what_is_taken_back_before_it_is_told_is_told_to_nobody(session: Session) -> None:
    event_id = kept(session)
    engine.store(session, [replace(LANKUM, status=Status.CANCELLED)], now=NOW)
    engine.store(session, [LANKUM], now=NOW)
    assert changes.tell(session, now=NOW) == 2
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
    engine.mark_gone(session, engine.vanished(session, "ticketmaster", [], **days, now=NOW), now=NOW)
    changes.tell(session, now=NOW)
    assert told(session) == ["No longer listed: Lankum"]
    engine.store(session, [LANKUM], now=NOW)
    changes.tell(session, now=NOW)
    assert told(session)[1:] == ["Back on: Lankum"]
    assert len(history(session, event_id)) == 2


def test_what_is_over_does_not_change(session: Session) -> None:
    event_id = kept(session)
    engine.store(session, [replace(LANKUM, status=Status.CANCELLED)], now=NOW + timedelta(days=30))
    assert history(session, event_id) == []


def test_followers_are_told_once_on_the_site_of_a_set_that_was_played_since(session: Session) -> None:
    engine.store(session, [LANKUM], now=NOW)
    act = session.execute(text("SELECT id FROM artists")).scalar_one()
    session.add(Follow(user_id=user(session), artist_id=act, created_at=NOW - timedelta(days=3)))
    played = PastShow(
        source_id="1", day=date(2026, 11, 20), venue="Vicar Street", city="Dublin", songs=(Song(name="Wild Rover"),)
    )
    before, unwritten = replace(played, source_id="2", day=date(2026, 11, 10)), replace(played, source_id="3", songs=())
    setlists.keep(session, act, [played, before, unwritten], now=NOW)
    assert changes.recall(session, now=NOW) == 1
    assert changes.recall(session, now=NOW) == 0
    notice = session.execute(text("SELECT title, body, href FROM notifications")).one()
    assert tuple(notice) == ("Lankum: what they played", "Fri 20 Nov, Vicar Street, Dublin: 1 song.", "/artists/lankum")
    assert told(session) == []


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
