"""Two acts of ours that are one, made one; one that is two, made two; and the way back."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Table, delete, insert, select, update
from sqlmodel import Session

from wtc.domain.text import key
from wtc.errors import Conflict, Invalid, NotFound
from wtc.queries import engine as tables
from wtc.queries import mapping as queries
from wtc.services import audit, catalogue, grouping
from wtc.services.mapping import deciding
from wtc.services.mapping.candidates import hard_ids
from wtc.services.mapping.rows import heard
from wtc.services.naming import Acts

_ALL = tables.ACTS.metadata.tables
_MOVED = ("mixes", "setlists", "djs", "artist_records", "artist_decisions", "feeds")
"""Tables whose rows go along with their act by ``artist_id``."""
_BLANKS = ("genres", "home_city", "country", "kind", "disambiguation", "about", "image_url", *queries.HARD)


def merge(session: Session, keep: int, lose: int, *, by: int, now: datetime) -> int:
    """Make the act ``lose`` part of ``keep``: bills, follows, mixes, shows, spellings and its address go along.

    Returns the number by which ``unmerge`` takes it back.
    """
    catalogue.lock(session, now=now)
    if keep == lose:
        raise Invalid("That is the same act twice.")
    kept, lost = _act(session, keep), _act(session, lose)
    if kept["sample"] != lost["sample"]:
        raise Invalid("A sample and a real act can't be one.")
    blocks = _blocks(session, [keep, lose])
    trail: dict[str, Any] = {"row": _plain(lost), "keep": {name: kept[name] for name in (*_BLANKS, "links", "told_by")}}
    for name in _MOVED:
        trail[name] = _move(session, _ALL[name], lose, keep)
    trail["aliases"] = _move_spellings(session, kept, lost)
    trail["follows"] = _move_follows(session, lose, keep)
    _move_plays(session, lose, keep)
    c = queries.MERGES.c
    session.execute(update(queries.MERGES).where(c.artist_id == lose).values(artist_id=keep))
    session.execute(delete(tables.ACTS).where(queries.A.id == lose))
    gained = {name: lost[name] for name in _BLANKS if lost[name] and not kept[name]}
    gained |= {"links": {**lost["links"], **kept["links"]}, "told_by": {**lost["told_by"], **kept["told_by"]}}
    session.execute(update(tables.ACTS).where(queries.A.id == keep).values(**gained))
    told = insert(queries.MERGES).values(slug=lost["slug"], artist_id=keep, lost=trail, user_id=by, at=now)
    number = int(session.execute(told).inserted_primary_key[0])  # type: ignore[attr-defined]
    _again(session, blocks, now)
    audit.note(session, by, "artist.merge", "artist", keep, now=now, lost=lose, name=lost["name"])
    return number


def unmerge(session: Session, number: int, *, by: int, now: datetime) -> int:
    """Take a merge back; the id of the act that is itself again. Conflict when that was done already."""
    catalogue.lock(session, now=now)
    c = queries.MERGES.c
    told = session.execute(select(queries.MERGES).where(c.id == number)).one_or_none()
    if told is None:
        raise NotFound("There's no such merge.")
    if told.undone_at is not None:
        raise Conflict("That was taken back already.")
    trail, keep = told.lost, told.artist_id
    lose = trail["row"]["id"]
    blocks = _blocks(session, [keep])
    times = ("created_at", "last_synced_at", "setlists_at")
    row = {**trail["row"], **{name: _moment(trail["row"].get(name)) for name in times}}
    session.execute(insert(tables.ACTS).values(**row))
    session.execute(update(tables.ACTS).where(queries.A.id == keep).values(**trail["keep"]))
    for name in _MOVED:
        table = _ALL[name]
        ident = next(iter(table.primary_key.columns))
        session.execute(
            update(table).where(ident.in_(trail.get(name, ())), table.c.artist_id == keep).values(artist_id=lose)
        )
    spelt = tables.ACT_ALIASES.c
    session.execute(update(tables.ACT_ALIASES).where(spelt.id.in_(trail["aliases"]["moved"])).values(artist_id=lose))
    session.execute(delete(tables.ACT_ALIASES).where(spelt.id.in_(trail["aliases"]["made"])))
    follows = _ALL["user_followed_artists"]
    mine = follows.c.artist_id == keep
    session.execute(update(follows).where(mine, follows.c.user_id.in_(trail["follows"])).values(artist_id=lose))
    session.execute(update(queries.MERGES).where(c.id == number).values(undone_at=now))
    _again(session, blocks, now)
    audit.note(session, by, "artist.unmerge", "artist", keep, now=now, merge=number)
    return int(lose)


def split(session: Session, artist_id: int, record_ids: Collection[int], name: str, *, by: int, now: datetime) -> int:
    """Make an act of its own of some records of another; the id of the new act."""
    catalogue.lock(session, now=now)
    act = _act(session, artist_id)
    asked = select(queries.RECORDS).where(queries.R.id.in_(record_ids), queries.R.artist_id == artist_id)
    rows = session.execute(asked.limit(100)).all()
    if not rows or not name.strip():
        raise Invalid("Say which of its records are the other act, and what that is called.")
    blocks = _blocks(session, [artist_id])
    acts = Acts(session, (), now=now)
    made = acts.make(name.strip()[:160])
    acts.write()
    session.execute(update(tables.ACTS).where(queries.A.id == made.id).values(sample=act["sample"]))
    for row in rows:
        own = {column: None for column, value in hard_ids(heard(row)).items() if act[column] == value}
        if own:
            session.execute(update(tables.ACTS).where(queries.A.id == artist_id).values(**own))
        deciding.accept(session, row.id, made.id, by=by, now=now, seen=row.state)
    _again(session, blocks, now)
    audit.note(session, by, "artist.split", "artist", artist_id, now=now, made=made.id, records=len(rows))
    return made.id


def leads_to(session: Session, slug: str) -> str:
    """The slug of the act that an act with this old slug became; '' when there was none. For redirects."""
    c = queries.MERGES.c
    asked = select(queries.A.slug).join(queries.MERGES, c.artist_id == queries.A.id)
    return session.execute(asked.where(c.slug == slug, c.undone_at.is_(None)).limit(1)).scalar() or ""


def _act(session: Session, artist_id: int) -> dict[str, Any]:
    row = session.execute(queries.acts("id", [artist_id])).one_or_none()
    if row is None:
        raise NotFound("There's no such act.")
    return dict(row._mapping)


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None


def _move(session: Session, table: Table, lose: int, keep: int) -> list[Any]:
    ident = next(iter(table.primary_key.columns))
    moved = list(session.execute(select(ident).where(table.c.artist_id == lose)).scalars())
    session.execute(update(table).where(table.c.artist_id == lose).values(artist_id=keep))
    return moved


def _move_spellings(session: Session, kept: dict[str, Any], lost: dict[str, Any]) -> dict[str, list[int]]:
    """The spellings that went along and those that were made, by id: the lost act's own name is one from now on."""
    c = tables.ACT_ALIASES.c
    known = set(session.execute(select(c.alias_key).where(c.artist_id == kept["id"])).scalars()) | {kept["name_key"]}
    rows = session.execute(select(c.id, c.alias_key).where(c.artist_id == lost["id"])).all()
    moved = [row.id for row in rows if row.alias_key not in known]
    session.execute(update(tables.ACT_ALIASES).where(c.id.in_(moved)).values(artist_id=kept["id"]))
    made: list[int] = []
    if lost["name_key"] not in known:
        spelt = insert(tables.ACT_ALIASES).values(
            artist_id=kept["id"], alias=lost["name"], alias_key=key(lost["name"])[:160]
        )
        made.append(int(session.execute(spelt).inserted_primary_key[0]))  # type: ignore[attr-defined]
    return {"moved": moved, "made": made}


def _move_follows(session: Session, lose: int, keep: int) -> list[int]:
    """Who follows the one that is kept from now on, and did not before."""
    follows = _ALL["user_followed_artists"]
    theirs = set(session.execute(select(follows.c.user_id).where(follows.c.artist_id == lose)).scalars())
    both = set(session.execute(select(follows.c.user_id).where(follows.c.artist_id == keep)).scalars())
    fresh = sorted(theirs - both)
    for begin in range(0, len(fresh), 500):
        some = follows.c.user_id.in_(fresh[begin : begin + 500])
        session.execute(update(follows).where(follows.c.artist_id == lose, some).values(artist_id=keep))
    return fresh


def _move_plays(session: Session, lose: int, keep: int) -> None:
    plays = tables.PLAYS
    both = select(plays.c.event_id).where(plays.c.artist_id == keep)
    events = list(session.execute(both).scalars())
    mine = set(session.execute(select(plays.c.event_id).where(plays.c.artist_id == lose)).scalars())
    twice = sorted(mine & set(events))
    for begin in range(0, len(twice), 500):
        some = plays.c.event_id.in_(twice[begin : begin + 500])
        session.execute(delete(plays).where(plays.c.artist_id == lose, some))
    session.execute(update(plays).where(plays.c.artist_id == lose).values(artist_id=keep))


def _blocks(session: Session, ids: Collection[int]) -> list[str]:
    """The blocks of listings whose events these acts play."""
    plays, sources = tables.PLAYS.c, tables.S
    asked = select(sources.block).join(tables.PLAYS, plays.event_id == sources.event_id)
    return list(session.execute(asked.where(plays.artist_id.in_(ids)).distinct()).scalars())


def _again(session: Session, blocks: list[str], now: datetime) -> None:
    for begin in range(0, len(blocks), 200):
        grouping.derive_again(session, blocks[begin : begin + 200], now=now)
    catalogue.raise_version(session, now=now)
