"""Display lettering as outlines: a name set in justified lines, the same on every machine, with no font to load."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import orjson

_FACES: dict[str, Any] = orjson.loads((Path(__file__).parent / "faces" / "glyphs.json").read_bytes())
_TIGHT = {"syne": -2, "anton": 2, "unbounded": -3, "fraunces": -3, "abril": -2}
_CAPITALS_ONLY = {name for name, face in _FACES.items() if "a" not in face["g"]}
_SPELT = str.maketrans(
    {
        "'": "’", "‘": "’", "`": "’", "´": "’", '"': "’", "“": "’", "”": "’", "–": "-", "—": "-", "/": "-", "_": "-",
        "ß": "ss", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "ł": "l", "Ł": "L", "đ": "d", "ð": "d", "þ": "th",
        "ı": "i", "$": "S", "[": "(", "]": ")", ";": ",", "…": "...", "·": ".", "×": "x",
    }
)  # fmt: skip
_MOVE = re.compile(r"M(-?\d+) ?(-?\d+)")
_WORD_SPACE = 0.3
_LEADING = 0.13
_STEEPEST = 2.1
_HANGS = {"the", "and", "of", "an", "na", "a", "with", "&", "for", "x", "ó", "ní", "mac", "nic", "o"}
"""Words that look lost at the end of a line or alone on it."""

_DESCENT = 0.36
"""How far a letter hangs below its line, as a share of a capital's height."""

_MOST_WORDS = 9
FALLBACKS = {"fraunces": ("abril", "anton"), "shrikhand": ("abril", "anton"), "pirata": ("anton",), "abril": ("anton",)}
"""The lighter faces a long name is set in when its own would pass the size of the file."""


@dataclass(frozen=True, slots=True)
class Line:
    """One set line: drawn ``outline``, its ``width`` and ``rise`` in face units, and the ``scale`` it is shown at."""

    outline: str
    width: float
    rise: float
    scale: float


@dataclass(frozen=True, slots=True)
class Block:
    """A name set to a measure. ``height`` is from the first line's top to the last baseline, in pixels."""

    lines: tuple[Line, ...]
    height: float
    gap: float

    @property
    def hang(self) -> float:
        """How far a descender of the last line reaches below its baseline, in pixels."""
        return self.lines[-1].rise * self.lines[-1].scale * _DESCENT

    def drawn(self, x: float, bottom: float, fill: str) -> str:
        """The block with its last baseline at ``bottom`` and its left edge at ``x``."""
        y, out = bottom - self.height, ""
        for line in self.lines:
            y += line.rise * line.scale
            out += f'<path transform="translate({x:.0f} {y:.0f})scale({line.scale:.3f})" d="{line.outline}"/>'
            y += self.gap * line.scale
        return f'<g fill="{fill}">{out}</g>'


def printable(face: str, text: str) -> str:
    """``text`` in letters the face has: accents dropped where it lacks them, what it cannot say left out."""
    glyphs = _FACES[face]["g"]
    if face in _CAPITALS_ONLY:
        text = text.upper()
    text = unicodedata.normalize("NFC", text).translate(_SPELT)
    kept = []
    for letter in text:
        if letter in glyphs or letter.isspace():
            kept.append(letter)
            continue
        plain = unicodedata.normalize("NFKD", letter)
        kept += [part for part in plain if part in glyphs]
    return " ".join("".join(kept).split())


def descends(face: str, text: str) -> bool:
    """True when the last word of ``text`` hangs below its line."""
    return face not in _CAPITALS_ONLY and bool(re.search("[gjpqyQ,]", text.rpartition(" ")[2]))


def cap_height(face: str) -> int:
    return int(_FACES[face]["cap"])


@lru_cache(maxsize=4_096)
def outline(face: str, text: str) -> tuple[float, str]:
    """(width, path) of one printable line, baseline at 0, in face units."""
    glyphs, tight = _FACES[face]["g"], _TIGHT.get(face, 0)
    x, drawn = 0, ""
    for letter in text:
        if letter == " ":
            x += round(cap_height(face) * _WORD_SPACE)
            continue
        advance, shape = glyphs[letter]
        drawn += _moved(shape, x)
        x += advance + tight
    return max(x - tight, 1), drawn


def _moved(shape: str, x: int) -> str:
    return _MOVE.sub(lambda move: f"M{int(move[1]) + x} {move[2]}", shape)


def settings_of(words: list[str], most_lines: int) -> Iterator[list[str]]:
    """Every way to break ``words`` into at most ``most_lines`` lines."""
    if most_lines == 1 or len(words) == 1:
        yield [" ".join(words)]
        return
    for first in range(1, len(words) + 1):
        head, rest = " ".join(words[:first]), words[first:]
        if not rest:
            yield [head]
        else:
            yield from ([head, *tail] for tail in settings_of(rest, most_lines - 1))


@lru_cache(maxsize=2_048)
def block(face: str, text: str, measure: float, height: float) -> Block | None:
    """The setting of ``text`` that fills ``measure`` by ``height`` best; None when nothing of it can be printed."""
    words = printable(face, text).split()
    if not words:
        return None
    if len(words) > _MOST_WORDS:
        words = [*words[: _MOST_WORDS - 1], " ".join(words[_MOST_WORDS - 1 :])]
    tries = [_set(face, rows, measure, height) for rows in settings_of(words, 4 if len(words) > 4 else 3)]
    return max(tries, key=lambda scored: scored[0])[1]


def _set(face: str, rows: list[str], measure: float, height: float) -> tuple[float, Block]:
    cap = cap_height(face)
    drawn = [outline(face, row) for row in rows]
    rises = [cap * (1.24 if re.search("[ÁÉÍÓÚÄËÖÜ]", row) else 1.02) for row in rows]
    for line, above in enumerate(rows[:-1], 1):
        rises[line] += cap * 0.16 * bool(face not in _CAPITALS_ONLY and re.search("[gjpqy]", above))
    scales = [measure / width for width, _ in drawn]
    scales = [min(scale, min(scales) * _STEEPEST) for scale in scales]
    gap = cap * _LEADING
    tall = sum(scale * (rise + gap) for scale, rise in zip(scales, rises, strict=True)) - scales[-1] * gap
    fit = min(1.0, height / tall)
    lines = tuple(
        Line(shape, width, rise, scale * fit) for (width, shape), rise, scale in zip(drawn, rises, scales, strict=True)
    )
    ink = sum(line.width * line.scale * cap * line.scale for line in lines)
    hanging = sum(row.rpartition(" ")[2].casefold() in _HANGS for row in rows[:-1])
    hanging += sum(len(row) <= 2 for row in rows) * (len(rows) > 1)
    return ink - hanging * measure * height * 0.1, Block(lines, tall * fit, gap)
