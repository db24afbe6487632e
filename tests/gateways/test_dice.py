"""Dice's items in both shapes, as they are and as they should not be."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from wtc.gateways.dice import parse
from wtc.shapes.events import Listing, Price

FLAT: dict[str, Any] = {
    "id": "64aa", "title": "KETTAMA all night", "url": "https://dice.fm/event/64aa",
    "doorsOpenDate": "2026-12-05T23:00:00",
    "doorsCloseDate": "2026-12-05T03:00:00", "venue": "Index", "city": "Dublin", "latitude": 53.34, "longitude": -6.26,
    "price": "€15.20", "tags": ["house", "techno"], "image": "https://img.example/k.jpg", "ageRestriction": "18+",
    "lineup": ["KETTAMA", "DART"], "description": "All night long.",
}  # fmt: skip
NESTED: dict[str, Any] = {
    "slug": "or-la-derry", "name": "Or:la", "date_unix": 1796511600, "endDate": "2026-12-06T02:00:00+00:00",
    "venue": {"name": "Nerve Centre", "city": {"name": "Derry"}, "location": {"lat": "54.997", "lng": "-7.32"}},
    "priceFrom": 12.5, "priceTo": 15, "currency": "GBP", "artists": [{"name": "Or:la"}],
}  # fmt: skip


def one(item: dict[str, Any]) -> Listing:
    listings, aside = parse({"items": [item]})
    assert aside == []
    return listings[0]


def test_reads_the_flat_shape() -> None:
    listing = one(FLAT)
    assert (listing.source_id, listing.title, listing.day) == ("64aa", "KETTAMA all night", date(2026, 12, 5))
    assert listing.starts_at == datetime(2026, 12, 5, 23, tzinfo=UTC)
    assert listing.price == Price(low=1520, high=1520, currency="EUR")
    assert [act.name for act in listing.artists] == ["KETTAMA", "DART"]
    assert (listing.genres, listing.age) == (("house", "techno"), "18+")


def test_a_club_night_ends_the_next_day() -> None:
    assert one(FLAT).ends_at == datetime(2026, 12, 6, 3, tzinfo=UTC)


def test_reads_the_nested_shape() -> None:
    listing = one(NESTED)
    assert (listing.source_id, listing.title) == ("or-la-derry", "Or:la")
    assert listing.starts_at == datetime.fromtimestamp(1796511600, UTC)
    assert listing.price == Price(low=1250, high=1500, currency="GBP")
    assert listing.venue is not None
    assert listing.venue.geo is not None
    assert (listing.venue.name, listing.venue.city, listing.venue.geo.lat) == ("Nerve Centre", "Derry", 54.997)


@pytest.mark.parametrize(
    ("said", "low", "high", "currency"),
    [
        ("Free", 0, 0, "EUR"), ("€15.20", 1520, 1520, "EUR"), ("from £10", 1000, 1000, "GBP"), (12, 1200, 1200, "EUR"),
        ("€10 - €20", 1000, 2000, "EUR"), ("15,50 €", 1550, 1550, "EUR"), ("€1,250", 125000, 125000, "EUR"),
        ({"amount": 1520, "currency": "GBP"}, 1520, 1520, "GBP"),
    ],
)  # fmt: skip
def test_reads_prices_in_words(said: Any, low: int, high: int, currency: str) -> None:
    assert one({**FLAT, "price": said}).price == Price(low=low, high=high, currency=currency)


@pytest.mark.parametrize("said", [None, "", "TBC", -5, "sold out", [], True])
def test_no_price_is_no_price(said: Any) -> None:
    assert one({**FLAT, "price": said}).price is None


def test_a_day_alone_gives_no_time() -> None:
    listing = one({**FLAT, "doorsOpenDate": "2026-12-05", "doorsCloseDate": None})
    assert (listing.day, listing.starts_at) == (date(2026, 12, 5), None)


def test_an_item_without_an_id_is_known_by_its_address() -> None:
    item = {name: value for name, value in FLAT.items() if name != "id"} | {"url": "https://dice.fm/event/xyz-1?a=b"}
    assert one(item).source_id == "xyz-1"


def test_leaves_out_shows_abroad() -> None:
    assert parse({"items": [{**NESTED, "venue": {"name": "Berghain", "country": "Germany"}}]}) == ([], [])


def test_sets_a_bad_item_aside() -> None:
    listings, aside = parse({"items": [{**FLAT, "doorsOpenDate": "later"}, FLAT]})
    assert (len(listings), aside[0].reason) == (1, "its date cannot be read")
