"""The questions about what a user keeps and hides: every one names the user, so nobody reads another's list."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Insert, Select, and_, delete, func, insert, or_, select
from sqlalchemy.sql.dml import Delete

from wtc.models.accounts import HiddenEvent, SavedEvent, User
from wtc.models.events import EventRow

Marks = type[SavedEvent] | type[HiddenEvent]

LONGEST_GIG = timedelta(hours=4)
"""How long a night is taken to last when no source says when it ends."""
DAY_AND_NIGHT = timedelta(hours=29)
"""A night of which only the day is known is over at five the next morning."""


def over(now: datetime) -> ColumnElement[bool]:
    """Events that have ended; one with its date still to be announced has not."""
    return over_by(**moments(now))


def moments(now: datetime) -> dict[str, Any]:
    """What an event must have ended, begun or been listed for before, to be over."""
    return {"ended": now, "begun": now - LONGEST_GIG, "listed": now - DAY_AND_NIGHT}


def over_by(*, ended: Any, begun: Any, listed: Any) -> ColumnElement[bool]:
    """The same by these ``moments``, which may be parameters yet to be given."""
    e: Any = EventRow
    return or_(
        and_(e.ends_at.is_not(None), e.ends_at < ended),
        and_(e.ends_at.is_(None), e.starts_at.is_not(None), e.starts_at < begun),
        and_(e.ends_at.is_(None), e.starts_at.is_(None), e.sort_at < listed),
    )


def lock_user(user_id: int) -> Select[int]:
    """The user's row, held until the transaction ends, so that two marks of one user never count at once."""
    u: Any = User
    return select(u.id).where(u.id == user_id).with_for_update()


def event_exists(event_id: int) -> Select[int]:
    e: Any = EventRow
    return select(e.id).where(e.id == event_id)


def is_marked(marks: Marks, user_id: int, event_id: int) -> Select[int]:
    m: Any = marks
    return select(m.event_id).where(m.user_id == user_id, m.event_id == event_id)


def how_many(marks: Marks, user_id: int) -> Select[int]:
    m: Any = marks
    return select(func.count()).select_from(m).where(m.user_id == user_id)


def mark(marks: Marks, user_id: int, event_id: int, now: datetime) -> Insert:
    """One mark; a second one of the same event is quietly the first."""
    row = insert(marks).values(user_id=user_id, event_id=event_id, created_at=now)
    return row.prefix_with("OR IGNORE", dialect="sqlite").prefix_with("IGNORE", dialect="mysql")


def unmark(marks: Marks, user_id: int, event_id: int) -> Delete:
    m: Any = marks
    return delete(m).where(m.user_id == user_id, m.event_id == event_id)


def marked(marks: Marks, user_id: int, *, when: ColumnElement[bool] | None = None) -> Select[int]:
    """The ids of the user's marked events, the newest mark first."""
    m: Any = marks
    e: Any = EventRow
    rows = select(m.event_id).join(e, e.id == m.event_id).where(m.user_id == user_id)
    if when is not None:
        rows = rows.where(when)
    return rows.order_by(m.created_at.desc(), m.event_id.desc())


def count_of(rows: Select[int]) -> Select[int]:
    return select(func.count()).select_from(rows.order_by(None).subquery())
