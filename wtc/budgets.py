"""What pages may cost in bytes; the build fails when one is passed.

Figures are kilobytes as sent, packed by gzip. A page's own scripts are those that it fetches before it lives on top of
what every page fetches; charts, the map and whatever else comes when it is looked at are not among them.
"""

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SHARED, STYLE, FONT = 190.0, 25.0, 50.0
OWN = {"": 25.0, "discover": 20.0, "events": 20.0, "venues": 60.0, "map": 60.0, "organiser": 40.0, "admin": 110.0}
"""By the first part of a page's address; home has none."""
ELSE = 25.0
_MANIFEST = re.compile(r"=\s*(\{.*\})", re.DOTALL)
_ASKED = re.compile(r'<link[^>]* href="(/[^"?]+\.(?:css|woff2))')
_ROOM = re.compile(r"routes/\[(\w[\w-]*)\]")


def passed(built: Path) -> list[str]:
    """A line for each budget that the build in this folder passes. Raises ValueError where it has no manifest."""
    return [f"{what}: {size:.1f} KB of {most:g} KB" for what, size, most in weights(built) if size > most]


def weights(built: Path) -> Iterator[tuple[str, float, float]]:
    """What has a budget, its size, and the budget."""
    manifest = _manifest(built)
    routes = manifest["routes"]
    common = _scripts(manifest["entry"]) | _scripts(routes["root"])
    yield "scripts that all pages share", _size(built, common), SHARED
    for name, route in sorted(routes.items()):
        room = _ROOM.match(name)
        own = _size(built, _scripts(route) - common)
        yield f"scripts of {name}", own, OWN.get(room[1] if room else "", ELSE)
    asked = set(_ASKED.findall((built / "index.html").read_text()))
    fonts = {one for one in asked if one.endswith(".woff2")}
    yield "style sheets", _size(built, asked - fonts), STYLE
    yield "fonts asked for from the start", sum((built / one[1:]).stat().st_size for one in fonts) / 1024, FONT


def _manifest(built: Path) -> dict[str, Any]:
    for path in built.glob("assets/manifest-*.js"):
        if found := _MANIFEST.search(path.read_text()):
            told: dict[str, Any] = json.loads(found[1])
            return told
    raise ValueError("no list of the build's scripts: React Router changed its manifest")


def _scripts(route: dict[str, Any]) -> set[str]:
    return {route["module"], *route["imports"]}


def _size(built: Path, addresses: set[str]) -> float:
    return sum(len(gzip.compress((built / one.lstrip("/")).read_bytes())) for one in addresses) / 1024
