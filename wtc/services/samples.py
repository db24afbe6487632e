"""The sample catalogue's way out: invented gigs make room as soon as there are real ones."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlmodel import Session

from wtc.queries import engine as queries
from wtc.services import catalogue

CHUNK = 200
E = queries.EVENTS.c


def retire(session: Session, *, now: datetime) -> int:
    """Delete up to ``CHUNK`` sample events with all that hangs on them; how many. Nothing real is touched.

    Real events are marked and never deleted; these never were.
    """
    catalogue.lock(session, now=now)
    ids = session.execute(select(E.id).where(E.sample.is_(True)).limit(CHUNK)).scalars().all()
    if ids:
        session.execute(delete(queries.EVENTS).where(E.id.in_(ids)))
        catalogue.raise_version(session, now=now)
    return len(ids)
