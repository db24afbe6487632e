"""The rules of the newcomer's three screens: what may be picked, whose faces are shown, and what home says after."""

from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

from wtc.domain import words
from wtc.domain.genres import FAMILIES, label, within
from wtc.errors import Invalid
from wtc.language import n, t
from wtc.shapes.artists import Artist
from wtc.shapes.welcome import Picked

LEAST, FACES, TILES = 3, 24, 8
DEAREST = 100
"""Where the slider ends: there it means any price."""
_NAMED = 3


def sounds(said: Iterable[str]) -> tuple[str, ...]:
    """The families among ``said``, each once, in our order."""
    asked = set(said)
    return tuple(key for key in FAMILIES if key in asked)


def picked(town: str, genres: Sequence[str], acts: Sequence[int], budget: int, *, towns: Iterable[str]) -> Picked:
    """What was picked, once each. A list that is empty was skipped; ``budget`` below 0 or at the end is any price.

    Raises Invalid for a town or a sound that is not ours, for one or two sounds, and for more acts than were shown.
    """
    wrong: dict[str, str] = {}
    if town and town not in set(towns):
        wrong["town"] = "Pick one of the towns."
    known = sounds(genres)
    if len(known) != len(set(genres)) or 0 < len(known) < LEAST:
        wrong["genres"] = t("Pick at least {count} sounds, or none.", count=LEAST)
    ids = tuple(dict.fromkeys(acts))
    if len(ids) > FACES or any(not 0 < each < 2**63 for each in ids):
        wrong["acts"] = t("Up to {count} acts here; the rest can follow.", count=FACES)
    if budget > DEAREST:
        wrong["budget"] = t("Give an amount up to {most}.", most=DEAREST)
    if wrong:
        raise Invalid("Some of that won't do.", details=wrong)
    return Picked(town=town, genres=known, acts=ids, budget=budget * 100 if 0 <= budget < DEAREST else None)


def faces(near: Sequence[Artist], anywhere: Sequence[Artist], genres: Sequence[str]) -> tuple[Artist, ...]:
    """Up to ``FACES`` acts, each sound in turn, those who play in town first and only those with a date."""
    wanted = sounds(genres)
    found = {act.id: act for act in chain(near, anywhere) if act.dates}
    groups = [[act for act in found.values() if act.family in within(genre)] for genre in wanted] or [[*found.values()]]
    mixed = (act for row in zip_longest(*groups) for act in row if act is not None)
    return tuple({act.id: act for act in mixed}.values())[:FACES]


def line(genres: Sequence[str], town: str, follows: int) -> str:
    """'Picked for techno, trad and jazz near Galway, and the 4 acts you follow.'; '' when nothing is known."""
    named = [_spoken(genre) for genre in genres[:_NAMED]]
    more = len(genres) - _NAMED
    if more > 0:
        named.append(n("{count} more sound", "{count} more sounds", more))
    acts = n("the act you follow", "the {count} acts you follow", follows)
    place = words.place(town)
    if named and follows:
        return t("Picked for {sounds} near {place}, and {acts}.", sounds=words.listed(named), place=place, acts=acts)
    if named:
        return t("Picked for {sounds} near {place}.", sounds=words.listed(named), place=place)
    return t("Picked for {acts}, near {place}.", acts=acts, place=place) if follows else ""


def _spoken(genre: str) -> str:
    said = label(genre)
    return said if "&" in said[:2] else said.lower()
