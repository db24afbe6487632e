"""The manifest, the service worker and the offline page: where they stand, how they are kept, what they may do."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from tests.app import app
from wtc import frontend
from wtc.api import offline
from wtc.settings import ROOT

PAGE = '<html><head><link href="/assets/all-abc.css" rel="preload"/><link href="/assets/all-abc.css" rel="stylesheet"/>'
ASSETS = ROOT / "assets"
MANIFEST: dict[str, Any] = json.loads((ASSETS / "manifest.webmanifest").read_text())


def forget() -> None:
    for kept in (offline.script, offline.document, offline.sheets):
        kept.cache_clear()


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A build of the form that Reflex makes, with our own assets in it."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "fonts").mkdir()
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "assets" / "all-abc.css").write_text("a {}")
    for path in (offline.WORKER, "offline.js", *(each[1:] for each in offline.FIXED)):
        (tmp_path / path).write_bytes((ASSETS / path).read_bytes())
    monkeypatch.setattr(frontend, "BUILT", tmp_path)
    monkeypatch.setattr(frontend, "FALLBACK", tmp_path / "page.html")
    forget()
    yield tmp_path
    forget()


@pytest.fixture
def client(built: Path) -> TestClient:
    return TestClient(app(), base_url="http://craic.example")


def release(client: TestClient) -> str:
    found = re.match(r'const RELEASE = "([0-9a-f]{16})";', client.get("/worker.js").text)
    assert found
    return found[1]


def test_the_worker_stands_at_the_root_is_asked_for_afresh_and_may_call_this_site_alone(client: TestClient) -> None:
    answer = client.get("/worker.js")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["content-security-policy"] == "default-src 'none'; script-src 'self'; connect-src 'self'"


def test_the_worker_names_a_shell_that_is_there_and_holds_no_private_page(client: TestClient, built: Path) -> None:
    shell = json.loads(client.get("/worker.js").text.split("const SHELL = ")[1].split(";\n")[0])
    assert shell[:3] == ["/offline?language=en", "/offline.js", "/assets/all-abc.css"]
    assert all((built / path[1:]).is_file() for path in shell[1:])
    assert not {"/", "/saved", "/preferences"} & set(shell)


@pytest.mark.parametrize("path", ["assets/all-abc.css", "offline.js", "icons.svg", "worker.js"])
def test_whatever_part_of_the_shell_changes_is_another_release(client: TestClient, built: Path, path: str) -> None:
    before = release(client)
    (built / path).write_text((built / path).read_text() + "\n")
    forget()
    assert release(client) != before


def test_a_build_of_another_form_is_refused_in_words(built: Path) -> None:
    (built / "page.html").write_text("<html></html>")
    with pytest.raises(RuntimeError, match="names no style sheet"):
        offline.sheets()


def test_the_offline_page_stands_alone(client: TestClient) -> None:
    answer = client.get("/offline")
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-cache"
    assert '<link rel="stylesheet" href="/assets/all-abc.css">' in answer.text
    assert re.findall(r'<script[^>]*src="([^"]+)"', answer.text) == ["/offline.js"]
    assert "http" not in answer.text
    assert set(re.findall(r'getElementById\("(\w+)"\)', (ASSETS / "offline.js").read_text())) <= set(
        re.findall(r'id="(\w+)"', answer.text)
    )


def test_the_icons_are_as_large_as_the_manifest_says() -> None:
    pictures = [each for each in MANIFEST["icons"] if each["type"] == "image/png"]
    for each in pictures:
        with Image.open(ASSETS / each["src"][1:]) as icon:
            assert f"{icon.width}x{icon.height}" == each["sizes"]
    assert {"192x192", "512x512"} <= {each["sizes"] for each in pictures if "purpose" not in each}


def test_the_maskable_icon_fills_its_square_and_keeps_its_mark_in_the_safe_circle() -> None:
    (source,) = (each["src"] for each in MANIFEST["icons"] if each.get("purpose") == "maskable")
    with Image.open(ASSETS / source[1:]) as icon:
        picture = icon.convert("RGBA")
    ground = picture.getpixel((0, 0))
    middle, safe = picture.width / 2, picture.width * 0.4
    outside = (
        picture.getpixel((x, y))
        for x in range(0, picture.width, 3)
        for y in range(0, picture.height, 3)
        if (x - middle) ** 2 + (y - middle) ** 2 > (safe + 2) ** 2
    )
    assert isinstance(ground, tuple)
    assert ground[3] == 255
    for colour in outside:
        assert isinstance(colour, tuple)
        assert all(abs(one - other) < 24 for one, other in zip(colour, ground, strict=True))
    assert MANIFEST["scope"] == MANIFEST["start_url"] == MANIFEST["id"] == "/"
