"""What befell an event in words: a new date, another room, called off, gone from its sources, back on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from wtc import clock
from wtc.domain import words
from wtc.shapes.events import Status

SLIGHT = timedelta(minutes=15)
"""A start that moves by less than this is no news."""
_OFF = (Status.CANCELLED, Status.POSTPONED, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The facts of an event whose change is news."""

    day: date | None = None
    starts_at: datetime | None = None
    venue_id: int | None = None
    status: Status = Status.SCHEDULED


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change as it was noted, with the rooms' names."""

    id: int
    kind: str
    at: datetime
    before: Standing
    after: Standing
    was_room: str = ""
    room: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What savers are told: a subject, and a sentence or two."""

    title: str
    body: str


def kind(before: Standing, after: Standing) -> str:
    """What kind of change this is: cancelled, postponed, withdrawn, back, moved, rescheduled; '' when none to tell of.

    A fact that nobody knew before did not change.
    """
    if after.status is not before.status and after.status in _OFF:
        return after.status.value
    when = _another_day(before, after) or _another_hour(before, after)
    if before.status in _OFF and after.status not in _OFF:
        return "rescheduled" if _another_day(before, after) else "back"
    if before.venue_id and after.venue_id and before.venue_id != after.venue_id:
        return "moved"
    return "rescheduled" if when else ""


def _another_day(before: Standing, after: Standing) -> bool:
    return bool(before.day and after.day and before.day != after.day)


def _another_hour(before: Standing, after: Standing) -> bool:
    return bool(before.starts_at and after.starts_at and abs(after.starts_at - before.starts_at) >= SLIGHT)


def told(standing: Standing) -> dict[str, Any]:
    """The facts as they are kept beside a change."""
    return {
        "day": standing.day.isoformat() if standing.day else None,
        "starts_at": standing.starts_at.isoformat() if standing.starts_at else None,
        "venue_id": standing.venue_id,
        "status": standing.status.value,
    }


def heard(kept: dict[str, Any]) -> Standing:
    """What ``told`` told."""
    day, starts = kept.get("day"), kept.get("starts_at")
    return Standing(
        day=date.fromisoformat(day) if day else None,
        starts_at=datetime.fromisoformat(starts) if starts else None,
        venue_id=kept.get("venue_id"),
        status=Status(kept.get("status") or "scheduled"),
    )


def history(changes: Sequence[Change], *, now: datetime) -> tuple[str, ...]:
    """The changes as lines of a page, the latest first: 'Moved from Whelan's to Vicar Street on 3 Nov.'"""
    today = clock.local(now).date()
    return tuple(_line(change, today) for change in sorted(changes, key=lambda change: -change.id))


def _line(change: Change, today: date) -> str:
    said = {
        "cancelled": "Cancelled",
        "postponed": "Postponed",
        "withdrawn": "Dropped by every source that listed it",
        "back": "On again since",
        "moved": f"Moved from {change.was_room or 'another room'} to {change.room or 'this one'}",
        "rescheduled": f"Rescheduled from {_when(change.before, today)} to {_when(change.after, today)}",
    }[change.kind]
    on = words.day(clock.local(change.at).date(), today).split(" ", 1)[1]
    joint = {"cancelled": " on ", "moved": " on ", "back": " "}.get(change.kind, ", ")
    return f"{said}{joint}{on}."


def news(title: str, changes: Sequence[Change], *, now: datetime) -> News | None:
    """What savers read of the changes since they were last told, as one; None when all is as it was."""
    today = clock.local(now).date()
    first, last = changes[0], changes[-1]
    before, after, room = first.before, last.after, last.room
    what = kind(before, after)
    at = f" at {room}" if room else ""
    if what == "cancelled":
        return News(
            title=f"Cancelled: {title}",
            body=f"{title}{at} on {_when(before, today)} is cancelled. "
            "Whoever sold you the ticket will know about your money.",
        )
    if what == "postponed":
        return News(
            title=f"Postponed: {title}",
            body=f"{title}{at}, due on {_when(before, today)}, is postponed. No new date yet. Hold on to the ticket.",
        )
    if what == "withdrawn":
        return News(
            title=f"No longer listed: {title}",
            body=f"Nobody lists {title}{at} on {_when(before, today)} any more. "
            "It may be off, or sold out, or neither. The room will know.",
        )
    if what == "back":
        return News(title=f"Back on: {title}", body=f"{title}{at} is on again: {_when(after, today)}.")
    if what == "moved":
        was = first.was_room or "its old room"
        return News(
            title=f"Another room: {title}",
            body=f"{title} on {_when(after, today)} moves from {was} to {room or 'another room'}.",
        )
    if what == "rescheduled":
        new = "New date" if _another_day(before, after) else "New time"
        return News(
            title=f"{new}: {title}",
            body=f"{title}{at} moves from {_when(before, today)} to {_when(after, today)}.",
        )
    return None


def announcement(act: str, title: str, day: date | None, starts_at: datetime | None, where: str, now: datetime) -> News:
    """What a follower of an act reads of a new show."""
    when = _when(Standing(day=day, starts_at=starts_at), clock.local(now).date())
    body = f"{title}, {when}{', ' + where if where else ''}."
    return News(title=f"{act}: a new show", body=body)


def _when(standing: Standing, today: date) -> str:
    if standing.starts_at:
        return f"{words.day(clock.local(standing.starts_at).date(), today)}, {words.hour(standing.starts_at)}"
    return words.day(standing.day, today) if standing.day else "a date to be announced"
