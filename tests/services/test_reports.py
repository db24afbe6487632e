"""What visitors report is queued within limits, fixed or declined, and answered once; what is set right holds."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session

from tests.services.test_rulings import events, listing, user
from wtc.errors import Conflict, Invalid, LimitReached, NotFound
from wtc.services import engine, overrides, pairs, reports

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SITE = "https://gigs.example.org"
LANKUM, TWIN = listing("ticketmaster", "Lankum"), listing("dice", "Lankum")


def gig(session: Session) -> int:
    engine.store(session, [LANKUM, TWIN], now=NOW)
    return events(session)["ticketmaster Lankum"]


def told(session: Session) -> list[str]:
    return list(session.execute(text("SELECT title FROM notifications ORDER BY id")).scalars())


def test_a_report_is_answered_once_and_told_once(session: Session) -> None:
    event_id, una, admin = gig(session), user(session), user(session, "admin@example.org")
    report = reports.file(session, una, "event", event_id, "wrong_when", "It's at nine", now=NOW)
    (shown,) = reports.page(session, now=NOW).reports
    assert (shown.name, shown.what, shown.note, shown.by) == ("Lankum", "Wrong date or time", "It's at nine", "Una")
    reports.close(session, admin, report, "fixed", "It is. Thanks!", site=SITE, now=NOW)
    with pytest.raises(Conflict):
        reports.close(session, admin, report, "declined", "", site=SITE, now=NOW)
    assert told(session) == ["Put right: Lankum"]
    assert reports.page(session, now=NOW).total == 0
    assert reports.page(session, state="closed", now=NOW).reports[0].answer == "It is. Thanks!"


def test_one_open_report_for_each_gig_and_ten_in_an_hour(session: Session) -> None:
    event_id, una = gig(session), user(session)
    reports.file(session, una, "event", event_id, "off", now=NOW)
    with pytest.raises(Conflict):
        reports.file(session, una, "event", event_id, "other", now=NOW)
    engine.store(session, [listing("ticketmaster", f"Act {n}", room=f"Room {n}") for n in range(10)], now=NOW)
    others = [number for name, number in events(session).items() if "Act" in name]
    for number in others[:9]:
        reports.file(session, una, "event", number, "off", now=NOW)
    with pytest.raises(LimitReached):
        reports.file(session, una, "event", others[9], "off", now=NOW)
    reports.file(session, una, "event", others[9], "off", now=NOW + timedelta(hours=2))


def test_what_is_not_there_or_not_meant_is_refused(session: Session) -> None:
    event_id, una = gig(session), user(session)
    for subject, number, kind, refusal in (
        ("event", 999, "off", NotFound),
        ("artist", 999, "wrong_facts", NotFound),
        ("event", event_id, "closed", Invalid),
        ("user", 1, "other", Invalid),
        ("event", event_id, "not_same", Invalid),
    ):
        with pytest.raises(refusal):
            reports.file(session, una, subject, number, kind, now=NOW)
    with pytest.raises(NotFound):
        reports.file(session, una, "event", event_id, "not_same", listing_id=999, now=NOW)


def test_a_source_that_does_not_belong_goes_to_the_desk_and_its_reporter_hears_of_it(session: Session) -> None:
    event_id, una, admin = gig(session), user(session), user(session, "admin@example.org")
    odd = session.execute(text("SELECT id FROM event_sources WHERE source = 'dice'")).scalar_one()
    reports.file(session, una, "event", event_id, "not_same", "Another band", listing_id=odd, now=NOW)
    (pair,) = pairs.waiting(session, now=NOW).pairs
    assert pair.note == "Another band"
    reports.rule(session, admin, pair.id, "different", site=SITE, now=NOW)
    assert len(set(events(session).values())) == 2
    assert told(session) == ["Put right: Lankum"]


def test_what_was_set_right_survives_every_reading_and_can_be_taken_back(session: Session) -> None:
    event_id, admin = gig(session), user(session)
    engine.store(session, [listing("local", "Somebody", room="Vicar Street")], now=NOW)
    for field, value in (
        ("title", "Lankum, at last"),
        ("start", "2026-11-28T21:30"),
        ("status", "postponed"),
        ("room", "Vicar Street, Dublin"),
    ):
        overrides.set_right(session, admin, event_id, field, value, now=NOW)
    engine.store(session, [replace(LANKUM, url="https://a.example"), replace(TWIN, url="https://b.example")], now=NOW)
    rooms = f"FROM events e JOIN venues v ON v.id = venue_id WHERE e.id = {event_id}"
    asked = f"SELECT e.id, title, e.day, status, name, starts_at {rooms}"
    row = session.execute(text(asked)).one()
    assert (row.id, row.title, str(row.day), row.status, row.name) == (
        event_id, "Lankum, at last", "2026-11-28", "postponed", "Vicar Street",
    )  # fmt: skip
    assert str(row.starts_at).startswith("2026-11-28 21:30")
    said = [each.said for each in overrides.of(session, event_id, now=NOW)]
    assert "Start: corrected by us to Sat 28 Nov, 9.30pm on Sat 21 Nov." in said
    for each in overrides.of(session, event_id, now=NOW):
        overrides.take_back(session, admin, each.id, now=NOW)
    row = session.execute(text(asked)).one()
    assert (row.title, str(row.day), row.status, row.name) == ("Lankum", "2026-11-27", "scheduled", "Whelan's")


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", " "), ("start", "tomorrow"), ("start", "9999-01-01"), ("status", "sold"), ("price", "1")],
)
def test_a_correction_that_cannot_be_read_is_refused(session: Session, field: str, value: str) -> None:
    event_id, admin = gig(session), user(session)
    with pytest.raises(Invalid):
        overrides.set_right(session, admin, event_id, field, value, now=NOW)


def test_rooms_and_gigs_that_are_not_there_are_not_found(session: Session) -> None:
    event_id, admin = gig(session), user(session)
    for number, field, value in (
        (event_id, "room", "Nowhere, Dublin"),
        (event_id, "room", "99999"),
        (999, "title", "X"),
    ):
        with pytest.raises(NotFound):
            overrides.set_right(session, admin, number, field, value, now=NOW)
    with pytest.raises(NotFound):
        overrides.take_back(session, admin, 1, now=NOW)
