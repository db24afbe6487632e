"""Records settled: each kept, judged, and its act given what it tells."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlmodel import Session

from wtc.domain.settling import ADMIN, Candidate, Verdict, judge
from wtc.ml.identity import ACCEPT, REJECT
from wtc.queries import engine as tables
from wtc.queries import mapping as queries
from wtc.services import bulk, catalogue
from wtc.services.mapping import facts, rows, versions
from wtc.services.mapping.candidates import Candidates
from wtc.shapes.identity import ArtistRecord, Match, Standing

Which = tuple[str, str]
_KEPT = ("name", "name_key", "url", "image_url", "context", "artist_id", "state", "confidence", "factors", "candidates")
_COLUMNS = (*_KEPT, "scorer", "decided_by", "decided_at", "sample", "last_seen_at")


def settle(
    session: Session, records: Sequence[ArtistRecord], *, now: datetime, meant: Mapping[str, int] | None = None
) -> list[Match]:
    """Keep ``records`` and say which of our acts each is, in the same order. Give at most 200 at a time.

    ``meant`` tells, by a record's source id, for which of our acts the source was searched: a candidate, no proof. An
    accepted record gives its act the ids, and the facts that the act lacks (``told_by`` says whose each is).
    """
    catalogue.lock(session, now=now)
    fitted = [rows.fit(record) for record in records]
    usable = {(record.source, record.source_id): record for record in fitted if record.source_id and record.name}
    made = _settle(session, usable, meant or {}, now) if usable else {}
    return [
        made.get((record.source, record.source_id), Match(source=record.source, source_id=record.source_id))
        for record in fitted
    ]


def _settle(
    session: Session, records: Mapping[Which, ArtistRecord], meant: Mapping[str, int], now: datetime
) -> dict[Which, Match]:
    standing, decided = _standing(session, records), _decided(session, records)
    found = Candidates(session, list(records.values()), meant)
    found.add({act for accepted, _ in decided.values() if (act := accepted)})
    found.add({row["artist_id"] for row in standing.values() if row["artist_id"]})
    scorer = versions.scorer(session)
    open_ = list(records.values())
    written: dict[Which, dict[str, Any]] = {}
    for record, candidates in zip(open_, found.of(scorer, open_), strict=True):
        which = (record.source, record.source_id)
        accepted, rejected = decided.get(which, (None, set()))
        candidates = [one for one in candidates if one.artist_id not in rejected]
        verdict = _kept(standing.get(which), record, candidates, rejected) or judge(
            record.name, candidates, accept=ACCEPT, reject=REJECT
        )
        if accepted in found.known:
            verdict = _by_hand(accepted, found, candidates)
        row = rows.judged(record, verdict, candidates, scorer=scorer.name, now=now)
        written[which] = {"source": record.source, "source_id": record.source_id, **row}
    _write(session, written, standing, now)
    _tell(session, records, written, found, now)
    return {which: rows.matched(row) for which, row in written.items()}


def _standing(session: Session, records: Iterable[Which]) -> dict[Which, dict[str, Any]]:
    made = {}
    for source, ids in _by_source(records).items():
        for row in session.execute(queries.records(source, ids)):
            made[source, row.source_id] = dict(row._mapping)
    return made


def _decided(session: Session, records: Iterable[Which]) -> dict[Which, tuple[int | None, set[int]]]:
    """What admins decided: the act it is, if they said so, and those it is not. The last word on each counts."""
    made: dict[Which, tuple[int | None, set[int]]] = {}
    for source, ids in _by_source(records).items():
        for source_id, act, verdict in session.execute(queries.decisions(source, ids)):
            accepted, rejected = made.get((source, source_id), (None, set()))
            if verdict == "reject":
                made[source, source_id] = (None if accepted == act else accepted, {*rejected, act})
            else:
                made[source, source_id] = (act, rejected - {act})
    return made


def _by_source(records: Iterable[Which]) -> dict[str, list[str]]:
    made: dict[str, list[str]] = {}
    for source, source_id in records:
        made.setdefault(source, []).append(source_id)
    return made


def _kept(
    row: Mapping[str, Any] | None, record: ArtistRecord, candidates: Sequence[Candidate], rejected: set[int]
) -> Verdict | None:
    """The verdict that stands: a record that was accepted stays so while it keeps its name and nobody objects."""
    if row is None or row["state"] != Standing.ACCEPTED or row["name"] != record.name or row["artist_id"] in rejected:
        return None
    same = next((one for one in candidates if one.artist_id == row["artist_id"]), None)
    if same is None or same.clash or same.conflict:
        return None
    if row["decided_by"] == ADMIN:
        return None  # the decision itself says so, if it still stands
    return Verdict(state=Standing.ACCEPTED, candidate=same, decided_by=row["decided_by"])


def _by_hand(act: int | None, found: Candidates, candidates: Sequence[Candidate]) -> Verdict:
    same = next((one for one in candidates if one.artist_id == act), None)
    known = found.known[act or 0]
    chosen = same or Candidate(artist_id=known.row["id"], name=known.row["name"], confidence=1.0)
    return Verdict(state=Standing.ACCEPTED, candidate=chosen, decided_by=ADMIN)


def _write(
    session: Session, written: Mapping[Which, dict[str, Any]], standing: Mapping[Which, dict[str, Any]], now: datetime
) -> None:
    new = [
        {**row, "first_seen_at": now, "last_seen_at": now} for which, row in written.items() if which not in standing
    ]
    bulk.insert(session, queries.RECORDS, new)
    again = []
    for which, row in written.items():
        if (stood := standing.get(which)) is not None:
            if row["state"] == stood["state"] and row["artist_id"] == stood["artist_id"]:
                row["decided_at"] = stood["decided_at"]
            again.append({**{name: row[name] for name in _COLUMNS[:-1]}, "last_seen_at": now, "id": stood["id"]})
    bulk.update(session, queries.RECORDS, again)


def _tell(
    session: Session,
    records: Mapping[Which, ArtistRecord],
    written: Mapping[Which, dict[str, Any]],
    found: Candidates,
    now: datetime,
) -> None:
    """Give the acts what their accepted records tell."""
    touched: dict[int, dict[str, Any]] = {}
    for which, row in written.items():
        if row["state"] == Standing.ACCEPTED and row["artist_id"] in found.known:
            act = found.known[row["artist_id"]].row
            if facts.fill(act, records[which], now=now):
                touched[act["id"]] = facts.changes(act)
    bulk.update(session, tables.ACTS, list(touched.values()))
