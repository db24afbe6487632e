"""What a card says of a pick: the ring, its tier in a word, and the one reason that fits on a chip."""

from dataclasses import dataclass

from wtc.domain.reasons import tier
from wtc.language import t, word
from wtc.shapes.taste import Pick, Reason

EVERYBODY = ("popular", "popular_acts", "soon")
"""Factors that are the same for everybody: a chip rather says what is the fan's own."""
UNSURE = 0.2
"""Below this measured chance of a yes the ring is drawn in dots."""
_TIERS = {"strong": word("strong"), "fair": word("fair"), "weak": word("wild card")}
_LOOKS = {
    "artist": ("heart", "emerald"),
    "saved": ("heart", "emerald"),
    "venue": ("door", "emerald"),
    "asked": ("sliders", "emerald"),
    "city": ("pin", "sky"),
    "distance": ("near", "sky"),
    "night": ("calendar", "sky"),
    "recency": ("clock", "sky"),
    "price": ("euro", "gold"),
    "fans": ("users", "violet"),
    "popular": ("users", "muted"),
}
"""The icon and colour of a reason by what it is about; all others are about music."""
_MUSIC = ("music", "emerald")


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """The words on a card: ``match`` is empty where taste is unknown, and then ``word`` stands in its place."""

    match: str = ""
    tier: str = ""
    said: str = ""
    word: str = ""
    reason: str = ""
    icon: str = ""
    kind: str = ""


def chip(pick: Pick) -> Chip:
    """What the card of this pick says. No number where taste is unknown."""
    told = [one for one in pick.reasons if one.chip]
    own = [one for one in told if one.factor not in EVERYBODY and one.contribution >= 0]
    first = next(iter([*own, *told]), None)
    icon, kind = look(first) if first else ("", "")
    reason = first.chip if first else ""
    if pick.match is None:
        return Chip(word=t(pick.word), reason=reason, icon=icon, kind=kind)
    rank = tier(pick.match / 100)
    unsure = pick.confidence is not None and pick.confidence < UNSURE
    said = t("{match}% match, {tier}", match=pick.match, tier=t(_TIERS[rank]))
    return Chip(
        match=str(pick.match),
        tier=f"{rank} lo" if unsure else rank,
        said=t("{match}, low confidence", match=said) if unsure else said,
        reason=reason,
        icon=icon,
        kind=kind,
    )


def look(reason: Reason) -> tuple[str, str]:
    """The icon and the colour of a reason."""
    return _LOOKS.get(reason.kind, _MUSIC)
