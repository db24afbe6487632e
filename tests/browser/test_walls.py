"""What the walls of the house look like from a browser: policies kept, no strangers called, refusals told."""

import httpx
import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.patience import alive
from tests.serving import Served

PAGES = ("/", "/discover", "/saved", "/login", "/signup", "/nowhere-at-all")


@pytest.mark.refused
def test_no_page_breaks_its_policy_or_calls_a_stranger(page: Page, site: Served) -> None:
    strangers: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((site.url, site.url.replace("http", "ws"), "data:", "blob:")):
            strangers.append(request.url)

    page.on("request", note)
    for path in PAGES:
        page.goto(path)
        page.wait_for_load_state("networkidle")
    assert not strangers


def test_a_page_comes_alive_under_its_policy(page: Page) -> None:
    page.goto("/")
    alive(page)
    expect(page.locator("h1")).to_be_visible()


def test_every_page_names_its_scripts_by_hash(site: Served) -> None:
    for path in PAGES:
        policy = httpx.get(site.url + path, headers={"accept": "text/html"}, timeout=60).headers[
            "content-security-policy"
        ]
        scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
        assert "unsafe" not in scripts
        assert "'sha256-" in scripts
