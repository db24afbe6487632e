"""What is kept beside an act, each once by the key that its source gives it: mixes and past shows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import Session, col, select

from wtc.models.artists import Mix, Setlist
from wtc.shapes.enriching import Kept

Table = type[Mix] | type[Setlist]


def keep(
    session: Session, table: Table, by: str, told: Mapping[str, dict[str, Any]], *, artist_id: int, now: datetime
) -> Kept:
    """Keep the columns in ``told``, by the key in the column ``by``, as the act's. Again changes nothing.

    One real row ends the act's samples; samples alone are not kept beside real ones.
    """
    sample = col(table.sample)
    if any(not values["sample"] for values in told.values()):
        session.execute(delete(table).where(col(table.artist_id) == artist_id, sample.is_(True)))
    elif session.execute(select(table.id).where(col(table.artist_id) == artist_id, sample.is_(False))).first():
        return Kept()
    held = {getattr(row, by): row for row in session.scalars(select(table).where(getattr(table, by).in_(told)))}
    new = changed = 0
    for key, values in told.items():
        facts: dict[str, Any] = values | {by: key, "artist_id": artist_id}
        row = held.get(key)
        if row is None:
            session.add(table(**facts, seen_at=now))
            new += 1
            continue
        differs = {name: value for name, value in facts.items() if getattr(row, name) != value}
        row.sqlmodel_update(differs | {"seen_at": now})
        changed += bool(differs)
    session.flush()
    return Kept(new=new, changed=changed, unchanged=len(told) - new - changed)


def forget(session: Session, table: Table, artist_id: int, *order: Any, most: int) -> None:
    """Keep the first ``most`` of the act's in this order."""
    ids = session.scalars(select(table.id).where(col(table.artist_id) == artist_id).order_by(*order)).all()
    if ids[most:]:
        session.execute(delete(table).where(col(table.id).in_(ids[most:])))
