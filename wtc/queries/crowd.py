"""The questions about the synthetic crowd: who it is, and what it may be shown."""

from typing import Any

from sqlalchemy import Select, select

from wtc.queries.events import ARTISTS, EVENTS, PLAYS, VENUES
from wtc.shapes.events import Status

Rows = Select[*tuple[Any, ...]]
USERS, FEEDBACK, ASSIGNMENTS = (EVENTS.metadata.tables[name] for name in ("users", "ml_feedback", "ab_assignments"))
E = EVENTS.c


def nights() -> Rows:
    """Every sample event that has a time and was not called off, by id."""
    columns = (E.id, E.family, E.lat, E.lon, E.price_low, E.starts_at, E.first_seen_at, VENUES.c.capacity)
    found = select(*columns).select_from(EVENTS.outerjoin(VENUES, E.venue_id == VENUES.c.id))
    going = (Status.SCHEDULED, Status.RESCHEDULED)
    return found.where(E.sample.is_(True), E.starts_at.is_not(None), E.status.in_(going)).order_by(E.id)


def bills() -> Rows:
    """Who plays at sample events: (event, artist, name), headliners first."""
    found = select(PLAYS.c.event_id, ARTISTS.c.id, ARTISTS.c.name).join(ARTISTS, ARTISTS.c.id == PLAYS.c.artist_id)
    return found.join(EVENTS, E.id == PLAYS.c.event_id).where(E.sample.is_(True)).order_by(PLAYS.c.place)


def said() -> Rows:
    """What the crowd said of events: (user, event, slot)."""
    f = FEEDBACK.c
    found = select(f.user_id, f.event_id, f.slot).join(USERS, USERS.c.id == f.user_id)
    return found.where(USERS.c.synthetic.is_(True))


def assigned() -> Rows:
    """Which experiments' lists the crowd was shown: (user, experiment)."""
    a = ASSIGNMENTS.c
    return select(a.user_id, a.experiment_id).where(a.synthetic.is_(True))


def members() -> Rows:
    """The crowd: (id, email), by id."""
    return select(USERS.c.id, USERS.c.email).where(USERS.c.synthetic.is_(True)).order_by(USERS.c.id)
