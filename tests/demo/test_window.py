"""The sample window: always full, true to its weekdays, stable for a day, and read by the real parsers."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest

from wtc import clock
from wtc.demo.make import FILES, packed, payloads
from wtc.demo.tastes import CITIES
from wtc.demo.window import CYCLE, SOURCES, answers
from wtc.flows.demo import read
from wtc.shapes.events import Listing

DAYS = [
    "2026-11-21T14:00", "2026-12-31T23:30", "2027-02-01T00:10", "2027-03-27T12:00", "2027-03-28T12:00",
    "2027-06-15T09:00", "2027-10-30T18:00", "2027-10-31T01:30", "2028-02-29T12:00", "2028-11-20T04:00",
]  # fmt: skip
"""Ten days over two years, with both changes of the clocks and a leap day."""


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=clock.DUBLIN)


def listings(now: datetime) -> list[Listing]:
    found = []
    for source in SOURCES:
        batches, aside = read(source, now)
        assert aside == []
        found += [listing for _, batch in batches for listing in batch]
    return found


@pytest.fixture(scope="module", params=DAYS)
def day(request: pytest.FixtureRequest) -> tuple[datetime, list[Listing]]:
    return at(request.param), listings(at(request.param))


def test_the_files_are_what_the_maker_makes() -> None:
    for source, made in payloads().items():
        assert (FILES / f"{source}.json.gz").read_bytes() == packed(made), f"run python -m wtc.demo.make ({source})"


def test_the_files_stay_small() -> None:
    assert sum(path.stat().st_size for path in FILES.iterdir()) < 500_000


def test_the_window_is_full_on_any_day(day: tuple[datetime, list[Listing]]) -> None:
    now, found = day
    ahead = [one for one in found if one.day and now.date() <= one.day < now.date() + timedelta(days=120)]
    assert len(ahead) >= 1_500
    assert len({one.venue.name for one in ahead if one.venue}) >= 100
    assert {one.source for one in ahead} == set(SOURCES)


def test_nothing_of_it_can_be_bought(day: tuple[datetime, list[Listing]]) -> None:
    _, found = day
    assert all(one.sample and not one.url and not one.images for one in found)


def test_ids_are_unique_in_a_window(day: tuple[datetime, list[Listing]]) -> None:
    _, found = day
    assert max(Counter((one.source, one.source_id) for one in found).values()) == 1


def test_every_big_city_has_something_on_every_night_of_the_coming_two_weeks(
    day: tuple[datetime, list[Listing]],
) -> None:
    now, found = day
    nights = {(_city(one), one.day) for one in found if one.venue}
    for city in CITIES:
        for ahead in range(14):
            assert (city, now.date() + timedelta(days=ahead)) in nights, (city, ahead)


def test_clubs_open_at_the_same_hour_by_the_clock_on_either_side_of_a_change() -> None:
    for text in ("2027-03-20T12:00", "2027-10-20T12:00"):
        hours = Counter(
            clock.local(one.starts_at).minute
            for one in listings(at(text))
            if one.starts_at and one.source == "ticketmaster"
        )
        assert set(hours) <= {0, 30}
        late = [clock.local(one.starts_at).hour for one in listings(at(text)) if one.starts_at and one.source == "dice"]
        assert max(late) == 23
        assert min(late) >= 15


def test_a_day_gives_the_same_window_whatever_the_hour() -> None:
    morning, night = listings(at("2026-11-21T06:00")), listings(at("2026-11-21T23:59"))
    assert morning == night


def test_the_next_day_adds_what_comes_into_view_and_keeps_all_that_is_still_on() -> None:
    today, tomorrow = listings(at("2026-11-21T12:00")), listings(at("2026-11-22T12:00"))
    kept = {(one.source, one.source_id): one for one in tomorrow}
    still_on = [one for one in today if one.day is None or one.day >= date(2026, 11, 21)]
    assert all(kept[one.source, one.source_id] == one for one in still_on)
    assert 5 <= len(tomorrow) - len(still_on) <= 120


def test_the_same_weekday_after_a_whole_cycle() -> None:
    now = at("2026-11-21T12:00")
    later = now + timedelta(days=CYCLE)
    first = Counter((one.title, one.day.weekday()) for one in listings(now) if one.day)
    second = Counter((one.title, one.day.weekday()) for one in listings(later) if one.day)
    assert first == second


def test_announcements_lie_in_the_past() -> None:
    now = at("2026-11-21T12:00")
    for source in SOURCES:
        assert all(answer.announced <= now.date() for answer in answers(source, now))


def _city(listing: Listing) -> str:
    return listing.venue.city if listing.venue else ""
