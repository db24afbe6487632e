"""How many gigs there are where: the counts that every page shows."""

from functools import lru_cache
from urllib.parse import quote

from wtc.domain.text import fold
from wtc.domain.words import place
from wtc.flows import browse
from wtc.settings import settings
from wtc.shapes.events import EventQuery, Tally
from wtc.shapes.shell import Choice

SHOWN = 12


async def cities() -> tuple[Tally, ...]:
    """The towns with the most gigs in the coming 90 days, most first, at most twelve."""
    return (await browse.tallies("city", EventQuery()))[:SHOWN]


@lru_cache(maxsize=8)
def choices(known: tuple[Tally, ...], language: str) -> tuple[Choice, ...]:
    """The towns as one picks among them, the same for all who read in ``language``."""
    return tuple(
        Choice(key=each.label, label=place(each.label), href=f"/?city={quote(each.label)}", count=each.count)
        for each in known
    )


def town(wanted: str, known: tuple[Tally, ...]) -> str:
    """The town of ``known`` that is ``wanted``, however it is spelt; else the house's own town, else the biggest."""
    names = {fold(city.label): city.label for city in known}
    for name in (wanted, settings().ingestion_default_city):
        if fold(name) in names:
            return names[fold(name)]
    return known[0].label if known else ""
