"""The room of one's own taste and what's trending, in the browser: the wheel grows, a cell leads on, sums are shown."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP
from tests.browser.people import come_in
from tests.serving import Served


@pytest.fixture
def una(browser: Browser, site: Served) -> Iterator[tuple[Page, dict[str, str]]]:
    """A page of somebody signed in, and the headers with which they call the API."""
    context = browser.new_context(base_url=site.url, viewport=DESKTOP, locale="en-IE", reduced_motion="reduce")
    una = come_in(context, site, name="Una")
    yield context.new_page(), una.headers
    context.close()


def gigs(site: Served, genre: str, many: int) -> list[Any]:
    asked = {"genres": genre, "limit": many}
    found: list[Any] = httpx.get(f"{site.url}/v1/events/search", params=asked, timeout=60).json()["events"]
    return found


def test_the_wheel_grows_where_one_saves(una: tuple[Page, dict[str, str]], site: Served) -> None:
    page, me = una
    page.goto("/taste")
    expect(page.get_by_role("heading", name="Nothing to draw yet")).to_be_visible()
    for gig in gigs(site, "folk", 1) + gigs(site, "techno", 5):
        httpx.post(f"{site.url}/v1/events/{gig['id']}/save", headers=me, timeout=60).raise_for_status()
    page.goto("/taste")
    sounds = page.get_by_role("region", name="Sounds")
    sounds.get_by_text("Show as table").click()
    expect(sounds.get_by_role("row", name=re.compile(r"^Techno 83%"))).to_be_visible()
    expect(sounds.locator(".main-svg").first).to_be_visible()


@pytest.mark.parametrize("width", [390, 1440])
def test_the_columns_end_together_while_a_taste_has_no_turn(
    una: tuple[Page, dict[str, str]], site: Served, width: int
) -> None:
    page, me = una
    for gig in gigs(site, "folk", 3):
        httpx.post(f"{site.url}/v1/events/{gig['id']}/save", headers=me, timeout=60).raise_for_status()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/taste")
    expect(page.locator(".taste-grid .main-svg").first).to_be_visible()
    ends = page.evaluate(
        "() => [...document.querySelectorAll('.tp')].map((each) => each.getBoundingClientRect().bottom)"
    )
    names = page.locator(".tp h2").all_inner_texts()
    assert names == ["Sounds", "How well your list suits you", "How your taste is turning", "Change it", "When it's on"]
    assert width < 1024 or abs(ends[0] - ends[3]) < 2, dict(zip(names, ends, strict=True))


def test_a_cell_of_the_nights_opens_as_many_gigs_as_it_says(una: tuple[Page, dict[str, str]]) -> None:
    page, _ = una
    page.goto("/taste")
    cell = page.locator(".heat-cell:not(.h0)").first
    expect(cell).to_be_visible()
    said = cell.inner_text()
    cell.focus()
    page.keyboard.press("End")
    expect(page.locator("[data-at$=',6']:focus")).to_have_count(1)
    cell.click()
    expect(page).to_have_url(re.compile(r"/discover\?.*genre="))
    expect(page.get_by_text(re.compile(rf"^{said} .*gigs? ")).first).to_be_visible()


def test_whoever_is_not_signed_in_is_asked_to(page: Page) -> None:
    page.goto("/taste")
    expect(page.get_by_role("heading", name="Sign in to see your taste")).to_be_visible()
    expect(page.get_by_role("link", name="Sign in", exact=True).last).to_have_attribute("href", "/login?next=%2Ftaste")


def test_trending_shows_the_parts_of_every_score(una: tuple[Page, dict[str, str]], site: Served) -> None:
    page, me = una
    gig = gigs(site, "jazz", 12)[-1]  # the first may have begun already
    httpx.post(f"{site.url}/v1/events/{gig['id']}/save", headers=me, timeout=60).raise_for_status()
    page.goto("/trending")
    row = page.locator(".trends > li").filter(has_text=gig["title"]).first
    expect(row).to_be_visible()
    for part in ("Views", "Saves", "People", "Times", "Score"):
        expect(row.get_by_text(part, exact=True)).to_be_visible()
    expect(
        row.get_by_text(re.compile(r"^\(\d+ × 0\.3 \+ \d+ × 0\.4 \+ \d+ × 0\.3\) × [\d.]+ = [\d.]+"))
    ).to_be_visible()
    expect(row.get_by_text("this week", exact=False).first).to_be_visible()
