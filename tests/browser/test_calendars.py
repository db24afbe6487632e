"""A fan's month, by keyboard."""

import re
from urllib.parse import urlsplit

import httpx
import icalendar
import pytest
from playwright.sync_api import Page, expect

from tests.browser.patience import until
from tests.browser.people import come_in
from tests.serving import Served
from wtc import clock


def test_the_month_of_what_is_saved_goes_by_keyboard(page: Page, site: Served) -> None:
    come_in(page.context, site)
    page.goto("/discover")
    page.get_by_role("button", name=re.compile("^Save ")).filter(visible=True).nth(3).click()
    (gig,) = until(page, lambda: page.request.get("/v1/users/me/saved").json()["events"])
    page.goto("/saved?tab=calendar")
    expect(page.locator(".agenda h2")).to_be_visible()
    if not gig["day"].startswith(f"{clock.local(clock.now()):%Y-%m}"):  # on the last evening of a month
        page.get_by_role("button", name="The month after").click()
    expect(page.locator(".agenda h2")).to_contain_text("1 saved")
    day = page.get_by_role("button", name=re.compile("1 saved$"))
    day.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".agenda h2")).to_contain_text("1 gig on")
    expect(page.locator(".agenda .rows > li")).to_have_count(1)
    expect(page).to_have_url(re.compile(f"day={gig['day'][:10]}$"))
    page.reload()  # the link of a day opens the same
    expect(page.locator(".agenda h2")).to_contain_text("1 gig on")
    day.focus()
    page.keyboard.press("PageUp")
    expect(page.locator(".agenda h2")).to_contain_text("Nothing in")
    expect(page).to_have_url(re.compile(r"tab=calendar&month=\d{4}-\d\d$"))
    page.reload()
    expect(page.locator(".agenda h2")).to_contain_text("Nothing in")


@pytest.mark.refused
def test_a_calendar_is_made_read_by_its_address_and_revoked(page: Page, site: Served) -> None:
    come_in(page.context, site)
    page.goto("/calendars")
    page.get_by_role("radio", name=re.compile("saved", re.IGNORECASE)).check()
    page.get_by_role("button", name="Make the address").click()
    expect(page.get_by_role("heading", name=re.compile("is ready"))).to_be_focused()
    address = page.get_by_label("Calendar address").input_value()
    webcal = page.get_by_role("link", name="Apple and others").get_attribute("href") or ""
    assert webcal.partition("://")[2] == address.partition("://")[2]
    own = site.url + urlsplit(address).path  # the public name is another than a test's
    calendar = httpx.get(own, timeout=60)
    assert calendar.headers["content-type"].startswith("text/calendar")
    assert icalendar.Calendar.from_ical(calendar.content)["version"] == "2.0"
    page.reload()
    expect(page.get_by_label("Calendar address")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Revoke")).click()
    expect(page.get_by_text("None yet.")).to_be_visible()
    assert httpx.get(own, timeout=60).status_code in (404, 410)
