"""New events held against alerts and follows: what matches is told to its owner, once for each event."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from wtc.domain import alert_words, alerts
from wtc.language import speaking
from wtc.queries import alerts as queries
from wtc.services import accounts, notifications
from wtc.services.alerts import shape
from wtc.services.notifications import News
from wtc.shapes.alerts import Alert, AlertKind, Gig

PAGE = 2_000
"""How many alerts, or followers, are read at once."""
_DAY = timedelta(days=1)


def gigs(session: Session, ids: Collection[int], *, now: datetime) -> tuple[Gig, ...]:
    """The facts of those of these events that are on, real and to come."""
    rows = [row for row in session.execute(queries.gigs(ids)) if row.sort_at >= (now if row.starts_at else now - _DAY)]
    here = [row.id for row in rows]
    acts: defaultdict[int, set[str]] = defaultdict(set)
    for row in session.execute(queries.act_keys(here)) if here else ():
        acts[row.event_id].add(row.key)
    rooms: defaultdict[int, set[str]] = defaultdict(set)
    for row in session.execute(queries.room_keys({each.venue_id for each in rows if each.venue_id})):
        rooms[row.venue_id].add(row.alias_key)
    return tuple(_gig(row, acts[row.id], rooms) for row in rows)


def _gig(row: Any, acts: set[str], rooms: dict[int, set[str]]) -> Gig:
    return Gig(
        id=row.id,
        slug=row.slug,
        title=row.title,
        acts=tuple(each["id"] for each in row.line_up),
        act_keys=frozenset(acts),
        act_names=tuple(each["name"] for each in row.line_up),
        venue_id=row.venue_id,
        venue_keys=frozenset({row.room_key, *rooms.get(row.venue_id, ())} - {None}),
        venue=row.room or "",
        city=row.city,
        city_key=row.city_key,
        county=row.county,
        lat=row.lat,
        lon=row.lon,
        family=row.family,
        names=frozenset(row.names.split()),
        source_mask=row.source_mask,
        price_low=row.price_low,
        price_high=row.price_high,
        day=row.day,
        starts_at=row.starts_at,
        first_seen_at=row.first_seen_at,
    )


def tell(session: Session, ids: Collection[int], *, now: datetime) -> int:
    """Tell whoever waits for these events, or follows one of their acts; how many were told of something new.

    Who waits for an event in several ways is told of it once: a follow speaks first, then the oldest alert.
    """
    found = gigs(session, ids, now=now)
    if not found:
        return 0
    told = 0
    for some in _followed(session, found, now):
        told += notifications.keep(session, some, now=now)
    for some in _awaited(session, found, now):
        told += notifications.keep(session, some, now=now)
    return told


def _followed(session: Session, found: Sequence[Gig], now: datetime) -> Iterator[list[News]]:
    by_id = {gig.id: gig for gig in found}
    after = (0, 0)
    while rows := session.execute(queries.followers(by_id, after=after, limit=PAGE)).all():
        after = (rows[-1].event_id, rows[-1].user_id)
        tongues = _tongues(session, [row.user_id for row in rows])
        some = []
        for row in rows:
            with speaking(tongues.get(row.user_id, "")):
                told = alert_words.followed(row.act, by_id[row.event_id], now)
            some.append(_news(row.user_id, by_id[row.event_id], told))
        yield some


def _awaited(session: Session, found: Sequence[Gig], now: datetime) -> Iterator[list[News]]:
    sharing: defaultdict[str, list[Gig]] = defaultdict(list)
    for gig in found:
        for block in alerts.blocks(gig):
            sharing[block].append(gig)
    last = 0
    while rows := session.execute(queries.sharing(sharing, after=last, limit=PAGE)).scalars().all():
        last = int(rows[-1].id or 0)
        hits = [
            (alert, gig)
            for row, alert in ((row, shape(row)) for row in rows)
            for gig in sharing[row.block]
            if alerts.matches(alert, gig)
        ]
        tongues = _tongues(session, {alert.user_id for alert, _ in hits})
        some = []
        for alert, gig in hits:
            with speaking(tongues.get(alert.user_id, "")):
                some.append(_news(alert.user_id, gig, alert_words.news(alert, gig, now=now), alert))
        yield some
        session.expunge_all()


def _tongues(session: Session, users: Collection[int]) -> dict[int, str]:
    """The language of each of these users."""
    by_language = accounts.by_language(session, users) if users else {}
    return {user: tongue for tongue, some in by_language.items() for user in some}


def tasters(session: Session, *, after: int, limit: int = 100) -> tuple[Alert, ...]:
    """Alerts that go by the ranker, in the order of their ids, from the id ``after`` on."""
    found = session.execute(queries.sharing([f"{AlertKind.TASTE.value}:"], after=after, limit=limit)).scalars()
    return tuple(map(shape, found))


def tell_taste(session: Session, alert: Alert, scored: Sequence[tuple[Gig, int]], *, now: datetime) -> int:
    """Tell the owner of a taste alert of gigs that match them by so many per cent."""
    hits = [(gig, match) for gig, match in scored if match >= (alert.least or 0) and alerts.matches(alert, gig)]
    with speaking(accounts.spoken(session, alert.user_id)):
        told = [
            _news(alert.user_id, gig, alert_words.news(alert, gig, match=match, now=now), alert, kind="taste")
            for gig, match in hits
        ]
    return notifications.keep(session, told, now=now)


def _news(user_id: int, gig: Gig, told: Any, alert: Alert | None = None, kind: str = "show") -> News:
    return News(
        user_id=user_id,
        key=f"show:{gig.id}",
        kind=kind,
        title=told.title,
        body=told.body,
        href=f"/events/{gig.slug}",
        event_id=gig.id,
        alert_id=alert.id if alert else None,
    )
