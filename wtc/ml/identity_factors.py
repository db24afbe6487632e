"""What makes a confidence, in words: one factor for each group, whose weights add up to the log-odds."""

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz

from wtc.domain.identity import Reading, read
from wtc.ml.identity import Scorer, sigmoid
from wtc.ml.identity_features import GROUPS, NAMES, Pair, table
from wtc.shapes.identity import Factor

_TITLES = {
    "names": "The names",
    "company": "Who else is named",
    "tribute": "Tribute",
    "context": "Beyond the name",
}
_AT = {name: place for place, name in enumerate(NAMES)}
START = "Before looking"


def judged(scorer: Scorer, pairs: Sequence[Pair]) -> list[tuple[float, tuple[Factor, ...]]]:
    """How sure of each pair, and why. The weights of the factors add up to the log-odds of the confidence."""
    if not pairs:
        return []
    rows = table(pairs)
    shares = scorer.of(rows)
    sure = sigmoid(scorer.base + shares.sum(axis=1))
    return [
        (float(confidence), _factors(scorer.base, parts, row, pair))
        for confidence, parts, row, pair in zip(sure, shares, rows, pairs, strict=True)
    ]


def _factors(base: float, parts: np.ndarray, row: np.ndarray, pair: Pair) -> tuple[Factor, ...]:
    one, other = read(pair[0]), read(pair[2])
    said = {
        "names": _names(row, one, other),
        "company": _company(row, one, other),
        "tribute": "one of them sounds like a tribute" if row[_AT["tribute"]] else "no sign of one",
        "context": _context(row),
    }
    made = [
        Factor(name=_TITLES[name], said=said[name], weight=float(part))
        for name, part in zip(GROUPS, parts, strict=True)
    ]
    return (*made, Factor(name=START, said="how often two names that look alike are one act", weight=base))


def _names(row: np.ndarray, one: Reading, other: Reading) -> str:
    if one.words == other.words:
        return "the same words"
    if row[_AT["acronym"]]:
        return "one is the other's initials"
    alike = (
        "the same letters"
        if one.whole == other.whole
        else f"{fuzz.ratio(one.whole, other.whole):.0f} % of letters agree"
    )
    return f"{alike}; words: {_words(row)}"


def _words(row: np.ndarray) -> str:
    shared, bent = int(row[_AT["shared"]]), int(row[_AT["bent"]])
    apart = int(row[_AT["lost"]] + row[_AT["extra"]])
    parts = [
        f"{shared} shared" if shared else "",
        f"{bent} nearly" if bent else "",
        f"{apart} in one name only" if apart else "",
    ]
    if row[_AT["numbers"]] > 1:
        parts.append("other numbers")
    return ", ".join(filter(None, parts)) or "none shared"


def _company(row: np.ndarray, one: Reading, other: Reading) -> str:
    if row[_AT["guest"]]:
        return "one is only a guest of the other"
    if row[_AT["backing"]] or row[_AT["their_band"]]:
        return "one names the band as well"
    if row[_AT["member"]]:
        return "one names two acts, the other one of them"
    if row[_AT["same_acts"]]:
        return "the same acts together"
    if one.guests or other.guests:
        return "a guest is named"
    return "nobody else" if not (one.acts or other.acts) else "several acts are named"


def _context(row: np.ndarray) -> str:
    told = (
        (row[_AT["country"]], "same country", "another country"),
        (row[_AT["genres"]], "same music", "other music"),
        (row[_AT["kind"]], "", "person against group"),
        (row[_AT["billed"]], "seen on the same bills", ""),
    )
    said = [good if value > 0 else bad for value, good, bad in told if value]
    return ", ".join(filter(None, said)) or "nothing known of both"
