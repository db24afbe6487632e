"""The questions behind the picture store: what is wanted, what is due, what is ready."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)

Rows = Select[*tuple[Any, ...]]

_tables = SQLModel.metadata.tables
PICTURES, EVENTS, ACTS, MIXES = (_tables[name] for name in ("pictures", "events", "artists", "mixes"))
PHOTOS, VERSION = _tables["venue_photos"], _tables["catalogue_version"]
P, E = PICTURES.c, EVENTS.c

EDITION = 2
"""The row of ``catalogue_version`` that counts how often the ready pictures changed; 1 is the catalogue's own."""


def edition() -> Rows:
    """How often the ready pictures changed."""
    return select(VERSION.c.version).where(VERSION.c.id == EDITION)


def ready() -> Rows:
    """Every picture that is ready."""
    return select(P.url, P.digest, P.width, P.height, P.colour).where(P.state == "ready")


def of_acts() -> Rows:
    """Where the picture of each act is that has one."""
    return select(ACTS.c.id, ACTS.c.image_url).where(ACTS.c.image_url != "")


def of_mixes() -> Rows:
    """Where the picture of each mix is that has one, the newest first."""
    shown = MIXES.c.image_url != "", MIXES.c.sample.is_(False)
    return select(MIXES.c.image_url).where(*shown).order_by(MIXES.c.published_at.desc()).limit(20_000)


def of_events(since: datetime, changed: datetime, *, after: tuple[datetime, int], limit: int) -> Rows:
    """The pictures of the events from ``since`` on that changed from ``changed`` on, soonest first."""
    at, last = after
    further = (E.sort_at > at) | ((E.sort_at == at) & (E.id > last))
    shown = E.sort_at >= since, E.changed_at >= changed, E.sample.is_(False)
    return select(E.id, E.sort_at, E.images).where(*shown, further).order_by(E.sort_at, E.id).limit(limit)


def due(now: datetime, limit: int) -> Rows:
    """The pictures whose turn it is, the longest due first."""
    waiting = P.state.in_(("waiting", "failed")), P.try_at <= now
    return select(P.url_hash, P.url, P.tries).where(*waiting).order_by(P.try_at).limit(limit)


def same(digest: str) -> Rows:
    """A picture that is ready and has the same bytes."""
    return select(P.digest, P.width, P.height, P.colour).where(P.digest == digest, P.state == "ready").limit(1)


def counts() -> Rows:
    """How many pictures of each source are in each state."""
    last, problem = func.max(func.coalesce(P.ready_at, P.asked_at)), func.max(P.problem)
    return (
        select(P.source, P.state, func.count().label("count"), last.label("last"), problem.label("problem"))
        .group_by(P.source, P.state)
        .order_by(P.source, P.state)
    )


def uploads() -> tuple[Rows, ...]:
    """The digests of what people uploaded, which nobody could fetch again."""
    return select(PHOTOS.c.digest), select(P.digest).where(P.source == "local")
