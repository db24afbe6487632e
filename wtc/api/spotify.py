"""A fan's Spotify over HTTP, under ``/auth/spotify`` and ``/v1/auth/spotify`` alike: there and back, read, gone."""

from typing import Annotated

from fastapi import Query, Request, Response
from fastapi.responses import RedirectResponse

from wtc.api.accounts import PRIVATE, Body
from wtc.api.answers import answer
from wtc.api.door import Caller, Door, admit
from wtc.api.visit import visit_of
from wtc.api.wanted import page_wanted
from wtc.flows import accounts, spotify
from wtc.flows import door as doorstep
from wtc.flows.spotify_sync import configured
from wtc.settings import settings
from wtc.shapes.accounts import Role
from wtc.shapes.spotify import SpotifyProfile, SpotifyStatus

COOKIE = f"{accounts.COOKIE}-spotify"
PAGE = "/preferences"
Sent = Annotated[str, Query(max_length=2_000)]


class Training(Body):
    allowed: bool


async def login(request: Request, caller: Caller, token: Sent = "") -> Response:
    """Go to Spotify to be asked. A browser comes by its session and is sent to sign in without one.

    ``token`` is for programs that cannot send a header: a browser's is ignored, or a link could tie one person's
    Spotify to another's account.
    """
    browser, who, mark = page_wanted(request.scope), caller, _mark(request)
    if browser and not who.signed_in:
        return RedirectResponse(f"/login?next={PAGE}", 303, headers=PRIVATE)
    if not browser and not who.signed_in and token:
        who, mark = await doorstep.who("", f"Bearer {token}"), spotify.PROGRAM
    admit(who, Role.USER)
    if browser and not configured():
        return _back("off")
    begun = spotify.begin(who.known_id, mark)
    response = RedirectResponse(begun.url, 303, headers=PRIVATE)
    life = int(spotify.LIFE.total_seconds())
    response.set_cookie(
        COOKIE, begun.cookie, max_age=life, path="/", secure=settings().https, httponly=True, samesite="lax"
    )
    return response


async def callback(
    request: Request,
    caller: Caller,
    state: Sent = "",
    code: Sent = "",
    error: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Back from Spotify. A browser is led to its preferences with a word of what came of it; 400 for a program whose
    state is another's, too old or used.
    """
    browser = page_wanted(request.scope)
    if browser and not caller.signed_in:
        return RedirectResponse(f"/login?next={PAGE}", 303, headers=PRIVATE)
    outcome = await spotify.complete(
        _mark(request) if caller.signed_in else spotify.PROGRAM,
        request.cookies.get(COOKIE, "")[:8_000],
        state,
        code,
        error,
        user_id=caller.id,
    )
    refused = spotify.refusal(outcome)
    if not browser and refused is not None:
        raise refused
    response = _back(outcome) if browser else answer({"outcome": outcome}, headers=PRIVATE)
    response.delete_cookie(COOKIE, path="/", secure=settings().https, httponly=True, samesite="lax")
    return response


def _back(outcome: str) -> Response:
    return RedirectResponse(f"{PAGE}?spotify={outcome}#spotify", 303, headers=PRIVATE)


def _mark(request: Request) -> str:
    visit = visit_of(request.scope)
    return doorstep.session_mark(visit.cookie, visit.authorization)


async def status(caller: Caller) -> Response:
    """How the caller's connection stands; ``state`` is off, none, connected, ask again or refused."""
    return answer(await spotify.status(caller.known_id), headers=PRIVATE)


async def profile(caller: Caller) -> Response:
    """What was read: the most played by range and the sounds they make. 404 without a connection."""
    return answer(await spotify.profile(caller.known_id), headers=PRIVATE)


async def sync(caller: Caller) -> Response:
    """Read it all now: 202 with the job, or the one under way; once a minute."""
    job = await spotify.sync(caller.known_id)
    return answer({"job": job.id, "state": job.state}, 202, PRIVATE)


async def training(body: Training, caller: Caller) -> Response:
    """Whether models may learn from it; they may not unless this was said."""
    await spotify.allow(caller.known_id, body.allowed)
    return answer({"training": body.allowed}, headers=PRIVATE)


async def disconnect(caller: Caller) -> Response:
    """Delete the keys and all that came of them. Again is the same as once."""
    return answer({"disconnected": await spotify.disconnect(caller.known_id)}, headers=PRIVATE)


def router(prefix: str, *, documented: bool) -> Door:
    """The Spotify routes under one prefix."""
    door = Door(scope="auth", prefix=prefix, tags=["Spotify"], include_in_schema=documented)
    door.get("/login", status_code=303)(login)
    door.get("/callback", status_code=303)(callback)
    door.get("/status", needs=Role.USER, responses={200: {"model": SpotifyStatus}})(status)
    door.get("/profile", needs=Role.USER, responses={200: {"model": SpotifyProfile}})(profile)
    door.post("/sync", needs=Role.USER, status_code=202)(sync)
    door.put("/training", needs=Role.USER)(training)
    door.delete("", needs=Role.USER)(disconnect)
    return door
