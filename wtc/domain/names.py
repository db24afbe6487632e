"""The folded text behind the search index: what an event is called, who plays and where."""

import re
from collections.abc import Iterable
from functools import lru_cache

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
    told = [_told(part) for part in parts]
    words = [word for words, _ in told for word in words]
    words += [name for _, names in told for name in names]
    return " ".join(dict.fromkeys(words))[:_LONGEST]


@lru_cache(maxsize=32_768)
def _told(part: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of one name and its tokens; rooms and acts come again and again."""
    folded = fold(part)
    if not folded:
        return (), ()
    letters = (letters.replace(" ", "") for letters in _LETTERS.findall(folded))
    return (*folded.split(), *letters), (whole(folded), whole(key(part)))


def whole(folded: str) -> str:
    """A folded name as one token of the index: 'the scratch' is '_the_scratch'. No word of a name begins so."""
    return "_" + folded.replace(" ", "_")[:_LONGEST_NAME]


def genre_keys(genres: Iterable[str], limit: int = 255) -> str:
    """Free-text genres as one searchable field: ``('Post-Punk', 'Indie')`` is ``'|post punk|indie|'``."""
    return _genre_keys(tuple(genres), limit)


@lru_cache(maxsize=8_192)
def _genre_keys(genres: tuple[str, ...], limit: int) -> str:
    made = "|"
    for genre in dict.fromkeys(map(fold, genres)):
        if genre and len(made) + len(genre) < limit:
            made += f"{genre}|"
    return made if made != "|" else ""
