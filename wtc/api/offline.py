"""What a browser keeps for the time without a network: the service worker of this build, and the page that it shows."""

import hashlib
import json
import re
from functools import lru_cache

from fastapi import Response

from wtc import frontend
from wtc.api.door import Door
from wtc.domain import offline_page
from wtc.language import LANGUAGES, speaking, spoken
from wtc.theme.tokens import COLOURS

door = Door(scope="pages", include_in_schema=False)

PAGE = "/offline"
WORKER = "worker.js"
FIXED = ("/icons.svg", "/favicon.svg", "/icon-192.png", "/manifest.webmanifest", "/fonts/inter-latin-var.woff2")
HEADERS = {
    "cache-control": "no-cache",
    "content-security-policy": "default-src 'none'; script-src 'self'; connect-src 'self'",
}
"""Of the worker: asked for afresh each time, so that a release arrives; it may call this site and nothing else."""

_SHEET = re.compile(r'<link (?=[^>]*rel="stylesheet")[^>]*href="(/[^"]+)"')


@door.get("/worker.js")
async def worker() -> Response:
    """The service worker, named after its release: a browser that meets another one puts the old shell away."""
    return Response(script(spoken()), media_type="text/javascript", headers=HEADERS)


@door.get(PAGE)
async def page(language: str = "") -> Response:
    """What stands in the place of every page while there is no network; a worker names the language, and no cookie."""
    chosen = language if language in LANGUAGES else spoken()
    return Response(document(chosen), media_type="text/html", headers={"cache-control": "no-cache"})


@lru_cache(maxsize=2)
def script(language: str) -> str:
    """The worker's text, its release and the addresses of its shell before it; read once for each language."""
    place = f"{PAGE}?language={language}"
    shell = [place, offline_page.SCRIPT, *sheets(), *FIXED]
    text = (frontend.BUILT / WORKER).read_text()
    total = hashlib.sha256((text + document(language)).encode())
    for path in shell[1:]:
        total.update((frontend.BUILT / path[1:]).read_bytes())
    named = {"RELEASE": total.hexdigest()[:16], "PAGE": place, "SHELL": shell}
    return "".join(f"const {name} = {json.dumps(value)};\n" for name, value in named.items()) + text


@lru_cache(maxsize=2)
def document(language: str) -> str:
    """The offline page in a language, made once."""
    with speaking(language):
        return offline_page.page(sheets(), colour=COLOURS["bg"])


@lru_cache(maxsize=1)
def sheets() -> tuple[str, ...]:
    """The style sheets of the build, as its pages name them. Raises RuntimeError when they name none."""
    found = tuple(dict.fromkeys(_SHEET.findall(frontend.FALLBACK.read_text())))
    if not found:
        raise RuntimeError("the built page names no style sheet: Reflex changed its build")
    return found
