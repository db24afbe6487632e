"""How we pick, for readers; the room of experiments, shut for them."""

import re

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


def test_the_room_stays_shut_for_everybody_else(page: Page) -> None:
    page.goto("/admin/experiments")
    expect(page.get_by_role("heading", name="You need to be signed in for this")).to_be_visible()
    sign_up(page)
    page.goto("/admin/experiments")
    expect(page.get_by_role("heading", name="That isn't yours to open")).to_be_visible()
