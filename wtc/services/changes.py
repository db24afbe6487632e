"""What befell events, noted when they are derived, read for their pages, and told to whoever saved them, once."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, update
from sqlmodel import Session

from wtc.domain import changes
from wtc.domain.changes import Change, Standing
from wtc.language import speaking
from wtc.queries import changes as asked
from wtc.queries import engine as queries
from wtc.services import accounts, bulk, notifications
from wtc.shapes.events import Status

AT_ONCE = 100
"""Changes, or sets played, told in one transaction."""
BEGUN = timedelta(hours=24)

C = queries.CHANGES.c


def note(session: Session, moved: Iterable[tuple[Row[Any], dict[str, Any], int]], *, now: datetime) -> None:
    """Write down what befell events that were to come: each as it stood, as it is written, and its new sequence.

    Both are in the database's own form, as ``deriving`` compares them.
    """
    rows = []
    for stood, written, sequence in moved:
        begins = bulk.moment(stood.sort_at)
        if begins is None or begins < now - BEGUN:
            continue
        before, after = _standing(stood._mapping), _standing(written)
        if kind := changes.kind(before, after):
            told = {"before": changes.told(before), "after": changes.told(after)}
            rows.append({"event_id": stood.id, "at": now, "kind": kind, **told, "sequence": sequence})
    bulk.insert(session, queries.CHANGES, rows)


def _standing(kept: Any) -> Standing:
    day = kept["day"]
    return Standing(
        day=date.fromisoformat(day) if isinstance(day, str) else day,
        starts_at=bulk.moment(kept["starts_at"]),
        venue_id=kept["venue_id"],
        status=Status(kept["status"]),
        sold_out=bool(kept["sold_out"]),
    )


def of(session: Session, event_id: int) -> tuple[Change, ...]:
    """What befell one event, the oldest first, the last ten."""
    return tuple(_shape(row, _rooms(session, (row,))) for row in reversed(session.execute(asked.of(event_id)).all()))


def tell(session: Session, *, now: datetime) -> int:
    """Tell the savers of changed events what befell them, some changes at a time; how many changes were dealt with.

    Several changes of one event are told as one; a change that was taken back is told to nobody.
    """
    rows = session.execute(asked.untold(AT_ONCE)).all()
    names = _rooms(session, rows)
    events: dict[int, list[Any]] = {}
    for row in rows:
        events.setdefault(row.event_id, []).append(row)
    for event_id, mine in events.items():
        savers = session.execute(asked.savers(event_id)).scalars().all()
        happened = [_shape(row, names) for row in mine]
        for tongue, some in accounts.by_language(session, savers).items():
            with speaking(tongue):
                news = changes.news(mine[0].title, happened, now=now)
            if news:
                notifications.tell(
                    session, some, f"change:{mine[-1].id}", kind="change", title=news.title, body=news.body,
                    href=f"/events/{mine[0].slug}", event_id=event_id, now=now,
                )  # fmt: skip
    if rows:
        session.execute(update(queries.CHANGES).where(C.id.in_([row.id for row in rows])).values(told_at=now))
    return len(rows)


def recall(session: Session, *, now: datetime) -> int:
    """Tell followers of sets that were written down, each once; how many were told."""
    sets: dict[int, tuple[Any, list[int]]] = {}
    for row in session.execute(asked.new_sets(now, AT_ONCE)):
        sets.setdefault(row.id, (row, []))[1].append(row.user_id)
    told = 0
    for set_id, (row, followers) in sets.items():
        where = ", ".join(part for part in (row.venue, row.city) if part)
        for tongue, some in accounts.by_language(session, followers).items():
            with speaking(tongue):
                news = changes.written_down(row.act, row.day, where, len(row.songs), now)
            told += notifications.tell(
                session, some, f"set:{set_id}", kind="set", title=news.title, body=news.body,
                href=f"/artists/{row.slug}", now=now,
            )  # fmt: skip
    return told


def _rooms(session: Session, rows: Sequence[Any]) -> dict[int, str]:
    ids = {told.get("venue_id") for row in rows for told in (row.before, row.after)} - {None}
    return {row.id: row.name for row in session.execute(asked.room_names(ids))} if ids else {}


def _shape(row: Any, names: dict[int, str]) -> Change:
    before, after = changes.heard(row.before), changes.heard(row.after)
    return Change(
        id=row.id,
        kind=row.kind,
        at=row.at,
        before=before,
        after=after,
        was_room=names.get(before.venue_id or 0, ""),
        room=names.get(after.venue_id or 0, ""),
        told=row.told_at is not None,
    )
