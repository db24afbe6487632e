"""The questions that storing asks: which listings are known, what shares their blocks, who is next."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)

Rows = Select[*tuple[Any, ...]]

_tables = SQLModel.metadata.tables
EVENTS, SOURCES, PLAYS, ALIASES = (
    _tables[name] for name in ("events", "event_sources", "event_artists", "event_aliases")
)
ROOMS, ROOM_ALIASES = _tables["venues"], _tables["venue_aliases"]
ACTS, ACT_ALIASES = _tables["artists"], _tables["artist_aliases"]
SAVED, HIDDEN = _tables["user_saved_events"], _tables["user_hidden_events"]
STATES, SET_ASIDE, VERSION = _tables["ingest_state"], _tables["quarantine"], _tables["catalogue_version"]
S = SOURCES.c


def known(source: str, source_ids: Collection[str]) -> Rows:
    """What is kept of these listings of one source, without what they said."""
    return select(S.id, S.event_id, S.source, S.source_id, S.block, S.fingerprint, S.gone_at, S.last_seen_at).where(
        S.source == source, S.source_id.in_(source_ids)
    )


def payloads(after: int, limit: int) -> Rows:
    """What sources sent, in the order it first came, from the id ``after`` on."""
    return select(S.id, S.source, S.source_id, S.sample, S.raw).where(S.id > after).order_by(S.id).limit(limit)


def told() -> Rows:
    """What listings said, with what is needed to judge them again."""
    return select(
        S.id,
        S.event_id,
        S.source,
        S.source_id,
        S.url,
        S.block,
        S.city_key,
        S.day,
        S.said,
        S.gone_at,
        S.first_seen_at,
        S.last_seen_at,
    )


def in_blocks(blocks: Collection[str]) -> Rows:
    """Every listing of these blocks."""
    return told().where(S.block.in_(blocks))


def in_towns(city_key: str, nights: Collection[date], *, sample: bool) -> Rows:
    """Every listing of a town on these nights."""
    return told().where(S.city_key == city_key, S.day.in_(nights), S.sample == sample)


def events(ids: Collection[int]) -> Rows:
    """Events whole."""
    return select(EVENTS).where(EVENTS.c.id.in_(ids))


def raised(table: Any) -> Rows:
    """The highest id of a table."""
    return select(func.coalesce(func.max(table.c.id), 0))


def last_event() -> Rows:
    """The highest id that any event has or had."""
    aliased = select(func.coalesce(func.max(ALIASES.c.old_id), 0)).scalar_subquery()
    return select(func.coalesce(func.max(EVENTS.c.id), 0), aliased)


def vanished(source: str, start: date, end: date, city_key: str) -> Rows:
    """The listings of a source between two days, both included, that it still showed when it was last read."""
    found = select(S.id, S.source_id, S.block).where(
        S.source == source, S.day >= start, S.day <= end, S.gone_at.is_(None), S.sample.is_(False)
    )
    return found.where(S.city_key == city_key) if city_key else found


def rooms(names: Collection[str]) -> Rows:
    """Rooms by their keys."""
    return select(ROOMS).where(ROOMS.c.name_key.in_(names))


def room_aliases(names: Collection[str]) -> Rows:
    """Rooms by another name."""
    a = ROOM_ALIASES.c
    return select(a.alias_key, a.city_key.label("in_city"), ROOMS).where(
        a.venue_id == ROOMS.c.id, a.alias_key.in_(names)
    )


def aliases_of_rooms(ids: Collection[int]) -> Rows:
    """The other names of rooms."""
    a = ROOM_ALIASES.c
    return select(a.venue_id, a.alias).where(a.venue_id.in_(ids)).order_by(a.id)


def acts(keys: Collection[str], ids: Collection[str]) -> Rows:
    """Acts by name or by any of their ids elsewhere."""
    a = ACTS.c
    found: ColumnElement[bool] = a.name_key.in_(keys)
    if ids:
        found = or_(found, a.musicbrainz_id.in_(ids), a.spotify_id.in_(ids), a.ticketmaster_id.in_(ids))
    return select(ACTS).where(found)


def act_aliases(keys: Collection[str]) -> Rows:
    """Acts by another name."""
    return select(ACT_ALIASES.c.alias_key, ACTS).where(
        ACT_ALIASES.c.artist_id == ACTS.c.id, ACT_ALIASES.c.alias_key.in_(keys)
    )


def aliases_of_acts(ids: Collection[int]) -> Rows:
    """The other names of acts."""
    a = ACT_ALIASES.c
    return select(a.artist_id, a.alias).where(a.artist_id.in_(ids)).order_by(a.id)
