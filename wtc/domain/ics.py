"""Gigs as calendars (RFC 5545): Irish wall time, all-day when only the day is known, nothing invented."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta

from wtc import clock
from wtc.domain import content
from wtc.errors import Conflict
from wtc.language import t
from wtc.shapes.events import Event, Status
from wtc.shapes.feeds import Entry

REFRESH = "PT6H"
"""How often a program that minds it asks again."""
ZONE = (
    *("BEGIN:VTIMEZONE", "TZID:Europe/Dublin", "X-LIC-LOCATION:Europe/Dublin"),
    *("BEGIN:DAYLIGHT", "TZNAME:IST", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100"),
    *("DTSTART:19810329T010000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT"),
    *("BEGIN:STANDARD", "TZNAME:GMT", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000"),
    *("DTSTART:19961027T020000", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD"),
    "END:VTIMEZONE",
)
"""Ireland since 1996. The law calls summer time the standard and winter an hour less; calendar programs expect winter
to be the standard and summer the daylight time, and the clock reads the same."""
_STANDING = {Status.CANCELLED: "CANCELLED", Status.POSTPONED: "TENTATIVE", Status.WITHDRAWN: "TENTATIVE"}
_OFF = ("CANCELLED", "TENTATIVE")
_LONGEST_NAME = 80
_DAY = 1_440
_MORNING = 10
"""The hour of an Irish day at which one is reminded of a gig that has no hour of its own."""


def calendar(event: Event, *, address: str, about: str, now: datetime) -> bytes:
    """The ICS file of one event, as ``feed`` writes it.

    ``address`` is the absolute address of the event's page, ``about`` the words for the entry's body. Raises Conflict
    while the date is still to be announced.
    """
    if event.day is None and event.start_time is None:
        raise Conflict("The date isn't announced yet, so there's nothing to put in a calendar.")
    return feed((Entry(event=event, address=address, about=about, changed_at=now),))


def feed(entries: Iterable[Entry], *, name: str = "", reminder: int | None = None) -> bytes:
    """A calendar of gigs: CRLF, folded at 75 octets, text escaped; those without a date are left out.

    A UID never changes and SEQUENCE rises with each change, so what is read again takes the place of what was read
    before. There is no end unless a source gave one. A ``name`` makes it one to subscribe to; ``reminder`` is in
    minutes before the start.
    """
    lines = ["BEGIN:VCALENDAR", "PRODID:-//WhatsTheCraic//Gigs//EN", "VERSION:2.0", "CALSCALE:GREGORIAN"]
    lines.append("METHOD:PUBLISH")
    if name:
        said = content.text(name)
        lines += [f"NAME:{said}", f"X-WR-CALNAME:{said}", "X-WR-TIMEZONE:Europe/Dublin"]
        lines += [f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}", f"X-PUBLISHED-TTL:{REFRESH}"]
    lines += ZONE
    for entry in entries:
        if entry.event.day or entry.event.start_time:
            lines += _entry(entry, reminder)
    return content.folded((*lines, "END:VCALENDAR"))


def uid(event: Event) -> str:
    """What the event is called in every calendar and feed, for good: merging keeps the one that stays."""
    return f"event-{event.id}@whatsthecraic"


def filename(event: Event) -> str:
    """A name for the file that no system trips over: lower-case letters, digits and hyphens."""
    plain = re.sub(r"[^a-z0-9]+", "-", event.slug.lower()).strip("-")[:_LONGEST_NAME].strip("-")
    return f"{plain or 'event'}.ics"


def _entry(entry: Entry, reminder: int | None) -> Iterator[str]:
    event, changed = entry.event, _utc(entry.changed_at)
    standing = _STANDING.get(event.status, "CONFIRMED")
    yield from ("BEGIN:VEVENT", f"UID:{uid(event)}", f"DTSTAMP:{changed}", f"LAST-MODIFIED:{changed}")
    yield f"SEQUENCE:{event.sequence}"
    title = t("Cancelled: {title}", title=event.title) if event.status is Status.CANCELLED else event.title
    yield f"SUMMARY:{content.text(title)}"
    yield from _times(event)
    yield f"STATUS:{standing}"
    place = ", ".join(dict.fromkeys(filter(None, (event.venue.name if event.venue else "", event.city, event.county))))
    if place:
        yield f"LOCATION:{content.text(place)}"
    if event.geo:
        yield f"GEO:{round(event.geo.lat, 6)};{round(event.geo.lon, 6)}"
    yield f"URL:{content.plain(entry.address)}"
    about = f"{entry.about}\n\n{entry.address}".strip()
    yield f"DESCRIPTION:{content.text(about)}"
    if reminder is not None and standing not in _OFF:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{content.text(event.title)}")
        yield from (f"TRIGGER:{_trigger(reminder, event.start_time is None)}", "END:VALARM")
    yield "END:VEVENT"


def _times(event: Event) -> Iterator[str]:
    if event.start_time:
        yield f"DTSTART{_moment(event.start_time)}"
        if event.end_time and event.end_time > event.start_time:
            yield f"DTEND{_moment(event.end_time)}"
    elif event.day:
        yield f"DTSTART;VALUE=DATE:{_date(event.day)}"
        yield f"DTEND;VALUE=DATE:{_date(event.day + timedelta(days=1))}"
        yield "TRANSP:TRANSPARENT"


def _moment(moment: datetime) -> str:
    """Irish wall time; UTC in the hour that comes twice, where wall time does not say which."""
    here = clock.local(moment)
    twice = here.replace(fold=0).utcoffset() != here.replace(fold=1).utcoffset()
    return f":{_utc(moment)}" if twice else f";TZID=Europe/Dublin:{_date(here)}T{here:%H%M%S}"


def _utc(moment: datetime) -> str:
    there = moment.astimezone(UTC)
    return f"{_date(there)}T{there:%H%M%S}Z"


def _date(day: date) -> str:
    return f"{day.year:04}{day:%m%d}"


def _trigger(minutes: int, all_day: bool) -> str:
    """How far from the start: before it, or at ten in the morning of that day or of a day before."""
    if not all_day:
        return f"-PT{minutes}M" if minutes else "PT0S"
    hours = _MORNING - 24 * (minutes // _DAY)
    return f"{'-' if hours < 0 else ''}PT{abs(hours)}H"
