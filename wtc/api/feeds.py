"""Calendars to subscribe to: read by any program that has the secret address, made and kept by their owner."""

from email.utils import format_datetime
from typing import Annotated

from fastapi import Query, Request, Response
from pydantic import Field

from wtc import clock
from wtc.api.accounts import PRIVATE, Body
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.ids import FeedId
from wtc.api.site import site
from wtc.db import act, ask
from wtc.domain import feeds as rules
from wtc.domain import ics
from wtc.errors import Gone
from wtc.flows import feeds as flow
from wtc.flows.feeds import Form
from wtc.services import feeds
from wtc.shapes.accounts import Role
from wtc.shapes.feeds import Made, Of, Subject

read = Door(scope="feeds", include_in_schema=False)
token_read = Door(scope="feeds", prefix="/v1", tags=["calendars"])
door = Door(scope="events", prefix="/v1/feeds", tags=["calendars"])

OWN = {"cache-control": "private, no-cache", "x-robots-tag": "noindex, nofollow"}
KINDS = {"ics": "text/calendar; charset=utf-8", "rss": "application/rss+xml; charset=utf-8"}
Reminder = Annotated[int, Field(description="Minutes before the start")]


class Wanted(Body):
    """What to make a feed of: ``search`` is the query of an address on Discover. None is no reminder."""

    of: Annotated[Of, Field(strict=False)]
    artist_id: Annotated[int, Field(gt=0, lt=2**63)] | None = None
    venue_id: Annotated[int, Field(gt=0, lt=2**63)] | None = None
    search: Annotated[str, Field(max_length=2_000)] = ""
    name: Annotated[str, Field(max_length=400)] = ""
    reminder: Reminder | None = None


class Kept(Body):
    """What of a feed can be changed; an empty name leaves it its own."""

    name: Annotated[str, Field(max_length=400)] = ""
    reminder: Reminder | None = None


@read.get("/feeds/{token}/gigs.ics")
async def as_calendar(token: str, request: Request) -> Response:
    """The feed as iCalendar. 410 with an empty calendar when it was revoked, 404 when there never was one."""
    return await _calendar(token, request)


@read.get("/feeds/{token}/gigs.rss")
async def as_rss(token: str, request: Request) -> Response:
    """The feed as RSS 2.0. 410 when it was revoked, 404 when there never was one."""
    told = await flow.read(token, "rss")
    if told is None:
        raise Gone("This feed isn't shared any more.")
    return await _sent(told, "rss", request)


@token_read.get("/users/me/calendar")
async def calendar(
    token: Annotated[str, Query(max_length=100, description="The secret of a feed")], request: Request
) -> Response:
    """A feed as iCalendar by its secret alone, for as long as it is not revoked."""
    return await _calendar(token, request)


@door.get("", needs=Role.USER)
async def listed(caller: Caller) -> Response:
    """The caller's feeds, without their secrets: nobody has those any more."""
    found = await ask(feeds.listed, caller.known_id)
    return answer({"feeds": rules.cards(found, clock.now())}, headers=PRIVATE)


@door.post("", needs=Role.USER, status_code=201, responses={201: {"model": Made}})
async def make(body: Wanted, caller: Caller, request: Request) -> Response:
    """Make a feed: 201 with its addresses, which are told this once."""
    subject = Subject(of=body.of, artist_id=body.artist_id, venue_id=body.venue_id, search=body.search)
    made = await flow.make(caller.known_id, subject, name=body.name, reminder=body.reminder, site=site(request))
    return answer(made, 201, PRIVATE)


@door.put("/{feed_id}", needs=Role.USER)
async def change(feed_id: FeedId, body: Kept, caller: Caller) -> Response:
    """Rename a feed, or set its reminder; what is left out stays."""
    feed = await act(feeds.rename, caller.known_id, feed_id, body.name)
    if "reminder" in body.model_fields_set:
        feed = await act(feeds.remind, caller.known_id, feed_id, body.reminder)
    return answer(rules.card(feed, clock.now()), headers=PRIVATE)


@door.delete("/{feed_id}", needs=Role.USER, status_code=204)
async def revoke(feed_id: FeedId, caller: Caller) -> Response:
    """Let a feed's address work no more. Again is the same as once."""
    await act(feeds.revoke, caller.known_id, feed_id, now=clock.now())
    return Response(status_code=204, headers=PRIVATE)


async def _calendar(token: str, request: Request) -> Response:
    told = await flow.read(token, "ics")
    if told is None:  # programs that mind the status stop, the others come away with nothing
        return Response(ics.feed((), name="Not shared any more"), 410, OWN, media_type=KINDS["ics"])
    return await _sent(told, "ics", request)


async def _sent(told: flow.Told, form: Form, request: Request) -> Response:
    headers = OWN | {"etag": told.etag, "last-modified": format_datetime(told.changed_at, usegmt=True)}
    if _known(request, told):
        return Response(status_code=304, headers=headers)
    headers["content-disposition"] = f'inline; filename="gigs.{form}"'
    return Response(await flow.written(told, form, site(request)), headers=headers, media_type=KINDS[form])


def _known(request: Request, told: flow.Told) -> bool:
    """Whether the program has it already: by its tag when it names any, else by the time."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return tags.strip() == "*" or told.etag in {tag.strip().removeprefix("W/") for tag in tags.split(",")}
    since = rules.since(request.headers.get("if-modified-since", ""))
    return since is not None and since >= told.changed_at
