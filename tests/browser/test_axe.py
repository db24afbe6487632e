"""Accessibility rules of axe-core on every kind of page and each of its states, and no page runs off the side at 320 px
or with text twice as large.
"""

import re
from collections.abc import Iterable
from contextlib import suppress

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLong

from tests.browser.patience import fits, settled
from tests.browser.people import come_in, promote
from tests.browser.test_accounts import SEND, sign_up
from tests.serving import Served
from wtc.pages import hang
from wtc.shapes.accounts import Role

pytestmark = pytest.mark.refused
AXE = Axe()
OPEN = (
    *("/", "/discover", "/artists", "/djs", "/venues", "/trending", "/login", "/signup", "/forgot", "/reset"),
    *("/how-we-pick", "/help", "/privacy", "/accessibility", "/offline", "/nothere", "/403", "/map"),
    "/welcome?step=sounds",
)
EMPTY = (
    *("/discover?city=Nowhere", "/artists?q=nobody+at+all", "/djs?q=nobody+at+all", "/venues?q=nowhere+at+all"),
    *("/map?bbox=-12,51,-11.5,51.2", "/artists/nobody-at-all", "/events/nothing-at-all", "/venues/nowhere-at-all"),
)
SHUT = (
    *("/saved", "/alerts", "/notifications", "/calendars", "/taste", "/preferences", "/account", "/organiser"),
    *("/artists?tab=following", "/admin/ml"),
)
OWN = (
    *("/", "/saved", "/saved?tab=calendar", "/saved?tab=hidden", "/alerts", "/notifications", "/calendars", "/taste"),
    *("/preferences", "/account", "/account/delete", "/welcome", "/welcome?step=acts"),
)
FULL = ("/", "/trending", "/saved", "/saved?tab=calendar", "/alerts", "/calendars", "/taste", "/artists?tab=following")
ADMINS = (
    *("/organiser", "/organiser/events/new", "/organiser/djs/import", "/venues/new", "/venues/whelans/edit"),
    *("/admin/ml", "/admin/mapping", "/admin/duplicates", "/admin/sources", "/admin/experiments", "/admin/searches"),
    *("/admin/reports", "/style"),
)
FIRST = {
    "/discover": ".card h3 a",
    "/venues": "main a[href^='/venues/']",
    "/artists": "main a[href^='/artists/']",
    "/djs": "main a[href^='/djs/']",
}
"""Where the first of each kind of thing is linked."""


def things(page: Page) -> tuple[str, ...]:
    """The pages of a gig, a room, an act and a DJ."""
    return tuple(thing(page, path, link) for path, link in FIRST.items())


def thing(page: Page, path: str, link: str) -> str:
    page.goto(path)
    page.locator(link).first.wait_for()
    return str(page.locator(link).first.get_attribute("href"))


class Routes:
    """Notes the routes that pages are hung at."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def add_page(self, _: object, *, route: str, **__: object) -> None:
        self.found.append(route)


def test_every_page_that_is_hung_is_opened_here() -> None:
    routes = Routes()
    hang(routes)  # type: ignore[arg-type]
    paths = (*OPEN, *(f"/{name}/one" for name in ("events", "venues", "artists", "djs")), *OWN, *ADMINS)
    opened = {path.partition("?")[0] for path in paths}
    asked = {route: re.compile(re.sub(r"\[\w+\]", "[^/]+", route)) for route in routes.found if route != "404"}
    assert len(asked) > 40
    assert [route for route, pattern in asked.items() if not any(map(pattern.fullmatch, opened))] == []


def test_pages_that_anybody_opens(page: Page) -> None:
    assert troubles(page, (*OPEN, *things(page))) == []


def test_pages_with_nothing_to_show(page: Page) -> None:
    assert troubles(page, EMPTY) == []


def test_pages_that_ask_a_stranger_to_sign_in(page: Page) -> None:
    assert troubles(page, SHUT) == []


def test_forms_that_were_refused(page: Page) -> None:
    for path in ("/login", "/signup", "/forgot"):
        page.goto(path)
        page.click(SEND)
        expect(page.locator("[aria-invalid=true]").first).to_be_visible()
        assert wrong(page, path) == []


def test_pages_that_did_not_get_what_they_asked_for(page: Page, site: Served) -> None:
    come_in(page.context, site)
    page.route("**/v1/users/me/artists*", lambda route: route.fulfill(status=429, body="{}"))
    page.route("**/art/v1/map/counties.json", lambda route: route.fulfill(status=404, body=""))
    for path, told in (("/artists?tab=following", "That didn't load"), ("/map", "The map didn't load")):
        page.goto(path)
        expect(page.get_by_text(told).first).to_be_visible()
        assert wrong(page, path) == []


def test_pages_of_somebody_signed_in(page: Page, site: Served) -> None:
    email = sign_up(page)
    told = troubles(page, OWN)
    promote(site, email, Role.ADMIN)
    assert told + troubles(page, ADMINS) == []


def test_pages_of_somebody_who_keeps_a_lot(page: Page, site: Served) -> None:
    me = come_in(page.context, site)
    with httpx.Client(base_url=site.url, headers=me.headers, timeout=60) as web:
        gigs = web.get("/v1/events/search", params={"genres": "folk", "limit": 4}).json()["events"]
        act = web.get("/v1/artists", params={"limit": 1}).json()["artists"][0]
        made = (
            *(web.post(f"/v1/events/{gig['id']}/save") for gig in gigs),
            web.post("/v1/auth/preferences", json={"genres": ["folk"], "cities": ["Dublin"]}),
            web.post(f"/v1/artists/{act['id']}/follow"),
            web.post("/v1/users/me/alerts", json={"artist": act["name"]}),
            web.post("/v1/feeds", json={"of": "saved", "name": "Mine"}),
        )
    assert [answer.status_code for answer in made if answer.is_error] == [], [answer.text for answer in made]
    assert troubles(page, FULL) == []


def troubles(page: Page, paths: Iterable[str]) -> list[str]:
    """What is wrong with these pages, in a line each."""
    told = []
    for path in paths:
        page.goto(path)
        page.locator("h1").first.wait_for()
        settled(page)
        told += wrong(page, path)
    return told


def wrong(page: Page, path: str) -> list[str]:
    """What is wrong with the page as it stands, in a line each."""
    size = page.viewport_size
    assert size
    found = AXE.run(page).response["violations"]
    told = [f"{path}: {each['id']}: {node['html'][:160]}" for each in found for node in each["nodes"]]
    page.set_viewport_size({"width": 320, "height": 800})
    if not fitting(page, 320):
        told.append(f"{path}: runs off the side at 320 px")
    page.set_viewport_size(size)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if not fitting(page):
        told.append(f"{path}: runs off the side with text twice as large")
    page.evaluate("document.documentElement.style.fontSize = ''")
    return told


def fitting(page: Page, width: int = 0) -> bool:
    """Whether the page comes to fit its window, or ``width``."""
    with suppress(TooLong):
        fits(page, width)
        return True
    return False
