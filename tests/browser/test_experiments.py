"""How we pick, for readers; the room of experiments, shut for them."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accounts import sign_up
from tests.serving import Served

pytestmark = pytest.mark.refused


def test_a_reader_learns_what_is_compared_and_what_they_are_on(page: Page, site: Served) -> None:
    page.goto("/how-we-pick")
    expect(page.get_by_text("You aren't signed in, so nothing is picked for you")).to_be_visible()
    expect(page.locator(".pickway.on, .vchip")).to_have_count(0)
    sign_up(page, "/how-we-pick")
    expect(page.get_by_text("so the one called “your sounds” stands in")).to_be_visible()  # no model is trained here
    expect(page.locator(".pickway.on, .vchip")).to_have_count(0)
    told = page.request.post("/v1/auth/preferences", data={"genres": ["folk"]}, headers={"origin": site.url})
    assert told.ok
    page.goto("/")
    expect(page.locator(".hero.best .sc").first).to_be_visible()
    page.goto("/discover")
    page.locator(".vchip").click()
    expect(page).to_have_url(re.compile("/how-we-pick$"))
    expect(page.locator(".vchip")).to_have_text("Picked by the “your sounds” list")


def test_points_stand_beside_the_list_that_is_served_each_from_its_own_endpoint(page: Page, site: Served) -> None:
    """WTC-326 and 327."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    sign_up(page, "/how-we-pick")
    expect(page.get_by_text("Save a few gigs or tell us what you like")).to_be_visible()
    expect(page.locator(".twolist")).to_have_count(0)
    told = page.request.post(
        "/v1/auth/preferences", data={"genres": ["techno"], "artists": ["Lankum"]}, headers={"origin": site.url}
    )
    assert told.ok
    asked.clear()
    page.reload()
    points, served = page.locator(".twolist").first, page.locator(".twolist").last
    expect(points.get_by_role("heading")).to_have_text("Points")
    expect(served.get_by_role("heading")).to_have_text("Your sounds")
    for each in (points, served):
        expect(each.get_by_role("link")).to_have_count(6)
    assert {"/v1/users/me/feed", "/v1/recommendations"} <= set(asked)
    read = "(links) => links.map((link) => link.pathname)"
    both = [set(each.get_by_role("link").evaluate_all(read)) for each in (points, served)]
    expect(page.locator(".twolist").first.locator(".sr")).to_have_count(len(both[0] & both[1]))
    page.route("**/v1/recommendations", lambda route: route.fulfill(status=429, body="<html>"))
    page.reload()
    page.get_by_role("button", name="Try again").wait_for()
    page.unroute("**/v1/recommendations")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".twolist")).to_have_count(2)


def test_the_room_stays_shut_for_everybody_else(page: Page) -> None:
    page.goto("/admin/experiments")
    expect(page.get_by_role("heading", name="You need to be signed in for this")).to_be_visible()
    sign_up(page)
    page.goto("/admin/experiments")
    expect(page.get_by_role("heading", name="That isn't yours to open")).to_be_visible()
