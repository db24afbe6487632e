"""A room's calendar: bookings kept apart, asked for by one at a time, and everybody told what became of it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from tests.services.test_venues import a_keeper, a_room
from wtc import clock, db
from wtc.domain import venue_calendar
from wtc.domain.venue_calendar import moment, stretch
from wtc.errors import BadRequest, Conflict, NotAllowed, NotFound
from wtc.models.alerts import NotificationRow
from wtc.services import slots, venues
from wtc.shapes.accounts import NOBODY, Role, Visitor
from wtc.shapes.venues import Slot, VenueQuery

NOW = datetime(2026, 11, 27, 18, 30, tzinfo=UTC)
NIGHT = clock.at(date(2026, 12, 13), 20)
THREE_HOURS = timedelta(hours=3)


def an_organiser(session: Session, name: str = "o", role: Role = Role.ORGANIZER) -> Visitor:
    return Visitor(id=a_keeper(session, f"{name}@example.test", int(role)), name=name, role=role)


def test_slots_are_listed_by_their_start_whatever_order_they_came_in(session: Session) -> None:
    room, who = a_room(session), an_organiser(session)
    for days in (3, 1, 2):
        slots.add(session, who, room, NIGHT + timedelta(days=days), NIGHT + timedelta(days=days, hours=3), now=NOW)
    listed = slots.read(session, room, NOBODY)
    assert [slot.start for slot in listed] == sorted(slot.start for slot in listed)
    assert len(listed) == 3


def test_a_stranger_sees_the_night_and_neither_the_note_nor_who_asked(session: Session) -> None:
    room, who = a_room(session), an_organiser(session)
    slots.add(session, who, room, NIGHT, NIGHT + THREE_HOURS, status="held", notes="Ring Mary first", now=NOW)
    (seen,) = slots.read(session, room, NOBODY)
    (kept,) = slots.read(session, room, who)
    assert (seen.status, seen.notes, seen.asked_by) == ("held", "", None)
    assert (kept.notes, kept.asked_by) == ("Ring Mary first", who.id)
    (user,) = slots.read(session, room, Visitor(id=99, role=Role.USER))
    assert user.notes == ""


def test_bookings_never_overlap_and_may_touch(session: Session) -> None:
    room, who = a_room(session), an_organiser(session)
    slots.add(session, who, room, NIGHT, NIGHT + THREE_HOURS, status="booked", now=NOW)
    slots.add(session, who, room, NIGHT + THREE_HOURS, NIGHT + 2 * THREE_HOURS, status="booked", now=NOW)
    for start in (NIGHT - timedelta(hours=1), NIGHT + timedelta(minutes=1), NIGHT + timedelta(hours=5)):
        with pytest.raises(Conflict):
            slots.add(session, who, room, start, start + timedelta(hours=2), status="held", now=NOW)
    assert len(slots.read(session, room, NOBODY)) == 2


def test_asking_holds_the_night_tells_the_keepers_and_the_answer_comes_back(session: Session) -> None:
    room, who, other = a_room(session), an_organiser(session, "asker"), an_organiser(session, "other")
    admin = an_organiser(session, "admin", Role.ADMIN)
    free = slots.add(session, other, room, NIGHT, NIGHT + THREE_HOURS, now=NOW)
    held = slots.ask(session, who, room, free.id, now=NOW)
    assert (held.status, held.asked_by) == ("held", who.id)
    assert slots.ask(session, who, room, free.id, now=NOW) == held
    with pytest.raises(Conflict):
        slots.ask(session, other, room, free.id, now=NOW)
    with pytest.raises(NotAllowed):
        slots.confirm(session, who, room, free.id, now=NOW)
    assert slots.confirm(session, other, room, free.id, now=NOW).status == "booked"
    told = {notice.user_id: notice.title for notice in session.exec(select(NotificationRow))}
    assert told[admin.known_id].startswith("A night is asked for")
    assert told[who.known_id] == "The night is yours: The Snug, Sun 13 Dec, 8pm"


def test_a_no_frees_the_night_and_is_told_while_taking_it_back_oneself_is_not(session: Session) -> None:
    room, who, other = a_room(session), an_organiser(session, "asker"), an_organiser(session, "other")
    free = slots.add(session, other, room, NIGHT, NIGHT + THREE_HOURS, now=NOW)
    slots.ask(session, who, room, free.id, now=NOW)
    assert slots.decline(session, who, room, free.id, now=NOW).status == "free"
    assert [n for n in session.exec(select(NotificationRow)) if n.user_id == who.id] == []
    slots.ask(session, who, room, free.id, now=NOW + timedelta(seconds=1))
    again = slots.decline(session, other, room, free.id, now=NOW + timedelta(seconds=2))
    assert (again.status, again.asked_by) == ("free", None)
    assert [n.title for n in session.exec(select(NotificationRow)) if n.user_id == who.id] == [
        "Not this time: The Snug, Sun 13 Dec, 8pm"
    ]


def test_a_slot_of_another_room_is_not_there(session: Session) -> None:
    room, elsewhere, who = a_room(session), a_room(session, "Elsewhere"), an_organiser(session)
    slot = slots.add(session, who, room, NIGHT, NIGHT + THREE_HOURS, now=NOW)
    for deed in (slots.ask, slots.confirm, slots.decline, slots.remove):
        with pytest.raises(NotFound):
            deed(session, who, elsewhere, slot.id, now=NOW)
    with pytest.raises(NotFound):
        slots.read(session, 999_999, NOBODY)


def test_of_twenty_who_ask_at_once_one_gets_the_night(database: Engine) -> None:
    with db.writing() as session:
        room = a_room(session)
        people = [an_organiser(session, f"p{number}") for number in range(20)]
        slot = slots.add(session, people[0], room, NIGHT, NIGHT + THREE_HOURS, now=NOW)

    def ask(who: Visitor) -> str:
        try:
            db.write(slots.ask, who, room, slot.id, now=NOW)
        except Conflict:
            return "late"
        return "held"

    with ThreadPoolExecutor(10) as pool:
        outcomes = list(pool.map(ask, people))
    assert outcomes.count("held") == 1


def test_of_twenty_who_book_the_same_hours_at_once_one_is_booked(database: Engine) -> None:
    with db.writing() as session:
        room = a_room(session)
        who = an_organiser(session)

    def book(minutes: int) -> bool:
        start = NIGHT + timedelta(minutes=minutes)
        try:
            db.write(slots.add, who, room, start, start + THREE_HOURS, status="booked", now=NOW)
        except Conflict:
            return False
        return True

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(book, range(20))) == 1


def test_a_search_for_a_free_night_finds_it_until_somebody_takes_it(session: Session) -> None:
    room, who = a_room(session), an_organiser(session)
    asked = VenueQuery(free_from=clock.at(date(2026, 12, 13)), free_to=clock.at(date(2026, 12, 14)))
    free = slots.add(session, who, room, NIGHT, NIGHT + THREE_HOURS, now=NOW)
    assert [each.id for each in venues.search(session, asked).venues] == [room]
    assert venues.search(session, VenueQuery(free_from=clock.at(date(2026, 12, 15)))).total == 0
    slots.ask(session, who, room, free.id, now=NOW)
    assert venues.search(session, asked).total == 0


def test_times_without_an_offset_are_irish_and_the_clock_change_loses_no_hour() -> None:
    assert moment("2026-12-13T20:00", "start") == datetime(2026, 12, 13, 20, tzinfo=UTC)
    assert moment("2026-07-13T20:00", "start") == datetime(2026, 7, 13, 19, tzinfo=UTC)
    assert moment("2026-07-13T20:00:00Z", "start") == datetime(2026, 7, 13, 20, tzinfo=UTC)
    start, end = stretch("2026-10-24T22:00", "2026-10-25T02:30")  # the night that is an hour longer
    assert end - start == timedelta(hours=5, minutes=30)
    start, end = stretch("2027-03-27T22:00", "2027-03-28T03:00")  # and the one that is shorter
    assert end - start == timedelta(hours=4)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-12-13T20:00", "2026-12-13T20:00"),
        ("2026-12-13T20:00", "2026-12-13T19:00"),
        ("soon", "later"),
        ("2026-12-13T20:00", "2027-02-13T20:00"),
        ("9999-12-31T23:59", "9999-12-31T23:59"),
        ("0001-01-01T00:00:00+14:00", "2026-12-13T20:00"),
    ],
)
def test_a_stretch_that_makes_no_sense_is_refused(start: str, end: str) -> None:
    with pytest.raises(BadRequest):
        stretch(start, end)


def test_a_night_that_ends_in_the_small_hours_belongs_to_its_evening() -> None:
    def days(start: datetime, end: datetime) -> list[date]:
        return list(venue_calendar.days_of(Slot(id=1, venue_id=1, start=start, end=end)))

    friday, saturday = date(2026, 12, 11), date(2026, 12, 12)
    assert days(clock.at(friday, 20), clock.at(saturday, 2, 30)) == [friday]
    assert days(clock.at(saturday, 1), clock.at(saturday, 3)) == [friday]
    assert days(clock.at(friday, 12), clock.at(saturday, 23)) == [friday, saturday]
    assert days(clock.at(date(2026, 10, 24), 20), clock.at(date(2026, 10, 25), 2)) == [date(2026, 10, 24)]
