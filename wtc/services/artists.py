"""Acts: one row each whatever the spelling, found by the ids that other services give them, by name, by alias."""

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

    def find(self, artist: ListedArtist) -> Act:
        """The act that is meant, made when it is new. Two acts of one name stay two when their ids say so."""
        hard = _hard(artist)
        act = next((self._by_hard[which] for which in hard.items() if which in self._by_hard), None)
        name = key(artist.name)[:160]
        if act is None:
            same = (one for one in self._by_key.get(name, ()) if not _clash(one.hard, hard))
            act = next(same, None) or self._by_alias.get(name)
        if act is None:
            return self.make(artist.name, hard=hard)
        fresh = {column: value for column, value in hard.items() if column not in act.hard}
        if fresh and not _clash(act.hard, hard):
            self._learn(act, fresh)
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
        found = catalogue.addresses(self._session, (queries.ACTS,), plain, plain, ids)
        for act, address in zip(self._unnamed, found, strict=True):
            self._new[act.id]["slug"] = act.slug = address
        bulk.insert(self._session, queries.ACTS, list(self._new.values()))
        self._new, self._unnamed = {}, []
        bulk.update(self._session, queries.ACTS, list(self._learned.values()))
        self._learned = {}

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
        for act in sorted(found.values(), key=lambda one: one.id):
            self._file(act)

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
