"""The built pages in Irish, for browsers that asked for it: the last route before the English files."""

import gzip
import hashlib
import json
import re
from functools import lru_cache
from typing import NamedTuple

from fastapi import Response
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from wtc import frontend, language
from wtc.api.wanted import page_wanted

_FILE = re.compile(r"/(?:assets|v1|_event)(?:/|$)|\.[a-z0-9]+$")


class Page(NamedTuple):
    """One page as it is sent: plain and packed, and the name of its state."""

    plain: bytes
    packed: bytes
    tag: str
    status: int


class IrishPages(BaseRoute):
    """A page for every address that a browser opens in Irish and that no door of ours answers."""

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Pages only, asked for by who reads Irish; scripts, sheets and pictures are the same for everybody."""
        if scope["type"] != "http" or scope["method"] != "GET" or not language.irish():
            return Match.NONE, {}
        page = not _FILE.search(scope["path"]) and page_wanted(scope) and frontend.IN_IRISH.is_dir()
        return (Match.FULL, {}) if page else (Match.NONE, {})

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send the page, or say that the browser has it already."""
        asked = dict(scope["headers"])
        found = page(scope["path"].rstrip("/"))
        packed = b"gzip" in asked.get(b"accept-encoding", b"")
        tag = f'"{found.tag}{"-gz" if packed else ""}"'
        headers = {"etag": tag, "vary": "Accept-Encoding"} | ({"content-encoding": "gzip"} if packed else {})
        if found.status == 200 and tag in asked.get(b"if-none-match", b"").decode("latin-1"):
            await Response(status_code=304, headers=headers)(scope, receive, send)
            return
        body = found.packed if packed else found.plain
        await Response(body, found.status, headers, media_type="text/html")(scope, receive, send)


def page(path: str) -> Page:
    """The page at a path without its closing slash: its own, the frame of a dynamic one, or that nothing is there."""
    if path in prerendered():
        return _read(path[1:] + "/index.html" if path else "index.html", 200)
    return _read("404.html", 200 if any(route.fullmatch(path) for route in _routes()) else 404)


@lru_cache(maxsize=1)
def prerendered() -> frozenset[str]:
    """The paths that have a page of their own."""
    folders = (found.parent.relative_to(frontend.IN_IRISH) for found in frontend.IN_IRISH.rglob("index.html"))
    return frozenset("".join(f"/{part}" for part in folder.parts) for folder in folders)


@lru_cache(maxsize=128)
def _read(file: str, status: int) -> Page:
    plain = (frontend.IN_IRISH / file).read_bytes()
    return Page(plain, gzip.compress(plain, mtime=0), hashlib.sha256(plain).hexdigest()[:24], status)


@lru_cache(maxsize=1)
def _routes() -> tuple[re.Pattern[str], ...]:
    listed = json.loads((frontend.WEB / "routes.json").read_text())
    dynamic = (re.sub(r"\[\w+\]", "[^/]+", route) for route in listed if "[" in route)
    return tuple(re.compile(f"/{route}") for route in dynamic)
