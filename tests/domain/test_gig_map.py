"""The map by address: tonight goes without saying, parts of it survive, and distances are said as people say them."""

from datetime import UTC, date, datetime

import pytest

from tests.catalogue import NOW
from wtc.domain import boxes, filters, gig_map
from wtc.shapes.discover import Filters
from wtc.shapes.events import Event, Geo

FRIDAY = date(2026, 11, 27)


def test_without_a_day_it_is_tonight_and_that_goes_without_saying() -> None:
    asked = gig_map.read({"genre": "trad", "free": "1"}, NOW)
    assert (asked.first, asked.last) == (FRIDAY, FRIDAY)
    assert gig_map.address(asked, NOW) == "/map?genre=trad&free=1"
    assert gig_map.heading(asked, 3, NOW) == "3 trad gigs tonight"


def test_every_day_has_its_chip_and_one_is_on() -> None:
    days = gig_map.days(gig_map.read({"genre": "trad"}, NOW), NOW)
    assert [(day.label, day.href, day.on) for day in days] == [
        ("Tonight", "/map?genre=trad", True),
        ("Tomorrow", "/map?genre=trad&from=2026-11-28&to=2026-11-28", False),
        ("This weekend", "/map?genre=trad&from=2026-11-27&to=2026-11-29", False),
    ]
    assert gig_map.of(days[1].href, NOW).first == date(2026, 11, 28)


def test_filters_in_force_come_off_one_by_one_and_keep_the_day() -> None:
    given = {"genre": "trad", "bbox": "-9.2,53.2,-8.9,53.4", "from": "2026-11-28", "to": "2026-11-28"}
    chips = gig_map.active(gig_map.read(given, NOW), NOW)
    assert [(chip.label, chip.href) for chip in chips] == [
        ("This part of the map", "/map?genre=trad&from=2026-11-28&to=2026-11-28"),
        ("Trad", "/map?from=2026-11-28&to=2026-11-28&bbox=-9.2,53.2,-8.9,53.4"),
    ]


@pytest.mark.parametrize(
    "said", ["", "1,2,3", "a,b,c,d", "nan,1,2,3", "5,50,4,51", "-200,50,4,51", "-9,50,-8,49", "1" * 500]
)
def test_what_is_no_part_of_the_map_is_left_out(said: str) -> None:
    assert boxes.read(said) is None


def test_a_part_of_the_map_is_read_and_written_alike_and_has_a_middle() -> None:
    box = boxes.read("-9.2,53.2,-8.9,53.4")
    assert box == (53.2, -9.2, 53.4, -8.9)
    assert boxes.written(box) == "-9.2,53.2,-8.9,53.4"
    assert boxes.middle(box) == (pytest.approx(53.3), pytest.approx(-9.05))
    asked = Filters(box=box, near=Geo(lat=53.3, lon=-9.0))
    assert filters.query(asked, now=NOW).radius_km is None, "the part narrows, the point only measures"
    assert "bbox=-9.2,53.2,-8.9,53.4" in filters.address(asked)


@pytest.mark.parametrize(
    ("lat", "said"), [(53.3, "100 m"), (53.3063, "700 m"), (53.311, "1.2 km"), (53.6, "33 km"), (None, "")]
)
def test_distances_are_said_as_people_say_them(lat: float | None, said: str) -> None:
    geo = Geo(lat=lat, lon=-9.0) if lat else None
    event = Event(id=1, slug="x", title="x", day=FRIDAY, geo=geo, first_seen_at=NOW)
    assert gig_map.far(event, Geo(lat=53.3, lon=-9.0)) == said
    assert gig_map.far(event, None) == ""


def test_a_pin_says_when_and_of_several_days_which() -> None:
    eight = datetime(2026, 11, 27, 20, tzinfo=UTC)
    assert gig_map.when(FRIDAY, eight, several=False) == "8pm"
    assert gig_map.when(FRIDAY, eight, several=True) == "Fri 27 Nov, 8pm"
    assert gig_map.when(FRIDAY, None, several=True) == "Fri 27 Nov"
    assert gig_map.when(FRIDAY, None, several=False) == ""


def test_the_part_around_a_town_keeps_the_day_and_drops_the_old_part() -> None:
    asked = gig_map.read({"bbox": "-9.6,54,-9.5,54.1", "genre": "trad"}, NOW)
    assert gig_map.around(asked, "Sligo", NOW).startswith("/map?genre=trad&bbox=-8.")
    assert gig_map.around(asked, "Brigadoon", NOW) == "/map?city=Brigadoon&genre=trad"
