"""The questions behind the sitemap: coming events that are no samples."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, select

from wtc.models.events import EventRow
from wtc.queries.taste import over


def _worth_finding(now: datetime) -> ColumnElement[bool]:
    e: Any = EventRow
    return and_(e.sample.is_(False), not_(over(now)))


def how_many(now: datetime) -> Select[int]:
    return select(func.count()).select_from(EventRow).where(_worth_finding(now))


def addresses(now: datetime, *, limit: int, offset: int) -> Select[Any]:
    """Slugs and when each event last changed, in an order that adding events keeps."""
    e: Any = EventRow
    return select(e.slug, e.changed_at).where(_worth_finding(now)).order_by(e.id).limit(limit).offset(offset)
