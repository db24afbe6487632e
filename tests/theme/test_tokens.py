"""Colours are written down once, in the theme, and the style sheet of tokens says just what the theme says."""

import re

import pytest

from wtc.settings import ROOT
from wtc.theme.tokens import COLOURS, stylesheet

LITERAL = re.compile(r"#[0-9a-fA-F]{3,8}\b|\brgba?\(|\bhsla?\(")
# Posters are pictures with inks of their own, which the theme keeps too.
DRESSED = [
    path
    for folder, pattern in (("wtc", "**/*.py"), ("assets", "*.css"), ("assets", "*.jsx"))
    for path in sorted((ROOT / folder).glob(pattern))
    if "theme" not in path.parts and "charts" not in path.parts and path.name != "tokens.css"
]


def test_the_sheet_of_tokens_is_the_one_that_the_theme_writes() -> None:
    assert (ROOT / "assets" / "tokens.css").read_text() == stylesheet(), "run python -m wtc.theme"


def test_no_colour_is_written_outside_the_theme() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): hits
        for path in DRESSED
        if (hits := [hit for hit in LITERAL.findall(path.read_text()) if not hit.isdecimal()])
    }
    assert found == {}


def test_every_token_that_a_sheet_names_exists() -> None:
    sheets = {sheet.name: sheet.read_text() for sheet in (ROOT / "assets").glob("*.css")}
    known = {name for text in sheets.values() for name in re.findall(r"--([\w-]+):", text)}
    known |= {"i", "w"}  # set by the markup, card by card and bar by bar
    for name, text in sheets.items():
        assert set(re.findall(r"var\(--([\w-]+)[,)]", text)) <= known, name


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(COLOURS[one]), _luminance(COLOURS[other])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("ground", ["bg", "surface", "elevated", "raised"])
@pytest.mark.parametrize("ink", ["text", "muted", "faint", "emerald", "gold", "coral", "sky", "violet"])
def test_every_ink_can_be_read_on_every_ground(ink: str, ground: str) -> None:
    assert _contrast(ink, ground) >= 4.48


@pytest.mark.parametrize("accent", ["emerald", "gold", "coral", "sky", "violet"])
def test_dark_text_can_be_read_on_every_accent(accent: str) -> None:
    assert _contrast("on-accent", accent) >= 4.5


@pytest.mark.parametrize("ground", ["bg", "surface", "elevated"])
def test_the_edges_of_controls_can_be_seen(ground: str) -> None:
    assert _contrast("line-strong", ground) >= 3
