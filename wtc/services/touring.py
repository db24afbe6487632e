"""Which acts a source that knows no places is asked about next: those asked longest ago, the followed ones in time."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import Session

from wtc.domain.places import town
from wtc.domain.text import clean, key
from wtc.queries import engine as queries
from wtc.services import bulk
from wtc.shapes.engine import ActToAsk

HARD = ("musicbrainz_id", "spotify_id", "bandsintown_id")
"""What tells an act from its namesakes."""

A, E, B, P, F = queries.ACTS.c, queries.EVENTS.c, queries.PLAYS.c, queries.PLACES.c, queries.FOLLOWS.c


def acts_to_ask(
    session: Session,
    source: str,
    *,
    seeds: Sequence[str],
    most: int,
    any_act: bool,
    user_most: int,
    user_hours: int,
    city: str = "",
    now: datetime,
) -> list[ActToAsk]:
    """At most ``most`` acts, the one asked longest ago first, of ``seeds`` and of who is on a coming bill.

    Up to two thirds are acts that somebody follows and that were not asked for ``user_hours``, ``user_most`` of each
    follower. Of the bills, those with an identity beyond their name; with ``any_act`` all. A ``city`` narrows them.
    """
    since = now - timedelta(hours=user_hours)
    followed = _followed(session, source, user_most, since, most)
    usual = _seeds(session, source, seeds) + _billed(session, source, any_act, city, now, most)
    usual.sort(key=lambda pair: (pair[0] is not None, pair[0] or now))
    share = max(1, most * 2 // 3)
    wanted = [*followed[:share], *(act for _, act in usual), *followed[share:]]
    return list({act.key: act for act in reversed(wanted) if act.key}.values())[::-1][:most]


def _seeds(session: Session, source: str, names: Sequence[str]) -> list[tuple[datetime | None, ActToAsk]]:
    wanted = {key(name): clean(name, 160) for name in names}
    asked = bulk.read(session, queries.PLACES, ("place", "asked_at"), "place", list(wanted), source=source)
    when = {row.place: bulk.moment(row.asked_at) for row in asked}
    known = bulk.read(session, queries.ACTS, ("name_key", "musicbrainz_id"), "name_key", list(wanted))
    hard: dict[str, set[str]] = {}
    for row in known:
        hard.setdefault(row.name_key, set()).add(row.musicbrainz_id or "")
    return [
        (when.get(one), ActToAsk(name=name, key=one, musicbrainz_id=_only(hard.get(one))))
        for one, name in wanted.items()
    ]


def _only(ids: set[str] | None) -> str:
    """The one identity that acts of this name have, '' when there are several or none."""
    return next(iter(ids)) if ids and len(ids) == 1 else ""


def _billed(
    session: Session, source: str, any_act: bool, city: str, now: datetime, most: int
) -> list[tuple[datetime | None, ActToAsk]]:
    coming = select(B.artist_id).join(queries.EVENTS, E.id == B.event_id).where(E.sort_at >= now, E.sample.is_(False))
    if city:
        coming = coming.where(E.city_key == town(city).key)
    asked = _asked(source).where(A.id.in_(coming), A.sample.is_(False))
    if not any_act:
        asked = asked.where(or_(*(A[name].is_not(None) for name in HARD)))
    return [(row.asked_at, _act(row)) for row in session.execute(asked.limit(most))]


def _followed(session: Session, source: str, user_most: int, since: datetime, most: int) -> list[ActToAsk]:
    latest = func.row_number().over(partition_by=F.user_id, order_by=(F.created_at.desc(), F.artist_id))
    ranked = select(F.artist_id, latest.label("place")).subquery()
    few = select(ranked.c.artist_id).where(ranked.c.place <= user_most)
    due = or_(P.asked_at.is_(None), P.asked_at < since)
    wanted = _asked(source).where(A.id.in_(few), A.sample.is_(False), due)
    return [_act(row) for row in session.execute(wanted.limit(most))]


def _asked(source: str) -> Any:
    """Acts with when they were asked about, those never asked first, then the longest ago."""
    joined = queries.ACTS.outerjoin(queries.PLACES, (P.source == source) & (P.place == A.name_key))
    return (
        select(A.name, A.name_key, A.musicbrainz_id, P.asked_at)
        .select_from(joined)
        .order_by(P.asked_at.is_not(None), P.asked_at, A.id)
    )


def _act(row: Any) -> ActToAsk:
    return ActToAsk(name=row.name, key=row.name_key, musicbrainz_id=row.musicbrainz_id or "")
