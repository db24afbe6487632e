"""The map of gigs in a browser: pins and list in step, a part searched, what is near, and what is said without it."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.patience import fits, until
from wtc import clock
from wtc.domain import filters

FIRST, LAST = filters.next_week(clock.now())
WEEK = f"/map?from={FIRST}&to={LAST}"


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(words))


@pytest.fixture
def week(page: Page) -> Page:
    """The map of a week with its pins."""
    page.goto(WEEK)
    expect(page.locator(".mp.ready .pin").first).to_be_visible()
    heading(page, r"^\d+ gigs")
    return page


def test_pins_count_what_the_list_counts_and_a_part_of_it_opens_the_same_from_its_link(week: Page) -> None:
    page = week
    whole = int(page.locator("h1").inner_text().split()[0])
    shown = page.evaluate("fetch('/v1/events/pins' + location.search).then((answer) => answer.json())")
    assert shown["total"] == len(shown["pins"]) == whole
    expect(page.get_by_role("button", name="Search this area")).to_have_count(0)
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Zoom in").click()
    page.get_by_role("button", name="Search this area").click()
    heading(page, "in this part of the map")
    expect(page).to_have_url(re.compile("bbox="))
    part = page.locator("h1").inner_text()
    assert int(part.split()[0]) < whole
    page.reload()
    heading(page, re.escape(part))
    page.get_by_role("link", name=re.compile("This part of the map")).click()
    heading(page, rf"^{whole} gigs")


def test_a_day_is_chosen_and_discover_and_the_map_lead_to_each_other(page: Page) -> None:
    page.goto("/map")
    heading(page, "tonight")
    page.get_by_role("link", name="Tomorrow").click()
    heading(page, "tomorrow")
    expect(page).to_have_url(re.compile(r"from=[\d-]+&to=[\d-]+"))
    page.get_by_role("link", name="List", exact=True).click()
    page.wait_for_url("**/discover?from=*")
    expect(page.locator("#main").get_by_role("link", name="Map", exact=True)).to_have_attribute(
        "href", re.compile("from=")
    )
    page.locator("#main").get_by_role("link", name="Map", exact=True).click()
    page.wait_for_url("**/map?from=*")
    page.locator("main h1").click()
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url("**/discover")
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url("**/map")


def test_a_row_lights_its_pin_and_a_pin_opens_its_gigs(week: Page) -> None:
    page = week
    row = page.locator(".vrows li").first
    row.locator("h3 a").focus()
    expect(page.locator(".pin.lit")).to_have_count(1)
    page.locator(".leaflet-marker-icon[aria-label*=gigs]").last.focus()

    def opened() -> int:
        """How many gigs the pin in hand has opened; one that stands for several places takes the map nearer instead."""
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        return page.locator(".mp-tray a").count()

    until(page, opened)
    expect(page.locator(".mp-tray a").first).to_have_attribute("href", re.compile("^/events/"))


def test_near_me_asks_when_pressed_says_how_far_and_tells_in_words_when_it_may_not(week: Page) -> None:
    page = week
    said = page.locator(".near-said")
    expect(said).to_contain_text("Asked when pressed")
    page.get_by_role("button", name="Near me").click()
    expect(said).to_have_text("No position, no problem: the map is still all there.")
    expect(page).not_to_have_url(re.compile("near="))
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 53.344123, "longitude": -6.267891})
    page.get_by_role("button", name="Near me").click()
    page.wait_for_url("**near=53.344,-6.268*")
    heading(page, "near you")
    expect(page.locator(".vrows .ln", has_text=re.compile(r" · [\d.]+ k?m$")).first).to_be_visible()
    expect(page.locator(".mp-me")).to_have_count(1)


def test_the_list_has_three_heights_on_a_phone_by_buttons_and_keeps_them(week: Page) -> None:
    page = week
    more = page.get_by_role("button", name="More list, less map")
    if page.viewport_size and page.viewport_size["width"] > 1023:
        expect(more).to_have_count(0)
        return
    less = page.get_by_role("button", name="More map, less list")
    heights = []
    for button, shown in ((less, "low"), (more, "half"), (more, "full")):
        button.click()
        expect(page.locator(".vlist")).to_have_attribute("data-list", shown)
        heights.append(page.locator(".vmap").evaluate("(map) => map.offsetHeight"))
    assert heights[0] > heights[1] > heights[2] == 0
    expect(more).to_be_disabled()
    expect(page).to_have_url(re.compile("list=full"))
    expect(page.get_by_role("button", name="Search this area")).to_have_count(0)
    page.reload()
    expect(more).to_be_disabled()


def test_an_empty_part_says_where_something_is(page: Page) -> None:
    page.goto(f"{WEEK}&bbox=-12,51,-11.5,51.2")
    said = page.locator(".vlist .said")
    expect(said).to_contain_text("Nothing on in this part")
    said.get_by_role("link").first.click()
    heading(page, r"^\d+ gigs? in this part")


@pytest.mark.refused
def test_a_map_that_does_not_come_leaves_the_list(page: Page) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=404, body="")

    page.route("**/art/v1/map/counties.json", refuse)
    page.goto(WEEK)
    expect(page.get_by_text("The map didn't load. The list has every gig.")).to_be_visible()
    expect(page.locator(".vrows .card").first).to_be_visible()


def test_it_fits_the_narrowest_window(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(WEEK)
    heading(page, "gigs")
    fits(page, 320)


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_the_credit_makes_way_for_a_pin_and_lets_presses_through(page: Page) -> None:
    """One gig where the credit stands, then none there: the corner of the map is asked in turn."""

    def at(lat: float, lon: float) -> None:
        pin = [1, "a-night", "A night", "Dublin", lat, lon, "8pm"]
        page.unroute("**/v1/events/pins*")
        page.route("**/v1/events/pins*", lambda route: route.fulfill(json={"pins": [pin], "total": 1}))
        page.goto(f"{WEEK}&at=53.35,-6.26,14")
        expect(page.locator(".mp.ready .pin").first).to_be_visible()

    credit = page.locator(".mp-credit")
    at(53.35, -6.26)
    expect(credit).to_have_attribute("data-side", "left")
    spot = credit.bounding_box()
    corner = page.locator(".mp-in").bounding_box()
    assert spot
    assert corner
    east = (spot["x"] + spot["width"] / 2 - corner["x"] - corner["width"] / 2) * 360 / (256 * 2**14)
    north = (corner["y"] + corner["height"] / 2 - spot["y"] - spot["height"] / 2) * 360 / (256 * 2**14) * 0.597
    at(53.35 + north, -6.26 + east)
    expect(credit).to_have_attribute("data-side", "right")
    at(53.35, -6.26)
    expect(credit).to_have_css("pointer-events", "none")
