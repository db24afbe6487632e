"""How much an act that is listened to elsewhere weighs, and which sounds that makes; see docs/formulas.md."""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from wtc.domain.genres import FAMILIES, place
from wtc.domain.text import key
from wtc.shapes.identity import ArtistRecord
from wtc.shapes.listening import Liked
from wtc.shapes.spotify import Heard

MOST = 1_000
"""Acts kept of one source."""
RANGES = {"short": (1.0, "this month"), "medium": (0.9, "in the last six months"), "long": (0.8, "over the years")}
LAST = 0.4
"""What the fiftieth of a range weighs beside its first."""
FOLLOWED, SAVED, SAVED_FULL = 0.5, 0.5, 10
LISTED = 0.7
LEAST = 0.05


def from_spotify(heard: Heard) -> tuple[Liked, ...]:
    """The acts of an account, each with the heaviest of its reasons, the heaviest first, at most ``MOST``."""
    found: dict[str, Liked] = {}

    def note(act: ArtistRecord, weight: float, how: str, plays: int = 0) -> None:
        stood = found.get(act.source_id)
        genres = act.genres or (stood.genres if stood else ())
        if stood is None or weight > stood.weight:
            stood = Liked(name=act.name, weight=weight, how=how, plays=plays, genres=genres, spotify_id=act.source_id)
        found[act.source_id] = replace(stood, genres=genres)

    for name, (share, words) in RANGES.items():
        for place_, act in enumerate(heard.top.get(name, ())):
            note(act, share * _by_rank(place_), f"No. {place_ + 1} of your most played {words}")
    for act in heard.followed:
        note(act, FOLLOWED, "You follow them on Spotify")
    for act, many in heard.saved:
        note(act, SAVED * min(1.0, many / SAVED_FULL), f"{many} saved track{'s' if many > 1 else ''}")
    return heaviest(found.values())


def _by_rank(place_: int) -> float:
    return 1.0 - (1.0 - LAST) * min(place_, 49) / 49


def by_plays(plays: int, most: int) -> float:
    """The weight of an act played ``plays`` times where the most played has ``most``: by the logarithm, 0.05 to 1."""
    return max(LEAST, math.log1p(plays) / math.log1p(most)) if most > 0 and plays > 0 else LEAST


def from_file(plays: int, saved: int, chosen: bool, *, most: int, listed: bool) -> tuple[float, str]:
    """The weight of an act of a file and why: ``plays`` beside the ``most`` of any, tracks saved, or named at all; a
    list of names is ``listed``.
    """
    named = (LISTED, "On your list") if listed else (FOLLOWED, "You follow them")
    reasons = [named] if chosen else []
    if saved:
        reasons.append((SAVED * min(1.0, saved / SAVED_FULL), f"{saved:,} saved track{'s' if saved > 1 else ''}"))
    if plays:
        reasons.append((by_plays(plays, most), f"{plays:,} play{'s' if plays > 1 else ''}"))
    return max(reasons, default=(LEAST, ""))


def heaviest(liked: Iterable[Liked]) -> tuple[Liked, ...]:
    """Each act once by its name, the heaviest first, at most ``MOST``; acts whose name says nothing are left out."""
    found: dict[str, Liked] = {}
    for one in sorted(liked, key=lambda each: (-each.weight, -each.plays, each.name)):
        if name := key(one.name)[:160]:
            found.setdefault(name, one)
    return tuple(found.values())[:MOST]


def sounds(liked: Iterable[Liked], ours: Mapping[int, Sequence[str]], limit: int = 8) -> list[dict[str, Any]]:
    """The families of these acts by weight: ``{key, label, share}``, shares of all that is known adding up to 1.

    An act's own genres count, else those of ``ours`` (by our id); an act of which no family is known does not count.
    """
    weights: dict[str, float] = {}
    for one in liked:
        family, _ = place(tuple(one.genres) or tuple(ours.get(one.artist_id or 0, ())))
        if family != "other":
            weights[family] = weights.get(family, 0.0) + one.weight
    whole = sum(weights.values())
    ordered = sorted(weights.items(), key=lambda each: (-each[1], each[0]))[:limit]
    return [{"key": name, "label": FAMILIES[name], "share": round(each / whole, 4)} for name, each in ordered]


def top_lists(heard: Heard, ids: Mapping[str, int], slugs: Mapping[int, str]) -> dict[str, list[dict[str, Any]]]:
    """The most played by range for keeping; ``ids`` are ours by Spotify's id, ``slugs`` their pages."""
    return {name: [_kept(act, ids, slugs) for act in heard.top.get(name, ())] for name in RANGES}


def _kept(act: ArtistRecord, ids: Mapping[str, int], slugs: Mapping[int, str]) -> dict[str, Any]:
    ours = ids.get(act.source_id)
    return {
        "id": act.source_id,
        "name": act.name,
        "url": act.url,
        "artist_id": ours,
        "slug": slugs.get(ours, "") if ours else "",
    }


def known(liked: Collection[Liked]) -> int:
    """How many of them we have."""
    return sum(1 for one in liked if one.artist_id)
