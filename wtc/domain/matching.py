"""Whether two listings tell of one performance: a verdict with its named parts, and what no likeness can outweigh.

One event is one performance of one bill in one room. Two listings object to each other when a fact keeps them apart,
whatever their names: another room, another night, a matinee against an evening.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz.distance import OSA

from wtc.domain.clues import Clue

ALIKE_MINUTES = 125  # doors are at most an hour and a half before the show, and sources err by an hour
TWICE_MINUTES = 105  # what one source lists twice this far apart, it plays twice
EVENING = 17 * 60 + 30
SAME_MINUTES = 35
LATE = 21 * 60


class Verdict(StrEnum):
    SAME = "same"
    PERHAPS = "perhaps"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A verdict with its parts, each from 0 to 1: ``act``, ``show``, ``time``; ``because`` names what decided."""

    verdict: Verdict
    score: float
    act: float = 0.0
    show: float = 0.0
    time: float = 0.0
    because: str = ""


def compare(one: Clue, other: Clue) -> Pair:
    """Whether two listings of one block tell of one performance, and by what."""
    if reason := objection(one, other):
        return Pair(verdict=Verdict.DIFFERENT, score=0.0, because=reason)
    act, show, time = _act(one, other), _show(one, other), _time(one, other)
    score = max(act, show) * 0.8 + time * 0.2
    if act >= 0.9 or show >= 0.9:
        verdict, because = Verdict.SAME, "line-up" if act >= show else "title"
    elif max(act, show) >= 0.6 and time >= 0.5:
        verdict, because = Verdict.PERHAPS, "alike"
    else:
        verdict, because = Verdict.DIFFERENT, "other act"
    return Pair(verdict=verdict, score=score, act=act, show=show, time=time, because=because)


def objection(one: Clue, other: Clue) -> str:
    """Why two listings cannot be one performance whatever their names, or nothing."""
    if one.sample != other.sample:
        return "sample"
    if one.night != other.night:
        return "other night"
    if one.room and other.room and one.room != other.room:
        return "other room"
    if one.room != other.room and one.town_block != other.town_block:
        return "other town"
    if one.part and other.part and one.part != other.part:
        return "other part of the venue"
    if one.festival_pass != other.festival_pass:
        return "festival pass"
    if one.day and other.day and one.day != other.day:
        return "other day of the festival"
    if one.slot and other.slot and one.slot != other.slot and not _one_start(one, other):
        return "other show of the day"
    if _wrong_slot(one, other) or _wrong_slot(other, one):
        return "other show of the day"
    if _twice(one, other):
        return "listed twice by one source"
    if one.minute is not None and other.minute is not None and not _times_meet(one.minute, other.minute):
        return "other time"
    return ""


def _act(one: Clue, other: Clue) -> float:
    """How much of a line-up the two share: 1 for an act in common, less for names that are only alike."""
    if one.tribute != other.tribute and one.core != other.core:
        return 1.0 if set(one.billed) & set(other.billed) else 0.0
    if set(one.acts) & set(other.acts):
        return 1.0
    return max((_names(a, b) for a in one.acts for b in other.acts), default=0.0)


def _show(one: Clue, other: Clue) -> float:
    return 1.0 if one.core == other.core else _names(one.core, other.core)


@lru_cache(maxsize=65_536)
def _names(one: str, other: str) -> float:
    """Two names that are not equal: 0.95 for a slip of the pen, 0.7 when one holds the other whole, else 0."""
    plain, other_plain = one.replace(" ", ""), other.replace(" ", "")
    if plain == other_plain or _slip(plain, other_plain) or _misspelt_article(plain, other_plain):
        return 0.95
    short, long = sorted((set(one.split()), set(other.split())), key=len)
    return 0.7 if short and short <= long and len(" ".join(short)) > 3 else 0.0


def _misspelt_article(one: str, other: str) -> bool:
    """'Te Wombats' and 'Thee Wombats' are the Wombats, whose article was taken off."""
    short, long = sorted((one, other), key=len)
    return len(short) > 4 and long.endswith(short) and long[: -len(short)] in ("te", "th", "hte", "teh", "thee", "tthe")


def _slip(one: str, other: str) -> bool:
    """One wrong letter, two in a longer name; none in a short one unless a letter is missing of five; no digit."""
    if _digits(one) != _digits(other):
        return False
    shorter = min(len(one), len(other))
    slips = 0 if shorter < 4 or (shorter == 4 and len(one) == len(other)) else 1 if shorter < 7 else 2
    return bool(slips and OSA.distance(one, other, score_cutoff=slips) <= slips)


def _digits(name: str) -> str:
    return "" if name.isalpha() else "".join(sorted(filter(str.isdigit, name)))


def _time(one: Clue, other: Clue) -> float:
    if one.minute is None or other.minute is None:
        return 0.7
    apart = abs(one.minute - other.minute)
    return 1.0 if apart <= SAME_MINUTES else 0.8 if apart <= ALIKE_MINUTES else 0.3


def _wrong_slot(one: Clue, other: Clue) -> bool:
    """A matinee is no evening's show: 'early' against a start after half past five, 'late' against one before."""
    if one.slot not in ("early", "late") or other.minute is None or one.minute is not None:
        return False
    return (other.minute >= EVENING) == (one.slot == "early")


def _twice(one: Clue, other: Clue) -> bool:
    if one.source != other.source or one.add_on or other.add_on or one.minute is None or other.minute is None:
        return False
    apart = abs(one.minute - other.minute)
    after_midnight = max(one.minute, other.minute) >= 24 * 60
    return one.billed[:1] == other.billed[:1] and apart >= TWICE_MINUTES and not after_midnight


def _one_start(one: Clue, other: Clue) -> bool:
    return one.minute is not None and one.minute == other.minute


def _times_meet(one: int, other: int) -> bool:
    """Within doors and errors of each other, or a club night that one source dates after midnight."""
    apart = abs(one - other)
    return apart <= ALIKE_MINUTES or (apart <= 240 and max(one, other) >= 24 * 60 and min(one, other) >= LATE)
