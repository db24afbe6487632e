"""A reader of calendars by the letter of RFC 5545, strict and our own: it shares nothing with what writes them."""

import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

_LINE = re.compile(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"\x00-\x1f]*"|[^":;,\x00-\x1f]*))*):([^\x00-\x1f\x7f]*)')
ONCE = {"UID", "DTSTAMP", "SEQUENCE", "SUMMARY", "STATUS", "LOCATION", "GEO", "URL", "DESCRIPTION", "LAST-MODIFIED"}


@dataclass
class Part:
    """A component: its properties as (name, parameters, value), and the components in it."""

    name: str
    lines: list[tuple[str, str, str]] = field(default_factory=list)
    parts: list["Part"] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        (found,) = [value for each, _, value in self.lines if each == name]
        return found

    def __contains__(self, name: str) -> bool:
        return any(each == name for each, _, _ in self.lines)

    def parameters(self, name: str) -> str:
        (found,) = [parameters for each, parameters, _ in self.lines if each == name]
        return found

    def all(self, name: str) -> list["Part"]:
        return [part for part in self.parts if part.name == name]


def strictly(raw: bytes) -> Part:
    """The calendar, or an AssertionError: CRLF, 75 octets, whole characters, nesting, what must be there once."""
    assert raw.endswith(b"\r\n")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    for line in raw.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()  # no character is torn
    root, open_ = Part(""), [Part("")]
    open_[0] = root
    for line in raw.decode().replace("\r\n ", "").replace("\r\n\t", "").split("\r\n")[:-1]:
        found = _LINE.fullmatch(line)
        assert found, line
        name, parameters, value = found.groups()
        if name == "BEGIN":
            open_.append(Part(value))
            open_[-2].parts.append(open_[-1])
        elif name == "END":
            assert open_.pop().name == value
        else:
            open_[-1].lines.append((name, parameters, value))
    assert open_ == [root]
    (whole,) = root.parts
    assert (whole.name, whole["VERSION"]) == ("VCALENDAR", "2.0")
    assert whole["PRODID"]
    for event in whole.all("VEVENT"):
        names = [name for name, _, _ in event.lines]
        assert {"UID", "DTSTAMP", "DTSTART"} <= set(names)
        assert all(names.count(name) == 1 for name in ONCE & set(names))
    uids = [event["UID"] for event in whole.all("VEVENT")]
    assert len(uids) == len(set(uids))
    return whole


def unescaped(value: str) -> str:
    made, rest = "", value
    while rest:
        if rest[0] == "\\":
            assert rest[1] in "\\;,nN"
            made, rest = made + {"n": "\n", "N": "\n"}.get(rest[1], rest[1]), rest[2:]
        else:
            assert rest[0] not in ",;"
            made, rest = made + rest[0], rest[1:]
    return made


def moment(whole: Part, event: Part, name: str = "DTSTART") -> datetime | date:
    """When something is, by the calendar's own VTIMEZONE and by no other knowledge of time zones."""
    value, parameters = event[name], event.parameters(name)
    if "VALUE=DATE" in parameters:
        return datetime.strptime(value, "%Y%m%d").date()  # noqa: DTZ007
    if value.endswith("Z"):
        return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    (zone,) = [each for each in whole.all("VTIMEZONE") if f"TZID={each['TZID']}" in parameters]
    wall = datetime.strptime(value, "%Y%m%dT%H%M%S")  # noqa: DTZ007
    onsets = [(_onset(part, year), part) for part in zone.parts for year in (wall.year - 1, wall.year)]
    _, ruling = max((each for each in onsets if each[0] <= wall), key=lambda each: each[0])
    return (wall - _offset(ruling["TZOFFSETTO"])).replace(tzinfo=UTC)


def _onset(part: Part, year: int) -> datetime:
    rule = dict(each.split("=") for each in part["RRULE"].split(";"))
    assert (rule["FREQ"], rule["BYDAY"]) == ("YEARLY", "-1SU")
    first = datetime.strptime(part["DTSTART"], "%Y%m%dT%H%M%S")  # noqa: DTZ007
    assert first.month == int(rule["BYMONTH"])
    last = date(year, first.month, monthrange(year, first.month)[1])
    sunday = last - timedelta(days=(last.weekday() + 1) % 7)
    assert year != first.year or sunday == first.date()
    return datetime.combine(sunday, first.time())


def _offset(text: str) -> timedelta:
    return timedelta(hours=int(text[:3]), minutes=int(text[0] + text[3:]))
