"""The sitemap's parts: the fixed pages, then the coming events and the rooms five thousand at a time."""

from wtc import clock
from wtc.db import ask
from wtc.domain.sitemap import STATIC, Page
from wtc.errors import NotFound
from wtc.services import sitemap

_PAGES, _EVENTS, _ROOMS = "pages", "events-", "venues-"
_MOST_DIGITS = 4


async def parts() -> list[str]:
    """The names of all parts."""
    count, rooms = await ask(sitemap.parts, now=clock.now()), await ask(sitemap.room_parts)
    events = [f"events-{number}" for number in range(1, count + 1)]
    return [_PAGES, *events, *(f"venues-{number}" for number in range(1, rooms + 1))]


async def pages(part: str) -> tuple[Page, ...]:
    """The pages of one part. Raises NotFound for a part that there is not."""
    if part == _PAGES:
        return tuple((path, None) for path in STATIC)
    if part.startswith(_ROOMS):
        return await ask(sitemap.room_part, _number(part.removeprefix(_ROOMS)))
    if not part.startswith(_EVENTS):
        raise NotFound
    return await ask(sitemap.part, _number(part.removeprefix(_EVENTS)), now=clock.now())


def _number(number: str) -> int:
    if not (number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS and int(number)):
        raise NotFound
    return int(number)
