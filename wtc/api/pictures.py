"""Photographs and posters from our own store, each copy at an address that is good for ever."""

import re

from fastapi import Request, Response

from wtc.api.door import Door
from wtc.domain.pictures import KINDS
from wtc.errors import NotFound
from wtc.flows import pictures

door = Door(scope="art", prefix="/pictures")

HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Content-Disposition": "inline",
}
_NAME = re.compile(r"(\d{3,4})\.(webp|avif)")


@door.get("/{digest}/{name}", include_in_schema=False)
async def copy(request: Request, digest: str, name: str) -> Response:
    """One copy of a picture: ``{digest}/640.webp``."""
    asked = _NAME.fullmatch(name)
    if asked is None or not name.isascii():
        raise NotFound()
    data = await pictures.copy(digest, int(asked[1]), asked[2])
    headers = {**HEADERS, "ETag": f'"{digest[:16]}-{name}"'}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=KINDS[asked[2]], headers=headers)
