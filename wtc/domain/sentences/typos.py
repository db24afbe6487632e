"""Misspelt days, towns and sounds, set right before they are read."""

from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from wtc.domain.sentences import days
from wtc.domain.sentences.lexicon import lexicon
from wtc.domain.sentences.names import Names
from wtc.domain.sentences.tokens import Words, lined_up

_SHORTEST, _SHORT_PLACE, _LONG = 5, 4, 8


@lru_cache(maxsize=1)
def _vocabulary() -> tuple[frozenset[str], tuple[str, ...]]:
    """Every word of the lexicon, which is spelt as it should be, and those that others may have meant."""
    known = lexicon()
    targets = {
        name
        for table in (known.sounds, known.places)
        for name in table
        if " " not in name
        and len(name) >= (_SHORT_PLACE if name in known.places else _SHORTEST)
        and not (name in known.places and known.places[name].pointed_at)
    } | {word for word in days.words() if len(word) >= _SHORTEST}
    phrases = (*known.sounds, *known.places, *known.counties, *(p for kind in known.words.values() for p in kind))
    spelt = (
        {word for phrase in phrases for word in phrase.split()} | days.spelt() | {*known.numbers, "county", "contae"}
    )
    return frozenset(spelt), tuple(sorted(targets))


def mended(words: Words, names: Names, named: frozenset[int]) -> Words:
    """The sentence with its misspelt words as they were meant; words of names, and words ``named`` by place, stay."""
    folded = tuple(
        meant
        if at not in named and (meant := _meant(word)) != word and word not in names and not names.is_known(word)
        else word
        for at, word in enumerate(words.folded)
    )
    return lined_up(words.said, folded, words.spans)


@lru_cache(maxsize=4_096)
def _meant(word: str) -> str:
    spelt, targets = _vocabulary()
    if len(word) < _SHORTEST or not word.isalpha() or word in spelt:
        return word
    slips = 1 if len(word) < _LONG else 2
    near = process.extract(word, targets, scorer=OSA.distance, score_cutoff=slips, limit=4)
    same = sorted((far, target) for target, far, _ in near if target[0] == word[0])
    return same[0][1] if same else word
