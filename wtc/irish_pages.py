"""The Irish copy of the built pages: its own scripts beside the English ones, its own HTML apart from them."""

import gzip
import hashlib
import html
import json
import re
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

from wtc.language import IRISH, LOCALES, PAGES, entries

PROGRAM = LOCALES / "pages.mjs"
MISSING = "missing.ga.json"
"""Beside the copy: what stands in the built scripts without Irish, script by script."""
_TEXT = re.compile(r"(?<=>)([^<>]+)(?=<)")
_SAID = re.compile(r'(?<= )(aria-label|data-label|data-needed|aria-valuetext|placeholder|title|alt|content)="([^"]*)"')
_SCRIPT = re.compile(r"(<(script|style)\b.*?</\2>)", re.DOTALL)
_GAP = re.compile(r"\{(\d+)\}")
_NAME = " · WhatsTheCraic"


def words() -> dict[str, str]:
    """What is written in the pages, English to Irish; the name of the language itself with it."""
    return {key: forms[0] for key, forms in entries(PAGES).items()} | {"en-IE": IRISH}


def write(client: Path, modules: Path, node: str) -> None:
    """Write the Irish scripts under ``client`` and the Irish pages beside it. Raises CalledProcessError.

    The scripts' folder is named after all that went into it, since a browser keeps it for a year.
    """
    said = words()
    named = _named()
    for old in (client / "assets").glob(f"{IRISH}-*/"):
        shutil.rmtree(old)
    scripts = client / "assets" / named
    scripts.mkdir(parents=True)
    done = subprocess.run(  # noqa: S603 - our own program, by its path
        [node, str(PROGRAM), str(modules), str(client / "assets"), str(scripts), f"assets/{named}"],
        input=json.dumps(said),
        capture_output=True,
        text=True,
        check=True,
    )
    pages = pages_in(client)
    shutil.rmtree(pages, ignore_errors=True)
    for page in client.rglob("*.html"):
        copy = pages / page.relative_to(client)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(translated(page.read_text(), said, named))
        _pack(copy)
    for script in scripts.glob("*.js"):
        _pack(script)
    (pages / MISSING).write_text(done.stdout)


def current(client: Path) -> bool:
    """Whether the copy beside this build was made with these words."""
    return (pages_in(client) / MISSING).is_file() and (client / "assets" / _named()).is_dir()


def _named() -> str:
    return f"{IRISH}-{hashlib.sha256(PROGRAM.read_bytes() + PAGES.read_bytes()).hexdigest()[:10]}"


def pages_in(client: Path) -> Path:
    """Where the Irish pages of a build stand: outside of what is served by its path."""
    return client.parent / IRISH


def translated(page: str, said: dict[str, str], named: str) -> str:
    """One built page in Irish: the same elements with other words, calling the Irish scripts."""
    parts = []
    for i, part in enumerate(_SCRIPT.split(page)):
        if i % 3 == 2:  # the name of the element, which the pattern repeats
            continue
        parts.append(part if i % 3 else _worded(part, said))
    return re.sub(r"/assets/([\w.$-]+\.js)\b", rf"/assets/{named}/\1", "".join(parts)).replace(
        'lang="en-IE"', f'lang="{IRISH}"', 1
    )


def _worded(part: str, said: dict[str, str]) -> str:
    part = _TEXT.sub(lambda found: _one(found[1], said), part)
    return _SAID.sub(lambda found: f'{found[1]}="{_one(found[2], said)}"', part)


def _one(text: str, said: dict[str, str]) -> str:
    key = html.unescape(text).strip()
    own = said.get(key) or _filled(key, said)
    if own is None and key.endswith(_NAME) and key.removesuffix(_NAME) in said:
        own = said[key.removesuffix(_NAME)] + _NAME
    if own is None:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return before + html.escape(own) + after


def _filled(key: str, said: dict[str, str]) -> str | None:
    """The Irish of a text that a template made: what filled the gaps fills the same gaps."""
    for pattern, irish in _templates(tuple(said.items())):
        if found := pattern.fullmatch(key):
            return _GAP.sub(lambda gap: said.get(held := found[f"g{gap[1]}"], held), irish)
    return None


@lru_cache(maxsize=1)
def _templates(said: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The texts with gaps as patterns; one with hardly a word around its gaps would fit anything."""
    found = []
    for english, irish in said:
        if _GAP.search(english) and len(_GAP.sub("", english).strip()) > 3:
            parts = _GAP.split(english)
            pattern = "".join(f"(?P<g{part}>.*)" if i % 2 else re.escape(part) for i, part in enumerate(parts))
            found.append((re.compile(pattern), irish))
    return tuple(found)


def _pack(file: Path) -> None:
    file.with_name(file.name + ".gz").write_bytes(gzip.compress(file.read_bytes(), mtime=0))
