"""Why an event suits a fan: each part of its score with its share of the match, and the whole in a sentence."""

import math
from collections.abc import Sequence

from wtc.domain.reason_words import SOURCES, clause, joined, says
from wtc.domain.words import listed
from wtc.language import irish, t, word
from wtc.shapes.taste import Part, Reason

STRONG, FAIR = 0.70, 0.40
_LEFT_OUT = {
    "follows": word("the acts you follow"),
    "history": word("what you saved and liked"),
    "said": word("your preferences"),
    "place": word("where you are"),
}
_SECOND = 0.4
"""A second reason is named in the sentence when it is at least so much of the first."""


def tier(score: float) -> str:
    """The badge of a score of 0 to 1: strong above .70, fair from .40, weak below."""
    return "strong" if score > STRONG else "fair" if score >= FAIR else "weak"


def shares(points: Sequence[float], whole: int) -> tuple[int, ...]:
    """``whole`` dealt out by signed ``points`` as whole numbers that add up to it exactly (largest remainder).

    All 0 when the points do not come to more than nothing, for then there is no match to deal out.
    """
    total = math.fsum(points)
    if total <= 1e-9 or not whole:
        return (0,) * len(points)
    exact = [whole * one / total for one in points]
    dealt = [math.floor(one) for one in exact]
    left = whole - sum(dealt)
    for place in sorted(range(len(points)), key=lambda at: (dealt[at] - exact[at], at))[:left]:
        dealt[place] += 1
    return tuple(dealt)


def worded(parts: Sequence[Part], match: int | None) -> tuple[Reason, ...]:
    """The parts of one score as reasons, in their order, with their shares of ``match`` (None: there is none)."""
    dealt = shares([part.points for part in parts], match or 0)
    return tuple(_reason(part, share) for part, share in zip(parts, dealt, strict=True))


def _reason(part: Part, share: int) -> Reason:
    said = says(part)
    told = (said.kind, said.label, said.chip, said.title, said.evidence)
    return Reason(part.factor, part.points, *told, part.dial, share)


def sentence(parts: Sequence[Part]) -> str:
    """'Picked mostly because you follow Lankum and it's in Dublin': the one or two largest parts that speak for it."""
    good = sorted((part for part in parts if part.points > 0), key=lambda part: -part.points)
    named = [part for part in good[:2] if part.points >= _SECOND * good[0].points]
    return t("Picked mostly because {reasons}.", reasons=listed([clause(part) for part in named])) if named else ""


def left_out(told: str, sources: Sequence[str]) -> str:
    """What we would not know without a source, in words: heard, follows, history, said or place; '' for none.

    ``sources`` are the services by which we know what is listened to.
    """
    if told == "heard":
        return joined([t(SOURCES.get(one, one)) if one == "list" else SOURCES.get(one, one) for one in sources]) or t(
            "what you listen to"
        )
    return t(_LEFT_OUT.get(told, ""))


def instead(left_out: str, place: int | None, before: int) -> str:
    """'Without Spotify it would be 14th.' ``place`` None: it would not be recommended at all."""
    if place is None:
        return t("Without {source} it would not be picked for you.", source=left_out)
    if place == before:
        return t("Without {source} it would still be {place}.", source=left_out, place=ordinal(place))
    return t("Without {source} it would be {place}.", source=left_out, place=ordinal(place))


def ordinal(place: int) -> str:
    """1st, 2nd, 13th, 1,022nd."""
    if irish():
        return f"{place:,}ú"
    tail = "th" if 10 <= place % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place:,}{tail}"
