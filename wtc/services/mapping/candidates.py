"""The acts that records could mean, read together, and how each is scored."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Engine
from sqlmodel import Session

from wtc.domain.settling import Candidate
from wtc.domain.text import key
from wtc.ml import identity
from wtc.ml.identity_factors import judged
from wtc.ml.identity_features import conflict
from wtc.ml.ngrams import NameIndex
from wtc.queries import mapping as queries
from wtc.shapes.identity import ArtistRecord

NEAR = 8
OWN_ID = {
    "spotify": "spotify_id",
    "ticketmaster": "ticketmaster_id",
    "bandsintown": "bandsintown_id",
    "mixcloud": "mixcloud_key",
    "musicbrainz": "musicbrainz_id",
    "setlistfm": "musicbrainz_id",
}
"""The column of an act that keeps a source's own id."""
_TELLING = ("musicbrainz_id", "spotify_id")
"""Ids of which an act has one alone: two that differ are two acts. Others are doubled too often."""

_indexes: "WeakKeyDictionary[Engine, tuple[Any, NameIndex, list[int]]]" = WeakKeyDictionary()


@dataclass(slots=True)
class Known:
    """An act of ours in hand, with every name it goes by and what tells it from its namesakes."""

    row: dict[str, Any]
    names: list[str] = field(default_factory=list)
    billed: set[str] = field(default_factory=set)

    @property
    def context(self) -> dict[str, Any]:
        """What is known besides its names."""
        row = self.row
        told = {"genres": row["genres"], "country": row["country"], "kind": row["kind"], "with": sorted(self.billed)}
        return {name: value for name, value in told.items() if value}


def hard_ids(record: ArtistRecord) -> dict[str, str]:
    """The ids that a record brings, by the column that keeps them."""
    said = {
        "musicbrainz_id": record.musicbrainz_id,
        "spotify_id": record.spotify_id,
        "ticketmaster_id": record.ticketmaster_id,
    }
    if own := OWN_ID.get(record.source):
        said[own] = record.source_id
    return {column: value for column, value in said.items() if value}


def context(record: ArtistRecord) -> dict[str, Any]:
    """What a record says besides its name."""
    told = {
        "genres": list(record.genres),
        "country": record.country,
        "kind": record.kind,
        "with": sorted({key(name) for name in record.billed_with}),
    }
    return {name: value for name, value in told.items() if value}


class Candidates:
    """The acts that a batch of records could mean: read in a handful of questions, scored in one go."""

    def __init__(self, session: Session, records: Sequence[ArtistRecord], meant: Mapping[str, int]) -> None:
        self._session = session
        self.known: dict[int, Known] = {}
        self._meant = meant
        keys = {key(name)[:160] for record in records for name in (record.name, *record.aliases)}
        self._take("name_key", keys)
        for column in queries.HARD:
            self._take(column, {ids[column] for record in records if column in (ids := hard_ids(record))})
        spelt = _in_parts(session, queries.spelt, "alias_key", keys)
        near = _near(session, records)
        every = {place for places in near.values() for place in places} | {row.artist_id for row in spelt}
        self._take("id", (every | set(meant.values())) - self.known.keys())
        for row in _in_parts(session, queries.spelt, "artist_id", set(self.known)):
            self.known[row.artist_id].names.append(row.alias)
        if any(record.billed_with for record in records):
            for act, other in session.execute(queries.billed_with(self.known.keys())):
                self.known[act].billed.add(other)
        self._by_name: dict[str, set[int]] = {}
        for number, known in self.known.items():
            for name in known.names:
                self._by_name.setdefault(key(name)[:160], set()).add(number)
        self._near = near

    def add(self, ids: Collection[int]) -> None:
        """Take in more acts by their ids."""
        self._take("id", set(ids) - self.known.keys())

    def of(self, scorer: identity.Scorer, records: Sequence[ArtistRecord]) -> list[list[Candidate]]:
        """The candidates of each record, scored, in no order."""
        asked: list[tuple[int, ArtistRecord, Known, str]] = []
        for place, record in enumerate(records):
            for number in self._open(record):
                known = self.known[number]
                asked += [(place, record, known, name) for name in dict.fromkeys(known.names)]
        pairs = [(record.name, context(record), name, known.context) for _, record, known, name in asked]
        scored = judged(scorer, pairs)
        best: list[dict[int, Candidate]] = [{} for _ in records]
        for (place, record, known, _), (sure, factors) in zip(asked, scored, strict=True):
            number = known.row["id"]
            if number not in best[place] or sure > best[place][number].confidence:
                best[place][number] = self._candidate(record, known, sure, factors)
        return [list(found.values()) for found in best]

    def _open(self, record: ArtistRecord) -> set[int]:
        named = self._by_name.get(key(record.name)[:160], set())
        ids = hard_ids(record)
        hard = (
            {n for n, known in self.known.items() if any(known.row[c] == value for c, value in ids.items())}
            if ids
            else set()
        )
        meant = {self._meant[record.source_id]} & self.known.keys() if record.source_id in self._meant else set()
        return {*named, *hard, *meant, *self._near.get(record.name, ())} & self.known.keys()

    def _candidate(self, record: ArtistRecord, known: Known, sure: float, factors: Any) -> Candidate:
        ids, row = hard_ids(record), known.row
        shared = [column for column, value in ids.items() if row[column] == value]
        return Candidate(
            artist_id=row["id"],
            name=row["name"],
            confidence=sure,
            factors=factors,
            named=key(record.name)[:160] in {key(name)[:160] for name in known.names},
            hard=_ID_WORDS.get(shared[0], shared[0]) if shared else "",
            clash=not shared
            and any(row[column] and row[column] != ids[column] for column in _TELLING if column in ids),
            conflict=conflict(context(record), known.context),
            meant=self._meant.get(record.source_id) == row["id"],
        )

    def _take(self, by: str, values: Collection[Any]) -> None:
        for row in _in_parts(self._session, queries.acts, by, values):
            if row.id not in self.known:
                self.known[row.id] = Known(dict(row._mapping), [row.name])


_ID_WORDS = {
    "musicbrainz_id": "the same MusicBrainz id",
    "spotify_id": "the same Spotify id",
    "ticketmaster_id": "the same Ticketmaster id",
    "bandsintown_id": "the same Bandsintown id",
    "mixcloud_key": "the same Mixcloud name",
}


def _near(session: Session, records: Sequence[ArtistRecord]) -> dict[str, list[int]]:
    """The acts whose names look like each record's, by the index of all our names."""
    index, ids = _index(session)
    return {name: [ids[place] for place, _ in index.near(name, NEAR)] for name in {record.name for record in records}}


def _index(session: Session) -> tuple[NameIndex, list[int]]:
    engine = session.get_bind().engine
    state = tuple(session.execute(queries.names_state()).one())
    kept = _indexes.get(engine)
    if kept is None or kept[0] != state:
        rows = session.execute(queries.every_name()).all()
        kept = (state, NameIndex([row[1] for row in rows]), [row[0] for row in rows])
        _indexes[engine] = kept
    return kept[1], kept[2]


def _in_parts(session: Session, question: Any, by: str, values: Collection[Any]) -> list[Any]:
    every = sorted(values)
    found: list[Any] = []
    for begin in range(0, len(every), 400):
        found += session.execute(question(by, every[begin : begin + 400])).all()
    return found
