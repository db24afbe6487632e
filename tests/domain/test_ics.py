"""Calendar entries: read back by two readers, one of them strict and our own."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calendars import ONCE, Part, moment, strictly, unescaped
from wtc import clock
from wtc.domain import ics
from wtc.errors import Conflict
from wtc.shapes.events import Event, Geo, Status, VenueRef
from wtc.shapes.feeds import Entry

NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
ADDRESS = "https://craic.example/events/lankum-vicar-street"
GIG = Event(
    id=12,
    slug="lankum-vicar-street",
    title="Lankum: the long night",
    day=date(2026, 11, 27),
    start_time=datetime(2026, 11, 27, 20, 0, tzinfo=UTC),
    venue=VenueRef(id=1, name="Vicar Street"),
    city="Dublin",
    county="Dublin",
    geo=Geo(lat=53.3423, lon=-6.2768),
    sequence=3,
)


def read(event: Event, about: str = "") -> tuple[Part, icalendar.Event]:
    raw = ics.calendar(event, address=ADDRESS, about=about, now=NOW)
    (entry,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    (said,) = strictly(raw).all("VEVENT")
    return said, entry


def fed(*events: Event, **more: Any) -> bytes:
    entries = [Entry(event=event, address=ADDRESS, about="About it.", changed_at=NOW) for event in events]
    return ics.feed(entries, **more)


def test_an_entry_says_when_where_and_how_to_get_back() -> None:
    said, entry = read(GIG, "With Landless.")
    assert said["UID"] == "event-12@whatsthecraic"
    assert (said["DTSTART"], said.parameters("DTSTART")) == ("20261127T200000", ";TZID=Europe/Dublin")
    assert said["DTSTAMP"] == "20261121T120000Z"
    assert said["SEQUENCE"] == "3"
    assert said["STATUS"] == "CONFIRMED"
    assert unescaped(said["LOCATION"]) == "Vicar Street, Dublin"
    assert said["GEO"] == "53.3423;-6.2768"
    assert said["URL"] == ADDRESS
    assert "DTEND" not in said
    assert entry.decoded("dtstart") == GIG.start_time
    assert str(entry["description"]) == f"With Landless.\n\n{ADDRESS}"


@pytest.mark.parametrize(
    ("status", "word", "summary"),
    [
        (Status.SCHEDULED, "CONFIRMED", "Lankum: the long night"),
        (Status.RESCHEDULED, "CONFIRMED", "Lankum: the long night"),
        (Status.POSTPONED, "TENTATIVE", "Lankum: the long night"),
        (Status.CANCELLED, "CANCELLED", "Cancelled: Lankum: the long night"),
    ],
)
def test_a_change_of_standing_reaches_the_calendar(status: Status, word: str, summary: str) -> None:
    said, _ = read(replace(GIG, status=status))
    assert (said["STATUS"], unescaped(said["SUMMARY"])) == (word, summary)


def test_a_gig_of_which_only_the_day_is_known_lasts_the_day_and_blocks_nothing() -> None:
    said, entry = read(replace(GIG, start_time=None, day=date(2028, 2, 29)))
    assert (said["DTSTART"], said.parameters("DTSTART")) == ("20280229", ";VALUE=DATE")
    assert (said["DTEND"], said.parameters("DTEND")) == ("20280301", ";VALUE=DATE")
    assert said["TRANSP"] == "TRANSPARENT"
    assert entry.decoded("dtstart") == date(2028, 2, 29)


def test_a_gig_without_a_date_is_refused() -> None:
    with pytest.raises(Conflict, match="announced"):
        ics.calendar(replace(GIG, start_time=None, day=None), address=ADDRESS, about="", now=NOW)


@pytest.mark.parametrize(
    "utc",
    [
        "2027-03-28T00:30",  # before the clock goes forward
        "2027-03-28T01:00",  # as it does
        "2027-03-28T01:30",
        "2026-10-25T00:30",  # the first of two half past ones
        "2026-10-25T01:30",  # the second
        "2026-10-25T00:59",
        "2026-10-25T01:00",
        "2026-10-25T02:30",
        "2026-07-01T19:00",
        "2028-02-29T20:00",
        "2026-12-31T23:59",
    ],
)
def test_both_readers_agree_on_the_hour_when_the_clocks_change(utc: str) -> None:
    start = datetime.fromisoformat(utc).replace(tzinfo=UTC)
    gig = replace(GIG, day=None, start_time=start, end_time=start + timedelta(hours=2))
    raw = ics.calendar(gig, address=ADDRESS, about="", now=NOW)
    whole = strictly(raw)
    (said,) = whole.all("VEVENT")
    (entry,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert moment(whole, said) == start == entry.decoded("dtstart")
    assert moment(whole, said, "DTEND") == gig.end_time == entry.decoded("dtend")


@pytest.mark.parametrize("year", [2026, 2027, 2036])
def test_the_zone_that_is_told_is_ireland_s_in_every_hour_of_a_year(year: int) -> None:
    (told,) = icalendar.Calendar.from_ical(fed(GIG)).walk("VTIMEZONE")
    zone = told.to_tz(lookup_tzid=False)
    for hour in range(366 * 24):
        at = datetime(year, 1, 1, tzinfo=UTC) + timedelta(hours=hour)
        assert at.astimezone(zone).utcoffset() == at.astimezone(clock.DUBLIN).utcoffset(), at


def test_winter_is_the_standard_time_and_summer_the_daylight_time() -> None:
    (zone,) = strictly(fed(GIG)).all("VTIMEZONE")
    told = {part.name: (part["TZNAME"], part["TZOFFSETTO"]) for part in zone.parts}
    assert told == {"STANDARD": ("GMT", "+0000"), "DAYLIGHT": ("IST", "+0100")}


def test_an_end_is_given_only_when_it_is_after_the_start() -> None:
    assert GIG.start_time is not None
    late = replace(GIG, end_time=datetime(2026, 11, 27, 23, 0, tzinfo=UTC))
    assert read(late)[0]["DTEND"] == "20261127T230000"
    assert "DTEND" not in read(replace(GIG, end_time=GIG.start_time))[0]


def test_a_feed_has_a_name_a_pace_and_one_entry_for_each_gig_with_a_date() -> None:
    raw = fed(GIG, replace(GIG, id=13), replace(GIG, id=14, day=None, start_time=None), name="Galway, trad; more")
    whole = strictly(raw)
    assert [said["UID"] for said in whole.all("VEVENT")] == ["event-12@whatsthecraic", "event-13@whatsthecraic"]
    assert unescaped(whole["X-WR-CALNAME"]) == unescaped(whole["NAME"]) == "Galway, trad; more"
    assert (whole["REFRESH-INTERVAL"], whole["X-PUBLISHED-TTL"]) == ("PT6H", "PT6H")
    assert whole.parameters("REFRESH-INTERVAL") == ";VALUE=DURATION"
    assert len(icalendar.Calendar.from_ical(raw).walk("VEVENT")) == 2


def test_a_feed_without_gigs_is_a_calendar_still() -> None:
    raw = fed(name="Nothing")
    assert strictly(raw).all("VEVENT") == []
    assert icalendar.Calendar.from_ical(raw).walk("VEVENT") == []


@pytest.mark.parametrize(
    ("gig", "minutes", "trigger"),
    [
        (GIG, 90, timedelta(minutes=-90)),
        (GIG, 0, timedelta(0)),
        (GIG, 20_160, timedelta(days=-14)),
        (replace(GIG, start_time=None), 60, timedelta(hours=10)),
        (replace(GIG, start_time=None), 1_440, timedelta(hours=-14)),
        (replace(GIG, status=Status.RESCHEDULED), 60, timedelta(hours=-1)),
        (GIG, None, None),
        (replace(GIG, status=Status.CANCELLED), 90, None),
        (replace(GIG, status=Status.POSTPONED), 90, None),
        (replace(GIG, status=Status.WITHDRAWN), 90, None),
    ],
)
def test_one_is_reminded_in_time_and_never_of_what_is_off(
    gig: Event, minutes: int | None, trigger: timedelta | None
) -> None:
    raw = fed(gig, name="Mine", reminder=minutes)
    strictly(raw)
    alarms = icalendar.Calendar.from_ical(raw).walk("VALARM")
    assert [alarm.decoded("trigger") for alarm in alarms] == ([] if trigger is None else [trigger])


@pytest.mark.parametrize("title", ["x" * 10_240, "🎉" * 3_000, "a" + "🎻" * 60, "ó" * 36 + "🎉", ",;\\" * 3_000])
@pytest.mark.parametrize("name", ["Mine", "🎉" * 40])
def test_long_titles_are_folded_between_characters_and_come_back_whole(title: str, name: str) -> None:
    raw = fed(replace(GIG, title=title), name=name, reminder=60)
    (said,) = strictly(raw).all("VEVENT")
    assert unescaped(said["SUMMARY"]) == title
    (entry,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    assert str(entry["summary"]) == title


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=200))
def test_whatever_a_title_holds_it_comes_back_whole_and_adds_no_line(title: str) -> None:
    said, entry = read(replace(GIG, title=title))
    assert unescaped(said["SUMMARY"]) == title
    assert str(entry["summary"]) == title
    assert {name for name, _, _ in said.lines} == {*ONCE, "DTSTART"}


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x85", "\x0b", "\x00", "\u2028", "\ud800"])
def test_line_breaks_cannot_smuggle_in_a_property(end: str) -> None:
    bad = f"Gig{end}ATTENDEE:mailto:x@example.test{end}END:VEVENT"
    venue = VenueRef(id=1, name=bad)
    whole = strictly(fed(replace(GIG, title=bad, venue=venue, city=bad), name=bad, reminder=1))
    (said,) = whole.all("VEVENT")
    assert "ATTENDEE" not in said
    assert [part.name for part in said.parts] == ["VALARM"]
    assert "ATTENDEE" not in whole


@pytest.mark.parametrize(
    ("slug", "name"),
    [
        ("lankum-vicar-street", "lankum-vicar-street.ics"),
        ('a"b\r\nSet-Cookie: x', "a-b-set-cookie-x.ics"),
        ("../../etc/passwd", "etc-passwd.ics"),
        ("Ó", "event.ics"),
    ],
)
def test_the_name_of_the_file_is_safe_anywhere(slug: str, name: str) -> None:
    assert ics.filename(replace(GIG, slug=slug)) == name
