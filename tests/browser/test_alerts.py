"""An alert is said as a sentence, and what is told of it is read when its reader says so."""

from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.browser.people import write
from tests.browser.test_taste import call, sign_up
from tests.serving import Served

TOLD = (
    "INSERT INTO notifications (user_id, `key`, kind, title, body, href, created_at, mail_by)"
    " VALUES (?, 'show:test', 'show', 'Lankum: a new show', 'Fri 27 Nov.', '/discover', ?, '')"
)


def test_a_sentence_is_kept_changed_let_go_and_had_back_and_news_of_it_is_read(page: Page, site: Served) -> None:
    page.goto("/alerts")
    page.get_by_role("link", name="Make an account").click()
    sign_up(page)
    page.goto("/alerts")
    page.get_by_label("Act", exact=True).fill("Lankum")
    page.get_by_label("Where").select_option("Galway")
    page.get_by_label("For how much").select_option("40")
    page.get_by_role("button", name="Tell me", exact=True).click()
    mine = page.locator(".arow")
    expect(mine).to_contain_text(["Lankum plays within 30 km of Galway for up to €40"])
    mine.get_by_role("button", name="Edit").click()
    page.get_by_label("How near").select_option("50")
    page.get_by_role("button", name="Keep the change").click()
    expect(mine).to_contain_text(["within 50 km of Galway"])
    mine.get_by_role("button", name="Delete").click()
    expect(mine).to_have_count(0)
    page.locator(".toasts").get_by_role("button", name="Undo").last.click()
    expect(mine).to_have_count(1)
    write(site, TOLD, call(page, "GET", "/v1/auth/me")["id"], datetime.now(UTC).replace(tzinfo=None).isoformat(" "))
    page.goto("/notifications")
    page.reload()
    expect(page.locator(".bell b")).to_have_text("1")
    page.get_by_role("link", name="Lankum: a new show").click()
    page.wait_for_url("**/discover")
    expect(page.locator(".bell b")).to_have_count(0)
