"""The questions behind news: what was not told yet, who saved an event, which sets are new to a follower."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, String, cast, exists, func, literal, select

from wtc.models.accounts import SavedEvent
from wtc.models.alerts import NotificationRow
from wtc.models.artists import Artist, Follow, Setlist
from wtc.models.events import EventChange, EventRow
from wtc.models.venues import VenueRow

_SHOWN = 10
_PLAYED = timedelta(days=21)
"""A set is news for three weeks: it is often written down days after it was played."""

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


def new_sets(now: datetime, limit: int) -> Select[Any]:
    """Sets written down that were played since somebody followed the act, with each follower not told yet."""
    f: Any = Follow
    a: Any = Artist
    n: Any = NotificationRow
    s: Any = Setlist
    told = exists().where(n.user_id == f.user_id, n.key == literal("set:") + cast(s.id, String(20)))
    columns = (s.id, s.day, s.venue, s.city, s.songs, a.name.label("act"), a.slug, f.user_id)
    return (
        select(*columns)
        .join(f, f.artist_id == s.artist_id)
        .join(a, a.id == s.artist_id)
        .where(
            s.day >= (now - _PLAYED).date(),
            s.day >= func.date(f.created_at),
            cast(s.songs, String(8)) != "[]",
            s.sample.is_(False),
            ~told,
        )
        .order_by(s.id)
        .limit(limit)
    )
