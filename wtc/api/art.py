"""Pictures at fixed addresses: posters, streets, genre tiles, maps and link previews, drawn when first asked for."""

from fastapi import Request, Response

from wtc.api.door import Door
from wtc.flows import artwork
from wtc.shapes.artwork import Picture

door = Door(scope="art", prefix="/art/v1")
previews = Door(scope="pages", prefix="/og/v1")

FOR_EVER = "public, max-age=31536000, immutable"
A_WHILE = "public, max-age=3600"
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
}


@door.get("/map/{slug}.svg", include_in_schema=False)
async def map_of(request: Request, slug: str, v: str = "") -> Response:
    """The map around a room, or ``ireland``."""
    return shown(request, await artwork.map_of(slug), v)


@door.get("/map/counties.json", include_in_schema=False)
async def coast(request: Request) -> Response:
    """The outline of every county, for maps in the browser."""
    answer = shown(request, await artwork.coast(), "", kind="application/json")
    answer.headers["content-encoding"] = "gzip"
    return answer


@door.get("/{kind}/{slug}.svg", include_in_schema=False)
async def poster(request: Request, kind: str, slug: str, cut: str = "card", v: str = "") -> Response:
    """The poster of an event, artist, venue or genre. An address with the right ``v`` may be kept for ever."""
    return shown(request, await artwork.picture(kind, slug, cut), v)


@previews.get("/{kind}/{slug}.png", include_in_schema=False)
async def preview(request: Request, kind: str, slug: str, v: str = "") -> Response:
    """The picture of an event, act or room for link previews."""
    return shown(request, await artwork.preview(kind, slug), v, kind="image/png")


def shown(request: Request, picture: Picture, asked: str, *, kind: str = "image/svg+xml") -> Response:
    """The picture, or 304 when the browser has this very one."""
    headers = {
        **HEADERS,
        "ETag": picture.etag,
        "Cache-Control": FOR_EVER if asked == picture.edition else A_WHILE,
    }
    if picture.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(picture.data, media_type=kind, headers=headers)
