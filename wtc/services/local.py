"""Organisers' own nights: written, repeated, moved, called off, brought back; each is a listing of the source local."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

import orjson
from sqlalchemy import insert, update
from sqlmodel import Session

from wtc.clock import local
from wtc.domain.local import changed
from wtc.domain.text import key, slug
from wtc.errors import Conflict, LimitReached, NotFound, NotSignedIn
from wtc.queries import local as queries
from wtc.services import audit, catalogue, engine, events, grouping
from wtc.shapes.events import Event
from wtc.shapes.local import Night, Nights, RoomName, Written

MOST = 200
"""Nights to come that one organiser may have at once."""
PAGE = 50

N = queries.NIGHTS.c


def create(session: Session, owner: int, nights: Sequence[Written], *, now: datetime) -> tuple[Night, ...]:
    """Put on nights: one, or a series of several. The same ones sent again are those that are there.

    ``LimitReached`` past ``MOST`` to come.
    """
    if session.scalar(queries.lock_user(owner)) is None:
        raise NotSignedIn
    ids = [night.source_id for night in nights]
    there = _read(session, N.owner_id == owner, N.source_id.in_(ids))
    if there:
        return there
    today = local(now).date()
    if (session.scalar(queries.how_many(queries.some(owner, "upcoming", today))) or 0) + len(nights) > MOST:
        raise LimitReached(f"That would be more than {MOST} nights to come. Call off a few that won't happen first.")
    series_id = _series(session, owner, nights, now) if len(nights) > 1 else None
    rows = [
        {
            "source_id": night.source_id, "owner_id": owner, "series_id": series_id, "day": night.listing.day,
            "form": night.form, "version": 1, "cancelled": False, "created_at": now, "updated_at": now,
        }
        for night in nights
    ]  # fmt: skip
    session.execute(insert(queries.NIGHTS), rows)
    engine.store(session, [night.listing for night in nights], now=now)
    audit.note(session, owner, "local.create", "local event", ids[0], now=now, nights=len(nights))
    return _read(session, N.owner_id == owner, N.source_id.in_(ids))


def _series(session: Session, owner: int, nights: Sequence[Written], now: datetime) -> int:
    first, last = nights[0], nights[-1]
    wanted = slug(first.form["title"], first.form["venue"]["name"], empty="series")
    (address,) = catalogue.addresses(
        session, (queries.SERIES,), [wanted], [f"{wanted}-{first.source_id[-12:]}"], [owner]
    )
    row = {
        "slug": address, "title": first.form["title"], "owner_id": owner, "every_days": 7,
        "first": first.listing.day, "last": last.listing.day, "created_at": now,
    }  # fmt: skip
    made = session.execute(insert(queries.SERIES), row)
    return int(made.inserted_primary_key[0])  # type: ignore[attr-defined]


def change(
    session: Session, user_id: int, owner: int | None, nights: Sequence[Written], *, what: str, now: datetime
) -> None:
    """Write nights anew. ``owner`` None is an admin. ``Conflict`` with what stands when one was changed meanwhile."""
    held = {row.id: row for row in session.execute(queries.locked(owner, [night.id for night in nights]))}
    if len(held) != len(nights):
        raise NotFound
    for night in nights:
        row = held[night.id]
        if row.version != night.version:
            raise Conflict(
                "Somebody changed this since you opened it.",
                details={"version": row.version, "form": row.form, "cancelled": row.cancelled},
            )
        values = {"form": night.form, "day": night.listing.day, "version": row.version + 1, "updated_at": now}
        off = what == "cancel" or (what == "edit" and row.cancelled)
        session.execute(update(queries.NIGHTS).where(N.id == night.id).values(**values, cancelled=off))
    engine.store(session, [night.listing for night in nights], now=now)
    first = nights[0]
    fields = changed(held[first.id].form, first.form)
    audit.note(
        session, user_id, f"local.{what}", "local event", first.source_id, now=now, nights=len(nights), fields=fields
    )


def leave(session: Session, owner: int, *, now: datetime) -> None:
    """Part an organiser's nights from who put them on. Those to come are taken down, as when a source drops a listing;
    those that were stay on the record, without their picture.
    """
    mine = {row.source_id: row.day for row in session.execute(queries.nights().where(N.owner_id == owner))}
    today, blocks = local(now).date(), set()
    for listing in session.execute(queries.listings(mine)).all():
        fresh = f"o-{secrets.token_hex(8)}"
        told = orjson.loads(listing.raw) | {"id": fresh, "image": None}
        values = {"source_id": fresh, "said": listing.said | {"images": []}, "raw": orjson.dumps(told).decode()}
        if (day := mine[listing.source_id]) is None or day >= today:
            values["gone_at"] = now
        session.execute(update(queries.SOURCES).where(queries.SOURCES.c.id == listing.id).values(**values))
        blocks.add(listing.block)
    if blocks:
        grouping.derive_again(session, blocks, now=now)


def one(session: Session, owner: int | None, night_id: int) -> Night:
    """One night; NotFound when it is not there or not ``owner``'s (None: an admin's are all)."""
    return _only(_read(session, queries.owned(owner), N.id == night_id))


def by_event(session: Session, owner: int | None, event_id: int) -> Night:
    """The night that became this event; NotFound as above."""
    return _only(_read(session, queries.owned(owner), queries.SOURCES.c.event_id == event_id))


def following(session: Session, night: Night) -> tuple[Night, ...]:
    """The nights of its series from this one on, itself the first; itself alone when it is no series' or over."""
    if night.series_id is None or night.day is None:
        return (night,)
    later = _read(session, N.series_id == night.series_id, N.day >= night.day, N.id != night.id)
    return (night, *(each for each in later if not each.cancelled))


def mine(session: Session, owner: int, which: str, *, now: datetime, offset: int = 0) -> Nights:
    """An organiser's nights that are upcoming, past or cancelled, the nearest first, ``PAGE`` at a time."""
    where = queries.some(owner, which, local(now).date())
    total = session.scalar(queries.how_many(where)) or 0
    order = (N.day, N.id) if which == "upcoming" else (N.day.desc(), N.id.desc())
    rows = session.execute(queries.nights().where(where).order_by(*order).limit(PAGE).offset(offset)).all()
    end = offset + len(rows)
    return Nights(nights=_shapes(session, rows), total=total, next=end if rows and end < total else None)


def savers(session: Session, event_id: int) -> int:
    """How many people keep this event, and so would be told of a change."""
    row = session.execute(queries.tallies(queries.SAVES, [event_id])).first()
    return row[1] if row else 0


def ask_in(session: Session, user_id: int, *, now: datetime) -> None:
    """Keep the wish to be an organiser among the reports for admins; again is the same as once."""
    if session.scalar(queries.lock_user(user_id)) is not None and not asked_in(session, user_id):
        row = {"subject": "user", "subject_id": user_id, "kind": "organiser", "note": "", "user_id": user_id}
        session.execute(insert(queries.REPORTS), row | {"state": "open", "answer": "", "created_at": now})


def asked_in(session: Session, user_id: int) -> bool:
    """Whether they asked and have no answer yet."""
    return session.scalar(queries.wish(user_id)) is not None


def dates(session: Session, event_id: int, today: date, limit: int = 8) -> tuple[Event, ...]:
    """The other coming dates of the series to which an event belongs."""
    ids = session.execute(queries.dates(event_id, today, limit)).scalars()
    return events.many(session, list(dict.fromkeys(ids)))


def rooms(session: Session, text: str) -> tuple[RoomName, ...]:
    """Rooms that begin like ``text``, the largest first."""
    begins = key(text)[:80]
    found = session.execute(queries.rooms(begins)) if begins else ()
    return tuple(RoomName(name=row.name, town=row.city, county=row.county) for row in found)


def _read(session: Session, *where: object) -> tuple[Night, ...]:
    rows = session.execute(queries.nights().where(*where).order_by(N.day, N.id).limit(MOST)).all()  # type: ignore[arg-type]
    return _shapes(session, rows)


def _shapes(session: Session, rows: Sequence[object]) -> tuple[Night, ...]:
    ids = [row.event_id for row in rows if row.event_id]  # type: ignore[attr-defined]
    told = [
        dict(session.execute(queries.tallies(table, ids)).all()) if ids else {}
        for table in (queries.VIEWS, queries.SAVES, queries.CLICKS)
    ]
    return tuple(_shape(row, *(each.get(row.event_id, 0) for each in told)) for row in rows)  # type: ignore[attr-defined]


def _shape(row: object, views: int, saves: int, clicks: int) -> Night:
    said = row._mapping  # type: ignore[attr-defined]
    return Night(
        id=said["id"], version=said["version"], form=said["form"], source_id=said["source_id"], day=said["day"],
        cancelled=said["cancelled"], series_id=said["series_id"], event_id=said["event_id"], slug=said["slug"] or "",
        views=views, saves=saves, clicks=clicks,
    )  # fmt: skip


def _only(found: tuple[Night, ...]) -> Night:
    if not found:
        raise NotFound
    return found[0]
