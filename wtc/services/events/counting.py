"""How many events there are of each kind, for chips with counts."""

from dataclasses import replace
from datetime import datetime
from typing import Literal

from sqlmodel import Session

from wtc.domain.genres import FAMILIES, rolled_up
from wtc.queries import events as queries
from wtc.services.events.seeking import seek
from wtc.services.events.spelling import FindSpeller, read
from wtc.shapes.events import SOURCE_NAMES, SOURCES, EventQuery, Tally

What = Literal["city", "family", "source"]


def tallies(
    session: Session, what: What, *, query: EventQuery, now: datetime, speller: FindSpeller | None = None
) -> tuple[Tally, ...]:
    """How many events of each city, family or source answer the rest of ``query``: its own filter is left out.

    Most first; values with none are left out. A family counts what its own filter would find: the kinds of it too.
    """
    sought = seek(session, query, now=now)
    if query.q.strip():
        reading = read(session, query.q, speller, now=now)
        if reading is None:
            return ()
        sought = replace(sought, names=replace(reading.parts, unless=""))
    if what == "source":
        counts = session.execute(queries.by_source(sought)).one()
        found = [Tally(key=key, label=SOURCE_NAMES[key], count=n or 0) for key, n in zip(SOURCES, counts, strict=True)]
    elif what == "family":
        counted = rolled_up({key: n for key, _, n in session.execute(queries.by_value(what, sought))})
        found = [Tally(key=key, label=FAMILIES.get(key, key), count=n) for key, n in counted.items()]
    else:
        rows = session.execute(queries.by_value(what, sought))
        found = [Tally(key=key, label=label, count=n) for key, label, n in rows]
    return tuple(sorted((tally for tally in found if tally.count), key=lambda tally: (-tally.count, tally.key)))
