"""Records that wait for a person, shown beside the acts of ours that they could be."""

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from wtc.clock import local
from wtc.domain.reviewing import bars, compared, source_name, sure
from wtc.errors import NotFound
from wtc.queries import mapping as queries
from wtc.shapes.identity import Factor, Standing
from wtc.shapes.mapping import ActChoice, Choice, KnownAs, Review, ReviewPage

FOUND = 8


def waiting(session: Session, *, limit: int = 20, offset: int = 0, source: str = "") -> ReviewPage:
    """The records in review, those we are surest of first."""
    rows = session.execute(queries.in_review(source).limit(limit + 1).offset(offset)).all()
    total = session.execute(queries.count_in_review(source)).scalar_one()
    following = offset + limit if len(rows) > limit else None
    return ReviewPage(reviews=tuple(_reviews(session, rows[:limit])), waiting=total, next=following)


def one(session: Session, record_id: int) -> Review:
    """One record, whatever its state. NotFound when there is none."""
    row = session.execute(queries.record(record_id)).one_or_none()
    if row is None:
        raise NotFound("There's no such record.")
    return next(iter(_reviews(session, [row])))


def above(session: Session, least: float) -> int:
    """How many of those that wait are at least that sure and free of conflict, and so fit to be accepted together."""
    return len(fit_above(session, least))


def fit_above(session: Session, least: float, limit: int = 500) -> list[tuple[int, int]]:
    """The same as (record, act), the surest first."""
    rows = session.execute(queries.in_review().where(queries.R.confidence >= least).limit(limit)).all()
    found = []
    for row in rows:
        best = next((one for one in row.candidates if one["artist_id"] == row.artist_id), None)
        rivals = [one for one in row.candidates if one["artist_id"] != row.artist_id and one["confidence"] >= least]
        if best and not best["conflict"] and not best["clash"] and not rivals:
            found.append((row.id, row.artist_id))
    return found


def search(session: Session, text: str) -> tuple[ActChoice, ...]:
    """Our acts whose name begins like that, for choosing one by hand."""
    rows = session.execute(queries.named_like(text, FOUND)).all() if text.strip() else ()
    return tuple(
        ActChoice(
            id=row.id, name=row.name, slug=row.slug, about=", ".join([*row.genres[:3], *filter(None, [row.home_city])])
        )
        for row in rows
    )


def artists_known(session: Session, artist_id: int) -> tuple[KnownAs, ...]:
    """What each source knows an act as: its id there, its address and how sure the link is, the surest first.

    For the page and the JSON of one act (WTC-264): only accepted records count.
    """
    rows = session.execute(queries.accepted_of(artist_id)).all()
    return tuple(
        KnownAs(
            source=row.source,
            source_name=source_name(row.source),
            source_id=row.source_id,
            url=row.url,
            name=row.name,
            confidence=row.confidence,
            sure=sure(row.confidence),
            decided_by=row.decided_by,
            sample=row.sample,
        )
        for row in rows
    )


def _reviews(session: Session, rows: Sequence[Any]) -> list[Review]:
    ids = {one["artist_id"] for row in rows for one in row.candidates} | {
        row.artist_id for row in rows if row.artist_id
    }
    acts = {row.id: dict(row._mapping) for row in session.execute(queries.acts("id", sorted(ids)))} if ids else {}
    for act in acts.values():
        act["aliases"] = []
    if acts:
        for spelt in session.execute(queries.spelt("artist_id", list(acts))):
            acts[spelt.artist_id]["aliases"].append(spelt.alias)
    return [_review(row, acts) for row in rows]


def _review(row: Any, acts: dict[int, dict[str, Any]]) -> Review:
    theirs = {**row.context, "name": row.name}
    if row.source == "spotify":
        theirs.setdefault("spotify_id", row.source_id)
    return Review(
        id=row.id,
        source=row.source,
        source_name=source_name(row.source),
        source_id=row.source_id,
        name=row.name,
        url=row.url,
        state=row.state,
        confidence=row.confidence,
        sure=sure(row.confidence),
        needs_review=row.state == Standing.REVIEW,
        sample=row.sample,
        seen=f"{local(row.last_seen_at):%-d %b, %H:%M}",
        choices=tuple(
            _choice(each, theirs, acts[each["artist_id"]]) for each in row.candidates if each["artist_id"] in acts
        ),
    )


def _choice(told: dict[str, Any], theirs: dict[str, Any], ours: dict[str, Any]) -> Choice:
    factors = tuple(Factor(**factor) for factor in told["factors"])
    return Choice(
        artist_id=ours["id"],
        name=ours["name"],
        slug=ours["slug"],
        confidence=told["confidence"],
        sure=sure(told["confidence"]),
        conflict=told["conflict"] or told["clash"],
        bars=bars(factors),
        fields=compared(theirs, ours),
        factors=factors,
    )
