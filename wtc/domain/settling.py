"""Which of some acts a source's act is, if any: ids first, then a spelling that is known, then what the scorer says."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wtc.domain.identity import read
from wtc.shapes.identity import Factor, Standing

HARD_ID, ALIAS, SCORER, ADMIN = "hard id", "alias", "scorer", "admin"
CERTAIN = 0.999
KNOWN = 0.98
SHOWN = 5
"""Candidates kept for whoever reviews."""
_SHORT = 3
_FAINT = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An act that could be meant. ``named``: a name or known spelling of it is the same; ``conflict``: what is known
    besides speaks against it; ``hard`` and ``clash``: an id elsewhere is the same, or is not.
    """

    artist_id: int
    name: str
    confidence: float = 0.0
    factors: tuple[Factor, ...] = ()
    named: bool = False
    hard: str = ""
    clash: bool = False
    conflict: bool = False
    meant: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is held of a source's act, and of whom."""

    state: Standing
    candidate: Candidate | None = None
    decided_by: str = ""


def judge(name: str, candidates: Iterable[Candidate], *, accept: float, reject: float) -> Verdict:
    """The verdict on a source's act called ``name``. Equal names in conflict are never accepted alone."""
    open_ = sorted((one for one in candidates if not one.clash), key=_order)
    hard = [one for one in open_ if one.hard]
    if len(hard) == 1:
        return Verdict(
            state=Standing.ACCEPTED, candidate=_sure(hard[0], CERTAIN, "Shared id", hard[0].hard), decided_by=HARD_ID
        )
    if hard:
        return Verdict(state=Standing.REVIEW, candidate=hard[0])
    if not open_:
        return Verdict(state=Standing.NEW)
    best = open_[0]
    if best.confidence <= reject and not best.named:
        return Verdict(state=Standing.REJECTED if best.meant else Standing.NEW, candidate=best, decided_by=SCORER)
    rivals = [one for one in open_[1:] if one.confidence >= accept or one.named]
    if best.conflict or rivals or doubtful(name, best.name):
        return Verdict(state=Standing.REVIEW, candidate=best)
    if best.named and best.confidence > 0.1:
        said = "the same name or a spelling we know"
        return Verdict(state=Standing.ACCEPTED, candidate=_sure(best, KNOWN, "Known spelling", said), decided_by=ALIAS)
    if best.confidence >= accept:
        return Verdict(state=Standing.ACCEPTED, candidate=best, decided_by=SCORER)
    return Verdict(state=Standing.REVIEW, candidate=best)


def doubtful(name: str, other: str) -> bool:
    """Whether two names are so short that a mark tells them apart: 'Bo' and 'BÖ', 'Xo' and 'X!O'."""
    one, two = name.strip().casefold(), other.strip().casefold()
    return one != two and min(len(read(name).whole), len(read(other).whole)) <= _SHORT


def shown(candidates: Iterable[Candidate]) -> Sequence[Candidate]:
    """Those worth showing to whoever reviews, the best first: not those that nothing speaks for."""
    ordered = sorted(candidates, key=_order)
    worth = [one for one in ordered[1:] if one.hard or one.named or one.confidence > _FAINT]
    return [*ordered[:1], *worth][:SHOWN]


def _order(one: Candidate) -> tuple[bool, bool, float, int]:
    return not one.hard, one.clash, -one.confidence + one.conflict * 0.01, one.artist_id


def _sure(one: Candidate, least: float, name: str, said: str) -> Candidate:
    """The candidate at least that sure, with the part that made it so."""
    if one.confidence >= least:
        return one
    odds = math.log(least / (1 - least))
    part = Factor(name=name, said=said, weight=odds - sum(factor.weight for factor in one.factors))
    return replace(one, confidence=least, factors=(part, *one.factors))
