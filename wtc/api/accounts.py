"""Accounts in JSON, under ``/auth`` and ``/v1/auth`` alike: in, out, a new password, who am I, what do I like."""

from dataclasses import asdict
from datetime import timedelta
from typing import Annotated, Any, Literal

from fastapi import Query, Request, Response
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.visit import visit_of
from wtc.flows import accounts, resets
from wtc.flows.door import bearer
from wtc.settings import settings
from wtc.shapes.accounts import Preferences, Role, SignedIn, Visitor

PRIVATE = {"Cache-Control": "no-store"}
COOKIE_LIFE = timedelta(days=90)

Email = Annotated[str, Field(min_length=3, max_length=1_000)]
Password = Annotated[str, Field(min_length=1, max_length=1_024, repr=False)]


class Body(BaseModel):
    """What a request may carry and nothing besides: an unknown field is an error, so no role slips in."""

    model_config = ConfigDict(extra="forbid", strict=True)


class SignUp(Body):
    name: Annotated[str, Field(min_length=1, max_length=400)]
    email: Email
    password: Password


class LogIn(Body):
    email: Email
    password: Password


class Forgot(Body):
    email: Email


class Reset(Body):
    token: Annotated[str, Field(min_length=1, max_length=200, repr=False)]
    password: Password


Names = Annotated[list[Annotated[str, Field(max_length=400)]], Field(max_length=1_000)]


class Likes(Body):
    """Any of the eight fields; those left out stay as they are. Money is in whole units of ``currency``.

    ``updated_at`` is the one that was read: with it, a change made elsewhere since then is a 409 and not overwritten.
    """

    genres: Names = []
    artists: Names = []
    cities: Names = []
    venues: Names = []
    djs: Names = []
    budget_max: Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)] | None = None
    radius_km: Annotated[int, Field(ge=0, le=100_000)] | None = None
    night_preferences: Names = []
    currency: Annotated[str, Field(max_length=3)] = "EUR"
    updated_at: Annotated[AwareDatetime | None, Field(strict=False)] = None


async def sign_up(request: Request, body: SignUp) -> Response:
    """Make an account and sign it in: 201 with a token and the session cookie."""
    done = await accounts.sign_up(
        body.name,
        body.email,
        body.password,
        address=visit_of(request.scope).address,
        replaces=request.cookies.get(accounts.COOKIE, ""),
    )
    return _welcome(done, 201)


async def log_in(request: Request, body: LogIn) -> Response:
    """Sign in: a token for API clients and the session cookie for browsers."""
    done = await accounts.log_in(
        body.email,
        body.password,
        address=visit_of(request.scope).address,
        device=request.cookies.get(accounts.DEVICE_COOKIE, ""),
        replaces=request.cookies.get(accounts.COOKIE, ""),
    )
    return _welcome(done, 200)


async def log_out(request: Request, all: bool = False) -> Response:
    """End this session, or with ``?all=true`` every session of the account. 204 also when there was none."""
    held = bearer(request.headers.get("authorization", ""))
    await accounts.log_out(request.cookies.get(accounts.COOKIE, ""), held, everywhere=all)
    response = Response(status_code=204, headers=PRIVATE)
    response.delete_cookie(accounts.COOKIE, **_manners())
    return response


async def me(caller: Caller) -> Response:
    """Whoever is asking."""
    return answer(_user(caller), headers=PRIVATE)


async def forgot(request: Request, body: Forgot) -> Response:
    """Ask for a reset link by mail: 202 in every case."""
    await resets.forgot(body.email, address=visit_of(request.scope).address)
    return answer({"message": "If there's an account for that address, a link is on its way."}, 202, PRIVATE)


async def reset(request: Request, body: Reset) -> Response:
    """Set a new password with the mailed token and sign in; every other session ends. 410 for a link used up."""
    done = await resets.reset(body.token, body.password, replaces=request.cookies.get(accounts.COOKIE, ""))
    return _welcome(done, 200)


async def preferences(caller: Caller) -> Response:
    """What the caller likes: eight fields, the currency and when they were last changed."""
    return answer(_likes(await accounts.preferences(caller)), headers=PRIVATE)


async def prefer(caller: Caller, body: Likes) -> Response:
    """Change what the caller likes; the whole as it stands after."""
    changes: dict[str, Any] = {
        field: tuple(value) if isinstance(value := getattr(body, field), list) else value
        for field in body.model_fields_set - {"updated_at"}
    }
    if body.budget_max is not None:
        changes["budget_max"] = round(body.budget_max * 100)
    return answer(_likes(await accounts.prefer(caller, changes, seen=body.updated_at)), headers=PRIVATE)


async def names(
    of: Literal["artists", "djs", "venues", "cities"], q: Annotated[str, Query(min_length=2, max_length=80)]
) -> Response:
    """Names in the catalogue that begin so, for whoever is telling us what they like."""
    return answer({"names": await accounts.names(of, q)}, headers=PRIVATE)


suggestions = Door(scope="touch", prefix="/v1/auth/preferences", tags=["accounts"])
suggestions.get("/names", needs=Role.USER)(names)


def router(prefix: str, *, documented: bool) -> Door:
    """The account routes under one prefix."""
    door = Door(scope="auth", prefix=prefix, tags=["accounts"], include_in_schema=documented)
    door.post("/signup", status_code=201)(sign_up)
    door.post("/login")(log_in)
    door.post("/logout", status_code=204)(log_out)
    door.post("/forgot", status_code=202)(forgot)
    door.post("/reset")(reset)
    door.get("/me", needs=Role.USER)(me)
    door.get("/preferences", needs=Role.USER)(preferences)
    door.post("/preferences", needs=Role.USER)(prefer)
    return door


def _welcome(done: SignedIn, status: int) -> Response:
    body = {"token": done.token, "expires_at": done.expires_at, "user": _user(done.visitor)}
    response = answer(body, status, PRIVATE)
    response.set_cookie(accounts.COOKIE, done.cookie, max_age=int(COOKIE_LIFE.total_seconds()), **_manners())
    device_life = int(accounts.DEVICE_LIFE.total_seconds())
    response.set_cookie(accounts.DEVICE_COOKIE, done.device, max_age=device_life, **_manners())
    return response


def _manners() -> dict[str, Any]:
    return {"path": "/", "secure": settings().https, "httponly": True, "samesite": "lax"}


def _user(visitor: Visitor) -> dict[str, Any]:
    return {"id": visitor.id, "name": visitor.name, "email": visitor.email, "role": visitor.role.word}


def _likes(told: Preferences) -> dict[str, Any]:
    cents = told.budget_max
    budget = None if cents is None else cents // 100 if cents % 100 == 0 else cents / 100
    return asdict(told) | {"budget_max": budget}
