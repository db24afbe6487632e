"""Ticketmaster's items read as they come: whole, bare, wrong and hostile."""

import copy
from datetime import UTC, date, datetime
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wtc.gateways.ticketmaster import parse
from wtc.shapes.events import Geo, Listing, Price, Status

MUSIC = {"segment": {"id": "KZFzniwnSyZfZ7v7nJ", "name": "Music"}}
WHOLE: dict[str, Any] = {
    "id": "G5v0Z9abc",
    "name": "Róisín Murphy",
    "url": "https://www.ticketmaster.ie/event/1",
    "test": False,
    "images": [
        {"ratio": "3_2", "url": "https://img.example/a.jpg", "width": 640, "height": 427, "fallback": False},
        {"ratio": "16_9", "url": "https://img.example/generic.jpg", "width": 1024, "height": 576, "fallback": True},
        {"ratio": "16_9", "url": "https://img.example/small.jpg", "width": 205, "height": 115, "fallback": False},
        {"ratio": "16_9", "url": "https://img.example/best.jpg", "width": 1136, "height": 639, "fallback": False},
        {"ratio": "16_9", "url": "javascript:alert(1)", "width": 1024, "height": 576, "fallback": False},
    ],
    "sales": {"public": {"startDateTime": "2026-10-01T09:00:00Z", "startTBD": False}},
    "dates": {
        "start": {"localDate": "2026-12-05", "localTime": "19:00:00", "dateTime": "2026-12-05T19:00:00Z"},
        "end": {"dateTime": "2026-12-05T22:30:00Z"},
        "status": {"code": "onsale"},
    },
    "classifications": [
        {**MUSIC, "primary": True, "genre": {"name": "Dance/Electronic"}, "subGenre": {"name": "House"}},
        {"segment": {"name": "Undefined"}, "genre": {"name": "Undefined"}},
    ],
    "info": "Doors at 6pm.<br>No <b>bags</b> &amp; no cameras.",
    "pleaseNote": "<script>alert(1)</script>",
    "priceRanges": [{"type": "standard", "currency": "EUR", "min": 35.5, "max": 49.9}],
    "ageRestrictions": {"legalAgeEnforced": True},
    "_embedded": {
        "venues": [
            {
                "id": "KovZ9177x",
                "name": "Vicar Street",
                "city": {"name": "Dublin"},
                "country": {"countryCode": "IE"},
                "address": {"line1": "58-59 Thomas Street", "line2": None},
                "postalCode": "D08",
                "location": {"latitude": "53.342800", "longitude": "-6.276600"},
                "timezone": "Europe/Dublin",
            }
        ],
        "attractions": [
            {
                "id": "K8v1",
                "name": "Róisín Murphy",
                "externalLinks": {
                    "spotify": [{"url": "https://open.spotify.com/artist/4sTFGCKSPAOKpPXmpBKRIO?si=x"}],
                    "musicbrainz": [{"id": "4C56405D-BA8E-4283-99C3-1DC95BDD50E7"}],
                },
            },
            {"id": "K8v2", "name": "Support"},
            {"id": "K8v1", "name": "Róisín Murphy"},
        ],
    },
}


def page(*items: Any) -> dict[str, Any]:
    return {"_embedded": {"events": list(items)}}


def one(**changes: Any) -> Listing:
    listings, aside = parse(page({**copy.deepcopy(WHOLE), **changes}))
    assert aside == []
    return listings[0]


def reason(**changes: Any) -> str:
    listings, aside = parse(page({**copy.deepcopy(WHOLE), **changes}))
    assert listings == []
    return aside[0].reason


def start(**fields: Any) -> dict[str, Any]:
    return {"start": fields}


def test_reads_a_whole_item() -> None:
    found = one()
    assert (found.source, found.source_id, found.title) == ("ticketmaster", "G5v0Z9abc", "Róisín Murphy")
    assert found.day == date(2026, 12, 5)
    assert found.starts_at == datetime(2026, 12, 5, 19, tzinfo=UTC)
    assert found.ends_at == datetime(2026, 12, 5, 22, 30, tzinfo=UTC)
    assert found.on_sale_at == datetime(2026, 10, 1, 9, tzinfo=UTC)
    assert found.status is Status.SCHEDULED
    assert found.venue is not None
    assert (found.venue.name, found.venue.city, found.venue.country) == ("Vicar Street", "Dublin", "IE")
    assert found.venue.geo == Geo(lat=53.3428, lon=-6.2766)
    assert found.venue.address == "58-59 Thomas Street, D08"
    assert [act.name for act in found.artists] == ["Róisín Murphy", "Support"]
    assert found.artists[0].spotify_id == "4sTFGCKSPAOKpPXmpBKRIO"
    assert found.artists[0].musicbrainz_id == "4c56405d-ba8e-4283-99c3-1dc95bdd50e7"
    assert found.genres == ("House", "Dance/Electronic")
    assert found.price == Price(low=3550, high=4990, currency="EUR")
    assert found.age == "18+"
    assert [image.url.rsplit("/")[-1] for image in found.images] == ["best.jpg", "small.jpg", "a.jpg", "generic.jpg"]
    assert found.description == "Doors at 6pm.\nNo bags & no cameras.\n\nalert(1)"
    assert (found.extra, found.resale, found.sample) == (False, False, False)
    assert orjson.loads(found.raw) == WHOLE


def test_the_barest_item_is_a_listing_to_be_announced() -> None:
    listings, aside = parse(page({"id": "x", "name": "Lankum"}))
    assert aside == []
    assert (listings[0].day, listings[0].starts_at, listings[0].venue) == (None, None, None)


def test_a_sample_carries_its_mark_and_no_link() -> None:
    listings, _ = parse(page(WHOLE), sample=True)
    assert listings[0].sample
    assert listings[0].url == ""


@pytest.mark.parametrize(
    ("dates", "day", "hour"),
    [
        (start(localDate="2026-12-05", timeTBA=True), "2026-12-05", None),
        (start(localDate="2026-12-05", noSpecificTime=True, dateTime="2026-12-05T00:00:00Z"), "2026-12-05", None),
        (start(localDate="2026-12-05", dateTBA=True), None, None),
        (start(dateTBD=True), None, None),
        (start(localDate="2027-07-05", localTime="20:00:00"), "2027-07-05", 19),
        (start(localDate="2027-07-05", localTime="20:00"), "2027-07-05", 19),
        (start(dateTime="2027-07-05T23:30:00Z"), "2027-07-06", 23),
        (start(localDate="garbage", dateTime="2026-12-05T19:00:00Z"), "2026-12-05", 19),
        (start(localDate="2026-12-05", dateTime="NaN", localTime="25:99"), "2026-12-05", None),
        ({}, None, None),
        (None, None, None),
        ([1, 2], None, None),
        ({"start": "soon"}, None, None),
        ({**start(localDate="2026-12-05", localTime="20:00"), "timezone": "../../etc/passwd"}, "2026-12-05", 20),
        ({**start(localDate="2026-12-05", localTime="20:00"), "timezone": "Europe/Paris"}, "2026-12-05", 19),
    ],
)
def test_reads_every_way_of_saying_when(dates: Any, day: str | None, hour: int | None) -> None:
    found = one(dates=dates)
    assert (found.day.isoformat() if found.day else None) == day
    assert (found.starts_at.hour if found.starts_at else None) == hour


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"id": None}, "no usable id"),
        ({"id": "x" * 121}, "no usable id"),
        ({"name": ""}, "no name"),
        ({"name": ["a"]}, "no name"),
        ({"name": "\u200b\u202e"}, "no name"),
        ({"dates": start(localDate="2026-13-45")}, "date cannot be read: '2026-13-45'"),
        ({"dates": start(localDate="1900-01-01")}, "1900-01-01"),
        ({"dates": start(dateTime="NaN")}, "NaN"),
        ({"dates": start(localDate=20261205)}, "20261205"),
        ({"info": "x" * 300_000}, "larger than 256 kB"),
    ],
)
def test_sets_a_malformed_item_aside_in_plain_words(changes: dict[str, Any], words: str) -> None:
    assert words in reason(**changes)


def test_one_bad_item_does_not_spoil_the_page() -> None:
    listings, aside = parse(page(None, 7, "x", [], {"id": "a"}, WHOLE, {"id": "b", "name": "Kíla"}))
    assert [found.source_id for found in listings] == ["G5v0Z9abc", "b"]
    assert len(aside) == 5
    assert all(each.reason and each.source_id for each in aside)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("onsale", Status.SCHEDULED),
        ("offsale", Status.SCHEDULED),
        ("cancelled", Status.CANCELLED),
        ("canceled", Status.CANCELLED),
        ("postponed", Status.POSTPONED),
        ("rescheduled", Status.RESCHEDULED),
        ("bananas", Status.SCHEDULED),
        (None, Status.SCHEDULED),
    ],
)
def test_maps_every_status(code: str | None, status: Status) -> None:
    assert one(dates={**WHOLE["dates"], "status": {"code": code}}).status is status


def test_a_rescheduled_event_remembers_its_first_date() -> None:
    moved = one(dates={**WHOLE["dates"], "initialStartDate": {"localDate": "2026-11-01"}})
    assert moved.was_on == date(2026, 11, 1)
    assert one(dates={**WHOLE["dates"], "initialStartDate": {"localDate": "2026-12-05"}}).was_on is None


@pytest.mark.parametrize(
    ("name", "extra"),
    [
        ("Lankum - VIP Packages", True),
        ("Lankum | Official Platinum", True),
        ("Lankum - Premium", True),
        ("Car Parking - Lankum", True),
        ("3Arena Parking", True),
        ("Lankum: Meet & Greet Upgrade", True),
        ("Lankum (VIP Experience)", True),
        ("Car Seat Headrest", False),
        ("Parkway Drive", False),
        ("Premium Blend", False),
        ("Platinum Moon", False),
        ("Linkin Park", False),
        ("The VIPs", False),
    ],
)
def test_knows_an_add_on_from_a_band(name: str, extra: bool) -> None:
    assert one(name=name).extra is extra


def test_knows_a_resale_copy() -> None:
    assert one(id="Z7r9jZ1AdOfPk").resale
    assert one(source={"name": "tmr"}).resale
    assert not one(source={"name": "ticketmaster"}).resale


@pytest.mark.parametrize(
    ("classes", "kept"),
    [
        (None, True),
        ([], True),
        ([{"segment": {"name": "Undefined"}}], True),
        ([{"segment": {"name": "Music"}}], True),
        ([{"segment": {"id": "KZFzniwnSyZfZ7v7nJ"}}], True),
        ([{"segment": {"name": "Sports"}, "genre": {"name": "Rugby"}}], False),
        ([{"segment": {"name": "Arts & Theatre"}, "genre": {"name": "Comedy"}}], True),
        ([{"segment": {"name": "Arts & Theatre"}, "genre": {"name": "Children's Theatre"}}], False),
        ([{"segment": {"name": "Film"}}], False),
        ([{"segment": {"name": "Miscellaneous"}}], False),
        ([{"segment": {"id": "KZFzniwnSyZfZ7v7nE"}}], False),
        ([{"segment": {"name": "Undefined"}}, {"segment": {"name": "Music"}}], True),
    ],
)
def test_takes_music_comedy_and_nothing_else(classes: Any, kept: bool) -> None:
    listings, aside = parse(page({**WHOLE, "classifications": classes}))
    assert (len(listings), len(aside)) == (int(kept), 0)


def test_leaves_test_events_out() -> None:
    assert parse(page({**WHOLE, "test": True})) == ([], [])


@pytest.mark.parametrize(
    ("ranges", "price"),
    [
        (None, None),
        ("cheap", None),
        ([{"min": -1, "max": 10}], None),
        ([{"min": 20, "max": 10}], None),
        ([{"min": "NaN", "max": 10}], None),
        ([{"min": 1e300, "max": 1e301}], None),
        ([{"max": 30}], None),
        ([{"min": 19.99}], Price(low=1999, high=1999)),
        ([{"min": "20", "max": "30", "currency": "GBP"}], Price(low=2000, high=3000, currency="GBP")),
        ([{"min": 10, "max": 12, "currency": 7}, {"min": 8, "max": 9}], Price(low=800, high=1200)),
        (
            [{"type": "standard", "min": 10, "max": 12}, {"type": "standard including fees", "min": 11.5, "max": 14}],
            Price(low=1150, high=1400),
        ),
    ],
)
def test_reads_prices_only_when_they_make_sense(ranges: Any, price: Price | None) -> None:
    assert one(priceRanges=ranges).price == price


@pytest.mark.parametrize("told", ["1900-01-01T06:00:00Z", "1900-01-01T18:00:00Z", None, 5, "soon"])
def test_an_on_sale_date_in_1900_is_none(told: Any) -> None:
    assert one(sales={"public": {"startDateTime": told}}).on_sale_at is None


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JaVa\tscript:x", "data:text/html,x", "vbscript:x", "//evil", 7, None]
)
def test_drops_addresses_that_are_not_web_addresses(address: Any) -> None:
    assert one(url=address).url == ""


@pytest.mark.parametrize(
    ("place", "geo"),
    [
        ({"latitude": "", "longitude": None}, None),
        ({"latitude": "0", "longitude": "0"}, None),
        ({"latitude": "NaN", "longitude": "1"}, None),
        ({"latitude": 95, "longitude": 1}, None),
        ({"latitude": 54.6, "longitude": -5.9}, Geo(lat=54.6, lon=-5.9)),
    ],
)
def test_reads_a_place_in_words_or_numbers(place: Any, geo: Geo | None) -> None:
    found = one(_embedded={"venues": [{"name": "Limelight", "country": {"countryCode": "ND"}, "location": place}]})
    assert found.venue is not None
    assert found.venue.geo == geo
    assert found.venue.country == "NI"


def test_a_stub_venue_is_no_venue() -> None:
    assert one(_embedded={"venues": [{"id": "K1", "type": "venue"}], "attractions": None}).venue is None


def test_a_venue_to_be_announced_still_has_its_town() -> None:
    found = one(_embedded={"venues": [{"id": "K1", "city": {"name": "Sligo"}, "country": {"countryCode": "IE"}}]})
    assert found.venue is not None
    assert (found.venue.name, found.venue.city) == ("", "Sligo")


def test_a_reshuffled_item_is_the_same_item() -> None:
    turned = dict(reversed(list(WHOLE.items())))
    assert parse(page(turned))[0][0].raw == one().raw


def test_half_a_surrogate_pair_is_not_kept() -> None:
    assert "\ud83d" not in one(name="Gig \ud83d").raw


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = sorted({*WHOLE, "doorsTimes", "source"})
PARTS = ("start", "end", "status", "timezone", "localDate", "dateTime", "venues", "attractions", "public", "name")


@settings(max_examples=300, deadline=None)
@given(JSON)
def test_parse_never_raises_on_any_json(payload: Any) -> None:
    parse(payload)
    parse({"_embedded": {"events": payload}})


@settings(max_examples=600, deadline=None)
@given(st.dictionaries(st.sampled_from(FIELDS), JSON | st.dictionaries(st.sampled_from(PARTS), JSON)))
def test_parse_never_raises_on_any_field(changes: dict[str, Any]) -> None:
    listings, aside = parse(page({**WHOLE, **changes}))
    assert len(listings) + len(aside) <= 1
    for found in listings:
        assert found.starts_at is None or found.starts_at.tzinfo is not None
        assert found.price is None or 0 <= found.price.low <= found.price.high
        found.raw.encode()
