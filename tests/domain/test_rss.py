"""Gigs as RSS, read back by a parser of XML and by the dates of mail."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest

from wtc.domain import rss
from wtc.shapes.events import Event, Status, VenueRef
from wtc.shapes.feeds import Entry

KNOWN = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
GIG = Event(
    id=12,
    slug="lankum",
    title="Lankum",
    day=date(2026, 11, 27),
    start_time=datetime(2026, 11, 27, 20, tzinfo=UTC),
    venue=VenueRef(id=1, name="Vicar Street"),
    first_seen_at=KNOWN,
)


def read(*events: Event, name: str = "Mine") -> ElementTree.Element:
    entries = [
        Entry(event=event, address=f"https://craic.example/events/{event.slug}", about="About.", changed_at=KNOWN)
        for event in events
    ]
    channel = ElementTree.fromstring(rss.feed(entries, name=name, home="https://craic.example/saved")).find("channel")
    assert channel is not None
    return channel


def test_a_gig_is_an_item_with_its_own_guid_and_the_day_it_became_known() -> None:
    channel = read(GIG)
    assert channel.findtext("title") == "Mine"
    assert channel.findtext("link") == "https://craic.example/saved"
    (item,) = channel.findall("item")
    assert item.findtext("title") == "Lankum, Fri 27 Nov 2026, 8pm, Vicar Street"
    assert item.findtext("link") == "https://craic.example/events/lankum"
    assert item.findtext("guid") == "event-12@whatsthecraic"
    assert parsedate_to_datetime(item.findtext("pubDate") or "") == KNOWN
    guid = item.find("guid")
    assert guid is not None
    assert guid.get("isPermaLink") == "false"


def test_what_became_known_last_comes_first_and_a_hundred_are_enough() -> None:
    gigs = [replace(GIG, id=n, first_seen_at=KNOWN + timedelta(hours=n)) for n in range(1, 131)]
    found = [item.findtext("guid") for item in read(*gigs).findall("item")]
    assert len(found) == rss.MOST
    assert found[:2] == ["event-130@whatsthecraic", "event-129@whatsthecraic"]


@pytest.mark.parametrize(
    ("status", "begins"),
    [(Status.CANCELLED, "Cancelled: "), (Status.POSTPONED, "Postponed: "), (Status.RESCHEDULED, "New date: ")],
)
def test_a_gig_that_is_off_says_so(status: Status, begins: str) -> None:
    assert (read(replace(GIG, status=status)).findtext("item/title") or "").startswith(begins)


@pytest.mark.parametrize("title", ["</title><script>", "a & b ]]>", "x\x00\x0b\ud800y", "🎻 " * 2_000, "\ufffe"])
def test_whatever_a_title_holds_it_is_still_xml(title: str) -> None:
    channel = read(replace(GIG, title=title), name=title)
    assert len(channel.findall("item")) == 1
    assert [child.tag for child in channel] == ["title", "link", "description", "language", "ttl", "item"]
