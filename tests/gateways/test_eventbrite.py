"""Eventbrite's items, as they are and as they should not be."""

from datetime import UTC, datetime
from typing import Any

import pytest

from wtc.gateways.eventbrite import parse
from wtc.shapes.events import Listing, Price, Status

EVENT: dict[str, Any] = {
    "id": "901",
    "name": {"text": "Niamh Regan &amp; friends", "html": "<b>Niamh Regan</b>"},
    "summary": "Songs, slowly.",
    "description": {"text": None, "html": "<p>Songs,<br>slowly.</p><script>alert(1)</script>"},
    "url": "https://www.eventbrite.ie/e/901",
    "start": {"timezone": "Europe/Dublin", "local": "2026-12-05T20:00:00", "utc": "2026-12-05T20:00:00Z"},
    "end": {"timezone": "Europe/Dublin", "local": "2026-12-05T23:00:00", "utc": "2026-12-05T23:00:00Z"},
    "status": "live",
    "currency": "EUR",
    "is_free": False,
    "online_event": False,
    "category_id": "103",
    "subcategory": {"name": "Folk"},
    "logo": {"url": "https://img.example/s.jpg", "original": {"url": "https://img.example/l.jpg"}},
    "venue": {
        "id": "55", "name": "Triskel", "latitude": "51.8972", "longitude": "-8.4766",
        "address": {"address_1": "Tobin St", "city": "Cork", "region": "County Cork", "country": "IE"},
    },
    "ticket_availability": {
        "is_sold_out": False,
        "minimum_ticket_price": {"currency": "EUR", "value": 1520, "major_value": "15.20"},
        "maximum_ticket_price": {"currency": "EUR", "value": 2000, "major_value": "20.00"},
    },
}  # fmt: skip


def one(**changes: Any) -> Listing:
    listings, aside = parse({"events": [{**EVENT, **changes}]})
    assert aside == []
    return listings[0]


def test_reads_a_whole_event() -> None:
    listing = one()
    assert listing.title == "Niamh Regan & friends"
    assert listing.starts_at == datetime(2026, 12, 5, 20, tzinfo=UTC)
    assert listing.ends_at == datetime(2026, 12, 5, 23, tzinfo=UTC)
    assert listing.price == Price(low=1520, high=2000, currency="EUR")
    assert listing.genres == ("Folk",)
    assert listing.venue is not None
    assert (listing.venue.name, listing.venue.city, listing.venue.source_id) == ("Triskel", "Cork", "55")
    assert [image.url for image in listing.images] == ["https://img.example/l.jpg"]


def test_html_becomes_text() -> None:
    assert "<" not in one().description
    assert one().description.startswith("Songs,\nslowly.")


def test_a_name_without_text_is_read_from_its_html() -> None:
    assert one(name={"text": None, "html": "<b>Niamh</b> Regan"}).title == "Niamh Regan"


def test_canceled_has_one_l() -> None:
    assert one(status="canceled").status is Status.CANCELLED


def test_reads_local_time_when_utc_is_missing() -> None:
    summer = {"timezone": "Europe/Dublin", "local": "2027-07-05T20:00:00"}
    assert one(start=summer).starts_at == datetime(2027, 7, 5, 19, tzinfo=UTC)


def test_a_free_event_and_one_that_is_sold_out() -> None:
    assert one(is_free=True, ticket_availability=None).price == Price(low=0, high=0, currency="EUR")
    assert one(ticket_availability={"is_sold_out": True}).sold_out
    assert one(ticket_availability=None).price is None


@pytest.mark.parametrize(
    "change", [{"online_event": True}, {"status": "draft"}, {"is_series_parent": True}, {"category_id": "108"}]
)
def test_leaves_out_what_is_not_a_night_out(change: dict[str, Any]) -> None:
    assert parse({"events": [{**EVENT, **change}]}) == ([], [])


def test_an_event_without_a_venue_is_kept() -> None:
    assert one(venue=None).venue is None


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"name": None}, "it has no name"), ({"start": {"local": "tomorrow"}}, "its date cannot be read")],
)
def test_sets_a_bad_item_aside(change: dict[str, Any], reason: str) -> None:
    listings, aside = parse({"events": [{**EVENT, **change}, EVENT]})
    assert (len(listings), aside[0].reason, aside[0].source_id) == (1, reason, "901")
