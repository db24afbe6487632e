"""Two names and their contexts as numbers: what makes them alike, what sets them apart."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA, JaroWinkler, LCSseq

from wtc.domain import genres
from wtc.domain.identity import DRESSING, SHORT_FOR, Reading, read, skeleton
from wtc.ml.identity_words import LEXICON

Context = Mapping[str, Any]
Pair = tuple[str, Context, str, Context]

GROUPS: dict[str, tuple[str, ...]] = {
    "names": (
        "ratio", "winkler", "edits", "length", "gap", "sounds", "starts", "ends", "sequence", "equal", "sorted",
        "lost", "extra", "lost_length", "extra_length", "shared", "shared_length", "first", "last",
        "bent", "bent_edits", "bent_gap", "bent_first", "bent_sounds", "bent_known", "bent_least", "bent_length",
        "nickname", "dressing", "numbers", "count", "acronym", "glued", "plural", "unread",
    ),
    "company": (
        "guest", "headliner", "member", "lead", "joined", "backing", "their_band", "same_acts", "aside", "asides",
        "loose",
    ),
    "tribute": ("tribute", "crown"),
    "context": ("genres", "country", "kind", "billed", "rarity", "known"),
}  # fmt: skip
NAMES = tuple(name for group in GROUPS.values() for name in group)
_NEUTRAL = (80.0, 0.85, 3.0, 8, 4, 2.0, 1.0, 0.0, 0.9, 0.0, 80.0)
_ACRONYM = GROUPS["names"].index("acronym") - GROUPS["names"].index("lost")
_ASIDE = GROUPS["company"].index("aside")
_NO_CONTEXT = (0.0, 0.0, 0.0, 0.0)
BEND = 68.0
RISES = (
    "ratio", "winkler", "sequence", "equal", "sorted", "bent_least", "bent_first", "bent_sounds", "nickname",
    "dressing", "acronym", "headliner", "same_acts", "aside", "genres", "country",
)  # fmt: skip
FALLS = ("edits", "sounds", "lost", "lost_length", "bent_known", "bent_edits", "numbers", "guest", "tribute", "crown")
"""Columns of which more never speaks against one act, or never for it."""


def table(pairs: Sequence[Pair]) -> np.ndarray:
    """A row for each pair, in the columns of ``NAMES``. It does not matter which name comes first."""
    if not pairs:
        return np.zeros((0, len(NAMES)))
    one, other = [], []
    for name_a, _, name_b, _ in pairs:
        a, b = read(name_a), read(name_b)
        swap = (len(a.whole), a[:6]) > (len(b.whole), b[:6])
        one.append(b if swap else a)
        other.append(a if swap else b)
    spelling = _spelling(one, other)
    words = [_words(a, b) for a, b in zip(one, other, strict=True)]
    company = [_company(a, b) for a, b in zip(one, other, strict=True)]
    unlike = [row[_ACRONYM] or beside[_ASIDE] for row, beside in zip(words, company, strict=True)]
    spelling[np.array(unlike, dtype=bool)] = _NEUTRAL  # their letters need not be alike
    rest = [_rest(a, b, pair[1], pair[3]) for a, b, pair in zip(one, other, pairs, strict=True)]
    return np.hstack([spelling, np.array(words, dtype=np.float64), np.array(company, dtype=np.float64), np.array(rest)])


def _spelling(one: Sequence[Reading], other: Sequence[Reading]) -> np.ndarray:
    """How alike the letters of each pair are, all pairs at once."""
    x, y = [r.whole for r in one], [r.whole for r in other]
    same = [a == b for a, b in zip(x, y, strict=True)]
    sounds = [["" if like else skeleton(name) for name, like in zip(side, same, strict=True)] for side in (x, y)]
    ordered, also = [r.ordered for r in one], [r.ordered for r in other]
    n, m = np.array([len(name) for name in x]), np.array([len(name) for name in y])
    each = list(zip(x, y, strict=True))
    equal = [
        like + (a.words == b.words) + (a.ordered == b.ordered) for like, a, b in zip(same, one, other, strict=True)
    ]
    made: np.ndarray = np.column_stack(
        (
            process.cpdist(x, y, scorer=fuzz.ratio),
            process.cpdist(x, y, scorer=JaroWinkler.normalized_similarity),
            np.minimum(process.cpdist(x, y, scorer=OSA.distance), 12),
            np.minimum(n, 24),
            np.minimum(m - n, 20),
            np.minimum(process.cpdist(*sounds, scorer=OSA.distance), 8),
            [(a[:3] == b[:3] or b.startswith(a)) + (a[:1] == b[:1]) for a, b in each],
            [a[-3:] == b[-3:] for a, b in each],
            process.cpdist(x, y, scorer=LCSseq.similarity) / np.maximum(n, 1),
            equal,
            process.cpdist(ordered, also, scorer=fuzz.ratio),
        )
    ).astype(np.float64)
    return made


def _rest(a: Reading, b: Reading, one: Context, other: Context) -> tuple[float, ...]:
    return (
        float(a.tribute != b.tribute),
        float(a.calling != b.calling or (a.crown != b.crown and a.words != b.words)),
        *(_context(one, other) if one and other else _NO_CONTEXT),
        min(len(a.whole), 20),
        float(bool(one and other)),
    )


def _words(a: Reading, b: Reading) -> tuple[float, ...]:
    """How the words of both are paired: exactly, bent, or not at all."""
    numbers = _numbers(a, b)
    if a.words == b.words:
        count = len(a.words)
        return (0, 0, 0, 0, count, min(len(a.whole), 24), 1, 1, *_UNBENT, 0, 1, numbers, count, 0, 0, 0, 0)
    shared, right, left = _apart(a.words, b.words)
    bent, lost = [], []
    for word in right:
        best, other = BEND, ""
        for one in left:
            if (alike := _alike(word, one)) > best:
                best, other = alike, one
        if other:
            left.remove(other)
            bent.append((best, word, other))
        else:
            lost.append(word)
    plain = [word for word in left if word not in DRESSING]
    shared_length = sum(map(len, shared))
    return (
        len(lost),
        len(left),
        sum(map(len, lost)) / (len(a.whole) or 1),
        sum(map(len, left)) / (len(b.whole) or 1),
        len(shared),
        min(shared_length, 24),
        float(a.words[0] == b.words[0]),
        float(a.words[-1] == b.words[-1]),
        *(_bending(bent) if bent else _UNBENT),
        sum(other in SHORT_FOR.get(word, ()) for _, word, other in bent),
        float(not lost) * (1 - len(plain) / len(left) if left else 1.0),
        numbers,
        len(a.words),
        float(_acronym(a, b) or _acronym(b, a)),
        float(bool(lost and left) and a.whole == b.whole),
        float(b.whole == a.whole + "s"),
        float(a.whole.isascii() != b.whole.isascii()),
    )


def _apart(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[list[str], list[str], list[str]]:
    """The words that both have, and those of each that the other lacks."""
    left, shared, right = list(other), [], []
    for word in one:
        if word in left:
            left.remove(word)
            shared.append(word)
        else:
            right.append(word)
    return shared, right, left


_UNBENT = (0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 100.0, 20.0)


def _bending(bent: list[tuple[float, str, str]]) -> tuple[float, ...]:
    """Of the words that are alike and not the same: how many, and how the two least alike of them differ."""
    alike, word, other = min(bent, key=itemgetter(0))
    return (
        len(bent),
        float(OSA.distance(word, other)),
        float(abs(len(word) - len(other))),
        float(word[0] == other[0]),
        float(skeleton(word) == skeleton(other)),
        float(word in LEXICON and other in LEXICON),
        alike,
        float(min(len(word), len(other), 20)),
    )


@lru_cache(maxsize=65_536)
def _alike(word: str, other: str) -> float:
    """How alike two words are, 0 to 100; an initial stands for its word, and Pete for Peter."""
    if other in SHORT_FOR.get(word, ()):
        return 95.0
    if word[0] == other[0] and 1 in (len(word), len(other)):
        return 90.0
    if word.isdigit() or other.isdigit():
        return 0.0
    return fuzz.ratio(word, other)


def _acronym(a: Reading, b: Reading) -> bool:
    return len(a.words) == 1 and 2 <= len(a.whole) <= 8 and len(b.words) > 1 and a.whole in _initials(b)


def _initials(a: Reading) -> tuple[str, str]:
    return a.initials, "".join([word if word.isdigit() else word[0] for word in a.words])


def _numbers(a: Reading, b: Reading) -> float:
    if a.numbers == b.numbers:
        return 0.0
    return 2.0 if a.numbers and b.numbers else 1.0


_ALONE = (0.0,) * len(GROUPS["company"])


def _company(a: Reading, b: Reading) -> tuple[float, ...]:
    if not (a.acts or b.acts or a.guests or b.guests or a.asides or b.asides or a.backing or b.backing):
        return _ALONE
    same = a.whole == b.whole
    member = not same and (a.whole in b.acts or b.whole in a.acts)
    lead = member and (a.whole == b.acts[0] if b.acts else b.whole == a.acts[0])
    backing = not same and a.backing != b.backing and (b if b.backing else a).words[: len(a.words)] == a.words
    return (
        float(not same and (a.whole in b.guests or b.whole in a.guests)),
        float(bool(a.guests) != bool(b.guests)) + (same and bool(a.guests or b.guests)),
        float(member),
        float(lead),
        float(min(abs(len(a.acts) - len(b.acts)), 3)),
        float(backing),
        float(not same and ((b.backing and a.whole in b.acts[1:]) or (a.backing and b.whole in a.acts[1:]))),
        float(bool(a.acts) and sorted(a.acts) == sorted(b.acts)),
        float(not same and (a.whole in b.asides or b.whole in a.asides)),
        float(bool(a.asides) != bool(b.asides)),
        float(a.loose or b.loose),
    )


def _context(one: Context, other: Context) -> tuple[float, ...]:
    countries = one.get("country") or "", other.get("country") or ""
    kinds = one.get("kind") or one.get("type") or "", other.get("kind") or other.get("type") or ""
    with_one, with_other = set(one.get("with") or ()), set(other.get("with") or ())
    return (
        _genres(_told(one.get("genres")), _told(other.get("genres"))),
        _agree(*countries),
        _agree(*(str(kind).casefold() for kind in kinds)),
        float(bool(with_one & with_other)),
    )


_CIRCLES = {
    "rock": "loud", "punk": "loud", "metal": "loud", "indie": "loud club", "pop": "loud club home", "folk": "home loud",
    "country": "home loud", "trad": "home", "hiphop": "club", "rnb": "club hall", "house": "club", "techno": "club",
    "electronic": "club loud", "jazz": "hall home", "classical": "hall", "comedy": "words",
}  # fmt: skip
"""Families that one act may well be told of by different sources share a circle."""


def conflict(one: Context, other: Context) -> bool:
    """Whether what is known besides the names speaks against one act: another country, or music far apart."""
    if set(one.get("with") or ()) & set(other.get("with") or ()):
        return False
    if _agree(one.get("country") or "", other.get("country") or "") < 0:
        return True
    circles = _circles(_told(one.get("genres"))), _circles(_told(other.get("genres")))
    return bool(circles[0] and circles[1]) and circles[0].isdisjoint(circles[1])


def _circles(said: tuple[str, ...]) -> set[str]:
    return {circle for genre in said for circle in _CIRCLES.get(genres.family(genre), "").split()}


def _agree(one: str, other: str) -> float:
    return 0.0 if not one or not other else 1.0 if one == other else -1.0


def _told(said: Any) -> tuple[str, ...]:
    if isinstance(said, str):
        said = said.strip("[]").replace('"', "").split(",")
    return tuple(str(one).strip().casefold() for one in said or () if str(one).strip() not in ("", "other"))


@lru_cache(maxsize=16_384)
def _genres(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """1 a genre in common, .5 a family, -.3 cannot be told, -.5 families that go together, -1 far apart, 0 unknown."""
    if not one or not other:
        return 0.0
    if set(one) & set(other):
        return 1.0
    families = ({genres.family(genre) for genre in said} - {"other"} for said in (one, other))
    first, second = families
    if not first or not second:
        return -0.3
    if first & second:
        return 0.5
    return -0.5 if _circles(one) & _circles(other) else -1.0
