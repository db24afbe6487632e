"""The room of identities at the keyboard: accept, reject, skip, take back; and its door stays shut for others."""

import re
import sqlite3
from contextlib import closing

from playwright.sync_api import Page, expect

from tests.browser.test_accounts import sign_up
from tests.serving import Served
from wtc.shapes.accounts import Role

WAIT = 20_000


def open_room(page: Page, site: Served) -> None:
    """Sign in as an admin and open the room."""
    email = sign_up(page, "/admin/mapping")
    with closing(sqlite3.connect(site.data / "wtc.db", timeout=10)) as database:
        database.execute("UPDATE users SET role = ? WHERE email = ?", (int(Role.ADMIN), email))
        database.commit()
    page.goto("/admin/mapping")
    expect(page.locator(".mpr h2")).to_be_visible(timeout=WAIT)


def test_a_review_is_done_and_undone_by_keyboard(page: Page, site: Served) -> None:
    open_room(page, site)
    heading = page.locator(".mpr h2")
    first = heading.inner_text()
    page.keyboard.press("s")
    expect(heading).not_to_have_text(first, timeout=WAIT)
    second = heading.inner_text()
    page.keyboard.press("a")
    expect(page.locator(".toast").last).to_contain_text(second, timeout=WAIT)
    expect(page.locator(".mpf").last).to_contain_text(second, timeout=WAIT)
    page.keyboard.press("u")
    expect(page.locator(".toast").last).to_contain_text("waits again", timeout=WAIT)
    expect(heading).to_have_text(second, timeout=WAIT)
    page.keyboard.press("r")
    expect(page.locator(".toast").last).to_contain_text("isn't", timeout=WAIT)
    page.keyboard.press("u")
    expect(page.locator(".toast").last).to_contain_text("waits again", timeout=WAIT)


def test_the_keys_rest_while_somebody_types(page: Page, site: Served) -> None:
    open_room(page, site)
    heading = page.locator(".mpr h2")
    first = heading.inner_text()
    page.locator(".mpr summary").click()
    page.get_by_label("Search our acts").press_sequentially("lank")
    expect(page.locator(".mpr .mpf")).to_contain_text(re.compile("lank", re.I), timeout=WAIT)
    expect(heading).to_have_text(first, timeout=WAIT)


def test_the_room_stays_shut_for_everybody_else(page: Page) -> None:
    page.goto("/admin/mapping")
    expect(page.locator("h1")).to_contain_text("signed in", timeout=WAIT)
    sign_up(page, "/admin/mapping")
    expect(page.locator("h1")).to_contain_text("isn't yours", timeout=WAIT)
