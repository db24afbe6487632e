"""Five journeys from the first page by keyboard alone, each step where the eye can follow it."""

import re

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.patience import alive, settled, until
from tests.browser.people import PASSWORD, Person, come_in
from tests.serving import Served

pytestmark = pytest.mark.parametrize("page", ["desktop"], indirect=True)
FIRST = "#weekend > li:first-child"
MOST = 120
"""Stops of the keyboard until what is looked for has to have come."""


def reach(page: Page, there: Locator) -> None:
    """Go on with Tab until the focus is there and can be seen."""
    expect(there).to_be_visible()
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if there.evaluate("(it) => it === document.activeElement"):
            break
    expect(there).to_be_focused()
    assert there.evaluate(
        """(it) => it.matches(":focus-visible") && [it, it.closest(".card")].some(
            (each) => each && getComputedStyle(each).outlineStyle !== "none")"""
    )


@pytest.fixture
def fan(page: Page, site: Served) -> Person:
    """Somebody signed in who likes folk, on the first page."""
    me = come_in(page.context, site)
    told = httpx.post(f"{site.url}/v1/auth/preferences", json={"genres": ["folk"]}, headers=me.headers, timeout=60)
    assert told.status_code == 200, told.text
    page.goto("/?list=points")
    expect(page.locator(".hero.best")).to_be_visible()
    settled(page)
    return me


def test_a_gig_is_found_and_opened(page: Page) -> None:
    page.goto("/")
    settled(page)
    link = page.locator(f"{FIRST} h3 a")
    reach(page, link)
    title = link.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/**")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.locator("#main")).to_be_focused()


def test_a_gig_is_saved_and_let_go_again(page: Page, fan: Person) -> None:
    heart = page.locator(f"{FIRST} [data-act=save]")
    reach(page, heart)
    for key, on in (("Space", "true"), ("Enter", "false")):
        page.keyboard.press(key)
        expect(heart).to_have_attribute("aria-pressed", on)
        saved = {"true": 1, "false": 0}[on]
        until(page, lambda: len(page.request.get("/v1/users/me/saved").json()["events"]), saved.__eq__)
        expect(heart).to_be_focused()


def test_why_this_opens_and_closes_and_gives_the_focus_back(page: Page, fan: Person) -> None:
    why = page.locator(".hero.best").get_by_role("link", name=re.compile("Why this")).last
    reach(page, why)
    page.keyboard.press("Enter")
    expect(page.locator(".whyd .wsum")).to_be_visible()
    expect(page.locator(".whyd:focus-within")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".whyd")).to_have_count(0)
    expect(why).to_be_focused()


def test_the_palette_leads_to_an_act(page: Page) -> None:
    page.goto("/")
    alive(page)
    page.keyboard.press("Control+k")
    expect(page.locator("dialog.palette input")).to_be_focused()
    page.keyboard.type("lankum")
    act = page.get_by_role("group", name="Acts").get_by_role("option").first
    expect(act).to_contain_text("Lankum")
    page.keyboard.press("ArrowDown")
    expect(act).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/artists/lankum$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Lankum")


def test_somebody_signs_in_and_has_an_alert_made(page: Page, site: Served) -> None:
    me = come_in(page.context, site)
    page.context.clear_cookies()
    page.goto("/")
    settled(page)
    reach(page, page.locator(".top").get_by_role("link", name="Sign in"))
    page.keyboard.press("Enter")
    reach(page, page.get_by_label("Email"))
    page.keyboard.type(me.email)
    reach(page, page.get_by_label("Password", exact=True))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator(".top .me")).to_be_visible()
    page.goto("/alerts")
    settled(page)
    reach(page, page.get_by_label("Act", exact=True))
    page.keyboard.type("Lankum")
    reach(page, page.get_by_role("button", name="Tell me", exact=True))
    page.keyboard.press("Enter")
    expect(page.locator(".arow")).to_contain_text(["Lankum plays"])
