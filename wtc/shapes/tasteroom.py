"""What a fan is shown of their own taste."""

from dataclasses import dataclass, field

from wtc.shapes.charts import Chart


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One sound of the wheel: the shares (0 to 1) that it has of what you like and of what your town saves.

    ``town`` is None when too few people save gigs there for an average to hide each of them.
    """

    key: str
    label: str
    you: float
    town: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One sound then and now: its shares (0 to 1) of the saves before and of the last thirty days."""

    key: str
    label: str
    before: float
    late: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Saves:
    """How many events of each family a fan saved before the last thirty days, and within them."""

    before: dict[str, int] = field(default_factory=dict)
    late: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """What people save in a town: the mean share of each family, and of how many ``people``.

    ``crowd``: these are the made-up visitors of the demo, because there are too few real ones.
    """

    name: str = ""
    shares: dict[str, float] = field(default_factory=dict)
    people: int = 0
    crowd: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Gigs of one sound on one night: how many, how dark (0 to 4), where they are found, and the whole in words."""

    count: int
    step: int
    href: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One sound over the coming nights."""

    label: str
    cells: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """Sounds by nights; no ``rows`` when nothing is on. ``town`` is where."""

    town: str = ""
    finding: str = ""
    nights: tuple[str, ...] = ()
    rows: tuple[HeatRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """How mixed a list is, 0 to 100, None for lists too short to say: ``sounds`` and ``acts`` are its two parts.

    ``figure`` is the score as it is shown, '' without one.
    """

    score: int | None = None
    figure: str = ""
    sounds: float = 0.0
    acts: float = 0.0
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TasteRoom:
    """Everything of the page about a fan's own taste. ``known`` is False when there is nothing to draw it from.

    ``top`` and ``rising`` are sounds in words, empty when there is none. ``crowd`` says who the others are when they
    are made up. ``note`` says why scores are missing.
    """

    known: bool = False
    town: str = ""
    wheel: Chart = field(default_factory=Chart)
    crowd: str = ""
    top: str = ""
    rising: str = ""
    matches: Chart = field(default_factory=Chart)
    note: str = ""
    discovery: Discovery = field(default_factory=Discovery)
    turning: Chart = field(default_factory=Chart)
    heat: Heat = field(default_factory=Heat)
