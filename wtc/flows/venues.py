"""The pages of rooms: one address in, everything the page says out."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from wtc import clock
from wtc.db import ask
from wtc.domain import venue_calendar, venue_lists, venue_markup, venue_pages, words
from wtc.errors import NotFound
from wtc.flows import browse
from wtc.flows.faces import FACES
from wtc.flows.kept import Kept
from wtc.language import t
from wtc.services import slots, venues
from wtc.settings import settings
from wtc.shapes.accounts import Visitor
from wtc.shapes.events import EventPage, EventQuery
from wtc.shapes.shell import Choice
from wtc.shapes.venue_pages import Month, VenuesPage, VenueView
from wtc.shapes.venues import VenueQuery

RAIL, PER_PAGE = 12, 24
MOST_PINS = 2_000
AHEAD = timedelta(days=365)
LONGEST_SLUG = 120

_markups: Kept[tuple[bytes, bytes] | None] = Kept(8_000_000, lambda page: 500 + (sum(map(len, page)) if page else 0))
_pins: Kept[dict[str, Any]] = Kept(40_000, lambda answer: len(answer["pins"]) + 1)


async def look(given: Mapping[str, str]) -> VenuesPage:
    """The list of rooms that an address asks for; what makes no sense in it is left out."""
    asked, _ = venue_lists.read(given)
    number = venue_lists.page_of(given)
    asked = VenueQuery(
        **{name: getattr(asked, name) for name in VenueQuery.__slots__ if name not in ("liveliest", "limit", "offset")},
        liveliest=True,
        limit=venue_lists.PER_PAGE,
        offset=(number - 1) * venue_lists.PER_PAGE,
    )
    found, kinds, counties = await asyncio.gather(
        ask(venues.search, asked, now=clock.now()),
        ask(venues.tallies, "kind", asked),
        ask(venues.tallies, "county", asked),
    )
    ids = [room.id for room in found.venues]
    photos, coming = await asyncio.gather(ask(venues.first_photos, ids), ask(venues.coming, ids, now=clock.now()))
    query = venue_lists.address(asked).partition("?")[2]
    return VenuesPage(
        heading=venue_lists.heading(asked, found.total),
        total=found.total,
        cards=tuple(
            venue_pages.card(room, photo=photos.get(room.id), gigs=coming.get(room.id, 0)) for room in found.venues
        ),
        pins="/v1/venues/pins" + (f"?{query}" if query else ""),
        sizes=venue_lists.sizes(asked),
        kinds=venue_lists.kinds(asked, kinds),
        counties=venue_lists.counties(asked, counties),
        county=asked.county,
        kind=asked.kind,
        q=asked.q,
        step=Choice(
            key="step",
            label=t("Step-free"),
            href=venue_lists.address(asked, step_free=not asked.step_free),
            on=asked.step_free,
        ),
        active=venue_lists.active(asked),
        previous=venue_lists.address(asked, number - 1) if number > 1 else "",
        more=venue_lists.address(asked, number + 1) if found.next is not None else "",
        span=t(
            "{first} to {last} of {total}",
            first=asked.offset + 1,
            last=asked.offset + found.count,
            total=f"{found.total:,}",
        )
        if found.total > found.count > 0
        else "",
    )


async def pins(asked: VenueQuery) -> dict[str, Any]:
    """Where the rooms are that answer a question: each pin is id, slug, name, town, latitude, longitude, capacity."""

    async def make() -> dict[str, Any]:
        rows = await ask(venues.pins, asked, limit=MOST_PINS)
        found = [(*row[:3], words.place(row[3]), *row[4:]) for row in rows]
        return {"pins": found, "total": len(found), "tiles": tiles()}

    return await _pins.get(asked, make)


def tiles() -> dict[str, str] | None:
    """The tile server under the pins and whom to credit; None when there is none, which is as usual."""
    chosen = settings()
    return {"url": chosen.map_tiles_url, "credit": chosen.map_tiles_credit} if chosen.map_tiles_url else None


async def page(slug: str, given: Mapping[str, str], viewer: Visitor) -> VenueView | None:
    """The page of the room at this address as ``viewer`` may see it; None when there is none."""
    if len(slug) > LONGEST_SLUG:
        return None
    now = clock.now()
    try:
        story = await ask(venues.story, slug, now=now)
    except NotFound:
        return None
    number, whole = venue_lists.page_of(given), "page" in given or given.get("gigs") == "all"
    limit = PER_PAGE if whole else RAIL
    found = await _gigs(story.venue.id, limit, (number - 1) * limit if whole else 0, viewer)
    path = f"{venue_pages.PATH}/{slug}"
    return VenueView(
        detail=venue_pages.detail(story, today=clock.local(now).date()),
        cards=FACES.all(found.events, now),
        gigs=t("{gigs} listed, soonest first", gigs=words.gigs(found.total)) if found.total else "",
        whole=whole,
        see_all=f"{path}?gigs=all" if found.total > RAIL and not whole else "",
        previous=f"{path}?page={number - 1}" if whole and number > 1 else "",
        more=f"{path}?page={number + 1}" if whole and found.next is not None else "",
        samples=any(event.sample for event in found.events),
    )


async def month(venue_id: int, slug: str, name: str, viewer: Visitor) -> Month:
    """One month of a room's calendar as ``viewer`` may see it."""
    named = venue_calendar.month_named(name, clock.local(clock.now()).date())
    start, end = venue_calendar.within(named)
    nights, gigs = await asyncio.gather(
        ask(slots.read, venue_id, viewer, start=start, end=end), ask(venues.gig_days, venue_id, start, end)
    )
    return venue_calendar.month(named, nights, gigs, viewer.id, f"{venue_pages.PATH}/{slug}?gigs=all")


async def markup(slug: str, site: str) -> tuple[bytes, bytes] | None:
    """Head and body of one room's page, for the site at ``site``; None when there is no such room."""

    async def make() -> tuple[bytes, bytes] | None:
        now = clock.now()
        try:
            story = await ask(venues.story, slug, now=now)
        except NotFound:
            return None
        shown = venue_pages.detail(story, today=clock.local(now).date())
        found = await _gigs(story.venue.id, RAIL, 0, Visitor())
        head = venue_markup.head(shown, story.venue, site=site)
        return head.encode(), venue_markup.body(shown, found.events).encode()

    return await _markups.get((slug, site), make) if len(slug) <= LONGEST_SLUG else None


async def _gigs(venue_id: int, limit: int, offset: int, viewer: Visitor) -> EventPage:
    end, eyes = clock.now() + AHEAD, await browse.eyes(viewer.id)
    return await browse.search(EventQuery(venue=str(venue_id), end=end, limit=limit, offset=offset, viewer=eyes))
