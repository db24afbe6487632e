"""The pages of rooms: one address in, everything the page says out."""

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from wtc import clock
from wtc.db import ask
from wtc.domain import room_filters, room_markup, room_pages, words
from wtc.domain.cards import card as event_card
from wtc.errors import NotFound
from wtc.flows import browse
from wtc.flows.kept import Kept
from wtc.services import rooms, slots
from wtc.settings import settings
from wtc.shapes.accounts import Visitor
from wtc.shapes.events import EventPage, EventQuery
from wtc.shapes.rooms import Month, RoomPage, VenuesPage
from wtc.shapes.shell import Choice
from wtc.shapes.venues import VenueQuery

RAIL, PER_PAGE = 12, 24
MOST_PINS = 2_000
AHEAD = timedelta(days=365)
LONGEST_SLUG = 120

_markups: Kept[tuple[bytes, bytes] | None] = Kept(8_000_000, lambda page: 500 + (sum(map(len, page)) if page else 0))
_pins: Kept[dict[str, Any]] = Kept(40_000, lambda answer: len(answer["pins"]) + 1)


async def look(given: Mapping[str, str]) -> VenuesPage:
    """The list of rooms that an address asks for; what makes no sense in it is left out."""
    asked, _ = room_filters.read(given)
    number = room_filters.page_of(given)
    asked = VenueQuery(
        **{name: getattr(asked, name) for name in VenueQuery.__slots__ if name not in ("liveliest", "limit", "offset")},
        liveliest=True,
        limit=room_filters.PER_PAGE,
        offset=(number - 1) * room_filters.PER_PAGE,
    )
    found, kinds, counties = await asyncio.gather(
        ask(rooms.search, asked, now=clock.now()),
        ask(rooms.tallies, "kind", asked),
        ask(rooms.tallies, "county", asked),
    )
    ids = [room.id for room in found.venues]
    photos, coming = await asyncio.gather(ask(rooms.first_photos, ids), ask(rooms.coming, ids, now=clock.now()))
    query = room_filters.address(asked).partition("?")[2]
    return VenuesPage(
        heading=room_filters.heading(asked, found.total),
        total=found.total,
        cards=tuple(
            room_pages.card(room, photo=photos.get(room.id), gigs=coming.get(room.id, 0)) for room in found.venues
        ),
        pins="/v1/venues/pins" + (f"?{query}" if query else ""),
        sizes=room_filters.sizes(asked),
        kinds=room_filters.kinds(asked, kinds),
        counties=room_filters.counties(asked, counties),
        county=asked.county,
        kind=asked.kind,
        q=asked.q,
        step=Choice(
            key="step",
            label="Step-free",
            href=room_filters.address(asked, step_free=not asked.step_free),
            on=asked.step_free,
        ),
        active=room_filters.active(asked),
        previous=room_filters.address(asked, number - 1) if number > 1 else "",
        more=room_filters.address(asked, number + 1) if found.next is not None else "",
        span=f"{asked.offset + 1} to {asked.offset + found.count} of {found.total:,}"
        if found.total > found.count > 0
        else "",
    )


async def pins(asked: VenueQuery) -> dict[str, Any]:
    """Where the rooms are that answer a question: each pin is id, slug, name, town, latitude, longitude, capacity."""

    async def make() -> dict[str, Any]:
        found = await ask(rooms.pins, asked, limit=MOST_PINS)
        return {"pins": found, "total": len(found), "tiles": _tiles()}

    return await _pins.get(asked, make)


def _tiles() -> dict[str, str] | None:
    """The tile server under the pins and whom to credit; None when there is none, which is as usual."""
    chosen = settings()
    return {"url": chosen.map_tiles_url, "credit": chosen.map_tiles_credit} if chosen.map_tiles_url else None


async def page(slug: str, given: Mapping[str, str], viewer: Visitor) -> RoomPage | None:
    """The page of the room at this address as ``viewer`` may see it; None when there is none."""
    if len(slug) > LONGEST_SLUG:
        return None
    now = clock.now()
    try:
        story = await ask(rooms.story, slug, now=now)
    except NotFound:
        return None
    number, whole = room_filters.page_of(given), "page" in given or given.get("gigs") == "all"
    limit = PER_PAGE if whole else RAIL
    found = await _gigs(story.venue.id, limit, (number - 1) * limit if whole else 0, viewer)
    path = f"{room_pages.PATH}/{slug}"
    return RoomPage(
        detail=room_pages.detail(story, today=clock.local(now).date()),
        cards=tuple(event_card(event, now=now) for event in found.events),
        gigs=f"{words.gigs(found.total)} listed, soonest first" if found.total else "",
        whole=whole,
        see_all=f"{path}?gigs=all" if found.total > RAIL and not whole else "",
        previous=f"{path}?page={number - 1}" if whole and number > 1 else "",
        more=f"{path}?page={number + 1}" if whole and found.next is not None else "",
        samples=any(event.sample for event in found.events),
    )


async def month(venue_id: int, slug: str, name: str, viewer: Visitor) -> Month:
    """One month of a room's calendar as ``viewer`` may see it."""
    named = room_pages.month_named(name, clock.local(clock.now()).date())
    start, end = room_pages.within(named)
    nights, gigs = await asyncio.gather(
        ask(slots.read, venue_id, viewer, start=start, end=end), ask(rooms.gig_days, venue_id, start, end)
    )
    return room_pages.month(named, nights, gigs, viewer.id, f"{room_pages.PATH}/{slug}?gigs=all")


async def markup(slug: str, site: str) -> tuple[bytes, bytes] | None:
    """Head and body of one room's page, for the site at ``site``; None when there is no such room."""

    async def make() -> tuple[bytes, bytes] | None:
        now = clock.now()
        try:
            story = await ask(rooms.story, slug, now=now)
        except NotFound:
            return None
        shown = room_pages.detail(story, today=clock.local(now).date())
        found = await _gigs(story.venue.id, RAIL, 0, Visitor())
        head = room_markup.head(shown, story.venue, site=site)
        return head.encode(), room_markup.body(shown, found.events).encode()

    return await _markups.get((slug, site), make) if len(slug) <= LONGEST_SLUG else None


async def _gigs(venue_id: int, limit: int, offset: int, viewer: Visitor) -> EventPage:
    now = clock.now()
    query = EventQuery(venue=str(venue_id), end=now + AHEAD, limit=limit, offset=offset, viewer=viewer.id)
    return await browse.search(query)
