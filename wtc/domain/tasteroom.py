"""A fan's own taste worked out and put into words: shares of sounds, a mixed list, a turn, nights and sounds."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from wtc.domain.genres import FAMILIES
from wtc.domain.genres import label as sound_named
from wtc.domain.reasons import tier
from wtc.domain.words import gigs, place
from wtc.language import irish, n, t, word
from wtc.shapes.tasteroom import Axis, Discovery, Saves, Town, Turn

LEAST, MOST = 6, 8
"""How many sounds the wheel has."""
ENOUGH = 5
"""Fewer people than this in a town are not averaged: one could be told from the others."""
ASKED = HEARD = 3.0
"""What a sound that somebody asks for counts, and the one they listen to most: as much as three saves."""
SHORTEST = 5
"""Shorter lists have no discovery score."""
FULL = 8
"""So many sounds in equal parts are as mixed as the score goes."""
FEW = 3
"""Fewer saves than this before, or of late, tell no turn."""
TURNED = 0.1
_NAMED = tuple(key for key in FAMILIES if key != "other")


def shares(points: Mapping[str, float]) -> dict[str, float]:
    """Points of sounds as shares of their sum; what is below nothing, or says nothing, is left out."""
    kept = {key: value for key, value in points.items() if value > 0 and key in _NAMED}
    total = sum(kept.values())
    return {key: value / total for key, value in kept.items()} if total else {}


def wheel(you: Mapping[str, float], town: Town) -> tuple[Axis, ...]:
    """Six to eight sounds: the fan's strongest, then the town's, in the order in which the house names them."""
    if not you:
        return ()
    others = town.shares if town.people >= ENOUGH else {}
    order = _NAMED
    ranked = sorted(order, key=lambda key: (-you.get(key, 0.0), -others.get(key, 0.0), order.index(key)))
    strong = [key for key in ranked if you.get(key) or others.get(key)][:MOST]
    chosen = {*strong, *ranked[: max(LEAST, len(strong))]}
    return tuple(
        Axis(key=key, label=sound_named(key), you=you.get(key, 0.0), town=others.get(key, 0.0) if others else None)
        for key in order
        if key in chosen
    )


def leaning(axes: Sequence[Axis], town: Town) -> str:
    """What the wheel shows in one sentence."""
    if not axes:
        return t("Nothing to draw yet.")
    top = max(axes, key=lambda each: each.you)
    if top.town is None:
        return t("{sound} is {share} of what you like.", sound=top.label, share=_percent(top.you))
    further = max(axes, key=lambda each: each.you - (each.town or 0.0))
    told = {
        "sound": _small(further.label),
        "town": place(town.name),
        "mine": _percent(further.you),
        "theirs": _percent(further.town or 0.0),
    }
    if town.crowd:
        return t("You lean further into {sound} than the demo's visitors in {town}: {mine} against {theirs}.", **told)
    return t("You lean further into {sound} than most of {town}: {mine} against {theirs}.", **told)


def discovery(families: Sequence[str], acts: Sequence[int]) -> Discovery:
    """How mixed a list is: how evenly it spreads over sounds, times how many of its acts are different ones.

    ``families`` has one for each event of the list, ``acts`` the headliner's id of each, 0 where there is none.
    """
    if len(families) < SHORTEST:
        return Discovery(words=t("Too short a list to say how mixed it is."))
    counts = Counter(families)
    parts = [many / len(families) for many in counts.values()]
    sounds = min(1.0, -sum(part * math.log(part) for part in parts) / math.log(FULL))
    named = [act for act in acts if act]
    different = (len(set(named)) + acts.count(0)) / len(acts)
    score = round(100 * sounds * different)
    mixed = word("wide open") if score >= 70 else word("mixed") if score >= 40 else word("narrow")
    many = n("{count} sound", "{count} sounds", len(counts))
    return Discovery(
        score=score,
        figure=f"{score} / 100",
        sounds=round(sounds, 4),
        acts=round(different, 4),
        words=t("Your list is {mixed}: {sounds} in {gigs}.", mixed=t(mixed), sounds=many, gigs=gigs(len(families))),
    )


def turns(saves: Saves) -> tuple[Turn, ...]:
    """The sounds of the saves before and of late by their shares, the ones that count most first, at most six."""
    if sum(saves.before.values()) < FEW or sum(saves.late.values()) < FEW:
        return ()
    before, late = _of_all(saves.before), _of_all(saves.late)
    keys = sorted({*before, *late}, key=lambda key: (-max(before.get(key, 0), late.get(key, 0)), key))[:6]
    return tuple(
        Turn(key=key, label=sound_named(key), before=before.get(key, 0.0), late=late.get(key, 0.0)) for key in keys
    )


def rising(told: Sequence[Turn]) -> Turn | None:
    """The sound whose share rose most, when that is by a tenth or more."""
    most = max((each for each in told if each.key != "other"), key=lambda each: each.late - each.before, default=None)
    return most if most and most.late - most.before >= TURNED else None


def turned(told: Sequence[Turn]) -> str:
    """'Your taste is evolving toward techno: 60% of your saves in the last 30 days, 10% before.'"""
    if not told:
        return t("Save {few} gigs in a month, after {few} before it, and this tells which way you're turning.", few=FEW)
    toward = rising(told)
    if toward is None:
        return t("Your taste is holding steady: no sound has gained a tenth of your saves in the last 30 days.")
    return t(
        "Your taste is evolving toward {sound}: {late} of your saves in the last 30 days, {before} before.",
        sound=_small(toward.label),
        late=_percent(toward.late),
        before=_percent(toward.before),
    )


def matched(scores: Sequence[int], *, listed: int, personal: bool, known: bool = False) -> str:
    """What the bars of matches show, of a list of so many gigs; ``personal`` says that it is the fan's own, scored or
    only ordered, ``known`` that their taste is known, whether the list goes by it or not.
    """
    if not listed:
        return t("Nothing that's coming up is on your list just now.")
    if not scores and personal:
        return t("The list you're on puts gigs in order and gives them no score.")
    if not scores and known:
        return t("The list you're on goes by what's popular and gives gigs no score.")
    if not scores:
        return t("No scores yet: we don't know your taste.")
    strong = sum(tier(score / 100) == "strong" for score in scores)
    return n(
        "{count} of the {gigs} on your list is a strong match.",
        "{count} of the {gigs} on your list are strong matches.",
        strong,
        gigs=gigs(len(scores)),
    )


def step(count: int, most: int) -> int:
    """How dark a cell is: 0 for none, then four steps up to the fullest."""
    return 0 if not count or not most else max(1, math.ceil(4 * count / most))


def families_of(genres: Iterable[int], known: Mapping[int, str]) -> str:
    """The first family among genres as numbers, 'other' when there is none."""
    return next((known[one] for one in genres if one in known), "other")


def _of_all(counts: Mapping[str, int]) -> dict[str, float]:
    total = sum(counts.values())
    return {key: many / total for key, many in counts.items() if many}


def _percent(share: float) -> str:
    return f"{round(100 * share)}%"


def _small(label: str) -> str:
    return label if irish() or label.startswith("R&B") else label.lower()
