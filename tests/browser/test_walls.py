"""What the walls of the house look like from a browser: policies kept, no strangers called, refusals told."""

import httpx
import pytest
from playwright.sync_api import Page, Request

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
    page.wait_for_function("() => Object.keys(document.body).length + document.querySelectorAll('main').length > 0")
    assert page.locator("h1").first.is_visible()


def test_every_page_names_its_scripts_by_hash(site: Served) -> None:
    for path in PAGES:
        policy = httpx.get(site.url + path, headers={"accept": "text/html"}).headers["content-security-policy"]
        scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
        assert "unsafe" not in scripts
        assert "'sha256-" in scripts
