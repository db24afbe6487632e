"""The switch between English and Irish: a cookie for a year, and back to where one was."""

import re
from typing import Annotated, Literal
from urllib.parse import urlsplit

from fastapi import Form, Request, Response
from fastapi.responses import RedirectResponse

from wtc import language
from wtc.api.door import Caller, Door
from wtc.flows import tongues
from wtc.settings import settings

door = Door(scope="touch", prefix="/v1", tags=["accounts"])
YEAR = 365 * 24 * 3600
_NAMED = re.compile(rf"(?<=[?&]){language.PARAMETER}=[^&#]*&?")


@door.post("/language", status_code=303)
async def switch(
    request: Request,
    caller: Caller,
    to: Annotated[Literal["en", "ga"], Form(alias="language")],
    next: Annotated[str, Form(max_length=2_000)] = "",
) -> RedirectResponse:
    """Read the site in this language from now on. A plain form does it, without a script."""
    there = _NAMED.sub("", local(next) or local(came_from(request)) or "/")
    if caller.id is not None:
        await tongues.choose(caller.id, to)
    answer = RedirectResponse(there, 303, headers={"cache-control": "no-store"})
    remember(answer, to)
    return answer


def remember(answer: Response, to: str) -> None:
    """Have the browser ask in this language for a year."""
    answer.set_cookie(
        language.COOKIE, to, max_age=YEAR, path="/", secure=settings().https, httponly=True, samesite="lax"
    )


def remembered(to: str) -> tuple[bytes, bytes]:
    """The header that does the same."""
    answer = Response()
    remember(answer, to)
    return b"set-cookie", answer.headers["set-cookie"].encode()


def local(path: str) -> str:
    """A path of this site; empty for anything that could lead away from it."""
    plain = path.isprintable() and path.startswith("/") and not path.startswith("//") and "\\" not in path
    return path if plain else ""


def came_from(request: Request) -> str:
    """The page on which the form stood, when the browser names one of ours."""
    try:
        page = urlsplit(request.headers.get("referer", ""))
    except ValueError:
        return ""
    if page.netloc.lower() != request.headers.get("host", "").lower():
        return ""
    return page.path + (f"?{page.query}" if page.query else "")
