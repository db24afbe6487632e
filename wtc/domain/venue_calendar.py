"""The nights of a room's calendar: read from what is typed, counted by the Irish evening, and put into words."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from wtc import clock
from wtc.domain import words
from wtc.errors import BadRequest
from wtc.language import irish, n, t, word
from wtc.shapes.venue_pages import DayMark, Month
from wtc.shapes.venues import Slot

LONGEST_SLOT_DAYS = 31
_STATES = {"free": word("Free"), "held": word("Held"), "booked": word("Booked")}
_WEIGHT = ("free", "held", "booked")


def month(name: str, nights: Iterable[Slot], gigs: Mapping[date, int], viewer: int | None, href: str) -> Month:
    """A month of a room's calendar: what was put up, and where nothing was, the gigs that are listed."""
    first = date.fromisoformat(f"{name}-01")
    marks: dict[date, DayMark] = {
        day: DayMark(day=day.isoformat(), status="gig", word=words.gigs(count), said=t("Listed here"), href=href)
        for day, count in gigs.items()
        if (day.year, day.month) == (first.year, first.month)
    }
    for slot in sorted(nights, key=lambda each: _WEIGHT.index(each.status) if each.status in _WEIGHT else 0):
        for day in days_of(slot):
            if (day.year, day.month) == (first.year, first.month):
                marks[day] = _mark(slot, day, viewer)
    free = sum(mark.status == "free" for mark in marks.values())
    told = any(mark.status != "gig" for mark in marks.values())
    return Month(
        name=name,
        summary=_summary(free, first) if told else t("Nobody has put up nights for this month."),
        marks=tuple(marks[day] for day in sorted(marks)),
    )


def _summary(free: int, first: date) -> str:
    """'Three nights free in December.'"""
    if irish():
        return n(
            "{count} night free in {month}.", "{count} nights free in {month}.", free, month=words.month_name(first)
        )
    return f"{words.count(free).capitalize()} {'night' if free == 1 else 'nights'} free in {first:%B}."


def days_of(slot: Slot) -> tuple[date, ...]:
    """The Irish nights that a stretch takes: what ends by six in the morning belongs to the evening before."""
    start, end = clock.local(slot.start), clock.local(slot.end)
    first = (start - timedelta(hours=5)).date() if start.hour < 5 else start.date()
    last = max(first, (end.replace(tzinfo=None) - timedelta(hours=6, microseconds=1)).date())
    return tuple(first + timedelta(days=each) for each in range(min((last - first).days, 62) + 1))


def hours(slot: Slot) -> str:
    """'8pm to 11pm'."""
    return t("{start} to {end}", start=words.hour(slot.start), end=words.hour(slot.end))


def month_named(text: str, today: date) -> str:
    """The month that ``text`` names, or this one: '2026-12', never further than two years off."""
    try:
        found = date.fromisoformat(f"{text}-01") if len(text) == 7 else today
    except ValueError:
        found = today
    away = (found.year - today.year) * 12 + found.month - today.month
    return f"{found:%Y-%m}" if -12 <= away <= 24 else f"{today:%Y-%m}"


def opened(address: Mapping[str, str], before: str, today: date) -> tuple[str, str]:
    """The month and the day of it that an address asks for: '' for no day, the month ``before`` for no month."""
    day = str(address.get("day", ""))[:10]
    name = month_named(str(address.get("month", "")) or day[:7] or before, today)
    try:
        date.fromisoformat(day)
    except ValueError:
        day = ""
    return name, day if day.startswith(name) else ""


def within(name: str) -> tuple[datetime, datetime]:
    """From when to when a month lasts, aware UTC, with the small hours after its last night."""
    first = date.fromisoformat(f"{name}-01")
    after = (first + timedelta(days=32)).replace(day=1)
    return clock.at(first), clock.at(after, 6)


def _mark(slot: Slot, day: date, viewer: int | None) -> DayMark:
    mine = viewer is not None and slot.asked_by == viewer
    state = _state(slot.status)
    said = f"{state}, {hours(slot)}"
    if slot.status == "held":
        said += ". " + (t("You asked for it") if mine else t("Somebody asked for it"))
    if slot.notes:
        said += f". {slot.notes}"
    return DayMark(day=day.isoformat(), status=slot.status, word=state, said=said, slot=slot.id, mine=mine)


def _state(status: str) -> str:
    """'Free', 'Held', 'Booked': in Irish a free night is another word than a free gig."""
    return t("free, of a night") if irish() and status == "free" else t(_STATES.get(status, ""))


def moment(text: str, field: str) -> datetime:
    """A time as aware UTC: without an offset it is Irish wall time; BadRequest names the ``field`` that is none."""
    try:
        read = datetime.fromisoformat(text.strip()[:40])
        if not 2000 <= read.year <= 2100:
            raise ValueError
    except ValueError:
        told = "An ISO time between the years 2000 and 2100, such as 2026-12-13T20:00."
        raise BadRequest("We can't read that time.", details={field: told}) from None
    if read.tzinfo is None:
        return clock.at(read.date(), read.hour, read.minute)
    return read.astimezone(UTC)


def stretch(start: str, end: str) -> tuple[datetime, datetime]:
    """From when to when; BadRequest when it ends before it begins or lasts longer than a month."""
    first, last = moment(start, "start"), moment(end, "end")
    if last <= first:
        raise BadRequest("That ends before it begins.", details={"end": "Later than the start."})
    if (last - first).days >= LONGEST_SLOT_DAYS:
        raise BadRequest("That is a very long night.", details={"end": f"At most {LONGEST_SLOT_DAYS} days on."})
    return first, last
