"""The inks of the press: two for each genre family, its motifs and its display face."""

from dataclasses import dataclass

NIGHT = "#0a0a0a"
PAPER = "#f2ead9"

EMERALD, GOLD, CORAL, SKY, VIOLET = "#00d67d", "#f5a623", "#ff4757", "#4fc3f7", "#a78bfa"
MOSS, STEEL, PINK, PARCHMENT = "#7bc67b", "#8a8f98", "#ff7eb6", "#d9c7a3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """How one family is printed: inks A and B, its motif, the motif of one poster in four, and its face."""

    a: str
    b: str
    motif: str
    second: str
    face: str
    upper: bool = False


PRESSES: dict[str, Press] = {
    "trad": Press(a=EMERALD, b=GOLD, motif="knot", second="plait", face="fraunces"),
    "folk": Press(a=MOSS, b=GOLD, motif="hills", second="waves", face="fraunces"),
    "indie": Press(a=SKY, b=VIOLET, motif="rings", second="grid", face="syne", upper=True),
    "rock": Press(a=CORAL, b=GOLD, motif="shards", second="rings", face="anton", upper=True),
    "punk": Press(a=CORAL, b=VIOLET, motif="shards", second="bars", face="anton", upper=True),
    "metal": Press(a=STEEL, b=CORAL, motif="shards", second="peaks", face="pirata"),
    "pop": Press(a=PINK, b=SKY, motif="rings", second="arches", face="shrikhand"),
    "hiphop": Press(a=GOLD, b=VIOLET, motif="bars", second="shards", face="anton", upper=True),
    "rnb": Press(a=VIOLET, b=PINK, motif="waves", second="arches", face="abril"),
    "house": Press(a=EMERALD, b=SKY, motif="bars", second="grid", face="unbounded", upper=True),
    "techno": Press(a=SKY, b=EMERALD, motif="grid", second="bars", face="unbounded", upper=True),
    "electronic": Press(a=VIOLET, b=EMERALD, motif="ridges", second="grid", face="syne", upper=True),
    "jazz": Press(a=GOLD, b=SKY, motif="waves", second="rings", face="abril"),
    "classical": Press(a=PARCHMENT, b=SKY, motif="staves", second="arches", face="abril"),
    "country": Press(a=GOLD, b=CORAL, motif="hills", second="shards", face="shrikhand"),
    "comedy": Press(a=GOLD, b=PINK, motif="rings", second="arches", face="shrikhand"),
    "other": Press(a=EMERALD, b=VIOLET, motif="rings", second="waves", face="grotesk", upper=True),
}

STREETS = ((SKY, VIOLET), (GOLD, SKY), (EMERALD, GOLD), (CORAL, GOLD), (VIOLET, EMERALD), (MOSS, GOLD))
"""The pairs a venue's street is lit with."""


def blend(ink: str, into: str, share: float) -> str:
    """``ink`` with ``share`` (0 to 1) of ``into`` mixed in; both as ``#rrggbb``."""
    parts = zip(bytes.fromhex(ink[1:]), bytes.fromhex(into[1:]), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in parts)


SEA, LAND, LAND_EDGE, MIST = "#0a1114", "#10201a", "#2f6350", "#a0a0a0"
"""The map: water, county, its edge, and the words on it."""
