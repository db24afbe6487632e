"""The questions behind news: what was not told yet, who saved an event, which shows are new to a follower."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, String, cast, exists, literal, select

from wtc.models.accounts import Notice, SavedEvent
from wtc.models.artists import Artist, Follow
from wtc.models.events import EventArtist, EventChange, EventRow
from wtc.models.venues import VenueRow

_SHOWN = 10
_FRESH = timedelta(days=3)
"""A show is news for three days, so that nothing is lost while the program stands."""

e: Any = EventRow
c: Any = EventChange


def of(event_id: int) -> Select[Any]:
    """What befell one event, the latest first."""
    columns = (c.id, c.kind, c.at, c.before, c.after, c.told_at)
    return select(*columns).where(c.event_id == event_id).order_by(c.at.desc(), c.id.desc()).limit(_SHOWN)


def untold(limit: int) -> Select[Any]:
    """Changes that savers were not told of, in the order in which they came."""
    columns = (c.id, c.event_id, c.kind, c.at, c.before, c.after, c.told_at, e.title, e.slug)
    return select(*columns).join(e, e.id == c.event_id).where(c.told_at.is_(None)).order_by(c.id).limit(limit)


def savers(event_id: int) -> Select[Any]:
    """Who saved an event."""
    s: Any = SavedEvent
    return select(s.user_id).where(s.event_id == event_id)


def room_names(ids: Collection[Any]) -> Select[Any]:
    """Rooms' ids and names."""
    v: Any = VenueRow
    return select(v.id, v.name).where(v.id.in_(ids))


def new_shows(now: datetime, limit: int) -> Select[Any]:
    """Coming events first seen since somebody followed one of their acts, with each follower who was not told yet."""
    f: Any = Follow
    p: Any = EventArtist
    a: Any = Artist
    n: Any = Notice
    v: Any = VenueRow
    told = exists().where(n.user_id == f.user_id, n.key == literal("show:") + cast(e.id, String(20)))
    columns = (e.id, e.slug, e.title, e.day, e.starts_at, e.city, v.name.label("room"), a.name.label("act"), f.user_id)
    return (
        select(*columns)
        .join(p, p.event_id == e.id)
        .join(f, f.artist_id == p.artist_id)
        .join(a, a.id == p.artist_id)
        .outerjoin(v, v.id == e.venue_id)
        .where(
            e.first_seen_at > now - _FRESH,
            e.first_seen_at > f.created_at,
            e.sort_at >= now,
            e.sample.is_(False),
            e.status.in_(("scheduled", "rescheduled")),
            ~told,
        )
        .order_by(e.id, p.place)
        .limit(limit)
    )
