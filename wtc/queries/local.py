"""The questions about organisers' own nights: every one names whose they are, or that an admin asks."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)

Rows = Select[*tuple[Any, ...]]

_tables = SQLModel.metadata.tables
NIGHTS, SERIES, SOURCES, EVENTS = (
    _tables[name] for name in ("local_events", "event_series", "event_sources", "events")
)
USERS, VIEWS, CLICKS, SAVES = (_tables[name] for name in ("users", "event_views", "ticket_clicks", "user_saved_events"))
VENUES, REPORTS = _tables["venues"], _tables["reports"]
N = NIGHTS.c

_OURS = NIGHTS.outerjoin(
    SOURCES, (SOURCES.c.source == "local") & (SOURCES.c.source_id == N.source_id)
).outerjoin(EVENTS, EVENTS.c.id == SOURCES.c.event_id)  # fmt: skip


def owned(owner: int | None) -> ColumnElement[bool]:
    """Whose it is; None is an admin, who may see all."""
    return true() if owner is None else N.owner_id == owner


def nights() -> Rows:
    """Nights with the event that each is."""
    return select(*N, EVENTS.c.id.label("event_id"), EVENTS.c.slug).select_from(_OURS)


def listings(ids: Collection[str]) -> Rows:
    """What nights are in the catalogue, by the ids of their listings."""
    c = SOURCES.c
    return select(c.id, c.source_id, c.block, c.said, c.raw).where(c.source == "local", c.source_id.in_(list(ids)))


def locked(owner: int | None, ids: Collection[int]) -> Rows:
    """Nights to be changed, held until the transaction ends."""
    return select(*N).where(owned(owner), N.id.in_(list(ids))).order_by(N.id).with_for_update()


def some(owner: int, which: str, today: date) -> ColumnElement[bool]:
    """The upcoming, past or cancelled nights of an organiser."""
    if which == "cancelled":
        return (N.owner_id == owner) & N.cancelled.is_(True)
    over = N.day < today
    return (N.owner_id == owner) & N.cancelled.is_(False) & (over if which == "past" else ~over)


def how_many(where: ColumnElement[bool]) -> Rows:
    return select(func.count()).select_from(NIGHTS).where(where)


def lock_user(user_id: int) -> Rows:
    """The organiser's row, held, so that the same night sent twice is one."""
    return select(USERS.c.id).where(USERS.c.id == user_id).with_for_update()


def tallies(table: Any, ids: Collection[int]) -> Rows:
    """How many rows of views, clicks or saves each event has."""
    return select(table.c.event_id, func.count()).where(table.c.event_id.in_(list(ids))).group_by(table.c.event_id)


def dates(event_id: int, today: date, limit: int) -> Rows:
    """The other coming dates of the series of which this event is one."""
    mine = select(N.series_id).join(
        SOURCES, (SOURCES.c.source == "local") & (SOURCES.c.source_id == N.source_id)
    ).where(SOURCES.c.event_id == event_id, N.series_id.is_not(None))  # fmt: skip
    shown = N.series_id.in_(mine), N.day >= today, N.cancelled.is_(False), EVENTS.c.id != event_id
    return select(EVENTS.c.id).select_from(_OURS).where(*shown).order_by(N.day, N.id).limit(limit)


def rooms(begins: str) -> Rows:
    """Rooms whose name begins so, in the folded spelling."""
    v = VENUES.c
    found = v.name_key.startswith(begins, autoescape=True) | v.name_key.contains(f" {begins}", autoescape=True)
    return select(v.name, v.city, v.county).where(found, v.closed.is_(False)).order_by(v.capacity.desc(), v.id).limit(8)


def wish(user_id: int) -> Rows:
    """The open wish of a user to be an organiser."""
    r = REPORTS.c
    return select(r.id).where(r.user_id == user_id, r.subject == "user", r.kind == "organiser", r.state == "open")
