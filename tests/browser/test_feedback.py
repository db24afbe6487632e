"""What a fan says on a card in a real browser: at once, undone, counted once, and kept."""

import re
import sqlite3
from contextlib import closing
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.patience import until
from tests.browser.people import come_in, write
from tests.serving import Served

FIRST = "#main .grid > li:first-child"


@pytest.fixture
def fan(page: Page, site: Served) -> str:
    """Somebody who signed up a moment ago; their address."""
    return come_in(page.context, site).email


def said(site: Served, email: str) -> list[tuple[Any, ...]]:
    asked = (
        "SELECT action, reason, surface, position FROM ml_feedback JOIN users ON users.id = user_id"
        " WHERE email = ? ORDER BY ml_feedback.id"
    )
    with closing(sqlite3.connect(site.data / "wtc.db", timeout=60)) as opened:
        return opened.execute(asked, (email,)).fetchall()


def settle(page: Page, site: Served, email: str, wanted: list[tuple[Any, ...]]) -> None:
    """Wait until exactly this was said."""
    until(page, lambda: said(site, email), wanted.__eq__)


def discover(page: Page, query: str = "?city=Dublin") -> Locator:
    page.goto(f"/discover{query}")
    first = page.locator(FIRST)
    first.locator("[data-thumb=up]").wait_for()
    return first


def test_a_thumb_up_is_noted_and_a_second_press_takes_it_back(page: Page, site: Served, fan: str) -> None:
    first = discover(page)
    up = first.locator("[data-thumb=up]")
    up.click()
    expect(up).to_have_attribute("aria-pressed", "true")
    expect(up).to_contain_text("Noted")
    settle(page, site, fan, [("up", "", "", None)])
    page.reload()
    expect(up).to_have_attribute("aria-pressed", "true")
    up.click()
    expect(up).to_have_attribute("aria-pressed", "false")
    settle(page, site, fan, [])


def test_a_thumb_down_folds_the_card_asks_why_and_is_undone(page: Page, site: Served, fan: str) -> None:
    first = discover(page)
    first.locator("[data-thumb=down]").click()
    strip = first.locator(".nfm.not")
    expect(strip).to_contain_text("Not for you. Why?")
    expect(strip.get_by_role("button", name="Too far")).to_be_focused()
    settle(page, site, fan, [("down", "", "", None)])
    strip.get_by_role("button", name="Too dear").click()
    expect(strip.get_by_role("button", name="Too dear")).to_have_attribute("aria-pressed", "true")
    settle(page, site, fan, [("down", "too_dear", "", None)])
    page.reload()
    expect(strip).to_be_visible()  # for the rest of the visit
    strip.get_by_role("button", name="Undo").click()
    expect(first.locator(".card")).to_be_visible()
    expect(first.locator("[data-thumb=down]")).to_be_focused()
    settle(page, site, fan, [])


@pytest.mark.refused
def test_a_thumb_that_is_refused_is_taken_back_and_told(page: Page, site: Served, fan: str) -> None:
    first = discover(page)
    expect(page.locator(".me")).to_be_visible()
    write(site, "DELETE FROM sessions WHERE user_id = (SELECT id FROM users WHERE email = ?)", fan)
    first.locator("[data-thumb=down]").click()
    expect(page.locator(".toast")).to_contain_text("Sign in first.")
    expect(first.locator(".card")).to_be_visible()
    expect(first.locator("[data-thumb=down]")).to_have_attribute("aria-pressed", "false")


def test_a_stranger_signs_in_first_and_the_thumb_is_theirs_after_it(page: Page, site: Served) -> None:
    first = discover(page)
    name = first.locator("h3").inner_text()
    first.locator("[data-thumb=up]").click()
    page.wait_for_url("**/login?next=**")
    come_in(page.context, site)
    discover(page)
    expect(page.get_by_role("button", name=f"More like {name}").first).to_have_attribute("aria-pressed", "true")


def test_opening_a_card_is_one_click_whatever_is_pressed_after_it(page: Page, site: Served, fan: str) -> None:
    first = discover(page)
    for _ in range(2):
        first.locator("h3 a").click()
        page.wait_for_url("**/events/**")
        page.reload()
        expect(page.locator(".me")).to_be_attached()
        page.go_back()
        first.locator("h3 a").wait_for()
    settle(page, site, fan, [("click", "", "discover", 1)])


def test_a_stranger_is_not_counted(page: Page, site: Served) -> None:
    told: list[str] = []
    page.on("request", lambda request: told.append(request.url) if "/v1/feedback" in request.url else None)
    first = discover(page)
    first.locator("h3 a").click()
    page.wait_for_url("**/events/**")
    assert told == []


def test_what_is_scrolled_past_is_skipped_once_a_visit(page: Page, site: Served, fan: str) -> None:
    first = discover(page)
    expect(page.locator(".me")).to_be_attached()
    name = first.locator("h3").inner_text()

    def pass_by() -> list[tuple[Any, ...]]:
        """Look at the first card for a while, go on, and come back; what is known of the first card by then."""
        first.scroll_into_view_if_needed()
        page.wait_for_timeout(1_500)
        page.evaluate("scrollBy(0, 1400)")
        page.wait_for_timeout(600)
        page.evaluate("scrollTo(0, 0)")
        return [row for row in said(site, fan) if row[3] == 1]

    assert until(page, pass_by) == [("skip", "", "discover", 1)], name
    page.reload()
    first.locator("h3").wait_for()
    pass_by()
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    page.wait_for_timeout(1_000)
    assert len(pass_by()) == 1


def test_dials_can_be_turned_undone_and_set_back(page: Page, site: Served, fan: str) -> None:
    for factor, step in (("genre:techno", -1), ("near", 2)):
        page.request.put("/v1/users/me/dials", data={"factor": factor, "step": step}, headers={"origin": site.url})
    page.goto("/preferences")
    techno = page.locator("[data-dial='genre:techno']")
    expect(techno).to_contain_text("Less")
    techno.get_by_role("button", name="Less: Techno").click()
    expect(techno).to_contain_text("Much less")
    expect(techno.get_by_role("button", name="Less: Techno")).to_be_disabled()
    techno.get_by_role("button", name=re.compile("Undo.*Techno")).click()
    expect(techno).to_have_count(0)
    page.locator(".toast", has_text="As it comes: Techno.").get_by_role("button", name="Undo").click()
    expect(techno).to_contain_text("Much less")
    page.get_by_role("button", name="Set all back").click()
    expect(page.get_by_text("Nothing yet: everything counts as it comes.")).to_be_visible()


def test_ranking_without_history_is_a_switch_that_stays(page: Page, fan: str) -> None:
    page.goto("/preferences")
    switch = page.get_by_role("switch", name="Rank without my history")
    expect(switch).to_have_attribute("aria-checked", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-checked", "true")
    page.reload()
    expect(switch).to_have_attribute("aria-checked", "true")


def test_a_night_that_is_over_asks_whether_one_was_there(page: Page, site: Served, fan: str) -> None:
    with closing(sqlite3.connect(site.data / "wtc.db", timeout=60)) as opened, opened:
        user = opened.execute("SELECT id FROM users WHERE email = ?", (fan,)).fetchone()[0]
        event = opened.execute("SELECT id FROM events WHERE starts_at < datetime('now', '-2 days')").fetchone()
        if event is None:
            event = opened.execute("SELECT id FROM events ORDER BY id DESC LIMIT 1").fetchone()
            opened.execute(
                "UPDATE events SET starts_at = datetime('now', '-5 days'), ends_at = NULL,"
                " sort_at = datetime('now', '-5 days'), day = date('now', '-5 days') WHERE id = ?",
                event,
            )
        opened.execute(
            "INSERT INTO user_saved_events (user_id, event_id, created_at) VALUES (?, ?, datetime())", (user, *event)
        )
    page.goto("/saved?tab=past")
    ask = page.locator(".there")
    expect(ask).to_contain_text("Were you there?")
    ask.click()
    expect(ask).to_contain_text("You were there")
    settle(page, site, fan, [("attended", "", "", None)])
    page.reload()
    expect(ask).to_have_attribute("aria-pressed", "true")
    ask.click()
    settle(page, site, fan, [])
