"""One event of several listings: whose word stands when an organiser lists a copy of somebody else's show."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from wtc.domain import clues, merging
from wtc.domain.merging import Word
from wtc.shapes.events import ListedArtist, ListedVenue, Listing, Status

DAY = date(2026, 11, 27)
ON, OFF, LATER, MOVED = Status.SCHEDULED, Status.CANCELLED, Status.POSTPONED, Status.RESCHEDULED


def word(source: str, status: Status = ON, title: str = "Lankum", *, gone: bool = False, **more: Any) -> Word:
    """A listing of one night at Whelan's."""
    hour = more.pop("hour", 20)
    listing = Listing(
        source=source, source_id="1", title=title, day=DAY, starts_at=datetime(2026, 11, 27, hour, tzinfo=UTC),
        venue=ListedVenue(name="Whelan's", city="Dublin"), artists=(ListedArtist(name="Lankum"),), status=status,
        **more,
    )  # fmt: skip
    return Word(listing=listing, clue=clues.clue(listing, "whelans|dublin", "dublin"), gone=gone)


def merged(*words: Word) -> merging.Facts:
    """The same whoever is heard first."""
    one, other = merging.merge(words, {}), merging.merge(words[::-1], {})
    assert (one.status, one.title, one.starts_at) == (other.status, other.title, other.starts_at)
    return one


@pytest.mark.parametrize("seller", merging.TICKETING)
@pytest.mark.parametrize("word_of_it", [OFF, LATER, MOVED])
def test_an_organiser_cannot_stop_a_show_that_somebody_sells(seller: str, word_of_it: Status) -> None:
    assert merged(word("local", word_of_it), word(seller)).status is ON


@pytest.mark.parametrize("seller", merging.TICKETING)
def test_an_organiser_stops_a_show_that_no_seller_has_on(seller: str) -> None:
    assert merged(word("local", OFF), word(seller, gone=True)).status is OFF
    assert merged(word("local", LATER), word(seller, gone=True)).status is LATER
    assert merged(word("local", OFF), word(seller, OFF)).status is OFF
    assert merged(word("local", OFF)).status is OFF


def test_the_seller_says_what_became_of_the_show() -> None:
    assert merged(word("local", OFF), word("ticketmaster", LATER)).status is LATER
    assert merged(word("local"), word("ticketmaster", OFF)).status is OFF
    assert merged(word("local"), word("ticketmaster", OFF), word("dice")).status is OFF


def test_an_organisers_copy_rewrites_nothing_that_ticketmaster_lists() -> None:
    copy = word("local", title="Lankum: all tickets from me", hour=22)
    facts = merged(copy, word("ticketmaster"), word("dice", title="Lankum at Dice"))
    assert (facts.title, facts.starts_at) == ("Lankum", datetime(2026, 11, 27, 20, tzinfo=UTC))


@pytest.mark.parametrize("other", [word("ticketmaster", gone=True), word("ticketmaster", extra=True), word("dice")])
def test_an_organiser_leads_where_ticketmaster_does_not_list_the_show(other: Word) -> None:
    assert merged(word("local", title="Lankum, the long set"), other).title == "Lankum, the long set"
