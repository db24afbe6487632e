"""Which of many names look like one: an index by the three-letter pieces that names are made of."""

from collections.abc import Sequence

import numpy as np

from wtc.domain.identity import read

_SIZE = 3


class NameIndex:
    """Names by their pieces; rare pieces count for more. ``near`` asks it."""

    def __init__(self, names: Sequence[str]) -> None:
        self.names = tuple(names)
        self._codes: dict[str, int] = {}
        places, codes = [], []
        for place, name in enumerate(self.names):
            for piece in pieces(name):
                codes.append(self._codes.setdefault(piece, len(self._codes)))
                places.append(place)
        code, place_of = np.array(codes, dtype=np.int64), np.array(places, dtype=np.int64)
        order = np.argsort(code, kind="stable")
        counts = np.bincount(code, minlength=len(self._codes)) if codes else np.zeros(0, dtype=np.int64)
        self._posted = place_of[order]
        self._ends = np.cumsum(counts)
        self._weight = np.log1p(len(self.names) / np.maximum(counts, 1)) ** 2
        lengths = np.bincount(place_of, weights=self._weight[code], minlength=len(self.names)) if codes else np.zeros(0)
        self._length = np.sqrt(np.maximum(lengths, 1e-9))

    def near(self, name: str, limit: int = 8, least: float = 0.2) -> list[tuple[int, float]]:
        """The places of the names most alike, best first, each with its likeness between ``least`` and 1."""
        asked = pieces(name)
        known = [self._codes[piece] for piece in asked if piece in self._codes]
        if not known:
            return []
        total = sum(self._weight[code] for code in known) + (len(asked) - len(known)) * np.log1p(len(self.names)) ** 2
        parts = [self._posted[self._ends[code - 1] if code else 0 : self._ends[code]] for code in known]
        weights = np.repeat([self._weight[code] for code in known], [len(part) for part in parts])
        found, where = np.unique(np.concatenate(parts), return_inverse=True)
        alike = np.bincount(where, weights=weights) / (self._length[found] * np.sqrt(total))
        best = np.argsort(-alike, kind="stable")[:limit]
        return [(int(found[place]), float(alike[place])) for place in best if alike[place] >= least]


def pieces(name: str) -> frozenset[str]:
    """The pieces of a name and of each act in it: 'Lankum' gives ' la', 'lan', 'ank', ..."""
    told = read(name)
    wholes = {told.whole, *told.acts, *(word for word in told.words if len(word) > 3), *told.asides}
    if len(told.words) > 1:
        wholes.add(told.initials)
    made: set[str] = set()
    for whole in wholes:
        padded = f" {whole} "
        made.update(padded[at : at + _SIZE] for at in range(max(1, len(padded) - _SIZE + 1)))
    return frozenset(made)
