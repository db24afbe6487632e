"""A card says what is true of its event, in few words, and no more."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from wtc.domain.cards import card
from wtc.domain.home import hero
from wtc.domain.pictures import photo
from wtc.shapes.events import ArtistRef, Event, PriceTag, SourceMark, Status, VenueRef
from wtc.shapes.pictures import Kept

NOW = datetime(2026, 11, 27, 18, 30, tzinfo=UTC)
LANKUM = Event(
    id=7,
    slug="lankum-vicar-street",
    title="Lankum: the long night",
    start_time=datetime(2026, 11, 28, 20, 0, tzinfo=UTC),
    venue=VenueRef(id=1, name="Vicar Street"),
    city="Dublin",
    family="folk",
    artists=(ArtistRef(id=1, name="Lankum"),),
    price=PriceTag(min=38, max=46),
    sources=(SourceMark(source="ticketmaster", source_id="a"), SourceMark(source="local", source_id="b")),
)


def labels(**facts: Any) -> list[str]:
    return [badge.label for badge in card(replace(LANKUM, **facts), now=NOW).badges]


def test_the_best_pick_says_its_hour_once() -> None:
    untimed = replace(LANKUM, start_time=None, day=date(2026, 11, 28), price=None)
    assert hero(LANKUM, card(LANKUM, now=NOW)).line == "Folk · from €38"
    assert hero(untimed, card(untimed, now=NOW)).line == "Time to be announced · Folk"


def test_a_card_says_day_hour_place_and_price() -> None:
    shown = card(LANKUM, now=NOW)
    assert (shown.weekday, shown.day, shown.month) == ("Sat", "28", "Nov")
    assert shown.when == "Sat 28 Nov, 8pm"
    assert shown.line == "8pm · Folk"
    assert shown.place == "Vicar Street, Dublin"
    assert (shown.price_prefix, shown.price) == ("from", "€38")
    assert shown.price_said == "From 38 euro"
    assert shown.starts_at == "2026-11-28T20:00+00:00"
    assert shown.href == "/events/lankum-vicar-street"


@pytest.mark.parametrize(
    ("moment", "when"),
    [
        (datetime(2026, 7, 3, 19, 30, tzinfo=UTC), "Fri 3 Jul, 8.30pm"),
        (datetime(2026, 12, 31, 12, 0, tzinfo=UTC), "Thu 31 Dec, noon"),
        (datetime(2027, 1, 2, 0, 0, tzinfo=UTC), "Sat 2 Jan 2027, midnight"),
        (datetime(2026, 12, 5, 0, 15, tzinfo=UTC), "Sat 5 Dec, 12.15am"),
    ],
)
def test_times_are_irish_and_short(moment: datetime, when: str) -> None:
    assert card(replace(LANKUM, start_time=moment), now=NOW).when == when


def test_a_day_without_a_time_and_no_day_at_all_are_said_so() -> None:
    day = card(replace(LANKUM, start_time=None, day=date(2026, 12, 4)), now=NOW)
    assert (day.when, day.line, day.starts_at) == ("Fri 4 Dec", "Time to be announced · Folk", "2026-12-04")
    none = card(replace(LANKUM, start_time=None, day=None), now=NOW)
    assert (none.when, none.day, none.starts_at) == ("Date to be announced", "", "")


@pytest.mark.parametrize(
    ("price", "prefix", "shown", "said", "free"),
    [
        (None, "", "", "", False),
        (PriceTag(min=0, max=0), "", "Free", "Free", True),
        (PriceTag(min=0, max=10), "up to", "€10", "Up to 10 euro", False),
        (PriceTag(min=25, max=25), "", "€25", "25 euro", False),
        (PriceTag(min=12.5, max=30), "from", "€12.50", "From 12 euro 50", False),
        (PriceTag(min=1, max=1, currency="GBP"), "", "£1", "1 pound", False),
        (PriceTag(min=20, max=20, currency="CHF"), "", "CHF 20", "20 CHF", False),
    ],
)
def test_prices_are_shown_short_and_read_out_whole(
    price: PriceTag | None, prefix: str, shown: str, said: str, free: bool
) -> None:
    made = card(replace(LANKUM, price=price), now=NOW)
    assert (made.price_prefix, made.price, made.price_said, made.free) == (prefix, shown, said, free)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"sample": True}, ["Sample"]),
        ({"status": Status.CANCELLED, "sold_out": True, "sample": True}, ["Cancelled", "Sample"]),
        ({"status": Status.CANCELLED, "sold_out": True}, ["Cancelled"]),
        ({"status": Status.POSTPONED, "sold_out": True}, ["Postponed", "Sold out"]),
        ({"sold_out": True, "price": PriceTag(min=0, max=0)}, ["Sold out", "Free"]),
        ({"start_time": NOW + timedelta(hours=2), "first_seen_at": NOW}, ["Tonight", "Just announced"]),
        ({"start_time": NOW + timedelta(hours=7)}, ["Tonight"]),
        ({"start_time": NOW + timedelta(hours=13)}, []),
        ({"start_time": NOW - timedelta(hours=3)}, ["Today"]),
        ({"first_seen_at": NOW - timedelta(days=2)}, ["Just announced"]),
        ({"first_seen_at": NOW - timedelta(days=5)}, []),
        ({"first_seen_at": NOW, "sample": True}, ["Sample"]),
    ],
)
def test_at_most_two_badges_the_weightiest_first_and_a_sample_always_says_so(
    facts: dict[str, Any], expected: list[str]
) -> None:
    assert labels(**facts) == expected


def test_new_is_said_for_a_week_and_never_of_a_sample() -> None:
    assert card(replace(LANKUM, first_seen_at=NOW - timedelta(days=6)), now=NOW).word == "New"
    assert card(replace(LANKUM, first_seen_at=NOW - timedelta(days=8)), now=NOW).word == ""
    assert card(replace(LANKUM, first_seen_at=NOW, sample=True), now=NOW).word == ""


def test_what_is_over_is_past_and_drops_its_price() -> None:
    over = card(replace(LANKUM, start_time=NOW - timedelta(hours=6)), now=NOW)
    assert over.past
    assert over.price == ""
    assert not card(replace(LANKUM, start_time=NOW - timedelta(hours=2)), now=NOW).past
    assert card(replace(LANKUM, start_time=None, day=date(2026, 11, 26)), now=NOW).past
    assert not card(replace(LANKUM, start_time=None, day=date(2026, 11, 27)), now=NOW).past


@pytest.mark.parametrize(
    ("title", "acts", "line"),
    [
        ("Róisín Murphy", ("Róisín Murphy",), "8pm · Folk"),
        ("Lankum live", ("Lankum", "Landless"), "8pm · with Landless"),
        ("A night of song", ("Lankum", "Landless"), "8pm · Lankum, with Landless"),
    ],
)
def test_the_line_names_the_acts_that_the_title_leaves_out(title: str, acts: tuple[str, ...], line: str) -> None:
    line_up = tuple(ArtistRef(id=place, name=name) for place, name in enumerate(acts))
    assert card(replace(LANKUM, title=title, artists=line_up), now=NOW).line == line


def test_sources_stand_once_each_by_trust() -> None:
    twice = (*LANKUM.sources, SourceMark(source="ticketmaster", source_id="c"))
    shown = card(replace(LANKUM, sources=twice), now=NOW)
    assert [mark.label for mark in shown.sources] == ["Local", "Ticketmaster"]
    assert shown.source_keys == "local ticketmaster"


def test_a_card_shows_our_copy_of_a_picture_and_our_poster_while_there_is_none() -> None:
    kept = photo(Kept(digest="ab" * 32, width=1000, height=500, colour="#123456"))
    shown = card(replace(LANKUM, images=(kept,)), now=NOW)
    assert shown.image == f"/pictures/{'ab' * 32}/640.webp"
    assert shown.row_image == f"/pictures/{'ab' * 32}/320.webp"
    assert shown.srcset.endswith("1280.webp 1000w")
    assert shown.colour == "#123456"
    assert shown.fallback.startswith("/art/v1/event/")
    drawn = card(LANKUM, now=NOW)
    assert drawn.image == drawn.fallback
    assert "/art/v1/event/lankum-vicar-street.svg?cut=card" in drawn.image
    assert "cut=square" in drawn.row_image
