"""The catalogue in JSON: search, and one event."""

from dataclasses import replace

from fastapi import Request, Response

from wtc import clock
from wtc.api import picks
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.ids import EventId
from wtc.domain import asking
from wtc.domain import gig_map as gig_map_words
from wtc.errors import NotSignedIn
from wtc.flows import browse, discover, gig_map, personal, wanted
from wtc.flows.browse import Encoded
from wtc.shapes.accounts import Visitor
from wtc.shapes.events import Event, EventPage, EventQuery

door = Door(scope="events", prefix="/v1", tags=["events"])

PRIVATE = {"cache-control": "private, no-store"}
SHARED = {"cache-control": "public, max-age=30", "vary": "cookie, authorization"}


def _parameter(name: str, kind: str, about: str) -> dict[str, object]:
    return {"name": name, "in": "query", "description": about, "schema": {"type": kind}}


PARAMETERS = [
    _parameter("q", "string", "Words in the names of events, acts, rooms and towns; misspellings are mended"),
    _parameter(
        "words",
        "string",
        "A sentence in English or Irish ('trad in Galway tonight under 20 euro'): what is understood of it is asked as "
        "the parameters that mean it, the rest as q. A parameter also given wins. /v1/suggest says how it is read",
    ),
    _parameter("city", "string", "A town, in English or Irish"),
    _parameter("county", "string", "A county"),
    _parameter("genres", "string", "Genre families by key or label, or free tags; several with commas or repeated"),
    _parameter("artist", "string", "An act by name, other name or slug"),
    _parameter("venue", "string", "A room by name, other name, slug or id"),
    _parameter("like", "string", "An act: it and those that share its bills, sound or town"),
    _parameter("notGenres", "string", "Genres that are not wanted"),
    _parameter("notIn", "string", "Towns or counties that are not wanted"),
    _parameter("after", "string", "Begins at this time of the Irish clock or later in the night (21:00)"),
    _parameter("before", "string", "Begins before this time of the Irish clock"),
    _parameter("from", "string", "ISO date or time, now unless given; a date is the Irish day"),
    _parameter("to", "string", "ISO date (that day included) or time; 90 days after from unless given"),
    _parameter("priceMax", "number", "The most the cheapest ticket may cost, in euro"),
    _parameter("free", "boolean", "Only what costs nothing"),
    _parameter(
        "source", "string", "local, ticketmaster, bandsintown, eventbrite, dice; several with commas or repeated"
    ),
    _parameter("lat", "number", "Latitude of a point, with lon"),
    _parameter("lon", "number", "Longitude of a point, with lat"),
    _parameter(
        "radius",
        "number",
        f"Kilometres around the point or the city, for a point {asking.DEFAULT_RADIUS_KM:g} unless given",
    ),
    _parameter("bbox", "string", "A part of the map: west,south,east,north in degrees"),
    _parameter("sort", "string", "time, price, distance or new"),
    _parameter(
        "rank", "string", "time, or personalized: by the caller's own list, each event with rank_score and reasons"
    ),
    _parameter("limit", "integer", f"{asking.DEFAULT_LIMIT} unless given; more than {asking.CAP} is {asking.CAP}"),
    _parameter("offset", "integer", f"How many to pass over, at most {asking.FURTHEST}"),
    _parameter("includeHidden", "boolean", "With what the caller hid"),
]


@door.get("/events/search", openapi_extra={"parameters": PARAMETERS}, responses={200: {"model": EventPage}})
async def search(request: Request, caller: Caller) -> Response:
    """The events that answer a question: ``{events, count, total, next}``; ``next`` is the next offset."""
    asked = asking.read(request.scope["query_string"].decode("latin-1"))
    if asked.rank == "personalized" and caller.id is None:
        raise NotSignedIn("Sign in to have gigs ranked for you.")
    query = await discover.question(asked)
    wanted.looked_for(query.city)
    if asked.rank == "personalized":
        return await _personal(query, caller, request)
    if caller.id is None:
        return _shared(request, await browse.search_json(query))
    return answer(await browse.search(replace(query, viewer=await browse.eyes(caller.id))), headers=PRIVATE)


@door.get("/events/pins")
async def pins(request: Request) -> Response:
    """Where the gigs are that answer an address of the map, tonight's unless it names a day: ``{pins, total}``."""
    asked = gig_map_words.read(dict(request.query_params), clock.now())
    return answer(await gig_map.pins(asked), headers=SHARED)


@door.get("/events/{event_id}", responses={200: {"model": Event}})
async def event(event_id: EventId, request: Request) -> Response:
    """One event; 400 when the id is no number, 404 when there is none."""
    return _shared(request, await browse.event_json(event_id))


async def _personal(query: EventQuery, caller: Visitor, request: Request) -> Response:
    found = await personal.search(caller.known_id, query, agent=request.headers.get("user-agent", "")[:300])
    shown = [picks.ranked_event(pick) for pick in found.made.picks]
    told = {"events": shown, "count": len(shown), "total": found.total, "next": found.next, "spelt": found.spelt}
    return answer(told | picks.head(found.made), headers=PRIVATE)


def _shared(request: Request, encoded: Encoded) -> Response:
    """An answer that is the same for everybody, or 304 when the client has it already."""
    headers = {**SHARED, "etag": encoded.etag}
    known = request.headers.get("if-none-match", "")
    if known and (known.strip() == "*" or encoded.etag in known):
        return Response(status_code=304, headers=headers)
    return Response(encoded.body, headers=headers, media_type="application/json")
