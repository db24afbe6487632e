"""Records between shape and row: what a source said is kept whole, so that it can be judged and told again."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from wtc.domain.settling import Candidate, Verdict, shown
from wtc.domain.text import clean, clean_block, key, web_address
from wtc.services.mapping.candidates import context
from wtc.shapes.identity import ArtistRecord, Factor, Match, Standing

_ALSO = ("disambiguation", "about", "musicbrainz_id", "spotify_id", "ticketmaster_id", "followers")


def fit(record: ArtistRecord) -> ArtistRecord:
    """The record made fit to keep: clean, within bounds, with addresses of the web alone."""
    return replace(
        record,
        source_id=clean(record.source_id, 160),
        name=clean(record.name, 160),
        url=web_address(record.url),
        image=web_address(record.image),
        genres=tuple(filter(None, (clean(genre, 60) for genre in record.genres[:12]))),
        country=record.country.upper() if len(record.country) == 2 and record.country.isalpha() else "",
        kind=clean(record.kind, 16),
        disambiguation=clean(record.disambiguation, 160),
        about=clean_block(record.about, 8_000),
        aliases=tuple(filter(None, (clean(alias, 160) for alias in record.aliases[:20]))),
        billed_with=tuple(filter(None, (clean(name, 160) for name in record.billed_with[:40]))),
        links={clean(kind, 24): found for kind, address in record.links.items() if (found := web_address(address))},
        musicbrainz_id=clean(record.musicbrainz_id, 36),
        spotify_id=clean(record.spotify_id, 40),
        ticketmaster_id=clean(record.ticketmaster_id, 40),
    )


def told(record: ArtistRecord) -> dict[str, Any]:
    """All that the record says besides its name, for keeping."""
    also = {name: value for name in _ALSO if (value := getattr(record, name))}
    more = {"aliases": list(record.aliases), "links": dict(record.links), "billed_with": list(record.billed_with)}
    return {**context(record), **also, **{name: value for name, value in more.items() if value}}


def heard(row: Any) -> ArtistRecord:
    """The record that a row keeps."""
    said = row.context
    return ArtistRecord(
        source=row.source,
        source_id=row.source_id,
        name=row.name,
        url=row.url,
        image=row.image_url,
        genres=tuple(said.get("genres", ())),
        country=said.get("country", ""),
        kind=said.get("kind", ""),
        aliases=tuple(said.get("aliases", ())),
        billed_with=tuple(said.get("billed_with", ())),
        links=said.get("links", {}),
        sample=row.sample,
        **{name: said[name] for name in _ALSO if name in said},
    )


def judged(
    record: ArtistRecord, verdict: Verdict, candidates: Iterable[Candidate], *, scorer: str, now: datetime
) -> dict[str, Any]:
    """The columns of a record that was judged."""
    best = verdict.candidate
    held = best is not None and verdict.state in (Standing.ACCEPTED, Standing.REVIEW)
    return {
        "name": record.name,
        "name_key": key(record.name)[:160],
        "url": record.url,
        "image_url": record.image,
        "context": told(record),
        "artist_id": best.artist_id if best and held else None,
        "state": verdict.state.value,
        "confidence": best.confidence if best else 0.0,
        "factors": _factors(best.factors) if best else [],
        "candidates": [_candidate(one) for one in shown(candidates)],
        "scorer": scorer,
        "decided_by": verdict.decided_by,
        "decided_at": now if verdict.decided_by else None,
        "sample": record.sample,
    }


def matched(row: Any) -> Match:
    """A record's row as its match."""
    return Match(
        source=row["source"],
        source_id=row["source_id"],
        artist_id=row["artist_id"],
        state=Standing(row["state"]),
        confidence=row["confidence"],
        factors=tuple(Factor(**factor) for factor in row["factors"]),
        decided_by=row["decided_by"],
    )


def _candidate(one: Candidate) -> dict[str, Any]:
    return {
        "artist_id": one.artist_id,
        "name": one.name,
        "confidence": one.confidence,
        "factors": _factors(one.factors),
        "conflict": one.conflict,
        "clash": one.clash,
    }


def _factors(factors: Iterable[Factor]) -> list[dict[str, Any]]:
    return [{"name": one.name, "said": one.said, "weight": one.weight} for one in factors]
