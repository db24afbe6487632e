"""Accounts in JSON, under ``/auth`` and ``/v1/auth`` alike: in, out, a new password, who am I."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import Request, Response
from pydantic import BaseModel, ConfigDict, Field

from wtc import language
from wtc.api.answers import answer
from wtc.api.door import Caller, Door
from wtc.api.language import remember
from wtc.api.visit import visit_of
from wtc.flows import accounts, resets, tongues
from wtc.flows.door import bearer
from wtc.settings import settings
from wtc.shapes.accounts import Role, SignedIn, Visitor

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


async def sign_up(request: Request, body: SignUp) -> Response:
    """Make an account and sign it in: 201 with a token and the session cookie."""
    done = await accounts.sign_up(
        body.name,
        body.email,
        body.password,
        address=visit_of(request.scope).address,
        replaces=request.cookies.get(accounts.COOKIE, ""),
    )
    return await _welcome(done, 201)


async def log_in(request: Request, body: LogIn) -> Response:
    """Sign in: a token for API clients and the session cookie for browsers."""
    done = await accounts.log_in(
        body.email,
        body.password,
        address=visit_of(request.scope).address,
        device=request.cookies.get(accounts.DEVICE_COOKIE, ""),
        replaces=request.cookies.get(accounts.COOKIE, ""),
    )
    return await _welcome(done, 200)


async def log_out(request: Request, all: bool = False) -> Response:
    """End this session, or with ``?all=true`` every session of the account. 204 also when there was none."""
    held = bearer(request.headers.get("authorization", ""))
    await accounts.log_out(request.cookies.get(accounts.COOKIE, ""), held, everywhere=all)
    response = Response(status_code=204, headers=PRIVATE)
    response.delete_cookie(accounts.COOKIE, **_manners())
    return response


def forget_cookies(response: Response) -> Response:
    """Take away all that the browser knows of an account."""
    for name in (accounts.COOKIE, accounts.DEVICE_COOKIE):
        response.delete_cookie(name, **_manners())
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
    return await _welcome(done, 200)


def router(prefix: str, *, documented: bool) -> Door:
    """The account routes under one prefix."""
    door = Door(scope="auth", prefix=prefix, tags=["accounts"], include_in_schema=documented)
    door.post("/signup", status_code=201)(sign_up)
    door.post("/login")(log_in)
    door.post("/logout", status_code=204)(log_out)
    door.post("/forgot", status_code=202)(forgot)
    door.post("/reset")(reset)
    door.get("/me", needs=Role.USER)(me)
    return door


async def _welcome(done: SignedIn, status: int) -> Response:
    body = {"token": done.token, "expires_at": done.expires_at, "user": _user(done.visitor)}
    response = answer(body, status, PRIVATE)
    response.set_cookie(accounts.COOKIE, done.cookie, max_age=int(COOKIE_LIFE.total_seconds()), **_manners())
    here = language.spoken()
    own = await tongues.met(done.visitor.known_id, here)
    if own != here:
        remember(response, own)
    device_life = int(accounts.DEVICE_LIFE.total_seconds())
    response.set_cookie(accounts.DEVICE_COOKIE, done.device, max_age=device_life, **_manners())
    return response


def _manners() -> dict[str, Any]:
    return {"path": "/", "secure": settings().https, "httponly": True, "samesite": "lax"}


def _user(visitor: Visitor) -> dict[str, Any]:
    return {"id": visitor.id, "name": visitor.name, "email": visitor.email, "role": visitor.role.word}
