"""What gigs cost, the cheapest and the dearest way in and the usual one, and how many acts and rooms they are."""

from datetime import datetime
from statistics import median_low

from sqlmodel import Session

from wtc.queries import events as queries
from wtc.services.events.seeking import seek
from wtc.shapes.events import Door, EventQuery, Price

MOST = 5_000
"""How many gigs are looked at for the usual price."""


def prices(session: Session, query: EventQuery, *, now: datetime) -> Price | None:
    """The least and the most that getting in costs among the events that answer ``query``, in cents.

    In the currency that most of them use; None when none of them says what it costs.
    """
    row = session.execute(queries.entry_prices(seek(session, query, now=now))).first()
    return Price(low=row.low, high=row.high, currency=row.currency) if row else None


def door(session: Session, query: EventQuery, *, now: datetime) -> Door:
    """What getting in usually costs among the events that answer ``query``: the median of those that ask for money.

    In the currency that most of them use. With the number of acts and rooms.
    """
    sought = seek(session, query, now=now)
    rows = session.execute(queries.ways_in(sought).limit(MOST)).all()
    acts, rooms = (session.scalar(each(sought)) or 0 for each in (queries.acts_of, queries.rooms_of))
    asked: dict[str, list[int]] = {}
    for row in rows:
        if row.price_low:
            asked.setdefault(row.currency, []).append(row.price_low)
    free = sum(1 for row in rows if row.price_low == 0 and row.price_high == 0)
    if not asked:
        return Door(free=free, acts=acts, rooms=rooms)
    currency = max(asked, key=lambda each: (len(asked[each]), each))
    return Door(free=free, acts=acts, rooms=rooms, usual=median_low(asked[currency]), currency=currency)
