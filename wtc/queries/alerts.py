"""The questions about alerts: a user's own, those that share a block with gigs, and the gigs' facts."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import CompoundSelect, Select, func, select, union_all

from wtc.models.accounts import User
from wtc.models.alerts import AlertRow
from wtc.models.artists import Artist, ArtistAlias, Follow
from wtc.models.events import EventArtist, EventRow
from wtc.models.venues import VenueAlias, VenueRow

a: Any = AlertRow
e: Any = EventRow
p: Any = EventArtist
v: Any = VenueRow
u: Any = User


def of_user(user_id: int) -> Select[Any]:
    """A user's alerts, the newest first."""
    return select(AlertRow).where(a.user_id == user_id).order_by(a.id.desc())


def how_many(user_id: int) -> Select[Any]:
    """How many alerts a user has."""
    return select(func.count()).select_from(a).where(a.user_id == user_id)


def one(user_id: int, alert_id: int) -> Select[Any]:
    """One alert, if it is this user's."""
    return select(AlertRow).where(a.id == alert_id, a.user_id == user_id)


def sharing(blocks: Collection[str], *, after: int, limit: int) -> Select[Any]:
    """Alerts that are on and in one of these blocks, in the order of their ids, from the id ``after`` on."""
    on = select(AlertRow).join(u, u.id == a.user_id).where(u.synthetic.is_(False), a.paused.is_(False))
    return on.where(a.block.in_(blocks), a.id > after).order_by(a.id).limit(limit)


def gigs(ids: Collection[int]) -> Select[Any]:
    """The facts of events that alerts ask about."""
    columns = (e.id, e.slug, e.title, e.day, e.starts_at, e.sort_at, e.venue_id, e.city, e.city_key, e.county, e.lat)
    more = (e.lon, e.family, e.names, e.source_mask, e.price_low, e.price_high, e.line_up, e.first_seen_at)
    room = (v.name.label("room"), v.name_key.label("room_key"))
    told = select(*columns, *more, *room).outerjoin(v, v.id == e.venue_id)
    return told.where(e.id.in_(ids), e.sample.is_(False), e.status.in_(("scheduled", "rescheduled")))


def act_keys(event_ids: Collection[int]) -> CompoundSelect[Any]:
    """The folded names that the acts of these events go by, with each event and act."""
    c: Any = Artist
    s: Any = ArtistAlias
    own = select(p.event_id, p.artist_id, c.name_key.label("key")).join(c, c.id == p.artist_id)
    other = select(p.event_id, p.artist_id, s.alias_key.label("key")).join(s, s.artist_id == p.artist_id)
    return union_all(own.where(p.event_id.in_(event_ids)), other.where(p.event_id.in_(event_ids)))


def room_keys(venue_ids: Collection[int]) -> Select[Any]:
    """The other folded names that rooms go by."""
    s: Any = VenueAlias
    return select(s.venue_id, s.alias_key).where(s.venue_id.in_(venue_ids))


def followers(event_ids: Collection[int], *, after: tuple[int, int], limit: int) -> Select[Any]:
    """Who followed an act of these events before the event was first seen, in the order of event and user."""
    f: Any = Follow
    c: Any = Artist
    told = select(e.id.label("event_id"), f.user_id, func.min(c.name).label("act"))
    found = told.join(p, p.event_id == e.id).join(f, f.artist_id == p.artist_id).join(c, c.id == f.artist_id)
    found = found.join(u, u.id == f.user_id).where(u.synthetic.is_(False), e.id.in_(event_ids))
    later = (e.id > after[0]) | ((e.id == after[0]) & (f.user_id > after[1]))
    found = found.where(e.first_seen_at > f.created_at, later).group_by(e.id, f.user_id)
    return found.order_by(e.id, f.user_id).limit(limit)


def artist(artist_id: int) -> Select[Any]:
    """An act's name."""
    c: Any = Artist
    return select(c.id, c.name, c.name_key).where(c.id == artist_id)


def venue(venue_id: int) -> Select[Any]:
    """A room's name."""
    return select(v.id, v.name, v.name_key).where(v.id == venue_id)
