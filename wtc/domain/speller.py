"""The speller: what somebody who typed a word that no name holds may have meant."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product

from rapidfuzz import process
from rapidfuzz.distance import OSA

from wtc.domain.text import key

CANDIDATES = 3
ATTEMPTS = 12
_WIDE = 40


def slips(word: str) -> int:
    """How many slips of the finger a word of this length may hold."""
    return 0 if len(word) < 3 else 1 if len(word) < 6 else 2


class Speller:
    """All words of the names to come with how many events hold each, and whole names as one run of letters."""

    def __init__(self, lines: Iterable[str], names: Iterable[str]) -> None:
        """``lines`` as ``domain.names.searchable`` makes them; ``names`` of acts and rooms as ``domain.text.key``."""
        counts: Counter[str] = Counter()
        for line in lines:
            counts.update(line.partition(" _")[0].split())
        self._counts = dict(counts)
        self._terms = list(counts)
        self._names = {name.replace(" ", ""): name for name in names}
        self._runs = list(self._names)

    def __len__(self) -> int:
        return len(self._terms)

    def knows(self, word: str) -> bool:
        return word in self._counts

    def names(self, words: Sequence[str], limit: int = CANDIDATES) -> list[str]:
        """Whole names that all of ``words`` together may have meant, likeliest first.

        Neither spaces nor a leading article count.
        """
        run = key(" ".join(words)).replace(" ", "")
        if len(run) < 4:
            return []
        found = process.extract(run, self._runs, scorer=OSA.distance, score_cutoff=slips(run), limit=limit)
        return [self._names[name] for name, _, _ in found]

    def candidates(self, word: str, limit: int = CANDIDATES) -> list[tuple[str, float]]:
        """Known words that ``word`` may have meant, with how far off each is; the word itself when it is known."""
        if self.knows(word):
            return [(word, 0.0)]
        near = process.extract(word, self._terms, scorer=OSA.distance, score_cutoff=slips(word), limit=_WIDE)
        ranked = sorted((far + (term[0] != word[0]) * 0.5, -self._counts[term], term) for term, far, _ in near)
        return [(term, far) for far, _, term in ranked[:limit]]

    def readings(self, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """Other ways to read ``words``, likeliest first, at most a dozen: mended, joined, split."""
        seen = {tuple(words)}
        for reading in islice(self._readings(words), ATTEMPTS):
            if reading not in seen:
                seen.add(reading)
                yield reading

    def _readings(self, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
        for at in range(len(words) - 1):
            joined = words[at] + words[at + 1]
            if self.knows(joined):
                yield (*words[:at], joined, *words[at + 2 :])
        split = [part for word in words for part in self._parts(word)]
        if len(split) > len(words):
            yield tuple(split)
        choices = [self.candidates(word) for word in words]
        if all(choices):
            ranked = sorted(product(*choices), key=lambda combo: sum(far for _, far in combo))
            yield from (tuple(term for term, _ in combo) for combo in ranked[:ATTEMPTS])

    def _parts(self, word: str) -> tuple[str, ...]:
        """A word that is not known as two that are, the commoner the better: 'thescratch' is 'the', 'scratch'."""
        if self.knows(word):
            return (word,)
        cuts = ((word[:at], word[at:]) for at in range(2, len(word) - 1))
        known = [cut for cut in cuts if all(map(self.knows, cut))]
        return max(known, key=lambda cut: min(self._counts[part] for part in cut), default=(word,))

    def fewer(self, words: Sequence[str]) -> Iterator[tuple[str, ...]]:
        """The words with some left out, the fullest first: the unknown ones, then the commonest one by one."""
        kept = [mended for word in words if (mended := self._mended(word))]
        if kept and len(kept) < len(words):
            yield tuple(kept)
        by_rarity = sorted(kept, key=lambda word: self._counts.get(word, 0))
        for left in range(len(kept) - 1, 0, -1):
            rare = set(by_rarity[:left])
            yield tuple(word for word in kept if word in rare)

    def _mended(self, word: str) -> str:
        return next((term for term, _ in self.candidates(word, 1)), "")
