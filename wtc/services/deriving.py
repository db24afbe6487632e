"""Events written: each row made afresh of its listings, its line-up beside it, and the trail of one that was merged."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import delete, insert, literal, select, update
from sqlmodel import Session

from wtc.clock import at
from wtc.domain import merging
from wtc.domain.listings import rank
from wtc.domain.merging import Facts, Word
from wtc.domain.names import genre_keys, searchable
from wtc.domain.text import slug
from wtc.queries import engine as queries
from wtc.services import bulk, catalogue
from wtc.services.artists import Act, Acts
from wtc.services.venues import Place

SOME_DAY = datetime(2999, 1, 1, tzinfo=UTC)
"""Where an event without a date stands in every order: last."""

E = queries.EVENTS.c
_MOVES = ("day", "starts_at", "venue_id", "status")


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
    made = [_made(group, acts, genres) for group in groups]
    acts.write()
    standing = {row.id: row for row in session.execute(queries.events([g.id for g in groups if g.id]))}
    _number(session, groups)
    rows = [_row(group, *parts) for group, parts in zip(groups, made, strict=True)]
    fresh = [row for group, row in zip(groups, rows, strict=True) if group.fresh]
    _insert(session, fresh, now)
    changed = [_changed(row, standing[row["id"]], now) for row in rows if row["id"] in standing]
    bulk.update(session, queries.EVENTS, [row for row in changed if row])
    bills = [r for r in rows if r["id"] not in standing or _ids(r["line_up"]) != _ids(standing[r["id"]].line_up)]
    _bill(session, bills, standing.keys())


def retire(session: Session, groups: Sequence[Group]) -> None:
    """Let each absorbed event lead to the one it was: its saves move there, its id and slug become aliases."""
    for group in groups:
        for old in group.absorbed:
            _follow(session, old, group.id)


def _made(group: Group, acts: Acts, genres: dict[str, tuple[str, ...]]) -> tuple[Facts, Place, list[Act]]:
    words = [merging.at_place(member.word, place) for place, member in enumerate(group.members)]
    told = merging.merge(words, genres)
    best = group.members[told.venue_from if told.venue_from is not None else 0]
    found = {act.id: act for act in map(acts.find, told.artists)}
    return told, best.place, list(found.values())


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
        "venue_name": place.name,
    }


def _mark(member: Member) -> dict[str, str]:
    listing = member.word.listing
    seen = member.last_seen_at.isoformat()
    return {"source": listing.source, "source_id": listing.source_id, "url": listing.url, "last_seen_at": seen}


def _insert(session: Session, rows: Sequence[dict[str, Any]], now: datetime) -> None:
    if not rows:
        return
    wanted = [
        "-".join(filter(None, (slug(r["title"], limit=60), slug(r["venue_name"] or r["city"], limit=40, empty=""),
                               r["day"].isoformat() if r["day"] else "")))
        for r in rows
    ]  # fmt: skip
    found = catalogue.addresses(session, (queries.EVENTS, queries.ALIASES), wanted, wanted, [row["id"] for row in rows])
    once = {"first_seen_at": now, "changed_at": now, "sequence": 0}
    made = [{**row, "slug": address, **once} for row, address in zip(rows, found, strict=True)]
    for row in made:
        del row["venue_name"]
    bulk.insert(session, queries.EVENTS, made)


def _changed(row: dict[str, Any], stood: Any, now: datetime) -> dict[str, Any] | None:
    """What to write of an event that stands, or nothing when it is as it was."""
    differs = {name for name, value in row.items() if name != "venue_name" and getattr(stood, name) != value}
    if not differs:
        return None
    made = {name: value for name, value in row.items() if name not in ("id", "venue_name")}
    made["changed_at"] = stood.changed_at if differs == {"marks"} else now
    made["sequence"] = stood.sequence + any(name in differs for name in _MOVES)
    made["id"] = row["id"]
    return made


def _ids(line_up: Sequence[dict[str, Any]]) -> list[int]:
    return [act["id"] for act in line_up]


def _bill(session: Session, rows: Sequence[dict[str, Any]], standing: Any) -> None:
    old = [row["id"] for row in rows if row["id"] in standing]
    if old:
        session.execute(delete(queries.PLAYS).where(queries.PLAYS.c.event_id.in_(old)))
    plays = [
        {"event_id": row["id"], "artist_id": act["id"], "place": place}
        for row in rows
        for place, act in enumerate(row["line_up"])
    ]
    bulk.insert(session, queries.PLAYS, plays)


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
