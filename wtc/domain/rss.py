"""Gigs as RSS 2.0: the latest to become known first, every link absolute."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree.ElementTree import Element, SubElement, tostring

from wtc.domain.cards import when
from wtc.domain.ics import uid
from wtc.language import irish, t, word
from wtc.shapes.events import Event, Status
from wtc.shapes.feeds import Entry

MOST = 100
TTL = 360
"""Minutes after which a reader may ask again."""
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
_NO_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STANDING = {
    Status.CANCELLED: word("Cancelled: {title}"),
    Status.POSTPONED: word("Postponed: {title}"),
    Status.WITHDRAWN: word("No longer listed: {title}"),
    Status.RESCHEDULED: word("New date: {title}"),
}


def feed(entries: Iterable[Entry], *, name: str, home: str) -> bytes:
    """A feed of at most ``MOST`` gigs. ``home`` is the absolute address of the page that it stands for."""
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    about, tongue = t("{name}, from WhatsTheCraic.", name=name), "ga" if irish() else "en-IE"
    _say(channel, title=name, link=home, description=about, language=tongue, ttl=str(TTL))
    latest = sorted(entries, key=lambda each: (each.event.first_seen_at or _LONG_AGO, each.event.id), reverse=True)
    for entry in latest[:MOST]:
        event, item = entry.event, SubElement(channel, "item")
        _say(item, title=_title(event), link=entry.address, description=entry.about)
        SubElement(item, "guid", isPermaLink="false").text = uid(event)
        if event.first_seen_at:
            SubElement(item, "pubDate").text = format_datetime(event.first_seen_at.astimezone(UTC))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}'.encode()


def _title(event: Event) -> str:
    """'Cancelled: Lankum, Fri 27 Nov 2026, 8pm, Vicar Street'."""
    standing = _STANDING.get(event.status)
    told = [t(standing, title=event.title) if standing else event.title, when(event, _LONG_AGO.date())]
    return ", ".join(part for part in (*told, event.venue.name if event.venue else event.city) if part)


def _say(parent: Element, **parts: str) -> None:
    for name, said in parts.items():
        SubElement(parent, name).text = _NO_XML.sub("", said)
