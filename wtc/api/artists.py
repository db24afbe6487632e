"""Acts in JSON: the list, one act whole, and whom the caller follows."""

import asyncio
import gzip
from typing import Annotated, Literal

from fastapi import Query, Request, Response

from wtc import clock
from wtc.api.answers import answer, bytes_of
from wtc.api.door import Caller, Door
from wtc.api.ids import ArtistId
from wtc.db import act
from wtc.errors import NotFound
from wtc.flows import artists
from wtc.services import follows
from wtc.shapes.accounts import Role
from wtc.shapes.artist_pages import FollowedPage
from wtc.shapes.artists import ArtistPage, ArtistQuery, Profile

door = Door(scope="artists", prefix="/v1", tags=["artists"])

PRIVATE = {"cache-control": "private, no-store"}
SHARED = {"cache-control": "public, max-age=30"}
HEAVY = 8_000
"""Bytes from which an answer is worth packing."""
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most")]
Offset = Annotated[int, Query(ge=0, le=10_000, description="How many to pass over")]
Text = Annotated[str, Query(max_length=120)]


@door.get("/artists", responses={200: {"model": ArtistPage}})
async def search(
    q: Text = "",
    genre: Annotated[str, Query(max_length=200, description="Genre families by key, with commas")] = "",
    tab: Literal["all", "local", "discovered"] = "all",
    city: Text = "",
    county: Text = "",
    sort: Literal["soonest", "name", "followed"] = "soonest",
    limit: Limit = 24,
    offset: Offset = 0,
) -> Response:
    """Acts with their next dates: ``{artists, count, total, next, families}``; ``next`` is the next offset."""
    genres = tuple(filter(None, (each.strip() for each in genre.split(","))))
    asked = ArtistQuery(tab=tab, q=q, genres=genres, city=city, county=county, sort=sort, limit=limit, offset=offset)
    return answer(await artists.search(asked), headers=SHARED)


@door.get("/artists/{artist}", responses={200: {"model": Profile}})
async def one(artist: str) -> Response:
    """One act by address or id: ids elsewhere, dates, mixes, past shows, who is like them; 404 when there is none."""
    found = await artists.profile(artist)
    if found is None:
        raise NotFound("That act isn't here. It may go by another name now.")
    return answer(found, headers=SHARED)


@door.post("/artists/{artist_id}/follow", needs=Role.USER)
async def follow(artist_id: ArtistId, caller: Caller) -> Response:
    """Follow an act. Again is the same as once."""
    await act(follows.follow, caller.known_id, artist_id, now=clock.now())
    return answer({"following": True}, headers=PRIVATE)


@door.delete("/artists/{artist_id}/follow", needs=Role.USER)
async def unfollow(artist_id: ArtistId, caller: Caller) -> Response:
    """Follow an act no more. Again is the same as once."""
    await act(follows.unfollow, caller.known_id, artist_id)
    return answer({"following": False}, headers=PRIVATE)


@door.get("/users/me/artists", needs=Role.USER, responses={200: {"model": FollowedPage}})
async def mine(
    request: Request,
    caller: Caller,
    limit: Annotated[int, Query(ge=1, le=follows.MOST, description="How many at most")] = 100,
    offset: Annotated[int, Query(ge=0, le=follows.MOST, description="How many to pass over")] = 0,
) -> Response:
    """The acts that the caller follows, the newest followed first."""
    body = bytes_of(await artists.mine(caller.known_id, limit=limit, offset=offset))
    headers = {**PRIVATE, "vary": "accept-encoding"}
    if len(body) > HEAVY and "gzip" in request.headers.get("accept-encoding", ""):
        body = await asyncio.to_thread(gzip.compress, body, 5)
        headers["content-encoding"] = "gzip"
    return Response(body, headers=headers, media_type="application/json")
