"""What crawlers read of an act: its page in the first HTML, schema.org, its place in the sitemap."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import time_machine
from fastapi.testclient import TestClient

from tests import artists
from tests.api.test_crawl import HOSTILE, PAGE, Reader, linked
from tests.app import app
from tests.catalogue import NOW, Catalogue
from wtc import frontend
from wtc.api import crawl
from wtc.flows import kept


@pytest.fixture
def client(catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The API over a build of the form that Reflex makes."""
    (tmp_path / "page.html").write_text(PAGE)
    monkeypatch.setattr(frontend, "FALLBACK", tmp_path / "page.html")
    crawl.template.cache_clear()
    kept.CATALOGUE.forget()
    with time_machine.travel(NOW, tick=False):
        yield TestClient(app(), base_url="http://craic.example")
    crawl.template.cache_clear()


def test_the_first_html_carries_the_act_and_needs_no_script(client: TestClient, catalogue: Catalogue) -> None:
    catalogue.gig("Lankum: the long night", acts=("Lankum", "Landless"), room="Vicar Street", hours=30)
    facts = {"genres": ["trad", "doom folk"], "home_city": "Dublin", "about": "Four people.\nOne drone."}
    lankum = artists.act(catalogue, "Lankum", **facts, told_by={"about": "musicbrainz"}, spotify_id="abc")
    artists.setlist(catalogue, lankum, date(2026, 3, 1), "Go Dig My Grave")
    answer = client.get("/artists/lankum")
    read = Reader(answer.text)
    assert answer.status_code == 200
    for word in (
        "Lankum",
        "1 date to come",
        "Vicar Street",
        "Sun 29 Nov",
        "One drone.",
        "MusicBrainz",
        "Spotify",
        "1 song",
    ):
        assert word in read.words, word
    assert read.meta("description") == "Lankum. Trad, doom folk from Dublin. 1 date to come, the next on Sun 29 Nov."
    assert read.meta("og:url") == "http://craic.example/artists/lankum"
    assert str(read.meta("og:image")).startswith("http://craic.example/og/v1/artist/lankum.png?v=")
    assert [a["href"] for t, a in read.tags if t == "link" and a["rel"] == "canonical"] == [
        "http://craic.example/artists/lankum"
    ]
    said = linked(answer.text)
    assert (said["@type"], said["genre"]) == ("MusicGroup", ["trad", "doom folk"])
    assert "https://open.spotify.com/artist/abc" in said["sameAs"]
    assert [each["url"] for each in said["event"]] == ["http://craic.example/events/lankum-the-long-night-1"]


def test_samples_are_told_to_no_machine(client: TestClient, catalogue: Catalogue) -> None:
    catalogue.gig("Lankum", sample=True)
    artists.act(catalogue, "Made Up", sample=True)
    assert "event" not in linked(client.get("/artists/lankum").text)
    assert Reader(client.get("/artists/made-up").text).meta("robots") == "noindex"


def test_hostile_words_stay_words(client: TestClient, catalogue: Catalogue) -> None:
    facts = {"genres": [HOSTILE], "home_city": HOSTILE[:80], "about": HOSTILE, "disambiguation": HOSTILE}
    evil = artists.act(catalogue, HOSTILE, slug="evil", **facts, links={"website": "javascript:alert(1)", "x": HOSTILE})
    artists.alias(catalogue, evil, HOSTILE)
    artists.record(catalogue, evil, "bandsintown", name=HOSTILE, url='https://x.example/"><script>')
    artists.mix(catalogue, evil, title=HOSTILE, key=f"/{'x' * 20}/{HOSTILE}/"[:200])
    artists.setlist(catalogue, evil, date(2026, 3, 1), HOSTILE, venue=HOSTILE, url="javascript:alert(1)")
    page = client.get("/artists/evil").text
    read = Reader(page)
    assert not [a for t, a in read.tags if t == "script" and "src" not in a and "type" not in a]
    assert not [a for t, a in read.tags if any(name.startswith("on") for name in a)]
    assert "javascript:" not in page
    assert linked(page)["name"] == HOSTILE


def test_the_address_of_an_act_that_goes_by_another_name_leads_on(client: TestClient, catalogue: Catalogue) -> None:
    artists.alias(catalogue, artists.act(catalogue, "Lankum"), "Lynched")
    answer = client.get("/artists/lynched", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (301, "/artists/lankum")


@pytest.mark.parametrize("slug", ["nobody", "x" * 500, "%00", "٣٣٣", "' or 1=1"])
def test_an_address_without_an_act_is_a_real_404(client: TestClient, slug: str) -> None:
    answer = client.get(f"/artists/{slug}")
    assert answer.status_code == 404
    assert "Nobody by that name" in answer.text


def test_an_act_of_which_only_the_name_is_known_has_a_whole_page(client: TestClient, catalogue: Catalogue) -> None:
    artists.act(catalogue, "Nobody Yet")
    read = Reader(client.get("/artists/nobody-yet").text)
    assert "Nobody Yet has nothing listed in Ireland just now." in read.words
    assert read.meta("description") == "Nobody Yet. No dates listed just now."


def test_the_sitemap_names_acts_with_something_to_read(client: TestClient, catalogue: Catalogue) -> None:
    catalogue.gig("Lankum", hours=5)
    catalogue.gig("Made up", acts=("Sampled",), hours=5, sample=True)
    artists.act(catalogue, "Silent")
    artists.act(catalogue, "Written about", about="They play.")
    told = client.get("/sitemap-artists-1.xml").text
    assert "/artists/lankum<" in told
    assert "/artists/written-about<" in told
    assert "sampled" not in told
    assert "silent" not in told
    assert "/sitemap-artists-1.xml" in client.get("/sitemap.xml").text


def test_an_act_has_a_picture_for_link_previews(client: TestClient, catalogue: Catalogue) -> None:
    artists.act(catalogue, "Lankum")
    assert client.get("/og/v1/artist/lankum.png").headers["content-type"] == "image/png"
    assert client.get("/og/v1/genre/trad.png").status_code == 404
