"""Storing listings: once each, joined into events, derived afresh, marked when they vanish."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import text
from sqlmodel import Session

from wtc.services import engine, placing
from wtc.services.events import reading
from wtc.shapes.engine import Quarantined, SourceState
from wtc.shapes.events import Event, Geo, Image, ListedArtist, ListedVenue, Listing, Price, Status

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=6)
FRIDAY = date(2026, 11, 27)
EIGHT = datetime(2026, 11, 27, 20, tzinfo=UTC)
WHELANS = ListedVenue(name="Whelan's", city="Dublin")


def listing(source: str = "ticketmaster", source_id: str = "1", title: str = "Lankum", **facts: Any) -> Listing:
    facts.setdefault("day", FRIDAY)
    facts.setdefault("starts_at", EIGHT)
    facts.setdefault("venue", WHELANS)
    facts.setdefault("artists", (ListedArtist(name=title),))
    facts.setdefault("url", f"https://{source}.example/{source_id}")
    return Listing(source=source, source_id=source_id, title=title, **facts)


def kept(session: Session) -> list[Event]:
    ids = [row.id for row in session.execute(text("SELECT id FROM events ORDER BY sort_at, title, id"))]
    return list(reading.many(session, ids))


def store(session: Session, *listings: Listing, now: datetime = NOW) -> Any:
    return engine.store(session, listings, now=now)


def test_stores_a_new_listing_as_an_event(session: Session) -> None:
    report = store(session, listing(price=Price(low=2500, high=3000), genres=("Folk",)))
    (event,) = kept(session)
    assert (report.seen, report.new, report.events, report.merged) == (1, 1, 1, 0)
    assert (event.title, event.slug) == ("Lankum", "lankum-whelans-2026-11-27")
    assert event.venue is not None
    assert (event.venue.name, event.city, event.county) == ("Whelan's", "Dublin", "Dublin")
    assert event.price is not None
    assert (event.price.min, event.family, event.artists[0].name) == (25.0, "folk", "Lankum")
    assert [mark.source for mark in event.sources] == ["ticketmaster"]


def test_the_same_listing_again_changes_nothing(session: Session) -> None:
    store(session, listing())
    before = engine.version(session)
    report = store(session, listing(), now=LATER)
    assert (report.unchanged, report.new, report.changed) == (1, 0, 0)
    assert engine.version(session) == before


def test_two_sources_make_one_event_with_two_marks(session: Session) -> None:
    report = store(session, listing(), listing("bandsintown", "b", venue=ListedVenue(name="Whelans", city="Dublin 2")))
    (event,) = kept(session)
    assert (report.new, report.merged, report.events) == (2, 1, 1)
    assert [mark.source for mark in event.sources] == ["ticketmaster", "bandsintown"]


def test_a_moved_show_keeps_its_event_and_raises_its_sequence(session: Session) -> None:
    store(session, listing(), listing("bandsintown", "b"))
    (before,) = kept(session)
    moved = {"day": FRIDAY + timedelta(days=30), "starts_at": EIGHT + timedelta(days=30)}
    report = store(
        session, listing(**moved, status=Status.RESCHEDULED), listing("bandsintown", "b", **moved), now=LATER
    )
    (after,) = kept(session)
    assert report.changed == 2
    assert (after.id, after.slug, after.sequence) == (before.id, before.slug, 1)
    assert (after.start_time, after.status) == (EIGHT + timedelta(days=30), Status.RESCHEDULED)


def test_a_vanished_event_is_marked_and_comes_back(session: Session) -> None:
    store(session, listing(), listing("ticketmaster", "2", "Kneecap", venue=ListedVenue(name="3Arena", city="Dublin")))
    window = {"start": date(2026, 11, 1), "end": date(2026, 12, 31)}
    lost = engine.vanished(session, "ticketmaster", {"2"}, **window, now=LATER)
    assert len(lost) == 1
    engine.mark_gone(session, lost, now=LATER)
    assert {event.title: event.status for event in kept(session)} == {
        "Lankum": Status.WITHDRAWN,
        "Kneecap": Status.SCHEDULED,
    }
    assert engine.vanished(session, "ticketmaster", {"2"}, **window, now=LATER) == []
    assert store(session, listing(), now=LATER).changed == 1
    assert {event.status for event in kept(session)} == {Status.SCHEDULED}


def test_what_is_over_is_not_taken_for_vanished(session: Session) -> None:
    store(session, listing())
    after = NOW + timedelta(days=10)
    assert engine.vanished(session, "ticketmaster", (), start=date(2026, 11, 1), end=date(2027, 1, 1), now=after) == []


def test_only_text_and_web_addresses_are_kept(session: Session) -> None:
    store(
        session,
        listing(
            title="Lan\u202ekum\x00 \ud800",
            url="javascript:alert(1)",
            images=(Image(url="data:image/png;base64,x"), Image(url="https://i.example/a.jpg")),
            description="<script>\x00alert(1)</script>" * 2_000,
        ),
    )
    (event,) = kept(session)
    assert (event.title, event.ticket_url) == ("Lankum", "")
    (images,) = session.execute(text("SELECT images FROM events")).scalars()
    assert [image["url"] for image in orjson.loads(images)] == ["https://i.example/a.jpg"]
    assert event.images == ()  # no picture of another house is ever shown
    assert len(event.description) <= 8_000
    assert "\x00" not in event.description


def test_a_sample_has_no_ticket_link_and_joins_nothing_live(session: Session) -> None:
    store(session, listing(), listing("bandsintown", "s", sample=True))
    events = {event.sample: event for event in kept(session)}
    assert len(events) == 2
    assert events[True].ticket_url == ""
    assert events[True].sources[0].url == ""


def test_a_late_bridge_joins_two_events_and_keeps_their_saves(session: Session) -> None:
    a, b = listing(title="Alpha"), listing("dice", "d", "Beta")
    store(session, a, b)
    assert len(kept(session)) == 2
    second = kept(session)[1]
    session.execute(text("INSERT INTO users (id, name, email, password_hash, role, created_at, updated_at) "
                         "VALUES (1, 'A', 'a@x.example', 'x', 1, '2026-01-01', '2026-01-01')"))  # fmt: skip
    session.execute(text("INSERT INTO user_saved_events VALUES (1, :id, '2026-01-01')"), {"id": second.id})
    both = (ListedArtist(name="Alpha"), ListedArtist(name="Beta"))
    store(session, listing("local", "l", "Alpha with Beta", artists=both), now=LATER)
    (event,) = kept(session)
    assert session.execute(text("SELECT event_id FROM user_saved_events")).scalars().all() == [event.id]
    assert session.execute(text("SELECT slug, event_id FROM event_aliases")).one() == (second.slug, event.id)


def test_one_batch_with_one_id_twice_keeps_the_later(session: Session) -> None:
    report = store(session, listing(title="Old"), listing(title="New"))
    assert (report.seen, report.new, report.unchanged) == (2, 1, 1)
    assert [event.title for event in kept(session)] == ["New"]


@pytest.mark.parametrize(
    ("name", "other"), [("Beyonce", "Beyoncé"), ("The Cure", "Cure"), ("Róisín Murphy", "Roisin Murphy")]
)
def test_two_spellings_are_one_artist(session: Session, name: str, other: str) -> None:
    store(session, listing(title=name))
    store(session, listing("dice", "2", other, day=date(2026, 12, 9), starts_at=EIGHT + timedelta(days=12)))
    assert len({event.artists[0].id for event in kept(session)}) == 1


def test_two_acts_of_one_name_stay_two_when_their_ids_say_so(session: Session) -> None:
    metal = ListedArtist(name="Mercury", musicbrainz_id="a" * 36)
    techno = ListedArtist(name="Mercury", musicbrainz_id="b" * 36)
    store(session, listing(title="Mercury", artists=(metal,)))
    store(session, listing(source_id="2", title="Mercury", artists=(techno,), day=date(2026, 12, 9), starts_at=None))
    assert len({event.artists[0].id for event in kept(session)}) == 2


def test_an_act_lends_its_genres_to_a_listing_without(session: Session) -> None:
    from wtc.services import naming

    naming.seed(session, now=NOW)
    store(session, listing(title="Altan"))
    assert kept(session)[0].family == "trad"


def test_quarantine_keeps_the_newest_of_each_source(session: Session) -> None:
    items = [Quarantined(source="dice", source_id=str(n), reason="no date", raw="{}") for n in range(engine.KEPT_ASIDE)]
    engine.set_aside(session, items, now=NOW)
    engine.set_aside(session, [replace(items[3], reason="no name"), replace(items[0], source_id="new")], now=LATER)
    rows = session.execute(text("SELECT source_id, reason FROM quarantine")).all()
    assert len(rows) == engine.KEPT_ASIDE
    assert ("3", "no name") in rows
    assert ("new", "no date") in rows


def test_an_item_that_is_read_again_is_set_aside_no_more(session: Session) -> None:
    items = [Quarantined(source="ticketmaster", source_id=name, reason="no date") for name in ("1", "2")]
    engine.set_aside(session, [*items, replace(items[0], source="dice")], now=NOW)
    store(session, listing("ticketmaster", "1"), now=LATER)
    rows = session.execute(text("SELECT source, source_id FROM quarantine ORDER BY source")).all()
    assert rows == [("dice", "1"), ("ticketmaster", "2")]


def test_a_source_is_remembered_by_city(session: Session) -> None:
    state = SourceState(source="ticketmaster", city="Dublin", last_synced_at=NOW, status="ok", seen=5)
    engine.remember(session, state)
    engine.remember(session, replace(state, seen=7, last_synced_at=LATER))
    assert engine.recall(session, "ticketmaster", "Baile Átha Cliath").seen == 7
    assert engine.recall(session, "ticketmaster").status == "never"
    assert [kept_state.seen for kept_state in engine.states(session)] == [7]


def test_a_listing_without_a_room_joins_by_town_night_and_act(session: Session) -> None:
    roomless = listing("eventbrite", "e", venue=ListedVenue(name="", city="Dublin", geo=Geo(lat=53.34, lon=-6.26)))
    store(session, roomless)
    store(session, listing(), now=LATER)
    (event,) = kept(session)
    assert event.venue is not None
    assert event.venue.name == "Whelan's"


def test_rooms_are_sown_once(session: Session) -> None:
    assert placing.seed(session, now=NOW) >= 178
    assert placing.seed(session, now=LATER) == 0
    olympia = placing.find(session, "Olympia Theatre", "Dublin, Ireland")
    assert olympia is not None
    assert olympia.name == "3Olympia Theatre"


def test_a_title_keeps_its_fadas_whoever_is_trusted_most(session: Session) -> None:
    spellings = {"ticketmaster": "Soule", "bandsintown": "SOULÉ", "dice": "Soulé"}
    store(session, *(listing(source, source, title) for source, title in spellings.items()))
    assert [event.title for event in kept(session)] == ["Soulé"]
