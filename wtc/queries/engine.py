"""The questions that storing asks: which listings are known, what shares their blocks, who is next."""

from datetime import date
from typing import Any

from sqlalchemy import Select, select
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
PAIRS, CORRECTIONS, CHANGES = _tables["listing_pairs"], _tables["corrections"], _tables["event_changes"]
STATES, SET_ASIDE, VERSION = _tables["ingest_state"], _tables["quarantine"], _tables["catalogue_version"]
USES, PLACES, SHOWN = _tables["source_use"], _tables["source_places"], _tables["place_listings"]
FOLLOWS, FRESH = _tables["user_followed_artists"], _tables["fresh_events"]
S = SOURCES.c

KNOWN = ("id", "event_id", "source", "source_id", "block", "fingerprint", "gone_at", "last_seen_at")
"""What is read of a listing that came again."""
TOLD = ("id", "event_id", "block", "said", "gone_at", "last_seen_at")
"""What is read of a listing that is judged again."""
ROOM = (
    *("id", "slug", "name", "name_key", "area", "city", "city_key", "county", "country"),
    *("lat", "lon", "capacity", "kind", "website"),
)
ACT = ("id", "name", "slug", "name_key", "genres", "musicbrainz_id", "spotify_id", "ticketmaster_id")


def payloads(after: int, limit: int) -> Rows:
    """What sources sent, in the order it first came, from the id ``after`` on."""
    return select(S.id, S.source, S.source_id, S.sample, S.raw).where(S.id > after).order_by(S.id).limit(limit)


def vanished(source: str, start: date, end: date, city_key: str) -> Rows:
    """The listings of a source between two days, both included, that it still showed when it was last read."""
    found = select(S.id, S.source_id, S.block).where(
        S.source == source, S.day >= start, S.day <= end, S.gone_at.is_(None), S.sample.is_(False)
    )
    return found.where(S.city_key == city_key) if city_key else found
