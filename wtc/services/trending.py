"""What is wanted most, by the formula of docs/formulas.md: counted whole and swapped at once, or one event anew."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, update
from sqlmodel import Session

from wtc.clock import local
from wtc.domain import places
from wtc.domain import trending as rules
from wtc.queries import taste as counting
from wtc.queries import trending as queries
from wtc.queries.trending import T
from wtc.services import artists, bulk, events
from wtc.shapes.trending import Trend, Trending, TrendingArtist, TrendingEvent

MOST = 2_000
"""How many events, and how many acts, are kept."""
_BLANK = {"views": 0, "saves": 0, "people": 0, "decay": 1.0, "score": 0.0, "week": 0, "week_before": 0, "change": None}


def recount(session: Session, *, now: datetime) -> dict[str, int]:
    """Count everything anew and put it in the place of what stood there, in this transaction; how many of each."""
    made: dict[str, int] = {}
    rows = []
    for crowd in (False, True):
        for what in rules.SUBJECTS:
            found = _counted(session, what, now=now, crowd=crowd)
            made[rules.subject(what, crowd=crowd)] = len(found)
            rows += found
    session.execute(delete(queries.TRENDS))
    bulk.insert(session, queries.TRENDS, rows)
    return made


def touch(session: Session, event_id: int, *, now: datetime) -> None:
    """Count one event anew, since somebody has just saved it or let it go. Whoever else does waits for this one."""
    mine = (T.subject == "event", T.subject_id == event_id)
    held: Any = session.execute(update(queries.TRENDS).where(*mine).values(at=now))
    if not held.rowcount:
        blank = {"subject": "event", "subject_id": event_id, "city_key": "", "at": now} | _BLANK
        row = insert(queries.TRENDS).values(blank).prefix_with("OR IGNORE", dialect="sqlite")
        session.execute(row.prefix_with("IGNORE", dialect="mysql").prefix_with("IGNORE", dialect="mariadb"))
    found = _counted(session, "event", now=now, crowd=False, event_id=event_id)
    told = found[0] if found else _BLANK | {"at": now}
    session.execute(update(queries.TRENDS).where(*mine).values(told))


def page(
    session: Session,
    what: str,
    *,
    now: datetime,
    city: str = "",
    crowd: bool = False,
    viewer: int | None = None,
    limit: int = 24,
    offset: int = 0,
) -> Trending:
    """A page of the events or artists (``what`` is one of ``domain.trending.SUBJECTS``) that are wanted most.

    ``city`` narrows it to a town; what ``viewer`` has hidden is left out.
    """
    subject = rules.subject(what, crowd=crowd)
    wanted = queries.page(subject, what, now, places.town(city).key if city else "", viewer)
    total = session.scalar(counting.count_of(wanted)) or 0
    rows = session.execute(wanted.limit(limit).offset(offset)).all()
    ids = [row.subject_id for row in rows]
    trends = {row.subject_id: _trend(row, offset + place) for place, row in enumerate(rows, 1)}
    gigs = events.many(session, ids) if what == "event" else ()
    acts = artists.these(session, ids, now=now) if what == "artist" else ()
    told = {each.id: each for each in gigs}
    until = offset + len(rows)
    return Trending(
        events=tuple(TrendingEvent(event=told[each], trend=trends[each]) for each in ids if each in told),
        artists=tuple(TrendingArtist(artist=each, trend=trends[each.id]) for each in acts),
        total=total,
        next=until if rows and until < total else None,
        crowd=crowd,
        counted_at=session.scalar(queries.counted_at(subject)),
    )


def near(session: Session, city: str, *, now: datetime, viewer: int | None, limit: int) -> tuple[TrendingEvent, ...]:
    """The events that are wanted most in a town, or everywhere, without those that ``viewer`` has hidden."""
    wanted = queries.page("event", "event", now, places.town(city).key if city else "", viewer)
    rows = session.execute(wanted.limit(limit)).all()
    told = {each.id: each for each in events.many(session, [row.subject_id for row in rows])}
    return tuple(
        TrendingEvent(event=told[row.subject_id], trend=_trend(row, place))
        for place, row in enumerate(rows, 1)
        if row.subject_id in told
    )


def _counted(
    session: Session, what: str, *, now: datetime, crowd: bool, event_id: int | None = None
) -> list[dict[str, Any]]:
    """The rows of one subject, the most wanted first."""
    since = now - rules.COUNTED
    times = (since, now - rules.WEEK, now - 2 * rules.WEEK)
    about = queries.coming(now, synthetic=crowd, event_id=event_id)
    first = local(since).date()
    looked = queries.clicks(what, about, since) if crowd else queries.views(what, about, first)
    views = {row.id: int(row.n) for row in session.execute(looked)}
    saves = _added(session.execute(queries.saves(what, about, times, synthetic=crowd)))
    if what == "artist":
        saves = _added(session.execute(queries.follows(about, times, synthetic=crowd)), saves)
    people = {row.id: int(row.n) for row in session.execute(queries.people(what, about, since, synthetic=crowd))}
    ids = {*views, *saves, *people}
    rows: list[dict[str, Any]] = []
    for each, starts, town in _dates(session, what, ids, about):
        counted = views.get(each, 0), saves.get(each, (0, 0, 0))[0], people.get(each, 0)
        _, week, before = saves.get(each, (0, 0, 0))
        factor = rules.decay(starts, now)
        rows.append(
            {
                "subject": rules.subject(what, crowd=crowd),
                "subject_id": each,
                "views": counted[0],
                "saves": counted[1],
                "people": counted[2],
                "decay": factor,
                "score": rules.score(*counted, factor),
                "week": week,
                "week_before": before,
                "change": rules.change(week, before),
                "city_key": town,
                "at": now,
            }
        )
    return sorted(rows, key=lambda row: (-row["score"], row["subject_id"]))[:MOST]


def _added(rows: Iterable[Any], to: dict[int, tuple[int, int, int]] | None = None) -> dict[int, tuple[int, int, int]]:
    """Saves in all, of this week and of the one before, by id, on top of those that are known."""
    found = dict(to or {})
    for row in rows:
        all_, week, before = found.get(row.id, (0, 0, 0))
        found[row.id] = all_ + int(row.n), week + int(row.week), before + int(row.week_before)
    return found


def _dates(session: Session, what: str, ids: set[int], about: queries.Rows) -> Iterable[tuple[int, datetime, str]]:
    """When and where each of them is next."""
    if what == "event":
        return [tuple(row) for row in session.execute(about) if row.id in ids]
    found: dict[int, tuple[int, datetime, str]] = {}
    wanted = sorted(ids)
    for at in range(0, len(wanted), bulk.ASKED):
        for row in session.execute(queries.next_dates(wanted[at : at + bulk.ASKED], about)):
            found.setdefault(row.id, tuple(row))
    return found.values()


def _trend(row: Any, rank: int) -> Trend:
    return Trend(
        rank=rank,
        views=row.views,
        saves=row.saves,
        people=row.people,
        decay=row.decay,
        score=row.score,
        week=row.week,
        week_before=row.week_before,
        change=row.change,
        rising=row.week > row.week_before,
        said=rules.said(row.week, row.week_before),
        sum=rules.added_up(row.views, row.saves, row.people, row.decay, row.score),
        soon=rules.soon(row.decay),
        at=row.at,
    )
