"""The folded text behind the search index: what an event is called, who plays, where, and of what kind."""

import re
from collections.abc import Iterable

from wtc.domain.text import fold

_LETTERS = re.compile(r"\b(?:\w )+\w\b")
_LONGEST = 2_000


def searchable(*parts: str) -> str:
    """Names made one line for the index: each folded, once, between bars. ``('Fontaines D.C.', 'Whelan's')`` is
    ``'| fontaines d c | dc | whelans |'``.

    Single letters in a row are also written together, so that 'fontaines dc' finds them; the bars let a whole name be
    told from a part of one.
    """
    found: dict[str, None] = {}
    for part in parts:
        folded = fold(part)
        found[folded] = None
        for letters in _LETTERS.findall(folded):
            found[letters.replace(" ", "")] = None
    found.pop("", None)
    return f"| {' | '.join(found)} |"[:_LONGEST] if found else ""


def genre_keys(genres: Iterable[str], limit: int = 255) -> str:
    """Free-text genres as one searchable field: ``('Post-Punk', 'Indie')`` is ``'|post punk|indie|'``."""
    made = "|"
    for genre in dict.fromkeys(map(fold, genres)):
        if genre and len(made) + len(genre) < limit:
            made += f"{genre}|"
    return made if made != "|" else ""
