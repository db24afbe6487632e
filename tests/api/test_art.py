"""Artwork over HTTP: found by slug, cached for ever at its own address, 404 for what is not there."""

import struct

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests.factories_artwork import furnish
from wtc.api import art
from wtc.domain.artwork import art_address
from wtc.errors import NotFound


@pytest.fixture
def client(database: Engine) -> TestClient:
    furnish()
    app = FastAPI()
    app.include_router(art.door)
    app.include_router(art.previews)
    return TestClient(app, raise_server_exceptions=True)


@pytest.mark.parametrize("kind_slug", ["event/lankum-night", "artist/lankum", "venue/vicar-street", "genre/trad"])
@pytest.mark.parametrize("cut", ["card", "square", "wide", "tall", "plain"])
def test_serves_every_kind_in_every_cut(client: TestClient, kind_slug: str, cut: str) -> None:
    answer = client.get(f"/art/v1/{kind_slug}.svg?cut={cut}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.content.startswith(b"<svg")


@pytest.mark.parametrize("slug", ["vicar-street", "the-dock", "ireland"])
def test_serves_maps(client: TestClient, slug: str) -> None:
    answer = client.get(f"/art/v1/map/{slug}.svg")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert answer.content.startswith(b"<svg")


def test_serves_a_preview_as_png_in_the_size_that_services_want(client: TestClient) -> None:
    answer = client.get("/og/v1/event/lankum-night.png")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "image/png")
    assert answer.content[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", answer.content[16:24]) == (1200, 630)
    assert len(answer.content) < 200_000


def test_its_own_address_may_be_kept_for_ever_and_any_other_for_an_hour(client: TestClient) -> None:
    own = art_address("event", "lankum-night", title="Lankum", family="folk")
    assert "immutable" in client.get(own).headers["cache-control"]
    assert client.get(own[:-1] + "x").headers["cache-control"] == "public, max-age=3600"


def test_answers_304_to_a_browser_that_has_it(client: TestClient) -> None:
    etag = client.get("/art/v1/artist/lankum.svg").headers["etag"]
    again = client.get("/art/v1/artist/lankum.svg", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path",
    ["event/nope", "artist/nope", "venue/nope", "genre/nope", "map/nope", "robot/lankum", "artist/lankum.svg?cut=huge"],
)
def test_refuses_what_is_not_there(client: TestClient, path: str) -> None:
    address = path if ".svg" in path else f"{path}.svg"
    with pytest.raises(NotFound):
        client.get(f"/art/v1/{address}")
