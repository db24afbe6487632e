"""The pen: a seeded hand, a sheet to draw on, and the few strokes every picture is made of."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from math import cos, sin
from typing import TypeVar

T = TypeVar("T")

Point = tuple[float, float]
DOTS = "url(#d)"


class Seed:
    """An endless run of numbers from words: the same words give the same run, on any machine."""

    def __init__(self, *words: str) -> None:
        self._words = "|".join(words).encode()
        self._drawn = 0

    def between(self, low: float, high: float) -> float:
        if self._drawn % 32 == 0:
            page = (self._drawn // 32).to_bytes(4, "big")
            self._page = blake2b(self._words, digest_size=64, salt=page).digest()
        place = self._drawn % 32 * 2
        self._drawn += 1
        return low + (high - low) * int.from_bytes(self._page[place : place + 2], "big") / 65_535

    def whole(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return min(high, int(self.between(low, high + 1)))

    def one_of(self, *choices: T) -> T:
        return choices[self.whole(0, len(choices) - 1)]

    def one_in(self, count: int) -> bool:
        return self.whole(1, count) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Inks:
    """The colours of one sheet: ``a``, ``b`` and ``light`` are laid flat on ``ground``; ``type`` is the lettering's."""

    ground: str
    a: str
    b: str
    light: str
    deep: str
    type: str
    dots: str
    multiply: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a motif is given: its size, the point the eye should go to, the inks, the family and the hand."""

    w: int
    h: int
    cx: float
    cy: float
    inks: Inks
    family: str
    seed: Seed

    @property
    def unit(self) -> int:
        return min(self.w, self.h)

    @property
    def whole(self) -> str:
        return box(0, 0, self.w, self.h)


def at(*numbers: float) -> str:
    """Coordinates, whole: at 640 wide nobody sees the half pixel, and the file is a third smaller."""
    return " ".join(f"{number:.0f}" for number in numbers)


def box(x: float, y: float, w: float, h: float) -> str:
    return f"M{at(x, y)}h{w:.0f}v{h:.0f}h{-w:.0f}z"


def polygon(points: Sequence[Point]) -> str:
    return "M" + "L".join(at(*point) for point in points) + "z"


def polar(x: float, y: float, radius: float, angle: float) -> Point:
    return x + radius * cos(angle), y + radius * sin(angle)


def path(d: str, fill: str, extra: str = "") -> str:
    return f'<path d="{d}" fill="{fill}"{extra}/>' if d else ""


def disc(x: float, y: float, radius: float, fill: str, extra: str = "") -> str:
    return f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{radius:.0f}" fill="{fill}"{extra}/>'


def stroke(d: str, ink: str, width: float = 0, extra: str = "") -> str:
    wide = f' stroke-width="{width:.0f}"' if width else ""
    return f'<path d="{d}" stroke="{ink}"{wide}{extra}/>' if d else ""


def lines(drawn: str, width: float = 0, *, round_ends: bool = False) -> str:
    """A group of strokes, unfilled."""
    wide = f' stroke-width="{width:.0f}"' if width else ""
    ends = ' stroke-linecap="round"' if round_ends else ""
    return f'<g fill="none"{wide}{ends}>{drawn}</g>'


def curve(points: Sequence[Point]) -> str:
    """A smooth open line through the middles of ``points``, from the first to the last."""
    xs = [(round(x), round(y)) for x, y in points]
    middles = [((p[0] + q[0]) // 2, (p[1] + q[1]) // 2) for p, q in pairwise(xs)]
    start = f"M{at(*xs[0])}L{at(*middles[0])}Q{at(*xs[1], *middles[1])}"
    return start + "".join(f"T{at(*middle)}" for middle in middles[2:]) + f"T{at(*xs[-1])}"


def loop(points: Sequence[Point]) -> str:
    """A smooth closed line around ``points``."""
    xs = [(round(x), round(y)) for x, y in points]
    middles = [((p[0] + q[0]) // 2, (p[1] + q[1]) // 2) for p, q in zip([xs[-1], *xs], xs, strict=False)]
    turns = "".join(f"T{at(*middle)}" for middle in [*middles[2:], middles[0]])
    return f"M{at(*middles[0])}Q{at(*xs[0], *middles[1])}{turns}z"
