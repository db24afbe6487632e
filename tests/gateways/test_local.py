"""Our own form for organisers."""

from datetime import UTC, date, datetime
from typing import Any

from wtc.gateways.local import parse
from wtc.shapes.events import Listing, Price, Status

GIG: dict[str, Any] = {
    "id": "cleeres-1", "title": "Saturday session", "date": "2026-12-05", "doors": "19:30", "time": "20:00",
    "end": "00:30", "venue": {"name": "Cleere's", "town": "Kilkenny", "county": "Kilkenny", "country": "IE"},
    "line_up": ["A", "B"], "genres": ["trad"], "price": {"from": 15, "to": 18.5, "currency": "EUR"},
    "about": "Come <b>early</b>.", "tickets": "https://example.org/t",
}  # fmt: skip


def one(**changes: Any) -> Listing:
    listings, aside = parse({"events": [{**GIG, **changes}]})
    assert aside == []
    return listings[0]


def test_reads_a_whole_gig() -> None:
    listing = one()
    assert listing.starts_at == datetime(2026, 12, 5, 20, tzinfo=UTC)
    assert listing.doors_at == datetime(2026, 12, 5, 19, 30, tzinfo=UTC)
    assert listing.ends_at == datetime(2026, 12, 6, 0, 30, tzinfo=UTC)
    assert listing.price == Price(low=1500, high=1850, currency="EUR")
    assert listing.url == "https://example.org/t"
    assert "<" not in listing.description


def test_free_and_unsaid_prices() -> None:
    assert one(price="free").price == Price(low=0, high=0)
    assert one(price=12).price == Price(low=1200, high=1200)
    assert one(price=None).price is None


def test_a_day_to_be_announced_and_a_time_not_known() -> None:
    assert (one(date="tba").day, one(date="tba").starts_at) == (None, None)
    assert (one(time=None).day, one(time=None).starts_at) == (date(2026, 12, 5), None)


def test_a_moved_gig_says_when_it_was_to_be() -> None:
    listing = one(status="rescheduled", was_on="2026-11-28")
    assert (listing.status, listing.was_on) == (Status.RESCHEDULED, date(2026, 11, 28))


def test_a_dangerous_ticket_link_is_dropped() -> None:
    assert one(tickets="javascript:alert(1)").url == ""


def test_a_wrong_date_is_set_aside() -> None:
    listings, aside = parse({"events": [{**GIG, "date": "5/12/26"}]})
    assert (listings, aside[0].reason) == ([], "its date is not YYYY-MM-DD")
