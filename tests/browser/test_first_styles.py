"""What a page is first painted with is all that it needs: it looks the same once the whole style sheet is here."""

import io
from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.serving import Served

PAGES = ("/", "/discover", "/trending", "/artists", "/venues", "/djs", "/help", "/login")
SEEN = 9
"""Of 255 steps of grey: by one or two a browser may draw the same thing otherwise."""
ROOMS = ("/discover", "/artists", "/venues", "/djs")
"""The first thing that each of these lists links to is a page of a room."""


@pytest.fixture(params=["desktop", "phone"])
def quiet(request: pytest.FixtureRequest, browser: Browser, site: Served) -> Iterator[Page]:
    """A page whose program never comes."""
    viewport = PHONE if request.param == "phone" else DESKTOP
    context = browser.new_context(
        base_url=site.url, viewport=viewport, reduced_motion="reduce", service_workers="block"
    )
    page = context.new_page()
    page.route("**/assets/**/*.js", lambda route: route.abort())
    page.route("**/assets/*.js", lambda route: route.abort())
    yield page
    context.close()


def test_the_first_rules_of_a_page_are_all_that_it_needs(quiet: Page, rooms: tuple[str, ...]) -> None:
    for path in (*PAGES, *rooms):
        quiet.goto(path)
        quiet.wait_for_function("() => !document.querySelector('link[media=print]')")
        whole = shot(quiet)
        quiet.route("**/assets/*.css", lambda route: route.abort())
        quiet.goto(path)
        assert not quiet.evaluate("() => document.querySelector('head > link[rel=stylesheet]').sheet"), path
        assert apart(shot(quiet), whole) < SEEN, path
        quiet.unroute("**/assets/*.css")


def shot(page: Page) -> Image.Image:
    """All of a page."""
    return Image.open(io.BytesIO(page.screenshot(full_page=True))).convert("L")


def apart(one: Image.Image, other: Image.Image) -> float:
    """By how many steps of grey any dot of two pictures differs; all of them when not even their sizes are the same."""
    return ImageChops.difference(one, other).getextrema()[1] if one.size == other.size else 255


@pytest.fixture
def rooms(browser: Browser, site: Served) -> tuple[str, ...]:
    """A gig, an act, a room and a DJ."""
    context = browser.new_context(base_url=site.url)
    page = context.new_page()
    found = []
    for path, kind in zip(ROOMS, ("/events/", "/artists/", "/venues/", "/djs/"), strict=True):
        page.goto(path)
        found.append(page.locator(f'#main a[href^="{kind}"]').first.get_attribute("href") or path)
    context.close()
    return tuple(found)
