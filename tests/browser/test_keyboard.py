"""Five journeys from the first page by keyboard alone, each step where the eye can follow it; and every page from its
first stop to its last.
"""

import re

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.patience import alive, settled, until
from tests.browser.people import PASSWORD, Person, come_in
from tests.browser.test_axe import ADMINS, OPEN, OWN, things
from tests.serving import Served
from wtc.shapes.accounts import Role

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


STOPS = """() => {
    const after = (it) => document.activeElement.compareDocumentPosition(it) !== Node.DOCUMENT_POSITION_PRECEDING;
    for (const it of document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']"))
        if (it.checkVisibility({ visibilityProperty: true }) && !it.disabled && it.tabIndex >= 0 && it.type !== "radio"
            && after(it) && !it.closest("[inert], dialog:not([open]), .leaflet-container, [role=grid], [role=tablist]"))
            it.dataset.stop = "";
}"""
"""Marks what the keyboard has to come to; of radio buttons, maps and grids it is one stop, and arrow keys."""
STOP = """() => {
    const it = document.activeElement;
    if (!it || it === document.body) return { end: true };
    const times = (it.dataset.times = Number(it.dataset.times || 0) + 1);
    delete it.dataset.stop;
    const seen = it.matches(".sr") ? it.closest("label") ?? it.parentElement : it;
    const box = seen.getBoundingClientRect();
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    const at = document.elementFromPoint(x, y);
    const ring = [it, it.nextElementSibling, it.closest("label, .card, .row, li")].some((each) => each
        && ["outlineStyle", "boxShadow"].some((name) => getComputedStyle(each)[name] !== "none"));
    const hidden = !it.checkVisibility() || !at || !(seen.contains(at) || at.contains(seen));
    const pin = it.closest(".leaflet-container"); // the map moves to a pin, and that takes its time
    const wrong = [
        hidden && !pin && "out of sight or covered",
        times === 1 && !ring && "no ring",
        times > 8 && "holds the keyboard",
    ];
    return { wrong: wrong.filter(Boolean).map((what) => `${what}: ${it.outerHTML.slice(0, 120)}`), again: times > 8 };
}"""
"""What is wrong with where the focus is. A date is several stops in one field, the last ringed by the browser."""
UNTIL_THE_END = 500


def walked(page: Page, path: str) -> list[str]:
    """What is wrong on the way with Tab from the first stop of a page to its last, in a line each."""
    page.goto(path)
    page.locator("h1").first.wait_for()
    settled(page)
    page.evaluate(STOPS)
    told: list[str] = []
    for _ in range(UNTIL_THE_END):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop.get("end"):
            break
        told += stop["wrong"]
        if stop["again"]:
            break
    else:
        told.append("no end to it")
    missed = page.locator("[data-stop]").evaluate_all("them => them.map((it) => it.outerHTML.slice(0, 120))")
    return [f"{path}: {each}" for each in (*told, *(f"never reached: {each}" for each in missed))]


@pytest.mark.refused
@pytest.mark.parametrize("whose", ["anybody's", "one's own", "an admin's"])
def test_every_page_is_walked_to_its_end(page: Page, site: Served, whose: str) -> None:
    paths = {"anybody's": OPEN, "one's own": OWN, "an admin's": ADMINS}[whose]
    if whose == "anybody's":
        paths = (*paths, *things(page))
    else:
        come_in(page.context, site, Role.ADMIN if whose == "an admin's" else Role.USER)
    assert [each for path in paths for each in walked(page, path)] == []
