"""What befell an event in words: a new date, another room, called off, gone, back on, tickets again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from wtc import clock
from wtc.domain import words
from wtc.language import n, t
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
    sold_out: bool = False


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
    """What kind of change this is: cancelled, postponed, withdrawn, back, moved, rescheduled, tickets; '' when none.

    A fact that nobody knew before did not change.
    """
    if after.status is not before.status and after.status in _OFF:
        return after.status.value
    moved = _another_day(before, after) or _another_hour(before, after)
    if before.status in _OFF and after.status not in _OFF:
        return "rescheduled" if _another_day(before, after) else "back"
    if before.venue_id and after.venue_id and before.venue_id != after.venue_id:
        return "moved"
    if moved:
        return "rescheduled"
    return "tickets" if before.sold_out and not after.sold_out and after.status not in _OFF else ""


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
        "sold_out": standing.sold_out,
    }


def heard(kept: dict[str, Any]) -> Standing:
    """What ``told`` told."""
    day, starts = kept.get("day"), kept.get("starts_at")
    return Standing(
        day=date.fromisoformat(day) if day else None,
        starts_at=datetime.fromisoformat(starts) if starts else None,
        venue_id=kept.get("venue_id"),
        status=Status(kept.get("status") or "scheduled"),
        sold_out=bool(kept.get("sold_out")),
    )


def history(changes: Sequence[Change], *, now: datetime) -> tuple[str, ...]:
    """The changes as lines of a page, the latest first: 'Moved from Whelan's to Vicar Street on 3 Nov.'"""
    today = clock.local(now).date()
    return tuple(_line(change, today) for change in sorted(changes, key=lambda change: -change.id))


def _line(change: Change, today: date) -> str:
    day = words.day(clock.local(change.at).date(), today).split(" ", 1)[1]
    was, room = change.was_room or t("another room"), change.room or t("this one")
    before, after = when(change.before, today), when(change.after, today)
    return {
        "cancelled": t("Cancelled on {day}.", day=day),
        "postponed": t("Postponed, {day}.", day=day),
        "withdrawn": t("Dropped by every source that listed it, {day}.", day=day),
        "back": t("On again since {day}.", day=day),
        "tickets": t("Tickets again since {day}.", day=day),
        "moved": t("Moved from {was} to {room} on {day}.", was=was, room=room, day=day),
        "rescheduled": t("Rescheduled from {before} to {after}, {day}.", before=before, after=after, day=day),
    }[change.kind]


def news(title: str, changes: Sequence[Change], *, now: datetime) -> News | None:
    """What savers read of the changes since they were last told, as one; None when all is as it was."""
    today = clock.local(now).date()
    first, last = changes[0], changes[-1]
    before, after, room = first.before, last.after, last.room
    what = kind(before, after)
    show = t("{title} at {room}", title=title, room=room) if room else title
    was, will = when(before, today), when(after, today)
    if what == "cancelled":
        return News(
            title=t("Cancelled: {title}", title=title),
            body=t(
                "{show} on {when} is cancelled. Whoever sold you the ticket will know about your money.",
                show=show,
                when=was,
            ),
        )
    if what == "postponed":
        return News(
            title=t("Postponed: {title}", title=title),
            body=t("{show}, due on {when}, is postponed. No new date yet. Hold on to the ticket.", show=show, when=was),
        )
    if what == "withdrawn":
        return News(
            title=t("No longer listed: {title}", title=title),
            body=t(
                "Nobody lists {show} on {when} any more. It may be off, or sold out, or neither. The room will know.",
                show=show,
                when=was,
            ),
        )
    if what == "back":
        return News(
            title=t("Back on: {title}", title=title), body=t("{show} is on again: {when}.", show=show, when=will)
        )
    if what == "moved":
        old, new = first.was_room or t("its old room"), room or t("another room")
        return News(
            title=t("Another room: {title}", title=title),
            body=t("{title} on {when} moves from {old} to {new}.", title=title, when=will, old=old, new=new),
        )
    if what == "rescheduled":
        another = _another_day(before, after)
        return News(
            title=t("New date: {title}", title=title) if another else t("New time: {title}", title=title),
            body=t("{show} moves from {before} to {after}.", show=show, before=was, after=will),
        )
    if what == "tickets":
        return News(
            title=t("Tickets again: {title}", title=title),
            body=t("{show} on {when} has tickets again.", show=show, when=will),
        )
    return None


def written_down(act: str, day: date, where: str, songs: int, now: datetime) -> News:
    """What a follower of an act reads of a set that somebody wrote down."""
    played = n("{count} song", "{count} songs", songs)
    body = f"{words.day(day, clock.local(now).date())}{', ' + where if where else ''}: {played}."
    return News(title=t("{act}: what they played", act=act), body=body)


def when(standing: Standing, today: date) -> str:
    """The day and the hour, the day alone, or that neither is known."""
    if standing.starts_at:
        return f"{words.day(clock.local(standing.starts_at).date(), today)}, {words.hour(standing.starts_at)}"
    return words.day(standing.day, today) if standing.day else t("a date to be announced")
