"""The design tokens: the one place where a colour, a size or a duration is written down."""

from collections.abc import Mapping

COLOURS: Mapping[str, str] = {
    "bg": "#0a0a0a",
    "surface": "#111111",
    "elevated": "#1a1a1a",
    "raised": "#242424",
    "line": "#242424",
    "line-strong": "#6b6b6b",
    "text": "#f5f5f5",
    "muted": "#a0a0a0",
    "faint": "#8a8a8a",
    "emerald": "#00d67d",
    "gold": "#f5a623",
    "coral": "#ff4757",
    "sky": "#4fc3f7",
    "violet": "#a78bfa",
    "on-accent": "#0a0a0a",
}
"""The palette. Accents carry ``on-accent`` text; ``line`` is for hairlines, ``line-strong`` for control edges."""

LAYERS: Mapping[str, str] = {
    "glass": "#0a0a0ab8",
    "glass-deep": "#0a0a0ae8",
    "scrim": "#0a0a0ab3",
    "halo": "#0a0a0acc",
    "hair": "inset 0 1px 0 #ffffff0f",
    "glass-edge": "#ffffff3d",
    "track": "#3a3a3a",
    "sheen": "#2e2e2e",
    "on-picture": "#d6d6d6",
    "land": "#14251d",
    "land-line": "#2c4a3c",
    "sea": "#0d1512",
}
"""Depth: glass, scrims and hairlines over pictures, and the ground colours of the map."""

TYPE: Mapping[str, str] = {
    "font": '"Inter Variable", "Inter Fallback", system-ui, sans-serif',
    "t-cap": "0.75rem",
    "t-meta": "0.875rem",
    "t-body": "1rem",
    "t-lead": "1.125rem",
    "t-card": "1.375rem",
    "t-sec": "1.75rem",
    "t-hero": "clamp(2rem, 5vw, 3.5rem)",
}

SPACES: Mapping[str, str] = {
    "s1": "4px",
    "s2": "8px",
    "s3": "12px",
    "s4": "16px",
    "s5": "24px",
    "s6": "32px",
    "s7": "48px",
    "s8": "64px",
    "s9": "96px",
    "gut": "16px",
    "content": "1280px",
    "top": "52px",
    "bot": "56px",
}

SHAPES: Mapping[str, str] = {"r1": "8px", "r2": "12px", "r3": "16px", "r9": "999px"}

MOTION: Mapping[str, str] = {
    "fast": "140ms",
    "base": "220ms",
    "slow": "380ms",
    "ease": "cubic-bezier(0.2, 0.8, 0.2, 1)",
}

STACK: Mapping[str, str] = {
    "z-sticky": "10",
    "z-nav": "20",
    "z-scrim": "30",
    "z-sheet": "40",
    "z-toast": "50",
}

WIDER: Mapping[int, Mapping[str, str]] = {
    768: {"gut": "24px", "top": "64px"},
    1024: {"gut": "32px"},
}
"""Tokens that change with the width of the window, by the least width in pixels at which they do."""

PAPER: Mapping[str, str] = {
    **dict.fromkeys(("bg", "surface", "elevated", "raised", "glass", "glass-deep"), "#ffffff"),
    **dict.fromkeys(("text", "on-accent", "emerald", "gold", "coral", "sky", "violet", "on-picture"), "#000000"),
    **dict.fromkeys(("muted", "faint"), "#444444"),
    **dict.fromkeys(("line", "line-strong"), "#b8b8b8"),
    "hair": "none",
}
"""Tokens that change on paper: black on white, whatever the screen shows."""

_GROUPS = (COLOURS, LAYERS, TYPE, SPACES, SHAPES, MOTION, STACK)


def _block(tokens: Mapping[str, str], indent: str = "  ") -> str:
    return "".join(f"{indent}--{name}: {value};\n" for name, value in tokens.items())


def stylesheet() -> str:
    """The tokens as CSS custom properties: the text of ``assets/tokens.css``."""
    groups = "\n".join(_block(group) for group in _GROUPS)
    wider = "".join(
        f"\n@media (min-width: {width}px) {{\n  :root {{\n{_block(tokens, '    ')}  }}\n}}\n"
        for width, tokens in WIDER.items()
    )
    paper = f"\n@media print {{\n  :root {{\n{_block(PAPER, '    ')}  }}\n}}\n"
    return f"/* Written by `python -m wtc.theme` from wtc/theme/tokens.py. */\n:root {{\n{groups}}}\n{wider}{paper}"
