"""The build weighs what it made, and fails when a page costs more than it may."""

import json
import random
from pathlib import Path

import pytest

from wtc import budgets


def script(built: Path, name: str, kilobytes: int) -> str:
    """A script that does not pack."""
    (built / "assets" / name).write_bytes(random.Random(name).randbytes(kilobytes * 1024))
    return f"/assets/{name}"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text('<link rel="stylesheet" href="/assets/own.css"/><link href="/icons.svg"/>')
    script(tmp_path, "own.css", 20)
    shared = script(tmp_path, "shared.js", 150)
    routes = {
        "root": {"module": script(tmp_path, "root.js", 20), "imports": [shared]},
        "routes/_index": {"module": script(tmp_path, "home.js", 24), "imports": [shared]},
        "routes/[events].$[slug]._index": {"module": script(tmp_path, "event.js", 10), "imports": [shared]},
    }
    manifest = {"entry": {"module": shared, "imports": []}, "routes": routes}
    (tmp_path / "assets" / "manifest-1.js").write_text(f"window.__reactRouterManifest={json.dumps(manifest)};")
    return tmp_path


def test_what_keeps_within_its_budget_passes_none(built: Path) -> None:
    assert budgets.passed(built) == []


@pytest.mark.parametrize(
    ("name", "kilobytes", "said"),
    [
        ("shared.js", 175, "scripts that all pages share: 195.1 KB of 190 KB"),
        ("home.js", 26, "scripts of routes/_index: 26.0 KB of 25 KB"),
        ("event.js", 21, "scripts of routes/[events].$[slug]._index: 21.0 KB of 20 KB"),
        ("own.css", 26, "style sheets: 26.0 KB of 25 KB"),
    ],
)
def test_what_does_not_is_named(built: Path, name: str, kilobytes: int, said: str) -> None:
    script(built, name, kilobytes)
    assert budgets.passed(built) == [said]


def test_a_build_that_cannot_be_weighed_is_no_pass(built: Path) -> None:
    (built / "assets" / "manifest-1.js").write_text("window.x=1")
    with pytest.raises(ValueError, match="manifest"):
        budgets.passed(built)
