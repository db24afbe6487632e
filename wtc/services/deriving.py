"""Events written: each row made afresh of its listings, its line-up beside it, and the trail of one that was merged."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from operator import itemgetter
from typing import Any

import orjson
from sqlalchemy import Row, delete, insert, literal, select, update
from sqlmodel import Session

from wtc.clock import at
from wtc.domain import merging
from wtc.domain.listings import rank
from wtc.domain.merging import Facts, Word
from wtc.domain.names import genre_keys, searchable
from wtc.domain.text import slug
from wtc.queries import engine as queries
from wtc.services import bulk, catalogue, changes, corrections, fresh_events
from wtc.services.bulk import Plain
from wtc.services.naming import Act, Acts
from wtc.services.placing import Place

SOME_DAY = datetime(2999, 1, 1, tzinfo=UTC)
"""Where an event without a date stands in every order: last."""

E = queries.EVENTS.c
_MOVES = {"day", "starts_at", "venue_id", "status"}
_TOLD = _MOVES | {"sold_out"}
_MATCHES = {
    *("day", "status", "venue_id", "city_key", "lat", "lon", "family", "line_up", "names", "source_mask"),
    *("price_low", "price_high"),
}
"""What an alert may ask about: an event in which one of these changed may match what it did not."""
_REMEMBERED = ("changed_at", "sequence")


@dataclass(slots=True, kw_only=True)
class Member:
    """A listing among those it is judged with: its row's id, and the event it has belonged to so far."""

    id: int
    event_id: int | None
    word: Word
    place: Place
    last_seen_at: datetime
    gone_at: datetime | None = None
    fingerprint: str = ""
    told: str = ""
    raw: str = "{}"
    new: bool = False
    touched: bool = False
    group_id: int | None = None


@dataclass(slots=True, kw_only=True)
class Group:
    """The listings of one event. ``id`` is None until a new event gets one; ``absorbed`` are events it swallows."""

    members: list[Member]
    id: int | None = None
    absorbed: list[int] = field(default_factory=list)
    fresh: bool = False


def write(session: Session, groups: Sequence[Group], *, now: datetime) -> None:
    """Write the events of ``groups``: new ones inserted, others where they changed. Sets every group's ``id``."""
    if not groups:
        return
    artists = (
        merging.known_as(a, m.word.listing.source) for g in groups for m in g.members for a in m.word.listing.artists
    )
    acts = Acts(session, artists, now=now)
    genres = acts.genres()
    set_right = corrections.of(session, [m.id for g in groups for m in g.members if not m.new])
    made = [_made(session, group, acts, genres, set_right) for group in groups]
    acts.write()
    stood = [group.id for group in groups if group.id]
    _number(session, groups)
    rows = [_row(group, *parts) for group, parts in zip(groups, made, strict=True)]
    columns = tuple(rows[0])
    kept = bulk.rows_as_kept(session, queries.EVENTS, columns, map(dict.values, rows))
    found = bulk.read(session, queries.EVENTS, (*columns, *_REMEMBERED), "id", stood)
    standing = {row.id: row for row in found}
    fresh = [(row, *parts) for row, group, parts in zip(kept, groups, made, strict=True) if group.fresh]
    _insert(session, columns, fresh, now)
    changed = _update(session, columns, [(row, standing[row[0]]) for row in kept if row[0] in standing], now)
    _bill(session, rows, standing)
    new = {row[0] for row, *_ in fresh} | changed
    fresh_events.note(session, [row["id"] for row in rows if row["id"] in new and not row["sample"]], now=now)


def retire(session: Session, groups: Sequence[Group]) -> None:
    """Let each absorbed event lead to the one it was: its saves move there, its id and slug become aliases."""
    for group in groups:
        for old in group.absorbed:
            _follow(session, old, group.id)


def _made(
    session: Session,
    group: Group,
    acts: Acts,
    genres: dict[str, tuple[str, ...]],
    set_right: Mapping[int, list[Any]],
) -> tuple[Facts, Place, list[Act]]:
    words = [member.word for member in group.members]
    for place, word in enumerate(words):
        word.place = place
    told = merging.merge(words, genres)
    where = group.members[told.venue_from if told.venue_from is not None else 0].place
    if set_right and (rows := [row for member in group.members for row in set_right.get(member.id, ())]):
        told, where = corrections.apply(session, told, where, corrections.binding(rows))
    found = {act.id: act for act in (acts.find(artist, sample=told.sample) for artist in told.artists)}
    return told, where, list(found.values())


def _number(session: Session, groups: Sequence[Group]) -> None:
    next_id = catalogue.next_id(session, queries.EVENTS)
    for group in groups:
        if group.id is None:
            group.id, group.fresh, next_id = next_id, True, next_id + 1
        for member in group.members:
            member.group_id = group.id


def _row(group: Group, told: Facts, place: Place, acts: Sequence[Act]) -> dict[str, Any]:
    """The event's columns, without those that remember how it came to be."""
    names = (told.title, *(word for act in acts for word in act.words), *place.words, place.city)
    marks = sorted(
        [m for m in group.members if not m.word.gone] or group.members,
        key=lambda m: (m.word.clue.add_on, m.word.clue.order),
    )
    return {
        "id": group.id,
        "title": told.title,
        "description": told.description,
        "day": told.day,
        "starts_at": told.starts_at,
        "ends_at": told.ends_at,
        "doors_at": told.doors_at,
        "sort_at": told.starts_at or (at(told.day) if told.day else SOME_DAY),
        "timezone": told.timezone,
        "status": told.status.value,
        "sold_out": told.sold_out,
        "venue_id": place.id,
        "city": place.city,
        "city_key": place.city_key,
        "county": place.county,
        "lat": place.lat,
        "lon": place.lon,
        "family": told.family,
        "genres": list(told.genres),
        "genre_keys": genre_keys(told.genres),
        "tags": list(told.tags),
        "images": [{"url": i.url, "width": i.width, "height": i.height, "generic": i.generic} for i in told.images],
        "age": told.age,
        "price_low": told.price.low if told.price else None,
        "price_high": told.price.high if told.price else None,
        "currency": told.price.currency if told.price else "EUR",
        "ticket_url": told.ticket_url,
        "sample": told.sample,
        "line_up": [{"id": act.id, "name": act.name, "slug": act.slug} for act in acts],
        "marks": [_mark(member) for member in marks],
        "source_mask": sum({1 << rank(member.word.listing.source) for member in marks}),
        "names": searchable(*names),
    }


def _mark(member: Member) -> dict[str, str]:
    listing = member.word.listing
    seen = member.last_seen_at.isoformat()
    return {"source": listing.source, "source_id": listing.source_id, "url": listing.url, "last_seen_at": seen}


def _insert(
    session: Session, columns: tuple[str, ...], events: Sequence[tuple[Plain, Facts, Place, list[Act]]], now: datetime
) -> None:
    if not events:
        return
    wanted = [_address(told, place) for _, told, place, _ in events]
    ids = [row[0] for row, *_ in events]
    found = catalogue.addresses(session, (queries.EVENTS, queries.ALIASES), wanted, wanted, ids)
    once = ("first_seen_at", "changed_at", "sequence")
    ((*begun,),) = bulk.rows_as_kept(session, queries.EVENTS, once, ((now, now, 0),))
    rows = [(*row, address, *begun) for (row, *_), address in zip(events, found, strict=True)]
    rows.sort(key=itemgetter(columns.index("sort_at"), 0))  # the order of the index of names: it is written but once
    bulk.insert_kept(session, queries.EVENTS, (*columns, "slug", *once), rows)


def _address(told: Facts, place: Place) -> str:
    where = slug(place.name or place.city, limit=40, empty="")
    return "-".join(filter(None, (slug(told.title, limit=60), where, told.day.isoformat() if told.day else "")))


def _update(
    session: Session, columns: tuple[str, ...], events: Iterable[tuple[Plain, Row[Any]]], now: datetime
) -> set[int]:
    """Write what differs, and nothing of an event that is as it was; those that differ alike go together.

    The ids of those that may match alerts which they did not match before.
    """
    alike: dict[tuple[str, ...], list[Plain]] = {}
    moved, matching = [], set()
    ((moment,),) = bulk.rows_as_kept(session, queries.EVENTS, ("changed_at",), ((now,),))
    for row, stood in events:
        differs = {name: new for name, new, old in zip(columns, row, stood, strict=False) if new != old}
        if differs:
            changed = stood.changed_at if differs.keys() == {"marks"} else moment
            sequence = stood.sequence
            sequence += not _MOVES.isdisjoint(differs)
            if not _TOLD.isdisjoint(differs):
                moved.append((stood, dict(zip(columns, row, strict=True)), sequence))
            if not _MATCHES.isdisjoint(differs):
                matching.add(stood.id)
            line = (*differs.values(), changed, sequence, row[0])
            alike.setdefault((*differs, *_REMEMBERED, "id"), []).append(line)
    for names, rows in alike.items():
        bulk.update_kept(session, queries.EVENTS, names, rows)
    changes.note(session, moved, now=now)
    return matching


def _bill(session: Session, rows: Sequence[dict[str, Any]], standing: Mapping[int, Row[Any]]) -> None:
    """Write the line-ups that are new or are no longer what they were."""
    new = [row for row in rows if row["id"] not in standing]
    other = [
        row
        for row in rows
        if row["id"] in standing and _ids(row["line_up"]) != _ids(orjson.loads(standing[row["id"]].line_up))
    ]
    if other:
        session.execute(delete(queries.PLAYS).where(queries.PLAYS.c.event_id.in_([row["id"] for row in other])))
    plays = [
        {"event_id": row["id"], "artist_id": act["id"], "place": place}
        for row in (*new, *other)
        for place, act in enumerate(row["line_up"])
    ]
    bulk.insert(session, queries.PLAYS, plays)


def _ids(line_up: Sequence[dict[str, Any]]) -> list[int]:
    return [act["id"] for act in line_up]


def _follow(session: Session, old: int, new: int | None) -> None:
    for table in (queries.SAVED, queries.HIDDEN):
        c = table.c
        there = select(c.user_id).where(c.event_id == new)
        also = select(c.user_id, literal(new), c.created_at).where(c.event_id == old, c.user_id.not_in(there))
        session.execute(insert(table).from_select(["user_id", "event_id", "created_at"], also))
    alias = select(E.id, E.slug, literal(new)).where(E.id == old)
    session.execute(update(queries.ALIASES).where(queries.ALIASES.c.event_id == old).values(event_id=new))
    session.execute(insert(queries.ALIASES).from_select(["old_id", "slug", "event_id"], alias))
    session.execute(delete(queries.EVENTS).where(E.id == old))
