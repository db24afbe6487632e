"""The desk of duplicates and of reports in a browser, and a visitor who says what is wrong."""

import re
import sqlite3
import uuid
from contextlib import closing
from datetime import UTC, datetime, timedelta
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import promote
from tests.browser.test_accounts import sign_up
from tests.serving import Served
from wtc.shapes.accounts import Role

pytestmark = pytest.mark.refused


def admin(page: Page, site: Served, onward: str) -> None:
    email = sign_up(page)
    promote(site, email, Role.ADMIN)
    page.goto(onward)


def several(site: Served) -> str:
    """The slug of a coming gig with several sources that nobody has reported."""
    with closing(sqlite3.connect(site.data / "wtc.db", timeout=60)) as database:
        soon = (datetime.now(UTC) + timedelta(days=2)).isoformat(" ")
        row = database.execute(
            "SELECT e.slug FROM events e JOIN event_sources s ON s.event_id = e.id WHERE e.sort_at > ? AND s.extra = 0 "
            "AND e.id NOT IN (SELECT subject_id FROM reports) GROUP BY e.id HAVING COUNT(*) > 1 LIMIT 1",
            (soon,),
        ).fetchone()
    return str(row[0])


def test_a_visitor_says_that_a_source_does_not_belong_and_an_admin_parts_it(page: Page, site: Served) -> None:
    slug = several(site)
    sign_up(page)
    page.goto(f"/events/{slug}")
    page.get_by_role("button", name=re.compile("Not the same event")).last.click()
    expect(page.get_by_text("Somebody will look")).to_be_visible()
    page.context.clear_cookies()
    admin(page, site, "/admin/duplicates")
    expect(page.get_by_role("heading", name="A visitor says one of these does not belong")).to_be_visible()
    page.keyboard.press("d")
    expect(page.get_by_text("Two shows.")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_text("Taken back.")).to_be_visible()
    page.keyboard.press("s")
    expect(page.get_by_text("One show.")).to_be_visible()


def test_what_is_wrong_is_reported_answered_and_set_right(page: Page, site: Served) -> None:
    slug, told = several(site), f"The title has a slip in it, {uuid.uuid4().hex[:6]}"
    sign_up(page)
    page.goto(f"/events/{slug}")
    page.get_by_text("Something wrong?").click()
    page.fill("form.tellus textarea", told)
    page.get_by_role("button", name="Tell us").click()
    expect(page.get_by_text("Somebody will look")).to_be_visible()
    page.context.clear_cookies()
    admin(page, site, "/admin/reports")
    report = page.locator(".alrt").filter(has_text=told).last
    report.get_by_label("What to set right").select_option("Title")
    report.locator("form.righting input[name=value]").fill("Without the slip")
    report.get_by_role("button", name="Set right").click()
    expect(page.get_by_text("No source will overrule it")).to_be_visible()
    report.locator("textarea").fill("Mended, thanks.")
    report.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("Its sender will hear of it")).to_be_visible()
    page.goto(f"/events/{slug}")
    expect(page.get_by_role("heading", level=1, name="Without the slip")).to_be_visible()
    expect(page.get_by_text("corrected by us to Without the slip")).to_be_visible()


@pytest.mark.parametrize("path", ["/admin/duplicates", "/admin/reports"])
def test_the_desks_stay_shut_for_everybody_else(page: Page, path: str) -> None:
    page.goto(path)
    expect(page.get_by_role("heading", name="You need to be signed in for this")).to_be_visible()
    sign_up(page)
    page.goto(path)
    expect(page.get_by_role("heading", name="That isn't yours to open")).to_be_visible()
    assert urlparse(page.url).path == path
