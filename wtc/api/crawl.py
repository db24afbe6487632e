"""What crawlers, link previews and slow phones read first: an event's page in plain HTML, the sitemap, robots.txt."""

from functools import lru_cache

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from wtc import frontend
from wtc.api.door import Door
from wtc.api.site import site
from wtc.domain import profiles
from wtc.domain.markup import nothing_here
from wtc.domain.room_markup import no_room
from wtc.domain.sitemap import index, robots, urls
from wtc.flows import details, performers, sitemap

door = Door(scope="pages", include_in_schema=False)

AN_HOUR = {"cache-control": "public, max-age=3600"}
ASK_FIRST = {"cache-control": "no-cache"}
NONE = tuple(part.encode() for part in nothing_here())
NO_ROOM = tuple(part.encode() for part in no_room())
NOBODY = tuple(part.encode() for part in profiles.nobody())


@door.get("/events/{slug}")
async def event(slug: str, request: Request) -> Response:
    """The built page with this event written into it; on to another when it was merged; 404 when there is none."""
    written = await details.markup(slug, site(request))
    if isinstance(written, details.Moved):
        return RedirectResponse(f"/events/{written.slug}", 301, headers=ASK_FIRST)
    return page(written or NONE, 200 if written else 404)


@door.get("/artists/{slug}")
async def artist(slug: str, request: Request) -> Response:
    """The built page with this act written into it; on to another address when it goes by another name now; 404."""
    written = await performers.markup(slug, site(request))
    if isinstance(written, performers.Moved):
        return RedirectResponse(f"/artists/{written.slug}", 301, headers=ASK_FIRST)
    return page(written or NOBODY, 200 if written else 404)


def page(written: tuple[bytes, ...], status: int) -> Response:
    """The built page with a head and a body written into it."""
    before, between, after = template()
    tags, words = written
    whole = before + tags + between + words + after
    return Response(whole, status, media_type="text/html", headers=ASK_FIRST)


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


@lru_cache(maxsize=1)
def template() -> tuple[bytes, bytes, bytes]:
    """The built page in three: up to the end of its head, from there into its body, and the rest.

    Read once. Raises RuntimeError when the build is not of the form that this relies on.
    """
    page = frontend.FALLBACK.read_text()
    before, head_end, rest = page.partition("</head>")
    tag, closed, after = rest.partition("<body>")
    if not (head_end and closed):
        raise RuntimeError("the built page has no plain head and body: Reflex changed its build")
    return before.encode(), (head_end + tag + closed).encode(), after.encode()
