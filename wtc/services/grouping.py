"""Listings into events: what shares a block is judged together, and every event is derived afresh from its listings.

An event keeps its id and address for as long as its best listing stays with it; one that turns out to be another
leaves an alias behind, and takes along whoever saved it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlmodel import Session

from wtc.domain import clues, clusters
from wtc.domain import listings as facts
from wtc.domain.matching import Pair
from wtc.domain.merging import Word
from wtc.queries import engine as queries
from wtc.services import bulk, catalogue, deriving, placing, rulings
from wtc.services.deriving import Group, Member
from wtc.services.placing import Place
from wtc.services.rulings import Doubt
from wtc.shapes.events import ListedVenue, Listing

NOWHERE = ListedVenue(name="")
_ROUNDS = 3
"""How far rulings lead from one night to another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fresh:
    """A listing that is new, changed or back, with its row as it stood (None when new).

    One that is only ``read_again`` was not seen at its source now: what is known of that stays.
    """

    listing: Listing
    fingerprint: str
    told: bytes
    row: Any = None
    read_again: bool = False


def settle(session: Session, fresh: Sequence[Fresh], *, now: datetime) -> tuple[int, int]:
    """Write fresh listings and bring their events up to date: how many new ones joined an event, how many it made."""
    fitted = [facts.fit(one.listing) for one in fresh]
    places = placing.settle(session, (listing.venue or NOWHERE for listing in fitted), now=now)
    members = _take_in(session, zip(fresh, fitted, strict=True), places, now)
    left = {one.row.block for one in fresh if one.row is not None}
    judged = _judge(session, members, left, places, now)
    deriving.write(session, _altered(judged.groups), now=now)
    _write_listings(session, members, now)
    _settle_rest(session, judged, now)
    joined = sum(max(0, sum(m.new for m in group.members) - group.fresh) for group in judged.groups)
    return joined, sum(group.fresh for group in judged.groups)


def derive_again(session: Session, blocks: Collection[str], *, now: datetime) -> None:
    """Derive the events of these blocks afresh from their listings as they now stand."""
    judged = _judge(session, [], blocks, {}, now)
    deriving.write(session, judged.groups, now=now)
    _settle_rest(session, judged, now)


@dataclass(slots=True, kw_only=True)
class Judged:
    """What a batch came to: events, what people are to be asked, and the pairs known of its listings."""

    groups: list[Group]
    doubts: list[tuple[Member, Member, Pair]]
    pairs: list[Any]


def _judge(
    session: Session,
    members: Sequence[Member],
    blocks: Collection[str],
    places: Mapping[ListedVenue, Place],
    now: datetime,
) -> Judged:
    """Judge ``members`` with all that shares their blocks, and with what was ruled to be one show with any of it."""
    everyone = [*members, *_neighbours(session, members, blocks, places, now)]
    pairs = rulings.about(session, [member.id for member in everyone if not member.new])
    for _ in range(_ROUNDS):
        here = {member.id for member in everyone}
        bound = {one for pair, same in rulings.ruled(pairs).items() if same for one in pair} - here
        if not bound:
            break
        further = {row.block for row in bulk.read(session, queries.SOURCES, ("block",), "id", bound)}
        everyone += _neighbours(session, everyone, further, places, now)
        pairs = rulings.about(session, [member.id for member in everyone if not member.new])
    groups, doubts = _groups(everyone, rulings.ruled(pairs))
    return Judged(groups=groups, doubts=doubts, pairs=pairs)


def _settle_rest(session: Session, judged: Judged, now: datetime) -> None:
    """Point moved neighbours to their events, let absorbed events go, and ask about what is in doubt."""
    everyone = [member for group in judged.groups for member in group.members]
    _move(session, (m for group in judged.groups for m in group.members if not m.touched and m.event_id != group.id))
    deriving.retire(session, judged.groups)
    if judged.doubts or judged.pairs:
        events = {member.id: member.group_id or member.event_id for member in everyone}
        rulings.note(session, map(_doubt, judged.doubts), judged.pairs, events, now=now)


def _doubt(doubt: tuple[Member, Member, Pair]) -> Doubt:
    one, other, pair = doubt
    first, second = sorted((one.id, other.id))
    return Doubt(one_id=first, other_id=second, day=one.word.clue.night, pair=pair)


def _altered(groups: Sequence[Group]) -> list[Group]:
    """The groups whose event is new, or whose listings are not what they were: some said something, came or left."""
    left = {m.event_id for group in groups for m in group.members if m.event_id != group.id}
    return [
        group
        for group in groups
        if group.id is None or group.id in left or any(m.touched or m.event_id != group.id for m in group.members)
    ]


def _take_in(
    session: Session, fresh: Iterable[tuple[Fresh, Listing]], places: Mapping[ListedVenue, Place], now: datetime
) -> list[Member]:
    """The fresh listings, each with itself made fit, placed and read; those that are new with ids of their own."""
    next_id = catalogue.next_id(session, queries.SOURCES)
    members = []
    for one, listing in fresh:
        if one.row is None:
            listing_id, next_id = next_id, next_id + 1
        else:
            listing_id = one.row.id
        members.append(
            _member(
                listing,
                places[listing.venue or NOWHERE],
                id=listing_id,
                event_id=one.row.event_id if one.row is not None else None,
                last_seen_at=bulk.moment(one.row.last_seen_at) or now if one.read_again else now,
                gone_at=bulk.moment(one.row.gone_at) if one.read_again else None,
                fingerprint=one.fingerprint,
                told=(one.told if listing is one.listing else facts.written(listing)).decode(),
                raw=facts.raw_of(one.listing),
                new=one.row is None,
                touched=True,
            )
        )
    return members


def _member(listing: Listing, place: Place, **facts_of: Any) -> Member:
    room = f"v{place.id}" if place.id else ""
    clue = clues.clue(listing, room, place.city_key)
    gone = facts_of.get("gone_at") is not None
    return Member(word=Word(listing=listing, clue=clue, gone=gone), place=place, **facts_of)


def _neighbours(
    session: Session,
    members: Sequence[Member],
    blocks: Collection[str],
    places: Mapping[ListedVenue, Place],
    now: datetime,
) -> list[Member]:
    """Every kept listing that has to be judged together with ``members`` and with what is in ``blocks``."""
    taken = {member.id for member in members}
    own = {member.word.clue.block for member in members}
    towns = {member.word.clue.town_block for member in members}
    near = bulk.read(session, queries.SOURCES, queries.TOLD, "block", {*own, *towns, *blocks})
    rows = {row.id: row for row in near if row.id not in taken}
    for block in {row.block for row in rows.values() if "~" in row.block} | {block for block in own if "~" in block}:
        sample, city_key, night = _parts(block)
        if night:
            here = {"city_key": city_key, "sample": sample}
            found = bulk.read(session, queries.SOURCES, queries.TOLD, "day", [night], **here)
            rows |= {row.id: row for row in found if row.id not in taken}
    said = {row_id: facts.heard(orjson.loads(row.said)) for row_id, row in rows.items()}
    elsewhere = {listing.venue or NOWHERE for listing in said.values()} - places.keys()
    places = {**places, **placing.settle(session, elsewhere, now=now)} if elsewhere else places
    return [
        _member(
            said[row.id],
            places[said[row.id].venue or NOWHERE],
            id=row.id,
            event_id=row.event_id,
            last_seen_at=bulk.moment(row.last_seen_at) or now,
            gone_at=bulk.moment(row.gone_at),
        )
        for row in rows.values()
    ]


def _parts(block: str) -> tuple[bool, str, Any]:
    place, _, night = block.rpartition(":")
    return place.startswith("sample:"), place.rpartition("~")[2], None if night == "tba" else night


def _groups(
    members: Sequence[Member], ruled: Mapping[tuple[int, int], bool]
) -> tuple[list[Group], list[tuple[Member, Member, Pair]]]:
    """The members clustered component by component, each group with the event it goes on as, and what is in doubt."""
    at = {member.id: place for place, member in enumerate(members)} if ruled else {}
    bound = {(at[a], at[b]): same for (a, b), same in ruled.items() if a in at and b in at}
    groups: list[Group] = []
    doubts: list[tuple[Member, Member, Pair]] = []
    for component in clusters.components([member.word.clue for member in members], bound):
        those = [members[place] for place in component]
        judged = clusters.cluster([member.word.clue for member in those], _within(bound, component))
        groups += [Group(members=[those[place] for place in places]) for places in judged.groups]
        doubts += [(those[one], those[other], pair) for one, other, pair in judged.doubts]
    _claim(groups)
    return groups, doubts


def _within(bound: Mapping[tuple[int, int], bool], component: Sequence[int]) -> dict[tuple[int, int], bool]:
    """The rulings about members of one component, by their places in it."""
    at = {place: position for position, place in enumerate(component)} if bound else {}
    return {(at[a], at[b]): same for (a, b), same in bound.items() if a in at and b in at}


def _claim(groups: Sequence[Group]) -> None:
    """Give every event that stands to the group with its best listing; of several in one group the oldest goes on."""
    best: dict[int, tuple[tuple[Any, ...], Group]] = {}
    for group in groups:
        for member in group.members:
            if member.event_id is None:
                continue
            clue = member.word.clue
            standing = (member.word.gone, clue.add_on, clue.order)
            if member.event_id not in best or standing < best[member.event_id][0]:
                best[member.event_id] = (standing, group)
    for event_id, (_, group) in sorted(best.items()):
        if group.id is None:
            group.id = event_id
        else:
            group.absorbed.append(event_id)


def _write_listings(session: Session, members: Iterable[Member], now: datetime) -> None:
    new, changed = [], []
    for member in members:
        row = _row(member)
        if member.new:
            new.append({**row, "id": member.id, "source": member.word.listing.source, "first_seen_at": now})
        else:
            changed.append({**row, "id": member.id})
    bulk.insert(session, queries.SOURCES, new)
    bulk.update(session, queries.SOURCES, changed)


def _row(member: Member) -> dict[str, Any]:
    listing, clue = member.word.listing, member.word.clue
    return {
        "event_id": member.group_id,
        "source_id": listing.source_id,
        "url": listing.url,
        "title": listing.title,
        "city_key": member.place.city_key,
        "day": clue.night,
        "block": clue.block,
        "fingerprint": member.fingerprint,
        "said": member.told,
        "raw": member.raw,
        "extra": clue.add_on,
        "sample": listing.sample,
        "last_seen_at": member.last_seen_at,
        "gone_at": member.gone_at,
    }


def _move(session: Session, members: Iterable[Member]) -> None:
    """Point neighbours that found another event to it."""
    bulk.update(session, queries.SOURCES, [{"event_id": member.group_id, "id": member.id} for member in members])
