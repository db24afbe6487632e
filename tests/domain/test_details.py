"""An event's page in words: true to its sources, whatever state it is in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from wtc.domain.details import detail, in_a_few_words, line_up_sentence
from wtc.domain.pictures import photo
from wtc.domain.provenance import price_words
from wtc.shapes.details import EventDetail, Fact, Heard, Story
from wtc.shapes.events import (
    ArtistRef,
    Event,
    ListedArtist,
    ListedVenue,
    Listing,
    Price,
    PriceTag,
    SourceMark,
    Status,
    VenueRef,
)
from wtc.shapes.pictures import Kept
from wtc.shapes.venues import Venue

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
START = datetime(2026, 11, 27, 20, tzinfo=UTC)
SELLER = "https://www.ticketmaster.ie/event/1"
GIG = Event(
    id=7,
    slug="lankum-vicar-street-2026-11-27",
    title="Lankum: the long night",
    day=date(2026, 11, 27),
    start_time=START,
    doors_time=START - timedelta(hours=1),
    venue=VenueRef(id=1, name="Vicar Street", slug="vicar-street"),
    city="Dublin",
    county="Dublin",
    artists=(ArtistRef(id=1, name="Lankum", slug="lankum"), ArtistRef(id=2, name="Landless", slug="landless")),
    family="folk",
    price=PriceTag(min=38, max=46),
    age_restriction="Over 14s",
    ticket_url=SELLER,
    sources=(SourceMark(source="ticketmaster", source_id="1", url=SELLER),),
)
LISTING = Listing(
    source="ticketmaster",
    source_id="1",
    title="Lankum",
    day=date(2026, 11, 27),
    starts_at=START,
    venue=ListedVenue(name="Vicar Street", address="58 Thomas Street"),
    artists=(ListedArtist(name="Lankum"),),
    price=Price(low=3_800, high=4_600),
)
HEARD = Heard(listing=LISTING, url=SELLER, last_seen_at=NOW)
ROOM = Venue(id=1, slug="vicar-street", name="Vicar Street", area="Dublin 8", city="Dublin", capacity=1_500)


def told(event: Event = GIG, *heard: Heard, now: datetime = NOW, room: Venue | None = ROOM) -> EventDetail:
    return detail(Story(event=event, heard=heard or (HEARD,), venue=room, nights=3), now=now)


def fact(shown: EventDetail, icon: str) -> Fact:
    return next(each for each in shown.facts if each.icon == icon)


def test_the_facts_say_when_where_how_much_and_for_whom() -> None:
    shown = told()
    when, where = fact(shown, "calendar"), fact(shown, "pin")
    assert (when.strong, when.rest, when.small) == ("Fri 27 Nov", ", 8pm", "Doors 7pm")
    assert when.moment == "2026-11-27T20:00+00:00"
    assert (where.strong, where.rest, where.small) == ("Vicar Street", ", Dublin", "Dublin 8")
    assert (fact(shown, "ticket").strong, fact(shown, "user").rest) == ("€38 to €46", "Over 14s")
    assert shown.lead == "With Landless."
    assert (shown.ticket.href, shown.ticket.word) == (SELLER, "Tickets at Ticketmaster")
    assert not shown.banner.title


def test_what_no_source_said_is_not_said() -> None:
    bare = replace(GIG, doors_time=None, price=None, age_restriction="", venue=None, city="", artists=(), ticket_url="")
    shown = told(replace(bare, description="", family="other"), room=None)
    assert [each.icon for each in shown.facts] == ["calendar", "ticket"]
    assert (fact(shown, "calendar").small, fact(shown, "ticket").rest) == ("", "Price not listed")
    assert (shown.room.name, shown.acts, shown.about, shown.lead) == ("", (), (), "")
    assert (shown.ticket.href, shown.ticket.word) == ("", "No ticket link listed")


@pytest.mark.parametrize(
    ("price", "words"),
    [
        (None, "Price not listed"),
        (PriceTag(min=0, max=0), "Free"),
        (PriceTag(min=20, max=20), "€20"),
        (PriceTag(min=18.5, max=22), "€18.50 to €22"),
        (PriceTag(min=0, max=15), "Up to €15"),
        (PriceTag(min=12, max=15, currency="GBP"), "£12 to £15"),
    ],
)
def test_a_price_in_words(price: PriceTag | None, words: str) -> None:
    assert price_words(price) == words


@pytest.mark.parametrize(
    ("event", "now", "title", "ticket"),
    [
        (replace(GIG, status=Status.CANCELLED), NOW, "Cancelled", "Cancelled, so no tickets"),
        (replace(GIG, status=Status.POSTPONED), NOW, "Postponed", "Postponed, no new date yet"),
        (GIG, START + timedelta(days=1), "Been and gone", "It's over, so no tickets"),
        (replace(GIG, sample=True), NOW, "", "Sample listing, so no ticket link"),
        (replace(GIG, sold_out=True), NOW, "", "Sold out at Ticketmaster"),
        (replace(GIG, status=Status.CANCELLED), START + timedelta(days=9), "Cancelled", "Cancelled, so no tickets"),
    ],
)
def test_what_stands_in_the_way_is_said_and_there_is_no_ticket(
    event: Event, now: datetime, title: str, ticket: str
) -> None:
    shown = told(event, now=now)
    assert (shown.banner.title, shown.ticket.href, shown.ticket.word) == (title, "", ticket)


def test_a_moved_gig_says_from_when_and_keeps_its_tickets() -> None:
    moved = Heard(listing=replace(LISTING, was_on=date(2026, 11, 20)), url=SELLER, last_seen_at=NOW)
    shown = told(replace(GIG, status=Status.RESCHEDULED), moved)
    assert shown.banner.text == "It was to be Fri 20 Nov. It's now Fri 27 Nov, 8pm."
    assert shown.ticket.href == SELLER


def test_a_gig_that_every_source_dropped_says_so_and_one_that_some_still_list_does_not() -> None:
    gone = replace(HEARD, gone_at=datetime(2026, 11, 19, 9, tzinfo=UTC))
    other = Heard(listing=replace(LISTING, source="dice", source_id="2"), last_seen_at=NOW)
    vanished = told(GIG, gone)
    assert vanished.banner.title == "No longer listed"
    assert "Thu 19 Nov" in vanished.banner.text
    assert vanished.ticket.href == ""
    assert told(GIG, gone, other).banner.title == ""


@pytest.mark.parametrize(
    ("url", "mark", "seller"),
    [
        ("https://www.whelanslive.com/x", "local", "whelanslive.com"),
        (SELLER, "ticketmaster", "Ticketmaster"),
        ("https://elsewhere.example/x", "", "elsewhere.example"),
    ],
)
def test_the_ticket_link_names_who_sells(url: str, mark: str, seller: str) -> None:
    marks = (SourceMark(source=mark, source_id="1", url=url),) if mark else ()
    assert told(replace(GIG, ticket_url=url, sources=marks)).ticket.word == f"Tickets at {seller}"


def test_sources_are_named_in_the_order_of_trust_with_what_they_gave() -> None:
    late = Heard(
        listing=replace(
            LISTING, source="bandsintown", source_id="9", starts_at=START - timedelta(minutes=30), price=None
        ),
        url="https://bandsintown.example/9",
        last_seen_at=NOW - timedelta(days=5),
    )
    came = told(GIG, late, HEARD).provenance
    assert [each.name for each in came.sources] == ["Ticketmaster", "Bandsintown"]
    assert [each.kind for each in came.sources] == ["emerald", "gold"]
    assert came.sources[0].gave == "Date, time, room, line-up, price"
    assert came.sources[0].seen == "Seen Sat 21 Nov, noon"
    assert came.summary.startswith("Two listings, one night.")
    assert came.notes == ("Start: Ticketmaster says 8pm, Bandsintown says 7.30pm. We went with Ticketmaster.",)


def test_add_ons_are_counted_and_not_called_sources() -> None:
    parking = Heard(listing=replace(LISTING, source_id="2", title="Parking", extra=True), last_seen_at=NOW)
    came = told(GIG, HEARD, parking).provenance
    assert len(came.sources) == 1
    assert came.summary.endswith("1 add-on (VIP, parking, resale) folded in.")
    assert came.notes == ()


def test_the_room_says_what_is_known_of_it() -> None:
    shown = told().room
    assert (shown.name, shown.nights) == ("Vicar Street", "3 more nights listed here")
    assert [(each.rest, each.small) for each in shown.facts] == [
        ("Holds 1,500", ""),
        ("58 Thomas Street", "Dublin, Co. Dublin"),
    ]
    unknown = told(room=replace(ROOM, capacity=0)).room
    assert [each.icon for each in unknown.facts] == ["pin"]


@pytest.mark.parametrize(
    ("title", "names", "sentence"),
    [
        ("Lankum", ["Lankum"], ""),
        ("Lankum live", ["Lankum", "Landless"], "With Landless."),
        ("A Night Out", ["Lankum", "Landless"], "Lankum, with Landless."),
        ("A Night Out", ["Lankum"], "Lankum."),
        ("Lankum", ["Lankum", "A", "B", "C"], "With A, B and C."),
        ("Lankum", ["Lankum", *"ABCDEF"], "With A, B, C, D and 2 more."),
        ("A Night Out", [], ""),
    ],
)
def test_the_line_up_is_one_sentence_that_repeats_no_title(title: str, names: list[str], sentence: str) -> None:
    assert line_up_sentence(title, [ArtistRef(id=n, name=name) for n, name in enumerate(names)]) == sentence


def test_a_few_words_tell_a_sample_and_a_cancellation_first() -> None:
    assert in_a_few_words(GIG) == "With Landless. Vicar Street, Dublin. Fri 27 Nov, 8pm. €38 to €46."
    assert in_a_few_words(replace(GIG, sample=True)).startswith("Sample listing")
    assert in_a_few_words(replace(GIG, status=Status.CANCELLED)).startswith("Cancelled. ")


def test_a_poster_is_our_copy_of_a_picture_in_every_width_or_else_artwork() -> None:
    kept = photo(Kept(digest="ab" * 32, width=1280, height=720))
    shown = told(replace(GIG, images=(kept,)))
    assert shown.poster == kept.url
    assert shown.poster_set.count(".webp ") == 4
    assert shown.fallback.startswith("/art/v1/event/")
    assert told(GIG).poster.startswith("/art/v1/event/")


def test_a_gig_without_a_date_says_so_and_offers_no_calendar() -> None:
    shown = told(replace(GIG, day=None, start_time=None, doors_time=None))
    assert fact(shown, "calendar").strong == "Date to be announced"
    assert shown.calendar == ""
    assert fact(told(replace(GIG, start_time=None, doors_time=None)), "calendar").small == "Time to be announced"
