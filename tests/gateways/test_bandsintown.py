"""Bandsintown's items, as they are and as they should not be."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from wtc.gateways.bandsintown import parse
from wtc.shapes.events import Listing, Price, Status

SHOW: dict[str, Any] = {
    "id": "104512",
    "artist_id": "77",
    "url": "https://www.bandsintown.com/e/104512?app_id=x&came_from=267",
    "datetime": "2026-12-05T20:00:00",
    "starts_at": "2026-12-05T20:00:00",
    "ends_at": "",
    "title": "",
    "description": "",
    "lineup": ["Lankum", "Landless"],
    "offers": [{"type": "Tickets", "url": "https://x.example/t", "status": "available"}],
    "sold_out": False,
    "free": False,
    "venue": {
        "name": "Vicar Street", "city": "Dublin", "region": "", "country": "Ireland", "latitude": "53.3428",
        "longitude": "-6.2766", "street_address": "", "postal_code": "", "timezone": "Europe/Dublin",
    },
    "artist": {"id": "77", "name": "Lankum", "mbid": "", "image_url": "https://photos.example/l.jpg"},
}  # fmt: skip


def one(**changes: Any) -> Listing:
    listings, aside = parse({"events": [{**SHOW, **changes}]})
    assert aside == []
    return listings[0]


def test_reads_a_whole_show() -> None:
    listing = one()
    assert (listing.source_id, listing.title, listing.day) == ("104512", "Lankum", date(2026, 12, 5))
    assert listing.starts_at == datetime(2026, 12, 5, 20, tzinfo=UTC)
    assert listing.venue is not None
    assert listing.venue.geo is not None
    assert (listing.venue.name, listing.venue.country, listing.venue.geo.lat) == ("Vicar Street", "IE", 53.3428)
    assert [act.name for act in listing.artists] == ["Lankum", "Landless"]
    assert (listing.artists[0].source_id, listing.artists[1].source_id) == ("77", "")
    assert listing.url.endswith("came_from=267")


def test_reads_a_wall_time_as_the_time_where_the_venue_is() -> None:
    assert one(datetime="2027-07-05T20:00:00").starts_at == datetime(2027, 7, 5, 19, tzinfo=UTC)


def test_an_empty_string_is_nothing() -> None:
    venue = {"name": "The Dock", "city": "", "country": "", "latitude": "", "longitude": "", "timezone": ""}
    listing = one(venue=venue, ends_at="", on_sale_datetime="", title="")
    assert listing.venue is not None
    assert (listing.venue.city, listing.venue.geo, listing.timezone) == ("", None, "Europe/Dublin")
    assert (listing.ends_at, listing.on_sale_at) == (None, None)


def test_the_display_rule_date_means_that_the_time_is_not_known() -> None:
    listing = one(datetime_display_rule="date")
    assert (listing.day, listing.starts_at) == (date(2026, 12, 5), None)


def test_a_show_is_sold_out_when_it_says_so_or_when_every_offer_is() -> None:
    gone = {"type": "Tickets", "status": "sold out"}
    assert one(sold_out=True).sold_out
    assert one(offers=[gone, gone]).sold_out
    assert not one(offers=[gone, {"type": "Presale", "status": "available"}]).sold_out
    assert not one(offers=[]).sold_out


def test_a_free_show_costs_nothing() -> None:
    assert one(free=True).price == Price(low=0, high=0, currency="EUR")


@pytest.mark.parametrize(
    ("country", "region", "expected"),
    [("United Kingdom", "Northern Ireland", "NI"), ("UK", "Antrim", "NI"), ("Ireland", "", "IE"), ("IE", "", "IE")],
)
def test_tells_the_two_sides_of_the_border_apart(country: str, region: str, expected: str) -> None:
    venue = {"name": "A room", "city": "Somewhere", "country": country, "region": region}
    listing = one(venue=venue)
    assert listing.venue is not None
    assert listing.venue.country == expected


@pytest.mark.parametrize(
    "venue",
    [
        {"name": "Barrowland", "country": "United Kingdom", "region": "Scotland"},
        {"name": "Paradiso", "country": "Netherlands"},
        {"name": "Live stream", "country": "Ireland"},
        {"name": "x", "type": "Virtual"},
    ],
)
def test_leaves_out_shows_abroad_and_online(venue: dict[str, str]) -> None:
    assert parse({"events": [{**SHOW, "venue": venue}]}) == ([], [])


@pytest.mark.parametrize(
    ("title", "kept", "status"),
    [
        ("CANCELLED: Lankum", "Lankum", Status.CANCELLED),
        ("Lankum (Canceled)", "Lankum", Status.CANCELLED),
        ("Lankum - POSTPONED", "Lankum", Status.POSTPONED),
        ("The cancel culture tour", "The cancel culture tour", Status.SCHEDULED),
    ],
)
def test_reads_a_show_called_off_in_its_own_title(title: str, kept: str, status: Status) -> None:
    listing = one(title=title)
    assert (listing.title, listing.status) == (kept, status)


def test_a_sample_has_no_ticket_link() -> None:
    listings, _ = parse({"events": [SHOW]}, sample=True)
    assert (listings[0].sample, listings[0].url) == (True, "")


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({**SHOW, "datetime": "soon", "starts_at": ""}, "its date cannot be read"),
        ({**SHOW, "datetime": "2026-13-45T20:00:00"}, "its date cannot be read"),
        ({**SHOW, "id": None, "url": None}, "it has no usable id"),
        ({**SHOW, "lineup": [], "artist": None}, "it has neither a title nor a line-up"),
        ("nonsense", "it is not an object"),
    ],
)
def test_sets_a_bad_item_aside_and_goes_on(broken: Any, reason: str) -> None:
    listings, aside = parse({"events": [broken, SHOW]})
    assert len(listings) == 1
    assert [item.reason for item in aside] == [reason]
