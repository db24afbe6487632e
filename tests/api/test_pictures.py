"""Pictures over HTTP: kept for ever, of the right kind, and nothing at any other address."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.app import app
from tests.pictures import photo
from wtc.flows import pictures
from wtc.settings import settings
from wtc.shapes.pictures import Kept


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kept]:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "data"))
    settings.cache_clear()
    yield asyncio.run(pictures.take_in(photo(700, 500)))
    settings.cache_clear()


@pytest.fixture
def client(kept: Kept) -> TestClient:
    return TestClient(app())


def test_a_copy_is_served_for_ever_and_as_what_it_is(client: TestClient, kept: Kept) -> None:
    assert kept.widths == (320, 640, 960)
    for kind in ("webp", "avif"):
        answer = client.get(f"/pictures/{kept.digest}/640.{kind}")
        assert answer.status_code == 200
        assert answer.headers["content-type"] == f"image/{kind}"
        assert "immutable" in answer.headers["cache-control"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in answer.headers["content-security-policy"]
    again = client.get(f"/pictures/{kept.digest}/640.webp", headers={"If-None-Match": f'"{kept.digest[:16]}-640.webp"'})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    [
        "{digest}/1280.webp",
        "{digest}/641.webp",
        "{digest}/640.svg",
        "{digest}/640",
        "{digest}/٦٤٠.webp",
        "{digest}/640.webp%00",
        "{upper}/640.webp",
        "{digest}x/640.webp",
        "..%2f..%2fwtc.db/640.webp",
        "%2e%2e/640.webp",
        ".new-0/640.webp",
        "{other}/640.webp",
    ],
)
def test_anything_else_is_not_there(client: TestClient, kept: Kept, path: str) -> None:
    asked = path.format(digest=kept.digest, upper=kept.digest.upper(), other="0" * 64)
    assert client.get(f"/pictures/{asked}").status_code == 404


def test_the_same_picture_is_kept_once(kept: Kept) -> None:
    again = asyncio.run(pictures.take_in(photo(700, 500)))
    assert again == kept
    assert len(list((settings().data_dir / "pictures").rglob("*.webp"))) == 3
    assert not list((settings().data_dir / "pictures").glob(".new-*"))
