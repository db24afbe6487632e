"""The questions of the ML room: what was shown, how fast, what fans said of it, and who changed what."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)
from wtc.shapes.events import Status

Rows = Select[*tuple[Any, ...]]

_tables = SQLModel.metadata.tables
PREDICTIONS, SHOWN, FEEDBACK = (_tables[name].c for name in ("model_predictions", "ml_interactions", "ml_feedback"))
SAVED, EVENTS, USERS, LOG = (_tables[name].c for name in ("user_saved_events", "events", "users", "audit_log"))
_GOING = (Status.SCHEDULED, Status.RESCHEDULED)


def _who(synthetic: bool) -> Rows:
    return select(USERS.id).where(USERS.synthetic.is_(synthetic))


def latencies(since: datetime, *, synthetic: bool, most: int) -> Rows:
    """Milliseconds of the newest lists that had to be made, and when they were."""
    p = PREDICTIONS
    made = select(p.latency_ms, p.at).where(p.at >= since, p.cached.is_(False), p.user_id.in_(_who(synthetic)))
    return made.order_by(p.id.desc()).limit(most)


def lists(since: datetime, *, synthetic: bool) -> Rows:
    """Lists by whether they were kept ones."""
    p = PREDICTIONS
    return select(p.cached, func.count()).where(p.at >= since, p.user_id.in_(_who(synthetic))).group_by(p.cached)


def by_day(begins: Sequence[datetime], *, synthetic: bool) -> Rows:
    """Lists by the place of their day, and by whether they were kept ones. ``begins`` is when each day does."""
    p = PREDICTIONS
    place = case(*((p.at >= when, at) for at, when in reversed([*enumerate(begins)])), else_=0).label("place")
    rows = select(place, p.cached, func.count()).where(p.at >= begins[0], p.user_id.in_(_who(synthetic)))
    return rows.group_by(place, p.cached)


def coming(now: datetime, *, synthetic: bool) -> Rows:
    """How many events are to come; of those that the crowd may see when it is asked about."""
    rows = select(func.count()).where(EVENTS.sort_at > now, EVENTS.status.in_(_GOING))
    return rows.where(EVENTS.sample.is_(True)) if synthetic else rows


def shown(now: datetime, since: datetime, *, synthetic: bool) -> Rows:
    """How many of them somebody was shown since then."""
    rows = select(func.count(SHOWN.event_id.distinct())).join(EVENTS.id.table, EVENTS.id == SHOWN.event_id)
    seen = SHOWN.at >= since, SHOWN.user_id.in_(_who(synthetic))
    return rows.where(*seen, EVENTS.sort_at > now, EVENTS.status.in_(_GOING))


def said(since: datetime, *, synthetic: bool) -> Rows:
    """What fans said, by action."""
    f = FEEDBACK
    return select(f.action, func.count()).where(f.at >= since, f.user_id.in_(_who(synthetic))).group_by(f.action)


def saved_families(since: datetime, until: datetime, *, synthetic: bool) -> Rows:
    """Saves between two moments by the family of what was saved."""
    when = SAVED.created_at >= since, SAVED.created_at < until
    rows = select(EVENTS.family, func.count()).join(SAVED.event_id.table, SAVED.event_id == EVENTS.id)
    return rows.where(*when, SAVED.user_id.in_(_who(synthetic))).group_by(EVENTS.family)


def deeds(subjects: Collection[str], *, limit: int, before: int | None = None) -> Rows:
    """What was done to these subjects, the newest first, with the name of whoever did it."""
    columns = LOG.id, LOG.at, LOG.action, LOG.subject, LOG.subject_id, LOG.details, USERS.name
    rows = select(*columns).outerjoin(USERS.id.table, USERS.id == LOG.user_id).where(LOG.subject.in_(subjects))
    if before is not None:
        rows = rows.where(LOG.id < before)
    return rows.order_by(LOG.id.desc()).limit(limit)
