"""The questions about a fan's own taste: what they saved when, whom they follow, what their town saves."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select

from wtc.queries.world import ARTISTS, EVENTS, FOLLOWS, SAVED, SAYS, USERS

Rows = Select[*tuple[Any, ...]]


def saves(user_id: int, since: datetime | None, until: datetime | None) -> Rows:
    """How many events of each family the user saved from ``since`` and before ``until``."""
    rows = select(EVENTS.family, func.count().label("n")).join(SAVED.event_id.table, SAVED.event_id == EVENTS.id)
    rows = rows.where(SAVED.user_id == user_id).group_by(EVENTS.family)
    rows = rows.where(SAVED.created_at >= since) if since else rows
    return rows.where(SAVED.created_at < until) if until else rows


def followed(user_id: int, most: int) -> Rows:
    """The genres of the acts that the user follows."""
    rows = select(ARTISTS.genres).join(FOLLOWS.artist_id.table, FOLLOWS.artist_id == ARTISTS.id)
    return rows.where(FOLLOWS.user_id == user_id).order_by(FOLLOWS.artist_id).limit(most)


def home(user_id: int) -> Rows:
    """The towns that the user named."""
    return select(SAYS.cities).where(SAYS.user_id == user_id)


def town(city_key: str, *, but: int, synthetic: bool) -> Rows:
    """(family, shares added up): each person who saved there is one, however much they saved, but for one of them.

    Whoever wants no profile made of them is left out. All shares together are the number of people.
    """
    rows = select(SAVED.user_id, EVENTS.family, func.count().label("n"))
    rows = rows.select_from(SAVED.user_id.table).join(EVENTS.id.table, EVENTS.id == SAVED.event_id)
    rows = rows.join(USERS.id.table, USERS.id == SAVED.user_id)
    rows = rows.outerjoin(SAYS.user_id.table, SAYS.user_id == SAVED.user_id)
    rows = rows.where(EVENTS.city_key == city_key, EVENTS.family != "other", SAVED.user_id != but)
    rows = rows.where(USERS.synthetic.is_(synthetic), func.coalesce(SAYS.profiling, True).is_(True))
    rows = rows.where(EVENTS.sample.is_(True)) if synthetic else rows
    each = rows.group_by(SAVED.user_id, EVENTS.family).subquery("each_one")
    whole = select(each.c.user_id, func.sum(each.c.n).label("all_")).group_by(each.c.user_id).subquery("whole")
    share = func.sum(each.c.n * 1.0 / whole.c.all_).label("share")
    return select(each.c.family, share).join(whole, whole.c.user_id == each.c.user_id).group_by(each.c.family)
