"""A gig as a calendar entry (RFC 5545): UTC times, all-day when only the day is known, nothing invented."""

import re
from datetime import datetime, timedelta

import icalendar

from wtc.errors import Conflict
from wtc.shapes.events import Event, Status

_STANDING = {Status.CANCELLED: "CANCELLED", Status.POSTPONED: "TENTATIVE", Status.WITHDRAWN: "TENTATIVE"}
_LONGEST_NAME = 80


def calendar(event: Event, *, address: str, about: str, now: datetime) -> bytes:
    """The ICS file of one event: CRLF, folded at 75 octets, text escaped.

    ``address`` is the absolute address of the event's page, ``about`` the words for the entry's body. The UID never
    changes and SEQUENCE rises with each change, so a second download updates the first. There is no end unless a
    source gave one. Raises Conflict while the date is still to be announced.
    """
    if event.day is None and event.start_time is None:
        raise Conflict("The date isn't announced yet, so there's nothing to put in a calendar.")
    whole = icalendar.Calendar()
    whole.add("prodid", "-//WhatsTheCraic//Gigs//EN")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    whole.add_component(_entry(event, address, about, now))
    return bytes(whole.to_ical())


def filename(event: Event) -> str:
    """A name for the file that no system trips over: lower-case letters, digits and hyphens."""
    plain = re.sub(r"[^a-z0-9]+", "-", event.slug.lower()).strip("-")[:_LONGEST_NAME].strip("-")
    return f"{plain or 'event'}.ics"


def _entry(event: Event, address: str, about: str, now: datetime) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", f"event-{event.id}@whatsthecraic")
    entry.add("dtstamp", now)
    entry.add("sequence", event.sequence)
    entry.add("summary", f"Cancelled: {event.title}" if event.status is Status.CANCELLED else event.title)
    _add_times(entry, event)
    entry.add("status", _STANDING.get(event.status, "CONFIRMED"))
    place = ", ".join(dict.fromkeys(filter(None, (event.venue.name if event.venue else "", event.city, event.county))))
    if place:
        entry.add("location", place)
    if event.geo:
        entry.add("geo", (event.geo.lat, event.geo.lon))
    entry.add("url", address)
    entry.add("description", f"{about}\n\n{address}".strip())
    return entry


def _add_times(entry: icalendar.Event, event: Event) -> None:
    if event.start_time:
        entry.add("dtstart", event.start_time)
        if event.end_time and event.end_time > event.start_time:
            entry.add("dtend", event.end_time)
    elif event.day:
        entry.add("dtstart", event.day)
        entry.add("dtend", event.day + timedelta(days=1))
        entry.add("transp", "TRANSPARENT")
