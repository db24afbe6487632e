"""Events read as plain rows and made into shapes."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Row
from sqlmodel import Session

from wtc.domain.outward import outward
from wtc.errors import NotFound
from wtc.queries import events as queries
from wtc.services import gallery
from wtc.settings import settings
from wtc.shapes.events import ArtistRef, Event, Geo, PriceTag, SourceMark, Status, VenueRef
from wtc.shapes.pictures import Gallery, Photo

REMEMBERED = 2_000
"""How many events are remembered as they were last read: some ten megabytes."""


def one(session: Session, event_id: int) -> Event:
    """The event with this id, or the one into which it was merged; ``NotFound`` when there is none."""
    return _only(session, queries.E.id == event_id, queries.ALIASES.c.old_id == event_id)


def by_slug(session: Session, slug: str) -> Event:
    """The event at this address, or the one into which it was merged; ``NotFound`` when there is none."""
    return _only(session, queries.E.slug == slug, queries.ALIASES.c.slug == slug)


def many(session: Session, ids: Sequence[int]) -> tuple[Event, ...]:
    """The events with these ids, in the order of ``ids``; those that are not there are left out."""
    if not ids:
        return ()
    rows = session.execute(queries.these(), {"ids": list(set(ids))})
    shaped = _shaping(session.get_bind().dialect, gallery.gallery(session), settings().ticket_link_params)
    found = {row.id: shaped(tuple(row)) for row in rows}
    return tuple(found[event_id] for event_id in ids if event_id in found)


@lru_cache(maxsize=2)
def _shaping(dialect: Dialect, shown: Gallery, _links: tuple[str, ...]) -> Callable[[tuple[Any, ...]], Event]:
    """What shapes rows as they are kept; a row that is what it was is not read a second time."""
    read = queries.reader(dialect)
    return lru_cache(maxsize=REMEMBERED)(lambda row: shape(read(row), shown))


def _only(session: Session, now: ColumnElement[bool], once: ColumnElement[bool]) -> Event:
    row = session.execute(queries.listed().where(now)).first()
    row = row or session.execute(queries.listed().where(queries.E.id.in_(queries.merged(once)))).first()
    if row is None:
        raise NotFound("That gig isn't here. It may have been taken down.")
    return shape(row, gallery.gallery(session))


def shape(row: Row[Any], shown: Gallery) -> Event:
    """One row of ``queries.events.listed`` as the API and the pages know it."""
    known_price = row.price_low is not None and row.price_high is not None
    return Event(
        id=row.id,
        slug=row.slug,
        title=row.title,
        description=row.description,
        day=row.day,
        start_time=row.starts_at,
        end_time=row.ends_at,
        doors_time=row.doors_at,
        timezone=row.timezone,
        status=Status(row.status),
        sold_out=row.sold_out,
        city=row.city,
        county=row.county,
        geo=Geo(lat=row.lat, lon=row.lon) if row.lat is not None and row.lon is not None else None,
        venue=VenueRef(id=row.venue_id, name=row.venue_name, slug=row.venue_slug) if row.venue_id else None,
        artists=_artists(row.line_up),
        family=row.family,
        genres=tuple(row.genres),
        tags=tuple(row.tags),
        images=_photos(row, shown),
        age_restriction=row.age,
        price=PriceTag(min=row.price_low / 100, max=row.price_high / 100, currency=row.currency)
        if known_price
        else None,
        ticket_url=_way_out(row),
        sample=row.sample,
        sources=_marks(row.marks),
        first_seen_at=row.first_seen_at,
        sequence=row.sequence,
    )


def _artists(line_up: Collection[dict[str, Any]]) -> tuple[ArtistRef, ...]:
    return tuple(ArtistRef(id=act["id"], name=act["name"], slug=act.get("slug", "")) for act in line_up)


def _photos(row: Row[Any], shown: Gallery) -> tuple[Photo, ...]:
    """The first of its own pictures that we have, then its headliner's; a source's address never leaves the house."""
    by_url = shown.by_url
    own = [by_url[image["url"]] for image in row.images if image["url"] in by_url and not image.get("generic")]
    headliner = shown.by_act.get(row.line_up[0]["id"]) if row.line_up else None
    return (*own[:1], headliner) if headliner and headliner not in own[:1] else tuple(own[:1])


def _way_out(row: Row[Any]) -> str:
    """The way to a ticket, with what was agreed with its seller; an event made up to show the site has none."""
    seller = next((mark["source"] for mark in row.marks if mark.get("url") == row.ticket_url), "")
    return outward(row.ticket_url, seller, settings().ticket_link_params)


def _marks(marks: Collection[dict[str, Any]]) -> tuple[SourceMark, ...]:
    return tuple(
        SourceMark(
            source=mark["source"],
            source_id=mark["source_id"],
            url=outward(mark.get("url", ""), mark["source"], settings().ticket_link_params),
            last_seen_at=datetime.fromisoformat(mark["last_seen_at"]) if mark.get("last_seen_at") else None,
        )
        for mark in marks
    )
