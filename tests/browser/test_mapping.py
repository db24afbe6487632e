"""The room of identities at the keyboard: accept, reject, skip, take back; and its door stays shut for others."""

import re

from playwright.sync_api import Page, expect

from tests.browser.people import promote
from tests.browser.test_accounts import sign_up
from tests.serving import Served
from wtc.shapes.accounts import Role


def open_room(page: Page, site: Served) -> None:
    """Sign in as an admin and open the room."""
    email = sign_up(page, "/admin/mapping")
    promote(site, email, Role.ADMIN)
    page.goto("/admin/mapping")
    expect(page.locator(".mpr h2")).to_be_visible()


def test_a_review_is_done_and_undone_by_keyboard(page: Page, site: Served) -> None:
    open_room(page, site)
    heading = page.locator(".mpr h2")
    first = heading.inner_text()
    page.keyboard.press("s")
    expect(heading).not_to_have_text(first)
    second = heading.inner_text()
    page.keyboard.press("a")
    expect(page.locator(".toast").last).to_contain_text(second)
    expect(page.locator(".mpf").last).to_contain_text(second)
    page.keyboard.press("u")
    expect(page.locator(".toast").last).to_contain_text("waits again")
    expect(heading).to_have_text(second)
    page.keyboard.press("r")
    expect(page.locator(".toast").last).to_contain_text("isn't")
    page.keyboard.press("u")
    expect(page.locator(".toast").last).to_contain_text("waits again")


def test_the_keys_rest_while_somebody_types(page: Page, site: Served) -> None:
    open_room(page, site)
    heading = page.locator(".mpr h2")
    first = heading.inner_text()
    page.locator(".mpr summary").click()
    page.get_by_label("Search our acts").press_sequentially("lank")
    expect(page.locator(".mpr .mpf")).to_contain_text(re.compile("lank", re.I))
    expect(heading).to_have_text(first)


def test_the_room_stays_shut_for_everybody_else(page: Page) -> None:
    page.goto("/admin/mapping")
    expect(page.locator("h1")).to_contain_text("signed in")
    sign_up(page, "/admin/mapping")
    expect(page.locator("h1")).to_contain_text("isn't yours")
