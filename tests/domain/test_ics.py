"""Calendar entries: read back by two readers, one of them strict and our own."""

from dataclasses import replace
from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wtc import clock
from wtc.domain import ics
from wtc.errors import Conflict
from wtc.shapes.events import Event, Geo, Status, VenueRef

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


def strictly(raw: bytes) -> dict[str, str]:
    """The properties of the one VEVENT, by the letter of RFC 5545, or an AssertionError."""
    text = raw.decode()
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    lines = text.replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")[:-1]
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-1] == "END:VCALENDAR"
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    body = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    found: dict[str, str] = {}
    for line in body:
        name, colon, value = line.partition(":")
        assert colon
        assert name not in found
        found[name] = value
    return found


def unescaped(value: str) -> str:
    made, rest = "", value
    while rest:
        if rest[0] == "\\":
            made, rest = made + {"n": "\n", "N": "\n"}.get(rest[1], rest[1]), rest[2:]
        else:
            assert rest[0] not in ",;"
            made, rest = made + rest[0], rest[1:]
    return made


def read(event: Event, about: str = "") -> tuple[dict[str, str], icalendar.Event]:
    raw = ics.calendar(event, address=ADDRESS, about=about, now=NOW)
    (entry,) = icalendar.Calendar.from_ical(raw).walk("VEVENT")
    return strictly(raw), entry


def test_an_entry_says_when_where_and_how_to_get_back() -> None:
    said, entry = read(GIG, "With Landless.")
    assert said["UID"] == "event-12@whatsthecraic"
    assert said["DTSTART"] == "20261127T200000Z"
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
    assert said["DTSTART;VALUE=DATE"] == "20280229"
    assert said["DTEND;VALUE=DATE"] == "20280301"
    assert said["TRANSP"] == "TRANSPARENT"
    assert entry.decoded("dtstart") == date(2028, 2, 29)


def test_a_gig_without_a_date_is_refused() -> None:
    with pytest.raises(Conflict, match="announced"):
        ics.calendar(replace(GIG, start_time=None, day=None), address=ADDRESS, about="", now=NOW)


@pytest.mark.parametrize(
    ("day", "hour", "minute", "utc"),
    [
        (date(2027, 3, 28), 0, 30, "20270328T003000Z"),  # before the clock goes forward
        (date(2027, 3, 28), 1, 30, "20270328T013000Z"),  # in the hour that does not exist
        (date(2027, 3, 28), 2, 30, "20270328T013000Z"),
        (date(2026, 10, 25), 1, 30, "20261025T003000Z"),  # the first of two half past ones
        (date(2026, 10, 25), 2, 30, "20261025T023000Z"),
        (date(2026, 7, 1), 20, 0, "20260701T190000Z"),
        (date(2028, 2, 29), 20, 0, "20280229T200000Z"),
    ],
)
def test_both_readers_agree_on_the_hour_when_the_clocks_change(day: date, hour: int, minute: int, utc: str) -> None:
    start = clock.at(day, hour, minute)
    said, entry = read(replace(GIG, day=day, start_time=start))
    assert said["DTSTART"] == utc
    assert entry.decoded("dtstart") == start


def test_an_end_is_given_only_when_it_is_after_the_start() -> None:
    assert GIG.start_time is not None
    late = replace(GIG, end_time=datetime(2026, 11, 27, 23, 0, tzinfo=UTC))
    assert read(late)[0]["DTEND"] == "20261127T230000Z"
    assert "DTEND" not in read(replace(GIG, end_time=GIG.start_time))[0]


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=200))
def test_whatever_a_title_holds_it_comes_back_whole_and_adds_no_line(title: str) -> None:
    said, entry = read(replace(GIG, title=title))
    assert unescaped(said["SUMMARY"]) == title
    assert str(entry["summary"]) == title
    assert set(said) == {
        "UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "DTSTART", "STATUS", "LOCATION", "GEO", "URL", "DESCRIPTION",
    }  # fmt: skip


def test_line_breaks_in_a_title_cannot_smuggle_in_a_property() -> None:
    said, _ = read(replace(GIG, title="Gig\r\nATTENDEE:mailto:x@example.test\nEND:VEVENT"))
    assert "ATTENDEE" not in said


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
