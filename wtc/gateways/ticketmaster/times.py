"""When a Ticketmaster event is, as far as it says: TBA, TBD, no time, wrong dates and moved ones."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wtc.gateways.given import day, mapping, moment, wall, zone
from wtc.gateways.items import Unreadable
from wtc.shapes.events import Status

LONGEST = timedelta(days=14)
STATUSES = {
    "cancelled": Status.CANCELLED,
    "canceled": Status.CANCELLED,
    "postponed": Status.POSTPONED,
    "rescheduled": Status.RESCHEDULED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The times of one event, as ``Listing`` wants them."""

    day: date | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    doors_at: datetime | None = None
    timezone: str = "Europe/Dublin"
    status: Status = Status.SCHEDULED
    was_on: date | None = None


def when(item: Mapping[str, Any], venue: Mapping[str, Any]) -> When:
    """The times of ``item``; ``ValueError`` in plain words when it gives a date that cannot be one."""
    dates = mapping(item.get("dates"))
    start, end = mapping(dates.get("start")), mapping(dates.get("end"))
    here = zone(dates.get("timezone"), venue.get("timezone"))
    on, starts = _start(start, here)
    if on is None and not to_be_announced(item):
        _complain(start)
    before = dates.get("initialStartDate")
    was_on = day(mapping(before).get("localDate")) or day(before)
    return When(
        day=on,
        starts_at=starts,
        ends_at=_end(end, starts, here),
        doors_at=_doors(mapping(item.get("doorsTimes")), starts, here),
        timezone=here,
        status=_status(dates),
        was_on=was_on if was_on != on else None,
    )


def to_be_announced(item: Mapping[str, Any]) -> bool:
    """Whether ``item`` has no date yet, whatever stands in its place."""
    start = mapping(mapping(item.get("dates")).get("start"))
    if start.get("dateTBA") is True or start.get("dateTBD") is True:
        return True
    return not start.get("localDate") and not start.get("dateTime")


def _start(start: Mapping[str, Any], here: str) -> tuple[date | None, datetime | None]:
    if start.get("dateTBA") is True or start.get("dateTBD") is True:
        return None, None
    on, exact = day(start.get("localDate")), moment(start.get("dateTime"))
    if on is None and exact is not None:
        on = exact.astimezone(ZoneInfo(here)).date()
    if start.get("timeTBA") is True or start.get("noSpecificTime") is True:
        return on, None
    return on, exact or wall(on, start.get("localTime"), here)


def _complain(start: Mapping[str, Any]) -> None:
    said = start.get("localDate") or start.get("dateTime")
    raise Unreadable(f"its date cannot be read: {str(said)[:40]!r}", "dates.start")


def _end(end: Mapping[str, Any], starts: datetime | None, here: str) -> datetime | None:
    """The end, when it is one: after the start, within two weeks, and not a guess."""
    if starts is None or end.get("approximate") is True or end.get("noSpecificTime") is True:
        return None
    ends = moment(end.get("dateTime")) or wall(day(end.get("localDate")), end.get("localTime"), here)
    return ends if ends and starts < ends <= starts + LONGEST else None


def _doors(doors: Mapping[str, Any], starts: datetime | None, here: str) -> datetime | None:
    opens = moment(doors.get("dateTime")) or wall(day(doors.get("localDate")), doors.get("localTime"), here)
    return opens if opens and starts and starts - timedelta(hours=12) <= opens <= starts else None


def _status(dates: Mapping[str, Any]) -> Status:
    code = mapping(dates.get("status")).get("code")
    return STATUSES.get(code.strip().lower(), Status.SCHEDULED) if isinstance(code, str) else Status.SCHEDULED
