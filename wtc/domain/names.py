"""The folded text behind the search index: what an event is called, who plays and where."""

import re
from collections.abc import Iterable

from wtc.domain.text import fold, key

_LETTERS = re.compile(r"\b(?:\w )+\w\b")
_LONGEST_NAME = 64
_LONGEST = 2_000


def searchable(*parts: str) -> str:
    """Names as one line for the index: every folded word once, then each name as one token.

    ``('Fontaines D.C.', "Whelan's")`` is ``'fontaines d c dc whelans _fontaines_d_c _whelans'``. Single letters in a
    row are also written together, so that 'fontaines dc' finds them. The tokens (``whole``) let a whole name be told
    from a part of one; a leading article may be missing.
    """
    words: dict[str, None] = {}
    names: dict[str, None] = {}
    for part in parts:
        folded = fold(part)
        words |= dict.fromkeys(folded.split())
        words |= dict.fromkeys(letters.replace(" ", "") for letters in _LETTERS.findall(folded))
        names |= dict.fromkeys((whole(folded), whole(key(part)))) if folded else {}
    return " ".join((*words, *names))[:_LONGEST]


def whole(folded: str) -> str:
    """A folded name as one token of the index: 'the scratch' is '_the_scratch'. No word of a name begins so."""
    return "_" + folded.replace(" ", "_")[:_LONGEST_NAME]


def genre_keys(genres: Iterable[str], limit: int = 255) -> str:
    """Free-text genres as one searchable field: ``('Post-Punk', 'Indie')`` is ``'|post punk|indie|'``."""
    made = "|"
    for genre in dict.fromkeys(map(fold, genres)):
        if genre and len(made) + len(genre) < limit:
            made += f"{genre}|"
    return made if made != "|" else ""
