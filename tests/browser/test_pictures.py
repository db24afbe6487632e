"""Pictures in a real browser: from our own store, in the width that fits, and nothing asked of anybody else."""

import json
import sqlite3
import time
from contextlib import closing

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.pictures import photo
from tests.serving import Served
from wtc.domain.pictures import url_hash
from wtc.gateways.pictures import store
from wtc.gateways.pictures.recoding import recode_now

URL = "https://s1.ticketm.net/dam/a/gig.jpg"


@pytest.fixture(scope="session")
def pictured(site: Served) -> str:
    """The address of a gig whose picture is ready, once every process has heard of it."""
    with pytest.MonkeyPatch.context() as patch:
        made = recode_now(photo(2000, 1500, colour=(90, 20, 120)))
        patch.setattr(store, "folder", lambda: site.data / "pictures")
        store.keep(made.digest, made.files)
    with closing(sqlite3.connect(site.data / "wtc.db", timeout=60)) as database:
        asked = "SELECT id, slug FROM events WHERE sort_at > datetime('now', '+2 days') ORDER BY id DESC LIMIT 1"
        event_id, slug = database.execute(asked).fetchone()
        images = json.dumps([{"url": URL, "width": 2000, "height": 1500, "generic": False}])
        database.execute("UPDATE events SET images = ? WHERE id = ?", (images, event_id))
        database.execute(
            "INSERT INTO pictures VALUES (?, ?, 'ticketmaster', 'ready', ?, 1280, 960, '#5a1478', 0, '', ?, ?, ?)",
            (url_hash(URL), URL, made.digest, *["2026-11-01 00:00:00"] * 3),
        )
        database.execute("INSERT OR REPLACE INTO catalogue_version VALUES (2, 1000, '2026-11-01 00:00:00')")
        database.commit()
    told, end = "", time.monotonic() + 60
    while made.digest not in told:  # a server looks every ten seconds whether the pictures changed
        assert time.monotonic() < end
        time.sleep(1)
        told = httpx.get(f"{site.url}/events/{slug}", headers={"accept": "text/html"}, timeout=60).text
    return f"/events/{slug}"


def test_a_gig_s_picture_comes_from_our_own_store_in_the_width_that_fits(page: Page, pictured: str) -> None:
    page.goto(pictured)
    poster = page.locator(".post img")
    expect(poster).to_be_visible()
    page.wait_for_function("() => document.querySelector('.post img').naturalWidth > 0")
    shown = poster.evaluate("image => image.currentSrc")
    assert "/pictures/" in shown
    assert shown.endswith((".avif", ".webp"))


@pytest.mark.parametrize("path", ["/", "/discover", "/saved"])
def test_nothing_is_asked_of_another_site(page: Page, site: Served, pictured: str, path: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for each in (path, pictured):
        page.goto(each)
        page.wait_for_load_state("networkidle")
    foreign = [url for url in asked if not url.startswith((site.url, site.url.replace("http", "ws"), "data:", "blob:"))]
    assert not foreign
