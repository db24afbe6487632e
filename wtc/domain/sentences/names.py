"""Acts and rooms that a sentence may name: which words to look up, and what was found."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from wtc.domain.sentences.lexicon import lexicon
from wtc.domain.sentences.tokens import Words, cut
from wtc.domain.text import key

LONGEST = 6


def _never(_: str) -> bool:
    return False


@dataclass(frozen=True)
class Names:
    """What the catalogue knows: ``acts`` and ``rooms`` by key, and whether a word ``is_known`` from any name at all."""

    acts: Mapping[str, str] = field(default_factory=dict)
    rooms: Mapping[str, str] = field(default_factory=dict)
    is_known: Callable[[str], bool] = _never

    def __contains__(self, wanted: object) -> bool:
        return wanted in self.acts or wanted in self.rooms


NAMELESS = Names()
"""A catalogue that knows nobody."""


def candidates(text: str) -> set[str]:
    """The keys of every run of words in ``text`` that may be a name, at most 240."""
    words = cut(text)
    return {key(words.gram(at, end))[:160] for at in range(len(words)) for end in _ends(words, at)}


def asked_like(text: str) -> tuple[str, ...]:
    """What stands after 'like' in ``text``, the longest first: names that are worth mending."""
    words, likes = cut(text), lexicon().words["like"]
    for at in range(len(words)):
        for start in range(min(len(words), at + 4), at, -1):
            if words.gram(at, start) in likes and start < len(words):
                return tuple(words.gram(start, end) for end in reversed(_ends(words, start)))
    return ()


def spans(words: Words, names: Names) -> dict[int, int]:
    """Where names of two words or more stand, first word to the one after the last: the longest first, none overlap."""
    quiet = lexicon().words["quiet"] | lexicon().words["noun"]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for size in range(min(LONGEST, len(words)), 1, -1):
        for at in range(len(words) - size + 1):
            gram = words.gram(at, at + size)
            wanted = key(gram)
            small = " " not in wanted or all(word in quiet for word in words.folded[at : at + size])
            if not small and wanted in names and taken.isdisjoint(range(at, at + size)):
                found[at] = at + size
                taken.update(range(at, at + size))
    return found


def _ends(words: Words, at: int) -> range:
    return range(at + 1, min(len(words), at + LONGEST) + 1)
