"""The questions asked about acts: lists with their next dates and followers, and what is kept about one."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    Text,
    and_,
    bindparam,
    cast,
    exists,
    func,
    not_,
    or_,
    select,
    type_coerce,
)
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)
from wtc.queries.taste import over
from wtc.shapes.artists import ArtistQuery

Rows = Select[*tuple[Any, ...]]
Among = Collection[int] | Select[int] | None
"""Acts by their ids, or by a question for them; None for all."""

_tables = SQLModel.metadata.tables
ACTS, ALIASES, RECORDS = _tables["artists"], _tables["artist_aliases"], _tables["artist_records"]
PLAYS, EVENTS, VENUES = _tables["event_artists"], _tables["events"], _tables["venues"]
FOLLOWS, MIXES, SETLISTS = _tables["user_followed_artists"], _tables["mixes"], _tables["setlists"]
A, E, P, F = ACTS.c, EVENTS.c, PLAYS.c, FOLLOWS.c

_OFF = ("cancelled", "withdrawn")
GENRES = type_coerce(A.genres, Text)
"""The genres of an act as they are kept: one text, so that acts of the very same genres can be counted together."""


def coming(now: datetime) -> ColumnElement[bool]:
    """Events that are on and not over."""
    return and_(E.status.not_in(_OFF), not_(over(now)))


def _dates(now: datetime, among: Among = None) -> Any:
    """For each act that has any: how many events are to come, when the first begins, when the newest was announced,
    and whether all of them are samples. Only of the acts ``among`` these: counting everybody's takes a while.
    """
    counted = select(
        P.artist_id,
        func.count().label("dates"),
        func.min(E.sort_at).label("next_date"),
        func.max(E.first_seen_at).label("announced"),
        func.min(cast(E.sample, Integer)).label("made_up"),
    )
    counted = counted.join(EVENTS, E.id == P.event_id).where(coming(now), *_only(P.artist_id, among))
    return counted.group_by(P.artist_id).subquery("dates")


def _fans(among: Among = None) -> Any:
    counted = select(F.artist_id, func.count().label("fans")).where(*_only(F.artist_id, among))
    return counted.group_by(F.artist_id).subquery("fans")


def _only(act: Any, among: Among) -> tuple[ColumnElement[bool], ...]:
    return () if among is None else (act.in_(among),)


def _counts(dates: Any, fans: Any) -> tuple[Any, ...]:
    return (dates.c.dates, dates.c.next_date, dates.c.announced, dates.c.made_up, fans.c.fans)


def _latest(table: Any, moment: Any, name: str, among: Among) -> Any:
    latest = select(table.c.artist_id, func.max(moment).label("at")).where(*_only(table.c.artist_id, among))
    return latest.group_by(table.c.artist_id).subquery(name)


def _local(towns: Collection[str], bundled: Collection[str]) -> ColumnElement[bool]:
    return or_(A.country == "IE", A.home_city.in_(towns), A.name_key.in_(bundled))


def _named(folded: str, shorter: str) -> ColumnElement[bool]:
    also = select(ALIASES.c.artist_id).where(ALIASES.c.alias_key.contains(shorter, autoescape=True))
    return or_(
        A.name_key.contains(folded, autoescape=True), A.name_key.contains(shorter, autoescape=True), A.id.in_(also)
    )


def _source(name: str) -> ColumnElement[bool]:
    own = {"spotify": A.spotify_id, "ticketmaster": A.ticketmaster_id, "mixcloud": A.mixcloud_key}
    known = select(RECORDS.c.artist_id).where(RECORDS.c.source == name, RECORDS.c.state == "accepted")
    kept = own.get(name)
    return A.id.in_(known) if kept is None else or_(kept.is_not(None), A.id.in_(known))


class Asked:
    """A question about acts made ready: where it looks and on what conditions."""

    def __init__(
        self,
        query: ArtistQuery,
        *,
        now: datetime,
        words: tuple[str, str],
        towns: Collection[str],
        bundled: Collection[str],
        from_towns: Collection[str],
        city_key: str,
        county: str,
    ) -> None:
        """``words`` are the search folded and keyed; ``from_towns`` the towns of the place that is asked for."""
        self._query = query
        self._dates, self._fans = _dates(now), _fans()
        self._asked: list[ColumnElement[bool]] = []
        if query.tab == "local":
            self._asked.append(_local(towns, bundled))
        if query.tab == "discovered":
            self._asked += [not_(_local(towns, bundled)), self._dates.c.dates.is_not(None)]
        if words[0]:
            self._asked.append(_named(*words))
        if city_key or county:
            here = E.city_key == city_key if city_key else E.county == county
            playing = select(P.artist_id).join(EVENTS, E.id == P.event_id).where(coming(now), here)
            self._asked.append(or_(A.home_city.in_(from_towns), A.id.in_(playing)))
        if query.user is not None:
            self._asked.append(A.id.in_(select(F.artist_id).where(F.user_id == query.user)))
        if query.sources:
            self._asked.append(or_(*(_source(name) for name in query.sources)))

    def genres(self) -> Rows:
        """How many acts there are of each set of genres, the filter by genre left out."""
        found = select(GENRES.label("genres"), func.count().label("n")).select_from(self._source())
        return found.where(*self._asked).group_by(GENRES)

    def page(self, sets: Sequence[str] | None, *, limit: int, offset: int) -> Rows:
        """The acts of one page; ``sets`` are the sets of genres that are asked for, None for all."""
        columns = _counts(self._dates, self._fans)
        found = select(*listed(), *columns).select_from(self._source()).where(*self._asked)
        if sets is not None:
            found = found.where(GENRES.in_(sets))
        return found.order_by(*self._order()).limit(limit).offset(offset)

    def _source(self) -> Any:
        dates, fans = self._dates, self._fans
        found = ACTS.outerjoin(dates, dates.c.artist_id == A.id)
        return found.outerjoin(fans, fans.c.artist_id == A.id)

    def _order(self) -> list[Any]:
        if self._query.sort == "name":
            return [A.name_key, A.id]
        if self._query.sort == "followed":
            return [func.coalesce(self._fans.c.fans, 0).desc(), A.name_key, A.id]
        return [self._dates.c.next_date.is_(None), self._dates.c.next_date, A.name_key, A.id]


def listed() -> tuple[Any, ...]:
    """The columns of an act in a list."""
    return (A.id, A.slug, A.name, A.genres, A.home_city, A.country, A.sample)


def these(ids: Collection[int], now: datetime) -> Rows:
    """The acts with these ids, with their next dates and followers."""
    dates, fans = _dates(now, ids), _fans(ids)
    found = ACTS.outerjoin(dates, dates.c.artist_id == A.id).outerjoin(fans, fans.c.artist_id == A.id)
    return select(*listed(), *_counts(dates, fans)).select_from(found).where(A.id.in_(ids))


def followed(user_id: int, now: datetime, *, limit: int, offset: int) -> Rows:
    """The acts that a user follows, the newest followed first, with all that their list can be narrowed by."""
    mine = select(F.artist_id).where(F.user_id == user_id)
    dates, fans, mixed = _dates(now, mine), _fans(mine), _latest(MIXES, MIXES.c.published_at, "mixed", mine)
    found = FOLLOWS.join(ACTS, A.id == F.artist_id).outerjoin(dates, dates.c.artist_id == A.id)
    found = found.outerjoin(fans, fans.c.artist_id == A.id).outerjoin(mixed, mixed.c.artist_id == A.id)
    rows = (
        select(*listed(), *_counts(dates, fans), mixed.c.at.label("mixed"))
        .select_from(found)
        .where(F.user_id == user_id)
    )
    return rows.order_by(F.created_at.desc(), A.id.desc()).limit(limit).offset(offset)


@lru_cache(maxsize=2)
def next_followed(now: datetime) -> Rows:
    """Of the acts that the user ``user_id`` follows the one that plays next. Put together once for each ``now``."""
    rows = select(P.artist_id).join(EVENTS, E.id == P.event_id).join(FOLLOWS, F.artist_id == P.artist_id)
    rows = rows.where(F.user_id == bindparam("user_id"), coming(now))
    return rows.order_by(E.sort_at, P.artist_id).limit(1)


def whole(condition: ColumnElement[bool]) -> Rows:
    """Everything that is kept about the act of which ``condition`` holds."""
    return select(ACTS).where(condition)


def named(keys: Collection[str]) -> Rows:
    """Ids and keys of the acts of these names or other names; an act of the very name comes first."""
    own = select(A.id, A.name_key.label("key"), A.sample.label("later")).where(A.name_key.in_(keys))
    also = select(ALIASES.c.artist_id, ALIASES.c.alias_key, A.sample).join(ACTS, A.id == ALIASES.c.artist_id)
    return select(own.union_all(also.where(ALIASES.c.alias_key.in_(keys))).subquery())


def aliases(artist_id: int) -> Rows:
    return select(ALIASES.c.alias).where(ALIASES.c.artist_id == artist_id).order_by(ALIASES.c.id).limit(20)


def records(artist_id: int) -> Rows:
    """What sources call an act, as far as that is decided."""
    r = RECORDS.c
    columns = (r.source, r.source_id, r.name, r.url, r.confidence, r.decided_by, r.sample)
    return select(*columns).where(r.artist_id == artist_id, r.state == "accepted").order_by(r.source, r.id).limit(20)


def events(artist_id: int, now: datetime, *, limit: int) -> Rows:
    """The ids of an act's events that are not over, the soonest first; what was called off is among them."""
    rows = select(E.id).join(PLAYS, P.event_id == E.id).where(P.artist_id == artist_id, not_(over(now)))
    return rows.order_by(E.sort_at, E.id).limit(limit)


def mixes(artist_ids: Collection[int], *, limit: int) -> Rows:
    """The mixes of these acts, the newest first."""
    m = MIXES.c
    rows = select(m.artist_id, m.key, m.title, m.url, m.image_url, m.seconds, m.published_at, m.sample)
    return rows.where(m.artist_id.in_(artist_ids)).order_by(m.published_at.desc(), m.id.desc()).limit(limit)


def setlists(artist_id: int, *, limit: int) -> Rows:
    """An act's past shows, the latest first."""
    s = SETLISTS.c
    rows = select(s.source_id, s.day, s.venue, s.city, s.country, s.tour, s.url, s.songs, s.sample)
    return rows.where(s.artist_id == artist_id).order_by(s.day.desc(), s.id.desc()).limit(limit)


def billed_with(artist_id: int, *, limit: int) -> Rows:
    """Who shared bills with an act, and how many, the most first."""
    one, other = PLAYS.alias("one"), PLAYS.alias("other")
    shared = select(other.c.artist_id, func.count().label("bills")).join(one, one.c.event_id == other.c.event_id)
    shared = shared.where(one.c.artist_id == artist_id, other.c.artist_id != artist_id).group_by(other.c.artist_id)
    return shared.order_by(func.count().desc(), other.c.artist_id).limit(limit)


def likely(artist_id: int, home_city: str, genres: Sequence[str], *, limit: int) -> Rows:
    """Acts that may be like one: of its town, or with one of its genres; those with dates to come are not preferred."""
    marks: list[ColumnElement[bool]] = [GENRES.contains(f'"{genre}"', autoescape=True) for genre in genres]
    if home_city:
        marks.append(A.home_city == home_city)
    return select(A.id, A.genres, A.home_city).where(A.id != artist_id, or_(*marks)).order_by(A.id).limit(limit)


def busiest(city_key: str, since: datetime, until: datetime, *, limit: int) -> Rows:
    """The acts with the most events in a town between two moments, the most first, then the soonest."""
    rows = select(P.artist_id, func.count().label("n")).join(EVENTS, E.id == P.event_id)
    rows = rows.where(E.city_key == city_key, E.sort_at >= since, E.sort_at < until, E.status.not_in(_OFF))
    return rows.group_by(P.artist_id).order_by(func.count().desc(), func.min(E.sort_at), P.artist_id).limit(limit)


def with_mixcloud(ids: Collection[int]) -> Rows:
    """Which of these acts have a profile at Mixcloud."""
    return select(A.id, A.mixcloud_key).where(A.id.in_(ids), A.mixcloud_key.is_not(None), A.sample.is_(False))


def worth_finding(now: datetime) -> ColumnElement[bool]:
    """Acts that a search engine may know of: no samples, with a date to come or something to read."""
    on = exists(
        select(P.event_id).join(EVENTS, E.id == P.event_id).where(P.artist_id == A.id, E.sample.is_(False), coming(now))
    )
    return and_(A.sample.is_(False), or_(A.about != "", on))


def how_many(now: datetime) -> Rows:
    return select(func.count()).select_from(ACTS).where(worth_finding(now))


def addresses(now: datetime, *, limit: int, offset: int) -> Rows:
    """Slugs and when each act was last read, in an order that adding acts keeps."""
    return select(A.slug, A.last_synced_at).where(worth_finding(now)).order_by(A.id).limit(limit).offset(offset)


def known_to(ids: Collection[int]) -> Rows:
    """What sources call these acts, as far as that is decided."""
    r = RECORDS.c
    told = select(r.artist_id, r.source, r.source_id, r.name, r.url, r.sample)
    return told.where(r.artist_id.in_(ids), r.state == "accepted").order_by(r.artist_id, r.source, r.id)


def hard(ids: Collection[int]) -> Rows:
    """The ids elsewhere that these acts have."""
    return select(A.id, A.ticketmaster_id, A.spotify_id, A.mixcloud_key).where(A.id.in_(ids))
