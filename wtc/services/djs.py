"""The directory of DJs: read by anybody, written by organisers, and each one an act that can be followed and booked."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import Row, delete, select, update
from sqlmodel import Session

from wtc.domain import djs as said
from wtc.domain import fees
from wtc.domain.genres import FAMILIES, rolled_up
from wtc.domain.text import key, slug
from wtc.errors import Conflict, NotFound
from wtc.queries import djs as queries
from wtc.queries import engine as tables
from wtc.services import audit, bulk, catalogue, enriching, naming
from wtc.shapes.djs import Dj, DjDraft, DjPage, DjQuery

GONE = "That DJ isn't here. They may be under another name."
Identity = tuple[str, str]
D = queries.D


def search(session: Session, query: DjQuery, *, rate: float, on: date) -> DjPage:
    """One page of the directory; ``rate`` is euro to the pound as it was ``on`` that day."""
    total = session.scalar(queries.how_many(query, rate)) or 0
    rows = session.execute(queries.page(query, rate)).all() if total else ()
    found = tuple(_shape(row, rate, on) for row in rows)
    until = query.offset + len(found)
    return DjPage(djs=found, count=len(found), total=total, next=until if found and until < total else None)


def one(session: Session, dj_id: int, *, rate: float, on: date) -> Dj:
    """One DJ by id. Raises NotFound."""
    row = session.execute(queries.one(D.dj_id == dj_id)).first()
    if row is None:
        raise NotFound(GONE)
    return _shape(row, rate, on)


def at(session: Session, address: str, *, rate: float, on: date) -> Dj | None:
    """The DJ at an address of ours, None when there is none."""
    row = session.execute(queries.one(D.slug == address)).first()
    return _shape(row, rate, on) if row else None


def towns(session: Session) -> tuple[tuple[str, int], ...]:
    """The towns of the directory and how many DJs are in each."""
    return tuple((city, count) for city, count in session.execute(queries.towns()))


def families(session: Session) -> dict[str, int]:
    """How many DJs there are of each family of genres; one of two families counts in both."""
    counts: Counter[str] = Counter()
    for keys, count in session.execute(queries.sounds()):
        counts.update(dict.fromkeys(set(keys.split(",")) & FAMILIES.keys(), count))
    return {name: count for name, count in rolled_up(counts).items() if name != "other"}


def create(session: Session, user_id: int, draft: DjDraft, *, now: datetime) -> int:
    """Add a DJ; their id. Raises Conflict when one of that name and town is there."""
    catalogue.lock(session, now=now)
    identity = said.identity_of(draft)
    if identity in standing(session, [identity]):
        raise Conflict("A DJ of that name and town is here already.", details={"dj_name": "That name is taken there."})
    (dj_id,) = insert(session, [draft], source="admin", now=now)
    audit.note(session, user_id, "dj.create", "dj", dj_id, now=now, name=draft.dj_name)
    return dj_id


def change(
    session: Session, user_id: int, dj_id: int, draft: DjDraft, *, keep: Sequence[str] = (), now: datetime
) -> None:
    """Make a DJ what ``draft`` says, all but the columns in ``keep``. Raises NotFound, and Conflict when another has
    that name and town.
    """
    catalogue.lock(session, now=now)
    row = session.execute(select(queries.DJS).where(D.dj_id == dj_id)).first()
    if row is None:
        raise NotFound(GONE)
    identity = said.identity_of(draft)
    other = standing(session, [identity]).get(identity)
    if other is not None and other["dj_id"] != dj_id:
        raise Conflict("Another DJ has that name and town.", details={"dj_name": "That name is taken there."})
    values = {name: value for name, value in values_of(draft).items() if name not in keep}
    differs = [name for name, value in values.items() if getattr(row, name) != value]
    if "name_key" in differs:
        values["artist_id"] = acts_of(session, [draft], now=now)[identity]
    session.execute(update(queries.DJS).where(D.dj_id == dj_id).values(**values, updated_at=now, sample=False))
    audit.note(
        session, user_id, "dj.update", "dj", dj_id, now=now, fields=[n for n in differs if not n.endswith("_key")]
    )


def remove(session: Session, user_id: int, dj_id: int, *, now: datetime) -> None:
    """Take a DJ out of the directory, with every message to them; their act stays. Raises NotFound."""
    row = session.execute(select(D.dj_name).where(D.dj_id == dj_id)).first()
    if row is None:
        raise NotFound(GONE)
    session.execute(delete(queries.DJS).where(D.dj_id == dj_id))
    audit.note(session, user_id, "dj.delete", "dj", dj_id, now=now, name=row.dj_name)


def sow_samples(session: Session, drafts: Sequence[DjDraft], *, now: datetime) -> int:
    """Add the DJs of the sample directory that are not there; how many."""
    catalogue.lock(session, now=now)
    known = standing(session, [said.identity_of(draft) for draft in drafts])
    fresh = [draft for draft in drafts if said.identity_of(draft) not in known]
    return len(insert(session, fresh, source="sample", now=now, sample=True))


def mixing(session: Session, *, limit: int) -> dict[int, tuple[int, bool]]:
    """Acts that mix and are in no directory, the newest mix first: how many mixes, and whether they are made up."""
    return {row.artist_id: (row.many, bool(row.sample)) for row in session.execute(queries.mixing(limit=limit))}


def standing(session: Session, identities: Sequence[Identity]) -> dict[Identity, dict[str, Any]]:
    """The DJs of the directory with these names and towns, all columns of each."""
    found: dict[Identity, dict[str, Any]] = {}
    wanted, names = set(identities), sorted({name for name, _ in identities})
    for begin in range(0, len(names), 500):
        for row in session.execute(queries.standing(names[begin : begin + 500])):
            if (row.name_key, row.city_key) in wanted:
                found[row.name_key, row.city_key] = dict(row._mapping)
    return found


def insert(
    session: Session, drafts: Sequence[DjDraft], *, source: str, now: datetime, sample: bool = False
) -> list[int]:
    """Add DJs that are not there, each with their act; their ids in order. Needs the catalogue's lock."""
    first = 1 + (session.scalar(select(D.dj_id).order_by(D.dj_id.desc()).limit(1)) or 0)
    ids = list(range(first, first + len(drafts)))
    wanted = [slug(draft.dj_name, empty="dj") for draft in drafts]
    second = [slug(draft.dj_name, draft.city, empty="dj") for draft in drafts]
    addresses = catalogue.addresses(session, (queries.DJS,), wanted, second, ids)
    acts = acts_of(session, drafts, now=now, sample=sample)
    more = {"source": source, "sample": sample, "created_at": now, "updated_at": now}
    rows = [
        {"dj_id": dj_id, "slug": address, **values_of(draft), "artist_id": acts[said.identity_of(draft)], **more}
        for dj_id, address, draft in zip(ids, addresses, drafts, strict=True)
    ]
    bulk.insert(session, queries.DJS, rows)
    return ids


def acts_of(session: Session, drafts: Sequence[DjDraft], *, now: datetime, sample: bool = False) -> dict[Identity, int]:
    """The act that each DJ is on bills: the one of that name, else a new one. Needs the catalogue's lock."""
    known = enriching.named(session, [draft.dj_name for draft in drafts])
    by_key = {key(name): act_id for name, act_id in known.items()}
    acts = naming.Acts(session, (), now=now)
    fresh: dict[int, dict[str, Any]] = {}
    for draft in drafts:
        if key(draft.dj_name) not in by_key:
            made = acts.make(draft.dj_name, genres=draft.genres, home_city=draft.city).id
            by_key[key(draft.dj_name)] = made
            fresh[made] = {"kind": "dj", "sample": sample, "mixcloud_key": draft.mixcloud or None, "id": made}
    acts.write()
    bulk.update(session, tables.ACTS, list(fresh.values()))
    return {said.identity_of(draft): by_key[key(draft.dj_name)] for draft in drafts}


def values_of(draft: DjDraft) -> dict[str, Any]:
    """The columns that a draft fills."""
    name_key, city_key = said.identity_of(draft)
    return {
        "dj_name": draft.dj_name,
        "name_key": name_key,
        "city": draft.city,
        "city_key": city_key,
        "genres": list(draft.genres),
        "genre_keys": said.genre_keys(draft.genres),
        "instagram": draft.instagram,
        "soundcloud": draft.soundcloud,
        "mixcloud": draft.mixcloud,
        "email": draft.email,
        "phone": draft.phone,
        "dj_fee": draft.fee.words,
        "numeric_fee": draft.fee.cents,
        "currency": draft.fee.currency,
        "about": draft.about,
    }


def filled(row: Mapping[str, Any], draft: DjDraft) -> dict[str, Any]:
    """What an import changes of a DJ: what the file says and the directory says otherwise; a blank changes nothing."""
    told = values_of(draft)
    fee = ("dj_fee", "numeric_fee", "currency")
    if not draft.fee.words:
        told = {name: value for name, value in told.items() if name not in fee}
    keep = ("name_key", "city_key", *fee)
    return {name: value for name, value in told.items() if (value or name in keep) and row[name] != value}


def _shape(row: Row[Any], rate: float, on: date) -> Dj:
    told = dict(row._mapping)
    genres = told.pop("genres") or []
    genres = orjson.loads(genres) if isinstance(genres, str) else genres
    foreign = row.numeric_fee is not None and row.currency != "EUR"
    return Dj(
        **told | {"reachable": bool(row.reachable), "sample": bool(row.sample)},
        genres=tuple(genres),
        fee_eur=fees.in_euro(row.numeric_fee, row.currency, rate) if row.numeric_fee is not None else None,
        rate_on=on if foreign else None,
    )
