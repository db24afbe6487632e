"""What crawlers, link previews and slow phones read first: an event's page in plain HTML, the sitemap, robots.txt."""

from functools import lru_cache
from pathlib import Path

import structlog
from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from wtc import first_styles, frontend, language
from wtc.api.door import Door, caller
from wtc.api.site import site
from wtc.domain import artist_markup
from wtc.domain.discover_markup import CARD_SIZES
from wtc.domain.markup import nothing_here
from wtc.domain.pictures import POSTER_SIZES
from wtc.domain.sitemap import index, robots, urls
from wtc.flows import artists, details, sitemap
from wtc.flows import discover as flow

door = Door(scope="pages", include_in_schema=False)
_log = structlog.get_logger(__name__)

AN_HOUR = {"cache-control": "public, max-age=3600"}
PRIVATE = {"cache-control": "private, no-cache"}
ASK_FIRST = {"cache-control": "no-cache"}
WIDE = f'sizes="{POSTER_SIZES}"'.encode(), f'sizes="{CARD_SIZES}"'.encode()
NARROW = b'sizes="160px"'
"""What a picture's place becomes for who asked for few bytes: so narrow that the smallest file fills it."""
LESS = "wtc_data"
"""The cookie by which a device says ``less`` or ``all``, whatever its browser says."""


@door.get("/events/{slug}")
async def event(slug: str, request: Request) -> Response:
    """The built page with this event written into it; on to another when it was merged; 404 when there is none."""
    written = await details.markup(slug, site(request))
    if isinstance(written, details.Moved):
        return RedirectResponse(f"/events/{written.slug}", 301, headers=ASK_FIRST)
    answer = page("events", frugal(written, request) if written else said(nothing_here()), 200 if written else 404)
    answer.headers["vary"] = "Save-Data"
    return answer


@door.get("/artists/{slug}")
async def artist(slug: str, request: Request) -> Response:
    """The built page with this act written into it; on to another address when it goes by another name now; 404."""
    written = await artists.markup(slug, site(request))
    if isinstance(written, artists.Moved):
        return RedirectResponse(f"/artists/{written.slug}", 301, headers=ASK_FIRST)
    return page("artists", written or said(artist_markup.nobody()), 200 if written else 404)


@door.get("/discover/")
async def discover(request: Request) -> Response:
    """The built page with the gigs of this address written into it; without them when they cannot be had now."""
    try:
        words = await flow.markup(dict(request.query_params), (await caller(request)).id)
    except Exception as error:  # the live page asks again, and says so when there is still no answer
        _log.error("first_page_failed", kind=type(error).__name__)
        words = b""
    whole = filled(frontend.page("discover", language.spoken()), frugal((b"", words), request))
    return Response(whole, media_type="text/html", headers=PRIVATE)


def said(parts: tuple[str, str]) -> tuple[bytes, ...]:
    """Head and body of a page as they are sent."""
    return tuple(part.encode() for part in parts)


def frugal(written: tuple[bytes, ...], request: Request) -> tuple[bytes, ...]:
    """The same words with the smallest pictures, for a device that was told so or says ``Save-Data: on``."""
    wish = request.cookies.get(LESS, "")
    asked = request.headers.get("save-data", "").strip().lower() == "on"
    if wish == "all" or (wish != "less" and not asked):
        return written
    tags, words = written
    for wide in WIDE:
        words = words.replace(wide, NARROW)
    return tags, words


def page(room: str, written: tuple[bytes, ...], status: int) -> Response:
    """A room's built page with a head and a body written into it."""
    whole = filled(frontend.frame(room, language.spoken()), written)
    return Response(whole, status, media_type="text/html", headers=ASK_FIRST)


def filled(built: Path, written: tuple[bytes, ...]) -> bytes:
    """A built page with a head and a body written into it, and the rules that these are painted with."""
    named, before, head, between, after = template(built)
    tags, words = written
    styles = first_styles.element(frontend.BUILT, named | first_styles.names(words.decode())).encode()
    return before + styles + head + tags + between + words + after


@door.get("/sitemap.xml")
async def sitemap_index(request: Request) -> Response:
    """The list of sitemaps: the fixed pages, and the coming events in parts."""
    return Response(index(site(request), await sitemap.parts()), media_type="application/xml", headers=AN_HOUR)


@door.get("/sitemap-{part}.xml")
async def sitemap_part(part: str, request: Request) -> Response:
    """One part of the sitemap; 404 for one that there is not."""
    pages = await sitemap.pages(part)
    return Response(urls(site(request), pages), media_type="application/xml", headers=AN_HOUR)


@door.get("/robots.txt")
async def robots_txt(request: Request) -> Response:
    """What crawlers may read, and where the sitemap is."""
    return Response(robots(site(request)), media_type="text/plain", headers=AN_HOUR)


@lru_cache(maxsize=8)
def template(built: Path) -> tuple[frozenset[str], bytes, bytes, bytes, bytes]:
    """The classes of a built page, and the page in four: up to its styles, then its head, then into its body, the rest.

    Read once. Raises RuntimeError when the build is not of the form that this relies on.
    """
    page = built.read_text()
    head, head_end, rest = page.partition("</head>")
    tag, closed, after = rest.partition("<body>")
    if not (head_end and closed):
        raise RuntimeError("the built page has no plain head and body: Reflex changed its build")
    before, behind = first_styles.parted(head)
    return (
        first_styles.names(page),
        before.encode(),
        behind.encode(),
        (head_end + tag + closed).encode(),
        after.encode(),
    )
