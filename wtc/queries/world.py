"""What rankers are told: the catalogue's events as plain columns, and fans with all they said and did.

A fan is asked about before every list, so those questions are put together once and remembered.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Select, bindparam, func, literal, select, type_coerce, union, union_all
from sqlalchemy.types import NullType
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)
from wtc.shapes.personal import Purpose

Rows = Select[*tuple[Any, ...]]

_tables = SQLModel.metadata.tables
EVENTS, PLAYS, ARTISTS = _tables["events"].c, _tables["event_artists"].c, _tables["artists"].c
USERS, SAYS, SPOTIFY = _tables["users"].c, _tables["user_preferences"].c, _tables["user_spotify"].c
SAVED, HIDDEN = _tables["user_saved_events"].c, _tables["user_hidden_events"].c
FEEDBACK, FOLLOWS = _tables["ml_feedback"].c, _tables["user_followed_artists"].c
AGREED = _tables["user_consents"].c
HEARD, DIALS = _tables["taste_artists"].c, _tables["taste_dials"].c
ALIASES, VENUES, VENUE_ALIASES, DJS = (
    _tables["artist_aliases"].c,
    _tables["venues"].c,
    _tables["venue_aliases"].c,
    _tables["djs"].c,
)
OFF = ("cancelled", "withdrawn", "postponed")
SAID = ("up", "down", "attended", "click", "skip")
"""Feedback that counts beside the lists of saved and hidden events."""
FOR = ("up", "attended", "click")


def events(since: datetime) -> Rows:
    """The events from ``since`` on, in the order of their ids; times, days and tags as the database keeps them."""
    told = (EVENTS.id, EVENTS.venue_id, EVENTS.city_key, EVENTS.lat, EVENTS.lon, EVENTS.family)
    more = (EVENTS.price_low, EVENTS.currency, EVENTS.status, EVENTS.sample)
    raw = map(_raw, (EVENTS.sort_at, EVENTS.starts_at, EVENTS.day, EVENTS.first_seen_at, EVENTS.tags))
    return select(*told, *more, *raw).where(EVENTS.sort_at >= since).order_by(EVENTS.id)


def _raw(column: Any) -> Any:
    """A column as the database keeps it, which is faster."""
    return type_coerce(column, NullType()).label(column.name)


def line_ups(since: datetime) -> Rows:
    """Who plays at each of them, in the same order."""
    rows = select(PLAYS.event_id, PLAYS.artist_id).join(EVENTS.id.table, EVENTS.id == PLAYS.event_id)
    return rows.where(EVENTS.sort_at >= since).order_by(PLAYS.event_id)


def acts(since: datetime) -> Rows:
    """The acts that play at them: id, name, genres as the database keeps them."""
    playing = select(PLAYS.artist_id).join(EVENTS.id.table, EVENTS.id == PLAYS.event_id).where(EVENTS.sort_at >= since)
    return select(ARTISTS.id, ARTISTS.name, _raw(ARTISTS.genres)).where(ARTISTS.id.in_(playing))


@lru_cache(maxsize=1)
def of_one() -> Select[int]:
    """The fan whose id is given as ``user_id``, as the others are asked for."""
    return select(USERS.id).where(USERS.id == bindparam("user_id"))


@lru_cache(maxsize=2)
def of_all(*, synthetic: bool) -> Select[int]:
    """The real fans, or the demo's crowd, without those who want no profile made of them or no model taught."""
    rows = select(USERS.id).outerjoin(SAYS.user_id.table, SAYS.user_id == USERS.id)
    refused = select(AGREED.user_id).where(AGREED.purpose == Purpose.TRAINING, AGREED.given.is_(False))
    wanting = USERS.id.not_in(refused), func.coalesce(SAYS.profiling, True).is_(True)
    return rows.where(USERS.synthetic.is_(synthetic), *wanting)


@lru_cache(maxsize=8)
def fans(who: Select[int]) -> Rows:
    """What each of them said, and what Spotify says they listen to."""
    said = (SAYS.genres, SAYS.artists, SAYS.cities, SAYS.venues, SAYS.djs, SAYS.budget_max, SAYS.radius_km)
    rest = (SAYS.night_preferences, SAYS.currency, SAYS.profiling, SPOTIFY.top_genres, SPOTIFY.training)
    rows = select(USERS.id, USERS.synthetic, *said, *rest).outerjoin(SAYS.user_id.table, SAYS.user_id == USERS.id)
    return rows.outerjoin(SPOTIFY.user_id.table, SPOTIFY.user_id == USERS.id).where(USERS.id.in_(who))


@lru_cache(maxsize=1)
def named() -> Rows:
    """Ids by the folded names given as ``act``, ``venue`` and ``dj``: (kind, key, id) of acts, rooms, DJs' acts."""
    kinds = (
        _named("act", ARTISTS.name_key, ARTISTS.id),
        _named("act", ALIASES.alias_key, ALIASES.artist_id),
        _named("venue", VENUES.name_key, VENUES.id),
        _named("venue", VENUE_ALIASES.alias_key, VENUE_ALIASES.venue_id),
        _named("dj", DJS.name_key, DJS.artist_id),
        _named("dj", ARTISTS.name_key, ARTISTS.id),
    )
    told = union_all(*kinds).subquery()
    return select(told).where(told.c.id.is_not(None))


def _named(kind: str, key: Any, what: Any) -> Rows:
    told = select(literal(kind).label("kind"), key.label("key"), what.label("id"))
    return told.where(key.in_(bindparam(kind, expanding=True)))


@lru_cache(maxsize=8)
def deeds(who: Select[int], most: int) -> Rows:
    """The newest things that they did with events: (user, event, action, at)."""
    saved = _deed(SAVED, literal("save"), SAVED.created_at, who)
    hidden = _deed(HIDDEN, literal("hide"), HIDDEN.created_at, who)
    told = _deed(FEEDBACK, FEEDBACK.action, FEEDBACK.at, who).where(FEEDBACK.action.in_(SAID))
    done = union_all(saved, hidden, told).subquery("done")
    return select(done).order_by(done.c.at.desc(), done.c.event_id.desc()).limit(most)


def _deed(table: Any, action: Any, at: Any, who: Select[int]) -> Rows:
    rows = select(table.user_id, table.event_id, action.label("action"), at.label("at"))
    return rows.where(table.user_id.in_(who))


@lru_cache(maxsize=8)
def known(who: Select[int], most: int) -> Select[int]:
    """The ids of the events of those deeds."""
    newest = deeds(who, most).subquery("newest")
    return select(newest.c.event_id)


@lru_cache(maxsize=8)
def facts(ids: Select[int]) -> Rows:
    """What is kept of events that somebody did something with, past ones too."""
    told = (EVENTS.id, EVENTS.title, EVENTS.venue_id, EVENTS.lat, EVENTS.lon, EVENTS.sort_at, EVENTS.starts_at)
    more = (EVENTS.day, EVENTS.family, EVENTS.tags, EVENTS.price_low, EVENTS.currency)
    return select(*told, *more).where(EVENTS.id.in_(ids))


@lru_cache(maxsize=8)
def bills(ids: Select[int]) -> Rows:
    """Who played there."""
    rows = select(PLAYS.event_id, PLAYS.artist_id, ARTISTS.name).join(ARTISTS.id.table, ARTISTS.id == PLAYS.artist_id)
    return rows.where(PLAYS.event_id.in_(ids)).order_by(PLAYS.event_id, PLAYS.place)


@lru_cache(maxsize=8)
def follows(who: Select[int]) -> Rows:
    """The acts that they follow."""
    rows = select(FOLLOWS.user_id, FOLLOWS.artist_id, FOLLOWS.created_at, ARTISTS.name)
    return rows.join(ARTISTS.id.table, ARTISTS.id == FOLLOWS.artist_id).where(FOLLOWS.user_id.in_(who))


@lru_cache(maxsize=8)
def heard(who: Select[int]) -> Rows:
    """The acts that they listen to elsewhere."""
    told = (HEARD.user_id, HEARD.source, HEARD.name, HEARD.artist_id, HEARD.weight, HEARD.genres)
    return select(*told).where(HEARD.user_id.in_(who))


@lru_cache(maxsize=8)
def dials(who: Select[int]) -> Rows:
    """What they want more and less of."""
    return select(DIALS.user_id, DIALS.factor, DIALS.step).where(DIALS.user_id.in_(who), DIALS.step != 0)


@lru_cache(maxsize=1)
def standing() -> Rows:
    """One row that differs whenever anything of the fan ``user_id`` does: counts and newest moments of all known."""
    user_id: Any = bindparam("user_id")

    def newest(table: Any, at: Any) -> tuple[Any, Any]:
        mine = table.user_id == user_id
        rows = select(func.count()).select_from(table.user_id.table).where(mine)
        return rows.scalar_subquery(), select(func.max(at)).where(mine).scalar_subquery()

    told = (
        (SAVED, SAVED.created_at),
        (HIDDEN, HIDDEN.created_at),
        (FEEDBACK, FEEDBACK.at),
        (FOLLOWS, FOLLOWS.created_at),
        (HEARD, HEARD.at),
        (DIALS, DIALS.at),
        (SPOTIFY, SPOTIFY.last_synced_at),
        (SAYS, SAYS.updated_at),
    )
    profiling = select(SAYS.profiling).where(SAYS.user_id == user_id).scalar_subquery()
    return select(profiling, *(column for table, at in told for column in newest(table, at)))


def _took_up(synthetic: bool) -> Any:
    """(user, event) of everybody who took an event up."""
    people = select(USERS.id).where(USERS.synthetic.is_(synthetic))
    saved = select(SAVED.user_id, SAVED.event_id).where(SAVED.user_id.in_(people))
    told = select(FEEDBACK.user_id, FEEDBACK.event_id).where(FEEDBACK.user_id.in_(people), FEEDBACK.action.in_(FOR))
    return union(saved, told).subquery("took_up")


def fans_of_events(since: datetime, *, synthetic: bool) -> Rows:
    """How many fans took up each event from ``since`` on."""
    took = _took_up(synthetic)
    rows = select(took.c.event_id, func.count().label("fans")).join(EVENTS.id.table, EVENTS.id == took.c.event_id)
    return rows.where(EVENTS.sort_at >= since).group_by(took.c.event_id).order_by(took.c.event_id)


def fans_of_acts(*, synthetic: bool) -> Rows:
    """How many fans follow each act or took up an event of it."""
    took = _took_up(synthetic)
    playing = select(took.c.user_id, PLAYS.artist_id).join(PLAYS.event_id.table, PLAYS.event_id == took.c.event_id)
    people = select(USERS.id).where(USERS.synthetic.is_(synthetic))
    following = select(FOLLOWS.user_id, FOLLOWS.artist_id).where(FOLLOWS.user_id.in_(people))
    fans = union(playing, following).subquery("fans")
    rows = select(fans.c.artist_id, func.count().label("fans"))
    return rows.group_by(fans.c.artist_id).order_by(fans.c.artist_id)
