"""The account pages in a browser: in, out, wrong, lost and found again."""

import re
import uuid
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.patience import fits, until
from tests.browser.people import past_the_welcome
from tests.serving import Served

pytestmark = pytest.mark.refused

PASSWORD = "a fine password"
SEND = "form.aform button[type=submit]"


def sign_up(page: Page, onward: str = "/preferences") -> str:
    """A new account by the page; its email."""
    email = f"{uuid.uuid4().hex[:10]}@example.com"
    page.goto(f"/signup?next={onward}")
    page.fill("#name", "Aoife Byrne")
    page.fill("#email", email)
    page.fill("#password", PASSWORD)
    page.click(SEND)
    past_the_welcome(page)
    page.wait_for_url(re.compile(rf"^[^?]*{onward}$"))
    return email


def outbox(site: Served) -> list[Path]:
    """The mails that were sent so far, in their order."""
    return sorted((site.data / "outbox").glob("*.eml"))


def preferences(page: Page) -> dict[str, object]:
    return dict(page.evaluate("fetch('/v1/auth/preferences').then((answer) => answer.json())"))


def test_a_sign_up_leads_back_to_where_one_was(page: Page) -> None:
    sign_up(page, "/discover")
    expect(page.locator(".top .me")).to_contain_text("AB")


def test_a_wrong_password_is_told_and_nothing_typed_is_lost(page: Page) -> None:
    page.goto("/login")
    page.fill("#email", "nobody@example.com")
    page.fill("#password", "not this one")
    page.click(".pw button")
    page.click(SEND)
    expect(page.get_by_role("alert").filter(has_text="don't go together")).to_be_focused()
    expect(page.locator("#email")).to_have_value("nobody@example.com")
    expect(page.locator("#password")).to_have_value("not this one")
    expect(page.locator("#password")).to_have_attribute("type", "text")


def test_each_field_says_what_is_wrong_with_it(page: Page) -> None:
    page.goto("/signup")
    page.fill("#email", "aoife@")
    page.fill("#password", "short")
    page.click(SEND)
    expect(page.locator("#name-wrong")).to_be_visible()
    page.fill("#name", "Aoife")
    page.click(SEND)
    for field in ("email", "password"):
        expect(page.locator(f"#{field}-wrong")).to_be_visible()
        expect(page.locator(f"#{field}")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("alert").get_by_role("link", name="Password").click()
    expect(page.locator("#password")).to_be_focused()


def test_nobody_is_led_to_another_site(page: Page, site: Served) -> None:
    email = sign_up(page, "/discover")
    for evil in ("//evil.example", "/%5Cevil.example", "https:evil.example", "/%09/evil.example"):
        page.context.clear_cookies()
        page.goto(f"/login?next={evil}")
        page.fill("#email", email)
        page.fill("#password", PASSWORD)
        page.click(SEND)
        page.wait_for_url(f"{site.url}/")


def test_a_mailed_link_sets_a_new_password_and_leaves_no_trace_in_the_address(page: Page, site: Served) -> None:
    email = sign_up(page, "/discover")
    page.context.clear_cookies()
    page.goto("/forgot")
    page.fill("#email", email)
    page.click(SEND)
    expect(page.locator(".sent")).to_contain_text("Check your mail")
    mails = until(page, lambda: [mail for each in outbox(site) if email in (mail := each.read_text())])
    found = re.search(r"/reset#token=[\w-]+", mails[-1])
    assert found
    link = found[0]
    page.goto(link)
    page.wait_for_url("**/reset")
    expect(page).not_to_have_url(re.compile("token"))
    page.fill("#password", "another fine password")
    page.click(SEND)
    page.wait_for_url(f"{site.url}/")
    page.goto(link)
    page.fill("#password", "yet another password")
    page.click(SEND)
    expect(page.get_by_role("link", name="Ask for a new link")).to_be_visible()
    token = link.partition("token=")[2]
    assert token not in site.log.read_text()


def test_preferences_are_kept_and_shown_again(page: Page) -> None:
    sign_up(page)
    page.get_by_text("Trad", exact=True).click()
    page.locator("label.chip", has_text="Friday").click()
    page.fill("#djs", "Sunil Sharpe")
    page.fill("#radius_km", "40")
    page.fill("#budget_max", "25.50")
    page.click(".keepbar button")
    expect(page.locator(".keepbar")).to_contain_text("Saved. Last updated")
    page.reload()
    expect(page.get_by_role("button", name="Remove Sunil Sharpe")).to_be_visible()
    expect(page.locator("#budget_max")).to_have_value("25.5")
    kept = preferences(page)
    assert (kept["genres"], kept["night_preferences"], kept["radius_km"]) == (["trad"], ["fri"], 40)


def test_a_change_made_elsewhere_is_not_overwritten_unasked(page: Page) -> None:
    sign_up(page)
    page.fill("#radius_km", "40")
    page.click(".keepbar button")
    expect(page.locator(".keepbar")).to_contain_text("Saved.")
    page.evaluate(
        "fetch('/v1/auth/preferences', {method: 'POST', headers: {'Content-Type': 'application/json'},"
        " body: JSON.stringify({radius_km: 7})})"
    )
    page.fill("#radius_km", "90")
    page.click(".keepbar button")
    expect(page.get_by_role("alert")).to_contain_text("changed somewhere else")
    assert preferences(page)["radius_km"] == 7
    page.get_by_role("button", name="Keep mine").click()
    until(page, lambda: preferences(page)["radius_km"] == 90)
    expect(page.locator(".keepbar")).to_contain_text("Saved.")


def test_signing_out_everywhere_ends_the_other_browser(page: Page, site: Served) -> None:
    email = sign_up(page)
    phone = httpx.Client(base_url=site.url, timeout=60)
    phone.post("/v1/auth/login", json={"email": email, "password": PASSWORD})
    assert phone.get("/v1/auth/me").status_code == 200
    page.get_by_role("button", name="Sign out on every device").click()
    page.wait_for_url(f"{site.url}/")
    assert phone.get("/v1/auth/me").status_code == 401
    page.goto("/preferences")
    page.wait_for_url("**/login?next=%2Fpreferences")


def test_the_page_reads_well_on_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for path in ("/login", "/signup", "/forgot", "/reset"):
        page.goto(path)
        expect(page.locator(SEND)).to_be_visible()
        fits(page, 320)
