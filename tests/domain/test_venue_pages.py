"""A room in words: nothing that nobody told us, and made-up gigs called so."""

from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wtc.domain import venue_calendar, venue_lists, venue_pages
from wtc.shapes.events import Geo
from wtc.shapes.venues import Slot, Venue, VenueQuery, VenueStory

TODAY = date(2026, 11, 27)
BARE = Venue(id=1, slug="snug", name="The Snug", city="Dingle", county="Kerry")


def test_a_room_of_which_nothing_is_known_says_so_and_invents_nothing() -> None:
    shown = venue_pages.detail(VenueStory(venue=BARE), today=TODAY)
    assert (shown.access_said, shown.access, shown.plays, shown.sounds) == ("Nobody has told us yet.", (), "", ())
    assert [tile.label for tile in shown.tiles] == ["gigs in the next 90 days"]
    assert (shown.directions, shown.placed, shown.there, shown.site) == ("", False, (), "")


def test_what_was_checked_is_told_with_its_day_and_its_mark() -> None:
    lines = ("Step-free to the bar", "No lift to the upstairs room", "Hearing loop not confirmed")
    room = Venue(id=1, slug="s", name="S", access=lines, access_checked_on=date(2026, 10, 28))
    shown = venue_pages.detail(VenueStory(venue=room), today=TODAY)
    assert [line.kind for line in shown.access] == ["check", "close", "info"]
    assert shown.access_said == "Checked Wed 28 Oct."


def test_figures_that_rest_on_made_up_gigs_say_so() -> None:
    story = VenueStory(
        venue=BARE, nights=3, sounds=(("trad", 3),), prices=((1500, "EUR"), (2000, "EUR"), (9000, "EUR")), sample=True
    )
    shown = venue_pages.detail(story, today=TODAY)
    assert shown.plays == "Mostly trad, going by the 3 sample gigs listed here."
    assert [(tile.figure, tile.label) for tile in shown.tiles] == [
        ("3", "sample gigs in the next 90 days"),
        ("€20", "typical price of the sample gigs listed"),
    ]


def test_of_two_gigs_no_sound_and_no_price_is_made_out() -> None:
    shown = venue_pages.detail(
        VenueStory(venue=BARE, nights=2, sounds=(("trad", 2),), prices=((1500, "EUR"), (1500, "EUR"))), today=TODAY
    )
    assert shown.plays == ""
    assert len(shown.tiles) == 1


@pytest.mark.parametrize(
    ("km", "said"), [(0.02, "next door"), (0.3, "300 m"), (0.94, "900 m"), (1.04, "1.0 km"), (14.4, "14 km")]
)
def test_distances_are_said_as_people_say_them(km: float, said: str) -> None:
    assert venue_pages.distance(km) == said


def test_a_month_shows_what_was_put_up_over_what_is_listed() -> None:
    def slot(number: int, day: int, status: str) -> Slot:
        start = datetime(2026, 12, day, 20, tzinfo=UTC)
        return Slot(id=number, venue_id=1, start=start, end=start + timedelta(hours=3), status=status)

    nights = [slot(1, 13, "booked"), slot(2, 13, "free"), slot(3, 14, "free"), slot(4, 15, "held")]
    shown = venue_calendar.month("2026-12", nights, {date(2026, 12, 14): 1, date(2026, 12, 20): 2}, None, "/x")
    assert [(mark.day[-2:], mark.status, mark.word) for mark in shown.marks] == [
        ("13", "booked", "Booked"),
        ("14", "free", "Free"),
        ("15", "held", "Held"),
        ("20", "gig", "2 gigs"),
    ]
    assert shown.summary == "One night free in December."
    assert venue_calendar.month("2026-11", nights, {}, None, "/x").summary == "Nobody has put up nights for this month."


@pytest.mark.parametrize("text", ["", "2026-13", "soon", "9999-12", "0001-01", "2026-1", "2031-01"])
def test_a_month_that_makes_no_sense_is_this_one(text: str) -> None:
    assert venue_calendar.month_named(text, TODAY) == "2026-11"


@pytest.mark.parametrize(
    ("address", "opened"),
    [
        ({}, ("2026-12", "")),
        ({"month": "2027-01"}, ("2027-01", "")),
        ({"month": "2027-01", "day": "2027-01-08"}, ("2027-01", "2027-01-08")),
        ({"day": "2027-01-08"}, ("2027-01", "2027-01-08")),
        ({"month": "2027-01", "day": "2027-02-08"}, ("2027-01", "")),
        ({"month": "2027-01", "day": "2027-01-32"}, ("2027-01", "")),
        ({"month": "x", "day": "<b>"}, ("2026-11", "")),
    ],
)
def test_an_address_opens_its_month_and_its_day(address: dict[str, str], opened: tuple[str, str]) -> None:
    assert venue_calendar.opened(address, "2026-12", TODAY) == opened


@given(
    st.dictionaries(
        st.sampled_from(["q", "county", "kind", "capacityMin", "capacityMax", "bbox", "stepFree", "page"]),
        st.text(max_size=40),
    )
)
def test_any_address_opens_and_leads_back_to_itself(given_: dict[str, str]) -> None:
    asked, _ = venue_lists.read(given_)
    venue_lists.heading(asked, 3)
    venue_lists.active(asked)
    venue_lists.sizes(asked)
    again = dict(pair.split("=", 1) for pair in venue_lists.address(asked).partition("?")[2].split("&") if pair)
    assert venue_lists.read({name: unquote_plus(value) for name, value in again.items()})[0] == asked


def test_a_box_is_west_south_east_north_and_comes_back_the_same() -> None:
    asked, wrong = venue_lists.read({"bbox": "-6.2801,53.3301,-6.2501,53.3502"})
    assert not wrong
    assert asked.box == (53.3301, -6.2801, 53.3502, -6.2501)
    assert venue_lists.address(VenueQuery(box=asked.box)) == "/venues?bbox=-6.2801,53.3301,-6.2501,53.3502"


def test_a_room_out_in_the_country_gets_a_map_of_the_country() -> None:
    far = Venue(id=1, slug="s", name="S", city="Dingle", geo=Geo(lat=52.14, lon=-10.27))
    assert venue_pages.detail(VenueStory(venue=far), today=TODAY).zoom == 11
