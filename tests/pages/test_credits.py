"""Whose facts stand on a page is told on it, with the way there: on the live page and in the first HTML."""

import json
import re
from pathlib import Path

import pytest
import time_machine
from fastapi.testclient import TestClient

from tests.api.test_crawl import PAGE
from tests.app import app
from tests.catalogue import NOW, Catalogue
from tests.pages.test_routes import PAGES
from wtc import frontend, language
from wtc.api import crawl
from wtc.domain.credits import HOMES, credited
from wtc.domain.markup import foot
from wtc.flows import kept
from wtc.shapes.artists import Artist, Profile

ASKED_FOR = {"ticketmaster", "bandsintown", "spotify", "mixcloud", "setlistfm"}
"""The sources whose terms ask for a credit and a link."""


def test_every_source_that_asks_for_it_is_credited() -> None:
    assert set(HOMES) >= ASKED_FOR
    assert all(home.startswith("https://") for home in HOMES.values())


@pytest.mark.parametrize("route", sorted(PAGES))
def test_every_page_names_them_at_its_foot(route: str) -> None:
    made = PAGES[route].component
    drawn = json.dumps((made() if callable(made) else made).render(), default=str)
    assert [home for home in HOMES.values() if home not in drawn] == []


def test_the_first_html_names_them_too(catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "discover").mkdir()
    (tmp_path / "discover" / "index.html").write_text(PAGE)
    for name, value in (("BUILT", tmp_path), ("FALLBACK", tmp_path / "page.html"), ("IN_IRISH", tmp_path)):
        monkeypatch.setattr(frontend, name, value)
    crawl.template.cache_clear()
    kept.CATALOGUE.forget()
    catalogue.gig("Lankum", acts=("Lankum",), city="Dublin", room="Vicar Street")
    with time_machine.travel(NOW, tick=False):
        client = TestClient(app(), base_url="http://craic.example")
        for path in ("/events/lankum-1", "/artists/lankum", "/venues/vicar-street-dublin", "/discover/"):
            page = client.get(path, headers={"accept": "text/html"}).text
            assert _credited(page) == list(HOMES.values()), path
    crawl.template.cache_clear()


def _credited(page: str) -> list[str]:
    foot = re.search(r'<p class="givers">(.*?)</p>', page)
    return re.findall(r'href="([^"]+)"', foot[1]) if foot else []


def test_in_irish_too() -> None:
    with language.speaking("ga"):
        assert foot().startswith('<footer class="foot"><div class="wrap"><p class="givers">Tagann dátaí, pictiúir,')


def test_an_act_s_sources_are_told_in_words_and_never_by_our_names_of_columns() -> None:
    told_by = {"image": "spotify", "genres": "spotify", "spotify_id": "spotify", "link:mixcloud": "mixcloud"}
    profile = Profile(artist=Artist(id=1, slug="lankum", name="Lankum"), told_by=told_by)
    with language.speaking("en"):
        assert {each.name: each.gave for each in credited(profile)} == {
            "Spotify": "Picture, genres",
            "Mixcloud": "Profile",
        }
    with language.speaking("ga"):
        assert [each.gave for each in credited(profile)] == ["Pictiúr, seánraí", "Próifíl"]
