"""What is searched for: counts by day and words, of nobody in particular, and what of them an admin may read."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from wtc.clock import local
from wtc.domain.searches import address
from wtc.queries import searches as queries
from wtc.services import consents
from wtc.shapes.personal import Purpose
from wtc.shapes.searches import Search, SearchCount, Searched

MOST = 2_000
"""Different words that are kept of one day; what comes after them is only counted when it is among them."""
KEPT = timedelta(days=35)
SHOWN = 20


def count(session: Session, made: Collection[Search]) -> int:
    """Add searches to the count; how many were. Those of accounts that do not want to be counted are left out."""
    users = {one.user_id for one in made if one.user_id is not None}
    silent = {user_id for user_id in users if not consents.given(session, user_id, Purpose.COUNTING)}
    sums: dict[date, dict[str, dict[str, int]]] = {}
    for one in made:
        if one.user_id in silent:
            continue
        more = sums.setdefault(one.day, {}).setdefault(one.words, {"searches": 0, "empty": 0, "lots": 0})
        more["searches"] += 1
        more["empty"] += one.empty
        more["lots"] |= 1 << one.lot
    return sum(_add(session, day, words) for day, words in sums.items())


def _add(session: Session, day: date, words: dict[str, dict[str, int]]) -> int:
    held = set(session.scalars(queries.held(day, list(words))))
    room = max(0, MOST - (session.scalar(queries.of_day(day)) or 0))
    new = [each for each in sorted(words) if each not in held][:room]
    if new:
        none = {"searches": 0, "empty": 0, "lots": 0}
        session.execute(queries.once(), [{"day": day, "said": each, **none} for each in new])
    for each in sorted(held.union(new)):
        session.execute(queries.add(day, each, words[each]))
    return sum(words[each]["searches"] for each in held.union(new))


def counted(session: Session, *, days: int, now: datetime) -> Searched:
    """The searches of the last ``days``: in words only what enough different visitors typed."""
    since = local(now).date() - timedelta(days=days - 1)
    every, empty = (int(each or 0) for each in session.execute(queries.all_since(since)).one())
    told = queries.told(since).subquery().c

    def first(column: Any) -> tuple[SearchCount, ...]:
        rows = select(told.said, told.searches, told.empty).where(column > 0).order_by(column.desc(), told.said)
        return tuple(_one(row, every) for row in session.execute(rows.limit(SHOWN)))

    return Searched(
        days=days,
        since=since,
        searches=every,
        empty=empty,
        told=int(session.scalar(select(func.sum(told.searches))) or 0),
        top=first(told.searches),
        nothing=first(told.empty),
    )


def _one(row: Any, every: int) -> SearchCount:
    searches, empty = int(row.searches), int(row.empty)
    return SearchCount(
        words=row.said, searches=searches, empty=empty, share=round(searches / every, 4), href=address(row.said)
    )


def tidy(session: Session, *, now: datetime) -> None:
    """Let go of counts from before five weeks."""
    session.execute(queries.before((local(now) - KEPT).date()))
