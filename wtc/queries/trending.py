"""The questions about what is wanted: counts by event or by act, none of which multiplies another."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, case, func, select, union

from wtc.queries.world import ARTISTS, EVENTS, FEEDBACK, FOLLOWS, FOR, HIDDEN, PLAYS, SAVED, USERS
from wtc.shapes.events import Status

Rows = Select[*tuple[Any, ...]]

_tables = EVENTS.id.table.metadata.tables
VIEWS, TRENDS = _tables["event_views"].c, _tables["trending"]
T = TRENDS.c
GOING_AHEAD = (Status.SCHEDULED, Status.RESCHEDULED)


def coming(now: datetime, *, synthetic: bool, event_id: int | None = None) -> Rows:
    """The events that go ahead and have not begun: (id, begins, town). The crowd knows samples only."""
    rows = select(EVENTS.id, EVENTS.sort_at, EVENTS.city_key)
    rows = rows.where(EVENTS.sort_at > now, EVENTS.status.in_(GOING_AHEAD))
    rows = rows.where(EVENTS.sample.is_(True)) if synthetic else rows
    return rows.where(EVENTS.id == event_id) if event_id is not None else rows


def _by(rows: Rows, table: Any, what: str, events: Rows) -> tuple[Rows, Any]:
    """``rows`` about these ``events``, and the column by which they are counted: the event's or its acts'."""
    known = events.with_only_columns(EVENTS.id)
    if what == "event":
        return rows.where(table.event_id.in_(known)), table.event_id
    return rows.join(PLAYS.event_id.table, PLAYS.event_id == table.event_id).where(
        PLAYS.event_id.in_(known)
    ), PLAYS.artist_id


def _people(*, synthetic: bool) -> Select[int]:
    return select(USERS.id).where(USERS.synthetic.is_(synthetic))


def views(what: str, events: Rows, since: date) -> Rows:
    """How many looked, each once a day: (id, n)."""
    rows, key = _by(select(func.count().label("n")).select_from(VIEWS.event_id.table), VIEWS, what, events)
    return rows.add_columns(key.label("id")).where(VIEWS.day >= since).group_by(key)


def clicks(what: str, events: Rows, since: datetime) -> Rows:
    """The same for the crowd, whose members click and leave no other trace."""
    rows, key = _by(select(func.count().label("n")).select_from(FEEDBACK.event_id.table), FEEDBACK, what, events)
    rows = rows.where(FEEDBACK.action == "click", FEEDBACK.at >= since, FEEDBACK.user_id.in_(_people(synthetic=True)))
    return rows.add_columns(key.label("id")).group_by(key)


def _marked(at: Any, since: datetime, week: datetime, before: datetime) -> tuple[Any, ...]:
    def between(first: datetime, *last: datetime) -> Any:
        within = (at >= first, *(at < one for one in last))
        return func.sum(case((within[0] if len(within) == 1 else within[0] & within[1], 1), else_=0))

    return between(since).label("n"), between(week).label("week"), between(before, week).label("week_before")


def saves(what: str, events: Rows, times: tuple[datetime, datetime, datetime], *, synthetic: bool) -> Rows:
    """How many saves stand since each of three times: (n, week, week_before, id)."""
    rows = select(*_marked(SAVED.created_at, *times)).select_from(SAVED.event_id.table)
    rows, key = _by(rows, SAVED, what, events)
    rows = rows.where(SAVED.created_at >= times[0], SAVED.user_id.in_(_people(synthetic=synthetic)))
    return rows.add_columns(key.label("id")).group_by(key)


def follows(events: Rows, times: tuple[datetime, datetime, datetime], *, synthetic: bool) -> Rows:
    """The same of those who began to follow an act that has a date."""
    playing = select(PLAYS.artist_id).where(PLAYS.event_id.in_(events.with_only_columns(EVENTS.id)))
    rows = select(*_marked(FOLLOWS.created_at, *times), FOLLOWS.artist_id.label("id"))
    rows = rows.where(FOLLOWS.created_at >= times[0], FOLLOWS.user_id.in_(_people(synthetic=synthetic)))
    return rows.where(FOLLOWS.artist_id.in_(playing)).group_by(FOLLOWS.artist_id)


def people(what: str, events: Rows, since: datetime, *, synthetic: bool) -> Rows:
    """How many different users took it up in any way, each once: (id, n)."""
    kinds = []
    for table, at, only in ((SAVED, SAVED.created_at, ()), (FEEDBACK, FEEDBACK.at, (FEEDBACK.action.in_(FOR),))):
        rows, key = _by(select(table.user_id.label("user_id")).select_from(table.user_id.table), table, what, events)
        kinds.append(rows.add_columns(key.label("id")).where(at >= since, *only))
    if what == "artist":
        playing = select(PLAYS.artist_id).where(PLAYS.event_id.in_(events.with_only_columns(EVENTS.id)))
        follow = select(FOLLOWS.user_id.label("user_id"), FOLLOWS.artist_id.label("id"))
        kinds.append(follow.where(FOLLOWS.created_at >= since, FOLLOWS.artist_id.in_(playing)))
    took = union(*kinds).subquery("took_up")
    rows = select(took.c.id, func.count().label("n")).where(took.c.user_id.in_(_people(synthetic=synthetic)))
    return rows.group_by(took.c.id)


def next_dates(acts: Collection[int], events: Rows) -> Rows:
    """The dates of these acts, the soonest first: (act, begins, town)."""
    dates = events.subquery("dates")
    rows = select(PLAYS.artist_id.label("id"), dates.c.sort_at, dates.c.city_key)
    rows = rows.join(dates, dates.c.id == PLAYS.event_id).where(PLAYS.artist_id.in_(acts))
    return rows.order_by(dates.c.sort_at, dates.c.id)


def page(subject: str, what: str, now: datetime, city_key: str = "", viewer: int | None = None) -> Rows:
    """What is wanted of one subject, most first, without events that have begun or are off by now.

    What ``viewer`` (a user's id) has hidden is left out too.
    """
    rows = select(TRENDS).where(T.subject == subject, T.score > 0)
    if what == "event":
        going = coming(now, synthetic=False).where(EVENTS.id == T.subject_id)
        rows = rows.where(going.exists())  # asked of what is wanted, not of all that is on
        if viewer is not None:
            rows = rows.where(T.subject_id.not_in(select(HIDDEN.event_id).where(HIDDEN.user_id == viewer)))
    else:
        rows = rows.where(T.subject_id.in_(select(ARTISTS.id)))
    if city_key:
        rows = rows.where(T.city_key == city_key)
    return rows.order_by(T.score.desc(), T.subject_id)


def counted_at(subject: str) -> Select[datetime]:
    """When the whole was last counted: the oldest count that stands."""
    return select(func.min(T.at)).where(T.subject == subject)
