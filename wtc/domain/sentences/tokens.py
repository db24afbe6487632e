"""A sentence cut into words that know where they stood."""

import re
from dataclasses import dataclass
from itertools import accumulate

from wtc.domain.text import clean, fold

LONGEST = 200
MOST = 40
_PIECE = re.compile(
    r"[€£&]|\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2}[:.,]\d\d(?!\d)|[^\W_]+(?:['’`´][^\W_]+)*"
)
_CURRENCY = {"€": "€", "£": "€", "&": "and"}
_IRISH = {"nó": "or", "ní": "gan"}
"""Small words that mean something else in English without their fada."""
_GLUED = re.compile(r"(\d{1,4})(euros?|eur|quid|pounds?|km|kms|am|pm|st|nd|rd|th|in|e)")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one sentence: ``line`` has them folded with a space between, ``starts`` where each begins in it.

    ``begins`` is the same the other way round. ``spans`` are their places in ``said``, the sentence as it was typed.
    """

    said: str
    folded: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    line: str
    begins: tuple[int, ...]
    starts: dict[int, int]

    def __len__(self) -> int:
        return len(self.folded)

    def typed(self, first: int, last: int) -> str:
        """The words from ``first`` up to ``last`` as they were typed."""
        return self.said[self.spans[first][0] : self.spans[last - 1][1]] if first < last else ""

    def gram(self, first: int, last: int) -> str:
        return self.line[self.begins[first] : self.begins[last] - 1] if first < last else ""


def cut(text: str) -> Words:
    """The words of ``text``; what is no letter, number, sign of money or date parts them and is passed over."""
    said = clean(text[: LONGEST * 4], LONGEST)
    folded: list[str] = []
    spans: list[tuple[int, int]] = []
    for found in _PIECE.finditer(said):
        for word, start, end in _words(found):
            folded.append(word)
            spans.append((start, end))
        if len(folded) >= MOST:
            break
    return lined_up(said, tuple(folded), tuple(spans))


def lined_up(said: str, folded: tuple[str, ...], spans: tuple[tuple[int, int], ...]) -> Words:
    """Words that stand at ``spans`` of ``said``, put in a line."""
    begins = tuple(accumulate((len(word) + 1 for word in folded), initial=0))
    return Words(said, folded, spans, " ".join(folded), begins, {place: at for at, place in enumerate(begins)})


def _words(found: re.Match[str]) -> list[tuple[str, int, int]]:
    """One piece as a word; a number with its unit ('20km', '9pm', '27th') as two."""
    piece, start, end = found[0], found.start(), found.end()
    if not piece[0].isalnum():
        return [(_CURRENCY[piece], start, end)]
    if not piece[0].isalpha() and not piece.isalnum():
        return [(piece, start, end)]
    plain = _IRISH.get(piece.casefold()) or fold(piece)
    glued = _GLUED.fullmatch(plain) if len(plain) == len(piece) else None
    if glued:
        middle = start + len(glued[1])
        return [(glued[1], start, middle), (glued[2], middle, end)]
    return [(plain.replace(" ", ""), start, end)] if plain else []
