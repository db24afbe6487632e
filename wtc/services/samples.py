"""The sample catalogue as a whole: when it was loaded, and its way out as soon as there are real gigs."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Session

from wtc.queries import engine as queries
from wtc.services import catalogue, engine
from wtc.shapes.engine import SourceState

CHUNK = 200
SOURCE = "samples"
"""The name under which the engine remembers when the samples were last loaded."""

E = queries.EVENTS.c


def loaded_at(session: Session) -> datetime | None:
    """When the samples were last loaded; None when they are not here."""
    return engine.recall(session, SOURCE).last_synced_at


def note(session: Session, *, seen: int, now: datetime) -> None:
    """Remember that the samples were loaded now."""
    engine.remember(session, SourceState(source=SOURCE, status="ok", last_synced_at=now, seen=seen))


def retire(session: Session, *, now: datetime) -> int:
    """Delete up to ``CHUNK`` sample events with all that hangs on them; how many. Nothing real is touched.

    Real events are marked and never deleted; these never were. From here on the samples are not topped up either.
    """
    catalogue.lock(session, now=now)
    session.execute(delete(queries.STATES).where(queries.STATES.c.source == SOURCE))
    ids = session.execute(select(E.id).where(E.sample.is_(True)).limit(CHUNK)).scalars().all()
    if ids:
        session.execute(delete(queries.EVENTS).where(E.id.in_(ids)))
        catalogue.raise_version(session, now=now)
    return len(ids)
