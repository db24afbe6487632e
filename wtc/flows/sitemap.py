"""The sitemap's parts: the fixed pages, then the coming events five thousand at a time."""

from wtc import clock
from wtc.db import ask
from wtc.domain.sitemap import STATIC, Page
from wtc.errors import NotFound
from wtc.services import sitemap

_PAGES = "pages"
_MOST_DIGITS = 4


async def parts() -> list[str]:
    """The names of all parts."""
    count = await ask(sitemap.parts, now=clock.now())
    return [_PAGES, *(f"events-{number}" for number in range(1, count + 1))]


async def pages(part: str) -> tuple[Page, ...]:
    """The pages of one part. Raises NotFound for a part that there is not."""
    if part == _PAGES:
        return tuple((path, None) for path in STATIC)
    number = part.removeprefix("events-")
    if number == part or not (number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS and int(number)):
        raise NotFound
    return await ask(sitemap.part, int(number), now=clock.now())
