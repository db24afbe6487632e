"""What of a search is counted, when two are one that is still being typed, and the count in words."""

import re
from urllib.parse import urlencode

from wtc.domain.filters import PATH
from wtc.domain.text import clean
from wtc.shapes.searches import Searched, SearchesPage, SearchRow, SearchTile

LONGEST = 80
QUICK = 3.0
"""Seconds within which one search after another is the same hand, still typing."""
LOTS = 8
FEWEST = 3
"""So many different visitors must have typed the same before an admin reads it."""
SPANS = (7, 28)
ENDPOINT = "/v1/admin/searches"
_TELLING = re.compile(
    r"@|://|\bwww\.|(?:\d[\s().+/-]*){7}|\b[a-z]\d[\dw]\s?(?=[a-z]*\d)[a-z\d]{4}\b|\S{31}", re.IGNORECASE
)
"""Addresses of mail and of pages, telephone and other long numbers, Eircodes, and what is no word at all."""


def kept(said: str) -> str:
    """The words as they are counted, in small letters; empty for what could tell who somebody is."""
    words = clean(said, 1_000)
    return "" if _TELLING.search(words) else clean(words.casefold(), LONGEST)


def same(before: str, after: str, seconds: float) -> bool:
    """Whether a search is the one before it, typed on or corrected."""
    one, other = before.casefold().strip(), after.casefold().strip()
    return seconds < QUICK or one.startswith(other) or other.startswith(one)


def address(words: str) -> str:
    """Where these words are searched."""
    return f"{PATH}?{urlencode({'words': words})}"


def page(found: Searched) -> SearchesPage:
    """The count as its room says it."""
    at = f"{ENDPOINT}?days={found.days}"
    few = found.searches - found.told
    return SearchesPage(
        days=found.days,
        tiles=(
            SearchTile(key="searches", value=f"{found.searches:,}", label="searches", note="each visitor once a day"),
            SearchTile(
                key="empty",
                value=f"{found.empty:,}",
                label="found nothing",
                note=f"{_share(found.empty, found.searches)} of them",
                tone="coral" if found.empty else "muted",
            ),
            SearchTile(key="few", value=f"{few:,}", label="typed by few", note="counted, and never shown"),
        ),
        href=at,
        top=_rows([(one.words, one.searches) for one in found.top], found.searches),
        nothing=_rows([(one.words, one.empty) for one in found.nothing], found.empty),
    )


def _rows(counted: list[tuple[str, int]], of: int) -> tuple[SearchRow, ...]:
    most = max((many for _, many in counted), default=1)
    return tuple(
        SearchRow(
            words=words,
            href=address(words),
            count=f"{many:,}",
            share=_share(many, of),
            width=f"{100 * many / most:.0f}%",
        )
        for words, many in counted
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "0%"
