"""The sitemap's parts: the fixed pages, then the coming events, the rooms and the acts five thousand at a time."""

from wtc import clock
from wtc.db import ask
from wtc.domain.sitemap import STATIC, Page
from wtc.errors import NotFound
from wtc.services import sitemap

_PAGES, _EVENTS, _ROOMS, _ACTS = "pages", "events-", "venues-", "artists-"
_MOST_DIGITS = 4


async def parts() -> list[str]:
    """The names of all parts."""
    now = clock.now()
    counts = {
        _EVENTS: await ask(sitemap.parts, now=now),
        _ROOMS: await ask(sitemap.room_parts),
        _ACTS: await ask(sitemap.act_parts, now=now),
    }
    return [_PAGES, *(f"{kind}{number}" for kind, count in counts.items() for number in range(1, count + 1))]


async def pages(part: str) -> tuple[Page, ...]:
    """The pages of one part. Raises NotFound for a part that there is not."""
    if part == _PAGES:
        return tuple((path, None) for path in STATIC)
    if part.startswith(_ROOMS):
        return await ask(sitemap.room_part, _number(part.removeprefix(_ROOMS)))
    if part.startswith(_ACTS):
        return await ask(sitemap.act_part, _number(part.removeprefix(_ACTS)), now=clock.now())
    if not part.startswith(_EVENTS):
        raise NotFound
    return await ask(sitemap.part, _number(part.removeprefix(_EVENTS)), now=clock.now())


def _number(number: str) -> int:
    if not (number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS and int(number)):
        raise NotFound
    return int(number)
