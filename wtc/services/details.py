"""One event whole: itself, what each source said of it, its room, and what else a reader of it may like."""

from datetime import datetime

from sqlmodel import Session

from wtc import clock
from wtc.domain import changes as worded
from wtc.domain.listings import heard
from wtc.domain.outward import outward
from wtc.queries import details as queries
from wtc.queries.events import WINDOW
from wtc.services import artists, changes, events, local, overrides
from wtc.settings import settings
from wtc.shapes.details import Heard, Story
from wtc.shapes.events import Event, EventQuery, Geo, Status
from wtc.shapes.venues import Venue

RAIL = 12
"""Cards in a rail."""


def read(session: Session, slug: str, *, now: datetime) -> Story | None:
    """All that the page of the event at this address shows; None when there is no such event.

    An address of an event that was merged into another shows the other, which has an address of its own.
    """
    event_id = session.scalar(queries.id_at(slug))
    found = events.many(session, [event_id]) if event_id is not None else ()
    return story(session, found[0], now=now) if found else None


def story(session: Session, event: Event, *, now: datetime) -> Story:
    """``event`` with its sources, its room and its two rails; the rails never repeat each other or the event."""
    nights, also = _here(session, event, now)
    seen = {event.id, *(each.id for each in also)}
    return Story(
        event=event,
        heard=provenance(session, event.id),
        history=worded.history(changes.of(session, event.id), now=now),
        corrected=tuple(each.said for each in overrides.of(session, event.id, now=now)),
        venue=_venue(session, event),
        nights=nights,
        also=also,
        more=_alike(session, event, seen, now),
        mixes=artists.mixes(session, [act.id for act in event.artists[:1]], limit=1).get(event.artists[0].id, ())
        if event.artists
        else (),
        mixcloud=artists.with_mixcloud(session, [act.id for act in event.artists]),
        dates=_dates(session, event, now),
    )


def _dates(session: Session, event: Event, now: datetime) -> tuple[Event, ...]:
    ours = any(mark.source == "local" for mark in event.sources) and not event.sample
    return local.dates(session, event.id, clock.local(now).date()) if ours else ()


def provenance(session: Session, event_id: int) -> tuple[Heard, ...]:
    """What each source said of an event, as it was last heard."""
    return tuple(
        Heard(
            listing=heard(row.said),
            listing_id=row.id,
            url=outward(row.url, row.source, settings().ticket_link_params),
            last_seen_at=row.last_seen_at,
            gone_at=row.gone_at,
        )
        for row in session.execute(queries.said_of(event_id))
    )


def _venue(session: Session, event: Event) -> Venue | None:
    row = session.execute(queries.room(event.venue.id)).first() if event.venue else None
    if row is None:
        return None
    return Venue(
        id=row.id,
        slug=row.slug,
        name=row.name,
        area=row.area,
        city=row.city,
        county=row.county,
        country=row.country,
        geo=Geo(lat=row.lat, lon=row.lon) if row.lat is not None and row.lon is not None else None,
        capacity=row.capacity,
        kind=row.kind,
        website=row.website,
    )


def _here(session: Session, event: Event, now: datetime) -> tuple[int, tuple[Event, ...]]:
    """How many other coming nights the room has, and the first of them."""
    if event.venue is None:
        return 0, ()
    page = events.search(session, EventQuery(venue=str(event.venue.id), limit=RAIL + 1), now=now)
    others = tuple(each for each in page.events if each.id != event.id)
    further = page.next is not None and len(others) == len(page.events) and _listed(event, now)
    return page.total - (len(page.events) - len(others)) - further, others[:RAIL]


def _listed(event: Event, now: datetime) -> bool:
    """Whether a search by room counts this event: on, to come, within the window of an open question."""
    start = event.start_time or (clock.at(event.day) if event.day else None)
    return event.status is not Status.CANCELLED and start is not None and now <= start < now + WINDOW


def _alike(session: Session, event: Event, seen: set[int], now: datetime) -> tuple[Event, ...]:
    """Coming gigs of the same sound, in the same town first and then anywhere."""
    if event.family == "other":
        return ()
    found: dict[int, Event] = {}
    for city in dict.fromkeys((event.city, "")):
        query = EventQuery(city=city, genres=(event.family,), limit=RAIL + len(seen))
        for each in events.search(session, query, now=now).events:
            if each.id not in seen and len(found) < RAIL:
                found.setdefault(each.id, each)
        if len(found) >= RAIL:
            break
    return tuple(found.values())
