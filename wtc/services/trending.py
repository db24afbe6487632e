"""What is looked at and saved most, by the formula of docs/formulas.md."""

from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from wtc.clock import DUBLIN
from wtc.models.accounts import SavedEvent
from wtc.models.events import EventRow, EventView
from wtc.shapes.events import Status

DAYS = 7
PER_SAVE = 5
MOST = 50
GOING_AHEAD = (Status.SCHEDULED, Status.RESCHEDULED)


def most_wanted(session: Session, *, today: date, now: datetime) -> list[dict[str, Any]]:
    """The coming events with the highest ``views + 5 * saves`` of the last seven Irish days, at most fifty."""
    first = today - timedelta(days=DAYS - 1)
    since = datetime.combine(first, time(), tzinfo=DUBLIN)
    viewed = _many(session, col(EventView.event_id), col(EventView.day) >= first)
    saved = _many(session, col(SavedEvent.event_id), col(SavedEvent.created_at) >= since)
    known = select(EventRow.id).where(col(EventRow.id).in_({*viewed, *saved}), col(EventRow.status).in_(GOING_AHEAD))
    coming = filter(None, session.exec(known.where(EventRow.sort_at > now)))
    scored = [
        {"event": event, "views": viewed.get(event, 0), "saves": saved.get(event, 0), "score": score}
        for event in coming
        if (score := viewed.get(event, 0) + PER_SAVE * saved.get(event, 0))
    ]
    return sorted(scored, key=lambda one: (-one["score"], one["event"]))[:MOST]


def _many(session: Session, event: Any, recent: Any) -> dict[int, int]:
    counted = select(event, func.count()).where(recent).group_by(event)
    found = session.exec(counted.order_by(func.count().desc()).limit(MOST * 20))
    return {key: many for key, many in found.all() if many}
