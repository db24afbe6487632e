"""What gigs cost: the cheapest and the dearest way in."""

from datetime import datetime

from sqlmodel import Session

from wtc.queries import events as queries
from wtc.services.events.seeking import seek
from wtc.shapes.events import EventQuery, Price


def prices(session: Session, query: EventQuery, *, now: datetime) -> Price | None:
    """The least and the most that getting in costs among the events that answer ``query``, in cents.

    In the currency that most of them use; None when none of them says what it costs.
    """
    row = session.execute(queries.entry_prices(seek(session, query, now=now))).first()
    return Price(low=row.low, high=row.high, currency=row.currency) if row else None
