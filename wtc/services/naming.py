"""Whom a name means: one row an act whatever the spelling, found by ids elsewhere, by name or alias, else made."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Row, insert, select, update
from sqlmodel import Session

from wtc.domain import ireland
from wtc.domain.text import key, slug
from wtc.queries import engine as queries
from wtc.queries import mapping
from wtc.services import bulk, catalogue
from wtc.shapes.events import ListedArtist

_HARD = ("musicbrainz_id", "spotify_id", "ticketmaster_id")


@dataclass(slots=True)
class Act:
    """An act in hand; ``hard`` are its ids elsewhere by column, ``words`` its names for the search index."""

    id: int
    name: str
    slug: str
    key: str
    genres: tuple[str, ...] = ()
    hard: dict[str, str] = field(default_factory=dict)
    words: tuple[str, ...] = ()


def seed(session: Session, *, now: datetime) -> int:
    """Sow the bundled acts with genres, home towns and aliases; returns how many were new. Again changes nothing."""
    catalogue.lock(session, now=now)
    bundled = {key(act.name): act for act in ireland.acts()}
    standing = {
        row.name_key: row
        for row in session.execute(select(queries.ACTS).where(queries.ACTS.c.name_key.in_(bundled.keys())))
    }
    for name, row in standing.items():
        if not row.genres and bundled[name].genres:
            facts = {"genres": list(bundled[name].genres), "home_city": row.home_city or bundled[name].home_city}
            session.execute(update(queries.ACTS).where(queries.ACTS.c.id == row.id).values(**facts))
    acts = Acts(session, (), now=now)
    ids = {name: row.id for name, row in standing.items()}
    for name, act in bundled.items():
        if name not in standing:
            ids[name] = acts.make(act.name, genres=act.genres, home_city=act.home_city).id
    acts.write()
    _sow_aliases(session, ids, bundled)
    return len(bundled) - len(standing)


class Acts:
    """The acts that a batch of listings names, found together and written together. Needs the catalogue's lock."""

    def __init__(self, session: Session, listed: Iterable[ListedArtist], *, now: datetime) -> None:
        self._session, self._now = session, now
        self._by_key: dict[str, list[Act]] = {}
        self._by_hard: dict[tuple[str, str], Act] = {}
        self._by_alias: dict[str, Act] = {}
        self._new: dict[int, dict[str, Any]] = {}
        self._unnamed: list[Act] = []
        self._learned: dict[int, dict[str, Any]] = {}
        self._stood: dict[str, str] = {}
        self._heard: dict[str, tuple[str, Act, str]] = {}
        self._refused: set[tuple[str, int]] = set()
        self._next = catalogue.next_id(session, queries.ACTS)
        keys: set[str] = set()
        ids: set[str] = set()
        for artist in listed:
            keys.add(key(artist.name)[:160])
            ids.update(_hard(artist).values())
        self._read(keys, ids)

    def genres(self) -> dict[str, tuple[str, ...]]:
        """What is known of the kind of music, by the act's key."""
        known = {name: act.genres for name, act in self._by_alias.items() if act.genres}
        return known | {name: acts[0].genres for name, acts in self._by_key.items() if acts[0].genres}

    def find(self, artist: ListedArtist, *, sample: bool = False) -> Act:
        """The act that is meant, made when it is new. Two acts of one name stay two when their ids say so.

        What was decided of Ticketmaster's ids goes before all else; which act each is, is written down.
        """
        hard = _hard(artist)
        act, how = next((self._by_hard[which] for which in hard.items() if which in self._by_hard), None), "hard id"
        name = key(artist.name)[:160]
        if act is not None and (artist.source_id, act.id) in self._refused:
            act = None
        if act is None:
            same = [*self._by_key.get(name, ()), *filter(None, [self._by_alias.get(name)])]
            same = [one for one in same if (artist.source_id, one.id) not in self._refused]
            act, how = next((one for one in same if not _clash(one.hard, hard)), None), "alias"
            if act is None and name in self._by_alias and self._by_alias[name] in same:
                act = self._by_alias[name]
        if act is None:
            act, how = self.make(artist.name, hard=hard), "hard id"
        else:
            fresh = {column: value for column, value in hard.items() if column not in act.hard}
            if fresh and not _clash(act.hard, hard):
                self._learn(act, fresh)
        if artist.source_id and not sample:
            self._heard[artist.source_id] = (artist.name, act, how)
        return act

    def make(
        self, name: str, *, genres: tuple[str, ...] = (), home_city: str = "", hard: dict[str, str] | None = None
    ) -> Act:
        """A new act, kept for ``write``."""
        act = Act(self._next, name, "", key(name)[:160], genres, dict(hard or {}), (name,))
        self._next += 1
        self._file(act)
        blank: dict[str, Any] = dict.fromkeys(_HARD)
        row = {"id": act.id, "name": name, "name_key": act.key, "genres": list(genres), "home_city": home_city}
        self._new[act.id] = {**row, **blank, **act.hard, "created_at": self._now}
        self._unnamed.append(act)
        return act

    def write(self) -> None:
        """Give the new acts their slugs, insert them, and add the ids that were learned of the others."""
        plain = [slug(act.name, empty="act") for act in self._unnamed]
        ids = [act.id for act in self._unnamed]
        found = catalogue.addresses(self._session, (queries.ACTS, mapping.MERGES), plain, plain, ids)
        for act, address in zip(self._unnamed, found, strict=True):
            self._new[act.id]["slug"] = act.slug = address
        bulk.insert(self._session, queries.ACTS, list(self._new.values()))
        self._new, self._unnamed = {}, []
        bulk.update(self._session, queries.ACTS, list(self._learned.values()))
        self._learned = {}
        self._write_down()

    def _write_down(self) -> None:
        """Keep which act each of Ticketmaster's ids is; those that stand already are left as they are."""
        fresh = [(which, told) for which, told in self._heard.items() if which not in self._stood]
        bulk.insert(self._session, mapping.RECORDS, [_record(which, *told, now=self._now) for which, told in fresh])
        self._stood |= {which: told[0] for which, told in fresh}

    def _read(self, keys: set[str], ids: set[str]) -> None:
        if not keys:
            return
        found = _acts(self._session, "name_key", keys)
        for column in _HARD if ids else ():
            found |= _acts(self._session, column, ids)
        aliases = _aliases(self._session, "alias_key", keys)
        found |= _acts(self._session, "id", {row.artist_id for row in aliases} - found.keys())
        self._by_alias = {row.alias_key: found[row.artist_id] for row in aliases}
        for row in _aliases(self._session, "artist_id", found.keys()):
            found[row.artist_id].words = (*found[row.artist_id].words, row.alias)
        decided = self._decided(ids, found) if ids else {}
        for act in sorted(found.values(), key=lambda one: one.id):
            self._file(act)
        self._by_hard |= decided

    def _decided(self, ids: set[str], found: dict[int, Act]) -> dict[tuple[str, str], Act]:
        """The acts that records of Ticketmaster are held to be, and the acts that they are not."""
        asked = {"source": "ticketmaster"}
        columns = ("source_id", "name", "state", "artist_id")
        rows = bulk.read(self._session, mapping.RECORDS, columns, "source_id", ids, **asked)
        self._stood = {row.source_id: row.name for row in rows}
        held = {row.source_id: row.artist_id for row in rows if row.state == "accepted" and row.artist_id}
        more = _acts(self._session, "id", set(held.values()) - found.keys())
        found |= more
        told = ("source_id", "artist_id", "verdict", "undone_at", "id")
        said = bulk.read(self._session, mapping.DECISIONS, told, "source_id", ids, **asked)
        for row in sorted(said, key=lambda one: one.id):
            if row.undone_at is None and row.artist_id:
                (self._refused.add if row.verdict == "reject" else self._refused.discard)(
                    (row.source_id, row.artist_id)
                )
        return {("ticketmaster_id", which): found[act] for which, act in held.items() if act in found}

    def _file(self, act: Act) -> None:
        self._by_key.setdefault(act.key, []).append(act)
        for which in act.hard.items():
            self._by_hard.setdefault(which, act)

    def _learn(self, act: Act, fresh: dict[str, str]) -> None:
        act.hard |= fresh
        for which in fresh.items():
            self._by_hard.setdefault(which, act)
        if act.id in self._new:
            self._new[act.id].update(fresh)
        else:
            self._learned[act.id] = {**dict.fromkeys(_HARD), **act.hard, "id": act.id}


def _record(which: str, name: str, act: Act, how: str, *, now: datetime) -> dict[str, Any]:
    return {
        "source": "ticketmaster",
        "source_id": which[:160],
        "name": name[:160],
        "name_key": key(name)[:160],
        "url": "",
        "image_url": "",
        "context": {},
        "artist_id": act.id,
        "state": "accepted",
        "confidence": 0.98,
        "factors": [],
        "candidates": [],
        "scorer": "",
        "decided_by": how,
        "decided_at": now,
        "sample": False,
        "first_seen_at": now,
        "last_seen_at": now,
    }


def _hard(artist: ListedArtist) -> dict[str, str]:
    if not (artist.musicbrainz_id or artist.spotify_id or artist.source_id):
        return {}
    said = zip(_HARD, (artist.musicbrainz_id, artist.spotify_id, artist.source_id), strict=True)
    return {column: value for column, value in said if value}


def _clash(one: dict[str, str], other: dict[str, str]) -> bool:
    """Whether both have an id of one kind and not the same; Ticketmaster's own ids are doubled too often to count."""
    return any(one[column] != other[column] for column in _HARD[:2] if column in one and column in other)


def _acts(session: Session, by: str, values: Collection[Any]) -> dict[int, Act]:
    return {row.id: _act(row) for row in bulk.read(session, queries.ACTS, queries.ACT, by, values)}


def _aliases(session: Session, by: str, values: Collection[Any]) -> list[Row[Any]]:
    """Other names of acts, the oldest first."""
    return sorted(bulk.read(session, queries.ACT_ALIASES, ("id", "artist_id", "alias", "alias_key"), by, values))


def _act(row: Row[Any]) -> Act:
    number, name, address, name_key, genres, *ids = tuple(row)
    hard = {column: value for column, value in zip(_HARD, ids, strict=True) if value}
    return Act(number, name, address, name_key, tuple(orjson.loads(genres)), hard, (name,))


def _sow_aliases(session: Session, ids: dict[str, int], bundled: dict[str, ireland.Act]) -> None:
    spelt = {
        (key(alias), ids[name]): {"artist_id": ids[name], "alias": alias, "alias_key": key(alias)}
        for name, act in bundled.items()
        for alias in act.aliases
        if key(alias) not in bundled
    }
    standing = {(row.alias_key, row.artist_id) for row in _aliases(session, "alias_key", {name for name, _ in spelt})}
    fresh = [row for which, row in spelt.items() if which not in standing]
    if fresh:
        session.execute(insert(queries.ACT_ALIASES), fresh)
