"""What crawlers read: the event in the first HTML, JSON-LD, the sitemap, robots.txt."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import time_machine
from fastapi import Request
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.app import app
from tests.catalogue import NOW, Catalogue
from tests.nights import night, put
from wtc import db, frontend
from wtc.api import crawl
from wtc.domain.pictures import POSTER_SIZES
from wtc.flows import kept
from wtc.services import engine, sitemap
from wtc.settings import settings
from wtc.shapes.events import Status

PARTS = ("pages", "events-1", "events-2", "venues-1", "artists-1", "artists-2")
HOSTILE = '</title></script><script>alert(1)</script><img src=x onerror="alert(1)">'
PAGE = "<!DOCTYPE html><html><head><meta charset='utf-8'/></head><body><script src='/x.js'></script></body></html>"


@pytest.fixture
def client(catalogue: Catalogue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The API over a build of the form that Reflex makes."""
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "discover").mkdir()
    (tmp_path / "discover" / "index.html").write_text(PAGE)
    monkeypatch.setattr(frontend, "BUILT", tmp_path)
    monkeypatch.setattr(frontend, "FALLBACK", tmp_path / "page.html")
    crawl.template.cache_clear()
    kept.CATALOGUE.forget()
    with time_machine.travel(NOW, tick=False):
        yield TestClient(app(), base_url="http://craic.example")
    crawl.template.cache_clear()


class Reader(HTMLParser):
    """Notes what a browser would: tags, attributes, the words outside of scripts."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.within = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.within = tag

    def handle_endtag(self, tag: str) -> None:
        self.within = ""

    def handle_data(self, data: str) -> None:
        self.words += data if self.within != "script" else ""

    def meta(self, name: str) -> str | None:
        return next(
            (a.get("content") for t, a in self.tags if t == "meta" and name in (a.get("name"), a.get("property"))), None
        )


def linked(page: str) -> dict[str, Any]:
    found = re.search(r'<script data-shell type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found
    said: dict[str, Any] = json.loads(found[1])
    return said


def test_the_first_html_carries_the_event_and_needs_no_script(client: TestClient, catalogue: Catalogue) -> None:
    catalogue.gig(
        "Lankum: the long night", acts=("Lankum", "Landless"), city="Dublin", room="Vicar Street", genres=("folk",)
    )
    answer = client.get("/events/lankum-the-long-night-1")
    read = Reader(answer.text)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert ("main", {"class": "wrap ev", "id": "first"}) in read.tags
    for word in ("Lankum: the long night", "With Landless.", "Vicar Street", "Fri 27 Nov", "8.30pm", "€20 to €25"):
        assert word in read.words
    assert read.meta("og:url") == "http://craic.example/events/lankum-the-long-night-1"
    assert str(read.meta("og:image")).startswith("http://craic.example/og/v1/event/lankum-the-long-night-1.png?v=")
    assert read.meta("robots") is None
    assert [a["href"] for t, a in read.tags if t == "link" and a["rel"] == "canonical"] == [
        "http://craic.example/events/lankum-the-long-night-1"
    ]
    assert [t for t, a in read.tags if t in ("title", "meta", "link") and "data-shell" not in a] == ["meta"]


def test_the_address_of_a_merged_event_leads_on(client: TestClient, catalogue: Catalogue) -> None:
    catalogue.gig("Lankum")
    catalogue.session.execute(
        text("INSERT INTO event_aliases (old_id, slug, event_id) SELECT 7777, 'old-lankum', id FROM events")
    )
    catalogue.session.commit()
    answer = client.get("/events/old-lankum", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (301, "/events/lankum-1")
    assert client.get("/events/older-lankum").status_code == 404


def test_the_linked_data_is_a_music_event_with_only_what_was_said(client: TestClient, catalogue: Catalogue) -> None:
    catalogue.gig("Lankum", room="Vicar Street", city="Dublin")
    said = linked(client.get("/events/lankum-1").text)
    assert said["@type"] == "MusicEvent"
    assert said["startDate"] == "2026-11-27T20:30+00:00"
    assert said["eventStatus"] == "https://schema.org/EventScheduled"
    page = "http://craic.example/artists/lankum"
    assert said["performer"] == [{"@type": "MusicGroup", "name": "Lankum", "url": page}]
    assert said["location"]["name"] == "Vicar Street"
    assert said["location"]["address"]["addressLocality"] == "Dublin"
    assert said["location"]["geo"]["latitude"] == pytest.approx(53.34)
    assert said["offers"] == {
        "@type": "Offer", "url": "https://tickets.example/1", "price": 20.0, "priceCurrency": "EUR",
    }  # fmt: skip
    assert "endDate" not in said


@pytest.mark.parametrize(
    ("facts", "status"),
    [({"status": "cancelled"}, "EventCancelled"), ({"status": "postponed"}, "EventPostponed"), ({"sample": True}, "")],
)
def test_there_is_no_offer_without_a_way_to_a_ticket(
    client: TestClient, catalogue: Catalogue, facts: dict[str, Any], status: str
) -> None:
    catalogue.gig("Lankum", **facts)
    said = linked(client.get("/events/lankum-1").text)
    assert "offers" not in said
    assert said["eventStatus"].endswith(status)


def test_a_sample_is_called_one_and_kept_out_of_indexes(client: TestClient, catalogue: Catalogue) -> None:
    catalogue.gig("Lankum", sample=True)
    page = client.get("/events/lankum-1").text
    assert Reader(page).meta("robots") == "noindex"
    assert str(Reader(page).meta("description")).startswith("Sample listing")
    assert "tickets.example" not in page


def test_hostile_words_stay_words(client: TestClient, catalogue: Catalogue) -> None:
    catalogue.gig(HOSTILE, acts=(HOSTILE,), room=HOSTILE, city=HOSTILE, description=HOSTILE, age=HOSTILE)
    page = client.get(f"/events/{_only_slug(client)}").text
    read = Reader(page)
    assert [a for t, a in read.tags if t == "script"] == [
        {"data-shell": None, "type": "application/ld+json"},
        {"src": "/x.js"},
    ]
    assert not [a for _, a in read.tags for name in a if name.startswith("on")]
    assert linked(page)["name"] == HOSTILE


def _only_slug(client: TestClient) -> str:
    found = re.search(r"/events/([^<]+)</loc>", client.get("/sitemap-events-1.xml").text)
    assert found
    return found[1]


@pytest.mark.parametrize("slug", ["nope", "%00", "..%2f..%2fetc", "x" * 400, "a'--"])
def test_an_address_without_an_event_is_a_real_404(client: TestClient, slug: str) -> None:
    answer = client.get(f"/events/{slug}")
    assert answer.status_code == 404
    assert "noindex" in answer.text or answer.headers["content-type"] == "application/json"


def test_the_page_follows_the_catalogue_at_once(client: TestClient, catalogue: Catalogue, monkeypatch: Any) -> None:
    monkeypatch.setattr(kept, "LOOK", 0.0)
    monkeypatch.setattr(kept, "WAIT", 0.0)
    put(NOW)
    address = "/events/moxie-songs-of-the-west-roisin-dubh-2026-11-27"
    assert "going ahead" not in client.get(address).text
    off = replace(night(NOW)[0], status=Status.CANCELLED)
    db.write(engine.store, [off], now=NOW + timedelta(minutes=1))
    assert "This one isn&#x27;t going ahead." in client.get(address).text


def test_the_site_s_own_address_wins_over_the_host_that_was_sent(
    client: TestClient, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", "https://whatsthecraic.test")
    settings.cache_clear()
    catalogue.gig("Lankum")
    for path in ("/events/lankum-1", "/sitemap.xml", "/sitemap-events-1.xml", "/robots.txt"):
        page = client.get(path, headers={"host": "evil.example"}).text
        assert "evil.example" not in page
        assert "https://whatsthecraic.test/" in page


def test_the_sitemap_names_coming_real_events_in_parts(
    client: TestClient, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sitemap, "PART", 2)
    for name in ("Lankum", "Landless", "Goitse"):
        catalogue.gig(name, hours=30)
    catalogue.gig("Made up", sample=True)
    catalogue.gig("Long gone", hours=-50)
    space = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    whole = ElementTree.fromstring(client.get("/sitemap.xml").text)
    parts = [str(loc.text) for loc in whole.findall("s:sitemap/s:loc", space)]
    assert parts == [f"http://craic.example/sitemap-{name}.xml" for name in PARTS]
    listed = [
        str(loc.text).removeprefix("http://craic.example")
        for part in parts
        for loc in ElementTree.fromstring(client.get(part).text).findall("s:url/s:loc", space)
    ]
    assert listed[:2] == ["/", "/discover"]
    assert [path for path in listed if path.startswith("/events/")] == [
        "/events/lankum-1", "/events/landless-2", "/events/goitse-3",
    ]  # fmt: skip
    assert not [path for path in listed if path.startswith(("/saved", "/preferences", "/login"))]


@pytest.mark.parametrize("part", ["events-2", "events-0", "events--1", "events-x", "nope", "events-99999", "events-²"])
def test_a_part_that_there_is_not_is_404(client: TestClient, catalogue: Catalogue, part: str) -> None:
    catalogue.gig("Lankum")
    assert client.get(f"/sitemap-{part}.xml").status_code == 404


def test_robots_are_kept_from_what_is_one_s_own(client: TestClient) -> None:
    said = client.get("/robots.txt")
    assert said.headers["content-type"].startswith("text/plain")
    for path in ("/saved", "/preferences", "/v1/", "/auth/"):
        assert f"Disallow: {path}\n" in said.text
    assert "Sitemap: http://craic.example/sitemap.xml" in said.text


def test_a_build_of_another_form_is_noticed(client: TestClient, tmp_path: Path, catalogue: Catalogue) -> None:
    (tmp_path / "page.html").write_text("<html><body class='x'></body></html>")
    crawl.template.cache_clear()
    with pytest.raises(RuntimeError, match="changed"):
        crawl.template(tmp_path / "page.html")


def test_discover_has_its_gigs_in_the_first_html(client: TestClient, catalogue: Catalogue) -> None:
    catalogue.gig("Lankum: the long night", acts=("Lankum",), city="Dublin", room="Vicar Street", genres=("folk",))
    answer = client.get("/discover/?q=lankum")
    page = Reader(answer.text)
    assert answer.status_code == 200
    assert "private" in answer.headers["cache-control"]
    assert ("a", {"href": "/events/lankum-the-long-night-1"}) in page.tags
    assert "Vicar Street" in page.words
    assert "/x.js" in answer.text
    assert client.get("/discover/?q=zzzzqqqq").text.count("<article") == 0


def test_a_sentence_and_a_failure_leave_the_built_page(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get("/discover/?words=trad+tonight").text == PAGE

    async def fail(*_: object) -> bytes:
        raise OSError

    monkeypatch.setattr(crawl.flow, "markup", fail)
    assert client.get("/discover/").text == PAGE


def test_what_a_reader_typed_is_escaped_in_the_first_html(client: TestClient) -> None:
    assert HOSTILE not in client.get("/discover/", params={"q": HOSTILE, "city": HOSTILE, "genre": HOSTILE}).text


@pytest.mark.parametrize(
    ("asked", "told", "narrow"),
    [
        ("on", "", True),
        (" ON ", "", True),
        ("off", "", False),
        ("", "", False),
        ("", "wtc_data=less", True),
        ("on", "wtc_data=all", False),
        ("on", "wtc_data=nonsense", True),
    ],
)
def test_who_asks_for_few_bytes_gets_the_smallest_poster(asked: str, told: str, narrow: bool) -> None:
    request = Request({"type": "http", "headers": [(b"save-data", asked.encode()), (b"cookie", told.encode())]})
    words = f'<source sizes="{POSTER_SIZES}"><img sizes="{POSTER_SIZES}">'.encode()
    tags, shown = crawl.frugal((b"head", words), request)
    assert tags == b"head"
    assert shown == (b'<source sizes="160px"><img sizes="160px">' if narrow else words)


def test_what_is_kept_of_an_event_is_told_apart_by_that_wish(client: TestClient, catalogue: Catalogue) -> None:
    catalogue.gig("Lankum")
    assert client.get("/events/lankum-1").headers["vary"] == "Save-Data"
