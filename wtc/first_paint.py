"""Built pages that are painted before their script runs: what stands in the HTML is read sooner on a slow phone."""

import gzip
import json
import re
from pathlib import Path

from wtc import first_styles

_START = re.compile(r'(?<=<script type="module" async="">)(?!const start)(.*?)(?=</script>)', re.DOTALL)
_NAMED = re.compile(r'import \* as (\w+) from ("[^"]+");')
_BARE = re.compile(r'^import ("[^"]+");', re.MULTILINE)
_EARLY = (
    "let early;"
    "const keyed = (event) => {"
    'const { key, altKey, ctrlKey, metaKey, target } = event, typing = target.closest?.("input, textarea, select");'
    'if (altKey || !(ctrlKey || metaKey ? key.toLowerCase() === "k" : key === "/" && !typing)) return;'
    'event.preventDefault(); early = document.querySelector("[data-palette]");};'
    "const press = ({ target }) => {"
    'if (!Object.keys(document).some((key) => key.startsWith("__reactContainer")))'
    'early = target.closest?.("button[type=button]");};'
    'addEventListener("click", press, true);'
    'addEventListener("keydown", keyed, true);'
    'addEventListener("live", () => {'
    'removeEventListener("click", press, true);removeEventListener("keydown", keyed, true);'
    "early?.isConnected && setTimeout(() => early.click());}, { once: true });"
)
"""Keeps the last button that was pressed before React listens, or the palette's for its keys, and presses it once the
page lives (``PageMove``)."""
_STYLED = (
    f"const late = document.querySelector('link[{first_styles.LATE}]');"
    "const styled = () => new Promise((done) => {"
    'const on = () => { if (late) late.media = "all"; done(); };'
    "if (!late || late.sheet) return on();"
    'late.addEventListener("load", on); late.addEventListener("error", on);});'
)
"""Turns the whole style sheet on once it is here, and not before the first paint; the program waits for it."""
_FETCH = '<link rel="modulepreload" '
_LOW = f'{_FETCH}fetchpriority="low" '
_ASKED = re.compile(f"{_FETCH}[^>]*>")
FRAME = "__spa-fallback.html"
ROOMS = ("events", "artists", "venues", "djs")
"""What has one page each, which the server writes into a frame when it is asked for."""


def frame(room: str) -> str:
    """The name of the frame of one room's pages."""
    return f"__spa-{room}.html"


def write(client: Path) -> int:
    """Have every page under ``client`` begin its program after the first paint; how many pages were changed.

    Its scripts and its whole style sheet are fetched behind what is painted. Pages that are made at request time get a
    frame for each room, which asks for that room's scripts too.
    """
    changed = 0
    _frames(client)
    for page in client.rglob("*.html"):
        text = page.read_text()
        waiting = _START.sub(lambda found: later(found[1]), text).replace(f"{_FETCH}href", f"{_LOW}href")
        waiting = first_styles.write(client, _behind(waiting))
        if waiting != text:
            changed += 1
            page.write_text(waiting)
            page.with_name(page.name + ".gz").write_bytes(gzip.compress(waiting.encode(), mtime=0))
    return changed


def later(program: str) -> str:
    """A module that does what ``program`` does once the browser has drawn a frame; at once in a tab out of sight."""
    inside = _BARE.sub(r"await import(\1);", _NAMED.sub(r"const \1 = await import(\2);", program))
    return (
        f"const start = async () => {{await styled();{inside}}};{_STYLED}"
        "document.hidden ? start() : requestAnimationFrame(() => setTimeout(start));"
        f"{_EARLY}"
    )


def _behind(page: str) -> str:
    """The page with its scripts asked for at its end: before the poster they would take its place in the line."""
    asked = "".join(_ASKED.findall(page))
    return _ASKED.sub("", page).replace("</body>", f"{asked}</body>") if "</body>" in page else page


def _frames(client: Path) -> None:
    fallback, said = client / FRAME, next((client / "assets").glob("manifest-*.js"), None)
    if not said or not fallback.is_file():
        return
    routes = json.loads(said.read_text().partition("=")[2].rstrip(";\n"))["routes"]
    before, end, after = fallback.read_text().partition("</head>")
    for room in ROOMS:
        route = routes[f"routes/[{room}].$[slug]._index"]
        scripts = (each for each in (route["module"], *route["imports"]) if f'"{each}"' not in before)
        asked = "".join(f'{_FETCH}href="{each}"/>' for each in scripts)
        (client / frame(room)).write_text(before + asked + end + after)
