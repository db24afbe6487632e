"""Rooms in JSON, under ``/venues`` and ``/v1/venues`` alike: found, read, and kept by organisers."""

from datetime import date
from typing import Annotated, Any

from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from pydantic import AwareDatetime, Field

from wtc import clock
from wtc.api.accounts import Body
from wtc.api.answers import answer
from wtc.api.crawl import ASK_FIRST, page, said
from wtc.api.door import Caller, Door
from wtc.api.ids import VenueId, number
from wtc.api.site import site
from wtc.api.wanted import page_wanted
from wtc.db import act, ask
from wtc.domain import venue_lists
from wtc.domain.venue_markup import no_room
from wtc.errors import Invalid, NotFound
from wtc.flows import venues as flow
from wtc.services import venue_keeping, venues
from wtc.shapes.accounts import Role
from wtc.shapes.venues import Venue, VenuePage

SHARED = {"cache-control": "public, max-age=30"}
PRIVATE = {"cache-control": "private, no-store"}
PER_PAGE = 50

Line = Annotated[str, Field(max_length=400)]
Lines = Annotated[list[Line], Field(max_length=60)]


class Facts(Body):
    """What is known of a room; fields left out stay as they are.

    ``updated_at`` is the one that was read: with it, a change made elsewhere since then is a 409 and not overwritten.
    """

    name: Line | None = None
    area: Line | None = None
    address: Annotated[str, Field(max_length=1_000)] | None = None
    city: Line | None = None
    county: Line | None = None
    lat: Annotated[float, Field(allow_inf_nan=False)] | None = None
    lon: Annotated[float, Field(allow_inf_nan=False)] | None = None
    capacity: Annotated[int, Field(ge=0, le=1_000_000)] | None = None
    kind: Line | None = None
    website: Annotated[str, Field(max_length=2_000)] | None = None
    phone: Line | None = None
    about: Annotated[str, Field(max_length=20_000)] | None = None
    amenities: Lines | None = None
    access: Lines | None = None
    access_checked_on: Annotated[date | None, Field(strict=False)] = None
    genre_focus: Lines | None = None
    updated_at: Annotated[AwareDatetime | None, Field(strict=False)] = None

    def told(self) -> dict[str, Any]:
        """The fields that were sent; an empty one is emptied, where it can be."""
        empty: dict[str, Any] = {"lat": None, "lon": None, "capacity": 0, "access_checked_on": None}
        empty |= {"amenities": [], "access": [], "genre_focus": []}
        sent = self.model_fields_set - {"updated_at"}
        return {f: empty.get(f, "") if (value := getattr(self, f)) is None else value for f in sent}


async def search(request: Request) -> Response:
    """The rooms that answer a question: ``{venues, count, total, next}``."""
    asked, wrong = venue_lists.read(dict(request.query_params), per_page=PER_PAGE)
    if wrong:
        raise Invalid("Some of that search makes no sense.", details=wrong)
    return answer(await ask(venues.search, asked), headers=SHARED)


async def record(venue_id: VenueId) -> Response:
    """One room; 400 when the id is no number, 404 when there is none."""
    return answer(await ask(venues.read, venue_id), headers=SHARED)


async def create(caller: Caller, body: Facts) -> Response:
    """Write down a new room: 201 with it; 409 when it stands already."""
    made = await act(venue_keeping.create, caller.known_id, body.told(), now=clock.now())
    return answer(_form(made), status=201, headers=PRIVATE | {"location": f"/venues/{made.id}"})


async def change(caller: Caller, venue_id: VenueId, body: Facts) -> Response:
    """Change what is known of a room; the whole as it stands after."""
    made = await act(
        venue_keeping.change, caller.known_id, venue_id, body.told(), seen=body.updated_at, now=clock.now()
    )
    return answer(_form(made), headers=PRIVATE)


async def close(caller: Caller, venue_id: VenueId) -> Response:
    """Close a room that has had gigs and keep its page; delete one that never had any."""
    deleted = await act(venue_keeping.close, caller.known_id, venue_id, now=clock.now())
    return answer({"deleted": deleted, "closed": not deleted}, headers=PRIVATE)


async def form(caller: Caller, venue_id: VenueId) -> Response:
    """A room as the form of its keepers takes it."""
    return answer(_form(await ask(venues.read, venue_id)), headers=PRIVATE)


async def pins(request: Request) -> Response:
    """Where the rooms are that answer a question, for the map: ``{pins, total}``, each pin a short list."""
    asked, _ = venue_lists.read(dict(request.query_params))
    return answer(await flow.pins(asked), headers=SHARED)


def _form(room: Venue) -> dict[str, Any]:
    """The room as JSON, flat: what the form sends back is what it was given."""
    geo = room.geo
    fields = {name: getattr(room, name) for name in Venue.__slots__ if name != "geo"}
    return fields | {"lat": geo.lat if geo else None, "lon": geo.lon if geo else None, "href": f"/venues/{room.slug}"}


def router(prefix: str, *, documented: bool) -> Door:
    """The routes of rooms under one prefix, but for their pages."""
    door = Door(scope="venues", prefix=prefix, tags=["venues"], include_in_schema=documented)
    door.get("/search", responses={200: {"model": VenuePage}}, openapi_extra={"parameters": PARAMETERS})(search)
    door.get("/pins")(pins)
    door.get("", responses={200: {"model": VenuePage}}, openapi_extra={"parameters": PARAMETERS})(search)
    door.post("", needs=Role.ORGANIZER, status_code=201, responses={201: {"model": Venue}})(create)
    door.get("/{venue_id}/form", needs=Role.ORGANIZER)(form)
    door.post("/{venue_id}/form", needs=Role.ORGANIZER)(change)
    if documented:  # /venues/{id} is a page too: ``pages`` below answers it
        door.get("/{venue_id}", responses={200: {"model": Venue}})(record)
    door.put("/{venue_id}", needs=Role.ORGANIZER, responses={200: {"model": Venue}})(change)
    door.delete("/{venue_id}", needs=Role.ORGANIZER)(close)
    return door


def _parameter(name: str, kind: str, about: str) -> dict[str, object]:
    return {"name": name, "in": "query", "description": about, "schema": {"type": kind}}


PARAMETERS = [
    _parameter("q", "string", "Words in the names of rooms, towns and counties; misspellings are mended"),
    _parameter("city", "string", "A town, in English or Irish"),
    _parameter("county", "string", "A county"),
    _parameter("kind", "string", "A kind of room, such as theatre"),
    _parameter("capacityMin", "integer", "The fewest people it must hold; also capacity_min"),
    _parameter("capacityMax", "integer", "The most people it may hold; also capacity_max"),
    _parameter("stepFree", "boolean", "Only rooms that somebody checked to be step-free"),
    _parameter("genreFocus", "string", "Rooms that say they are for this sound, or mostly play it"),
    _parameter("availableFrom", "string", "ISO date or time: with a free night from then on"),
    _parameter("availableTo", "string", "ISO date (that day included) or time: with a free night before then"),
    _parameter("bbox", "string", "west,south,east,north in degrees"),
    _parameter("limit", "integer", f"{PER_PAGE} unless given; more than {venue_lists.CAP} is {venue_lists.CAP}"),
    _parameter("offset", "integer", "How many to pass over"),
]

pages = Door(scope="pages", include_in_schema=False)


@pages.get("/venues/{slug}")
async def venue(slug: str, request: Request) -> Response:
    """The page of the room at this address to whoever reads HTML; by its id, the room in JSON to all others."""
    reads_html = page_wanted(request.scope)
    written = await flow.markup(slug, site(request))
    if written is not None:
        return page("venues", written, 200)
    if not reads_html:
        return answer(await ask(venues.read, number(slug, "A room's")), headers=SHARED | {"vary": "accept"})
    if slug.isascii() and slug.isdigit() and len(slug) <= 18:
        return await _moved(int(slug))
    return page("venues", said(no_room()), 404)


async def _moved(venue_id: int) -> Response:
    try:
        room = await ask(venues.read, venue_id)
    except NotFound:
        return page("venues", said(no_room()), 404)
    return RedirectResponse(f"/venues/{room.slug}", 302, headers=ASK_FIRST)
