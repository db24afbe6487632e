"""The newcomer's three screens: what there is to pick from, and what was picked."""

from dataclasses import dataclass

from wtc.shapes.artist_pages import ArtistCard


@dataclass(frozen=True, slots=True, kw_only=True)
class TownTile:
    """A town to pick: how many gigs are coming, where it is, and where on the island's outline (percent)."""

    name: str
    count: str
    lat: float
    lon: float
    left: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a fan has said so far; ``budget`` in whole units, -1 for any price. ``follows`` counts acts."""

    town: str = ""
    genres: tuple[str, ...] = ()
    budget: int = -1
    follows: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WelcomePage:
    """What the three screens show. ``drawn`` says for which town and sounds the faces were drawn."""

    towns: tuple[TownTile, ...] = ()
    told: Told = Told()
    faces: tuple[ArtistCard, ...] = ()
    drawn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """What was picked, checked: what is empty was skipped. ``budget`` is in cents, None when it was left alone."""

    town: str = ""
    genres: tuple[str, ...] = ()
    acts: tuple[int, ...] = ()
    budget: int | None = None
