"""A fact set right: what may be said, and how it reads."""

from datetime import date, datetime

from wtc import clock
from wtc.domain import words
from wtc.domain.text import clean
from wtc.errors import Invalid
from wtc.shapes.events import Status
from wtc.shapes.review import Correction

LABELS = {"title": "Title", "start": "Start", "status": "Status", "room": "Room"}
_FIRST, _LAST = date(2000, 1, 1), date(2100, 1, 1)


def fit(field: str, value: str) -> str:
    """A title, a start ('2026-11-27T20:00', or the day alone) or a status as it is kept; Invalid for anything else."""
    text = clean(value)
    if field == "title" and text:
        return text
    if field == "status" and text in {status.value for status in Status}:
        return text
    if field == "start" and (start := _wall_time(text)):
        return start
    raise Invalid(f"That {LABELS.get(field, field).lower()} can't be read.", details={"value": "can't be read"})


def _wall_time(text: str) -> str:
    try:
        day = date.fromisoformat(text[:10])
        wall = datetime.fromisoformat(text) if len(text) > 10 else None
    except ValueError:
        return ""
    if not _FIRST <= day < _LAST or (wall is not None and wall.tzinfo is not None):
        return ""
    return wall.isoformat(timespec="minutes") if wall else day.isoformat()


def in_words(number: int, event_id: int, field: str, value: str, at: datetime, *, now: datetime) -> Correction:
    """'Start corrected by us to Fri 27 Nov, 8pm on Sat 21 Nov.'"""
    today = clock.local(now).date()
    said = _start(value, today) if field == "start" else value
    on = words.day(clock.local(at).date(), today)
    return Correction(
        id=number,
        event_id=event_id,
        field=field,
        label=LABELS[field],
        value=said,
        said=f"{LABELS[field]}: corrected by us to {said} on {on}.",
        when=on,
    )


def _start(value: str, today: date) -> str:
    if "T" not in value:
        return words.day(date.fromisoformat(value), today)
    wall = datetime.fromisoformat(value)
    return f"{words.day(wall.date(), today)}, {words.hour(clock.at(wall.date(), wall.hour, wall.minute))}"
