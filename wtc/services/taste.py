"""What a user keeps and what a user hides: safe to repeat, bounded, and never another's."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, not_
from sqlmodel import Session

from wtc import clock
from wtc.errors import LimitReached, NotFound, NotSignedIn
from wtc.models.accounts import HiddenEvent, SavedEvent
from wtc.queries import taste
from wtc.services import events, trending
from wtc.shapes.events import EventPage

MOST = 2_000
"""How many events one user may keep, and as many again may hide."""
SHOWN = 500
"""How many marks a page carries along, so that its hearts are right."""
_FULL = {
    SavedEvent: f"That's {MOST:,} saved, as many as we can mind for you. Let a few old ones go first.",
    HiddenEvent: f"That's {MOST:,} hidden, as many as we can mind for you. Bring a few back first.",
}


def save(session: Session, visitor_id: int, event_id: int, *, now: datetime) -> None:
    """Keep an event; again is the same as once. Raises NotFound, and LimitReached past ``MOST``."""
    _mark(session, SavedEvent, visitor_id, event_id, now=now)


def unsave(session: Session, visitor_id: int, event_id: int) -> None:
    """Let a kept event go; again is the same as once. Raises NotFound for an event that is not there."""
    _unmark(session, SavedEvent, visitor_id, event_id)


def hide(session: Session, visitor_id: int, event_id: int, *, now: datetime) -> None:
    """Keep an event out of the user's sight; again is the same as once. Raises NotFound and LimitReached."""
    _mark(session, HiddenEvent, visitor_id, event_id, now=now)


def unhide(session: Session, visitor_id: int, event_id: int) -> None:
    """Bring a hidden event back; again is the same as once. Raises NotFound for an event that is not there."""
    _unmark(session, HiddenEvent, visitor_id, event_id)


def saved(
    session: Session, visitor_id: int, *, now: datetime, past: bool = False, limit: int = 24, offset: int = 0
) -> EventPage:
    """The user's kept events that are over (``past``) or not yet, the newest kept first."""
    over = taste.over(now)
    return _page(session, taste.marked(SavedEvent, visitor_id, when=over if past else not_(over)), limit, offset)


def all_saved(session: Session, visitor_id: int, most: int) -> tuple[int, ...]:
    """The ids of the newest ``most`` events that the user keeps, over or not."""
    return tuple(session.scalars(taste.marked(SavedEvent, visitor_id).limit(most)))


def hidden(session: Session, visitor_id: int, *, limit: int = 24, offset: int = 0) -> EventPage:
    """All of the user's hidden events, the newest hidden first, so that every one can be brought back."""
    return _page(session, taste.marked(HiddenEvent, visitor_id), limit, offset)


def counts(session: Session, visitor_id: int, *, now: datetime) -> tuple[int, int, int]:
    """How many events the user keeps that are to come, keeps that are over, and hides."""
    over = taste.over(now)
    lists = (
        taste.marked(SavedEvent, visitor_id, when=not_(over)),
        taste.marked(SavedEvent, visitor_id, when=over),
        taste.marked(HiddenEvent, visitor_id),
    )
    upcoming, past, hid = (session.scalar(taste.count_of(rows)) or 0 for rows in lists)
    return upcoming, past, hid


def coming(session: Session, visitor_id: int, *, now: datetime) -> int:
    """How many events the user keeps that are to come."""
    kept = taste.marked(SavedEvent, visitor_id, when=not_(taste.over(now)))
    return session.scalar(taste.count_of(kept)) or 0


def hides(session: Session, visitor_id: int) -> bool:
    """Whether the user hid anything at all."""
    return session.scalar(taste.marked(HiddenEvent, visitor_id).limit(1)) is not None


def claim(session: Session, visitor_id: int, event_id: int) -> None:
    """Hold the user's row until the transaction ends, so that two words of one user never count at once.

    Raises NotSignedIn for a user who is gone, and NotFound for an event that is.
    """
    if session.scalar(taste.lock_user(visitor_id)) is None:
        raise NotSignedIn
    _must_exist(session, event_id)


def _mark(session: Session, kind: taste.Marks, visitor_id: int, event_id: int, *, now: datetime) -> None:
    claim(session, visitor_id, event_id)
    if session.scalar(taste.is_marked(kind, visitor_id, event_id)) is not None:
        return
    if (session.scalar(taste.how_many(kind, visitor_id)) or 0) >= MOST:
        raise LimitReached(_FULL[kind])
    session.execute(taste.mark(kind, visitor_id, event_id, now))
    if kind is SavedEvent:
        trending.touch(session, event_id, now=now)


def _unmark(session: Session, kind: taste.Marks, visitor_id: int, event_id: int) -> None:
    _must_exist(session, event_id)
    gone: Any = session.execute(taste.unmark(kind, visitor_id, event_id))
    if kind is SavedEvent and gone.rowcount:
        trending.touch(session, event_id, now=clock.now())


def _must_exist(session: Session, event_id: int) -> None:
    if not 0 < event_id < 2**63 or session.scalar(taste.event_exists(event_id)) is None:
        raise NotFound


def _page(session: Session, rows: Select[int], limit: int, offset: int) -> EventPage:
    total = session.scalar(taste.count_of(rows)) or 0
    ids = list(session.scalars(rows.limit(limit).offset(offset)))
    found = {event.id: event for event in events.many(session, ids)}
    shown = tuple(found[event_id] for event_id in ids if event_id in found)
    more = offset + len(ids)
    return EventPage(events=shown, count=len(shown), total=total, next=more if more < total else None)
