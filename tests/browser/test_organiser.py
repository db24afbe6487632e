"""An organiser in a real browser: a weekly night put on, found, changed, and one of its dates called off."""

import re
import secrets
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.people import come_in
from tests.pictures import photo
from tests.serving import Served
from wtc.shapes.accounts import Role


def some_day() -> date:
    """A day to come on which no other test puts on a night: one show is never listed twice."""
    return date.today() + timedelta(days=8 + secrets.randbelow(400))  # noqa: DTZ011


def fill(page: Page, title: str) -> date:
    first = some_day()
    page.locator("#title").fill(title)
    page.locator("#date").fill(first.isoformat())
    page.locator("#time").fill("20:30")
    page.locator("#room").fill("The Hearth")
    page.locator("#town").fill("Kilkenny")
    page.locator("#line_up").fill("The Night Owls")
    page.locator("#line_up").press("Enter")
    return first


def test_a_weekly_night_is_put_on_changed_and_called_off(page: Page, site: Served) -> None:
    come_in(page.context, site, Role.ORGANIZER)
    title = f"Session {secrets.token_hex(3)}"
    page.goto("/organiser")
    page.get_by_role("link", name="Put on a night").first.click()
    first = fill(page, title)
    expect(page.locator(".nside h3")).to_have_text(title)
    page.get_by_text("Every week at the same time").click()
    page.locator("#until").fill((first + timedelta(days=15)).isoformat())
    page.get_by_role("button", name="Put it on").click()
    expect(page.locator(".note")).to_contain_text("It's on")
    expect(page.locator(".orow")).to_have_count(3)

    page.goto(f"/discover?q={title.replace(' ', '+')}&from={first}&to={first + timedelta(days=20)}")
    expect(page.locator(".grid .card")).to_have_count(3)

    page.goto("/organiser")
    page.locator(".orow h3 a").nth(1).click()
    expect(page.locator("#time")).to_have_value("20:30")
    page.locator("#time").fill("21:00")
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator(".note")).to_contain_text("Saved")
    expect(page.locator(".orow").nth(1)).to_contain_text("9pm")
    expect(page.locator(".orow").nth(0)).to_contain_text("8.30pm")

    page.locator(".orow h3 a").nth(1).click()
    expect(page.locator("#time")).to_have_value("21:00")
    page.get_by_role("button", name="Call it off").click()
    page.get_by_role("button", name="Yes, call it off").click()
    expect(page.locator(".note")).to_contain_text("Called off")
    expect(page.locator(".orow")).to_have_count(2)
    page.get_by_role("link", name="Cancelled").click()
    expect(page.locator(".orow .bdg")).to_have_text("Cancelled")
    page.get_by_role("link", name=re.compile("See it")).click()
    expect(page.locator(".note.first")).to_contain_text("Cancelled")
    expect(page.get_by_role("region", name="More dates").get_by_role("link")).to_have_count(2)


def test_a_draft_waits_on_the_device_and_goes_when_it_is_sent(page: Page, site: Served) -> None:
    come_in(page.context, site, Role.ORGANIZER)
    page.goto("/organiser/events/new")
    fill(page, "A draft")
    expect(page.locator(".keepbar")).to_contain_text("Draft kept")
    page.reload()
    expect(page.locator("#title")).to_have_value("A draft")
    page.get_by_role("button", name="Start afresh").click()
    expect(page.locator("#title")).to_have_value("")


def test_a_picture_is_taken_in_and_shown_on_the_card(page: Page, site: Served) -> None:
    come_in(page.context, site, Role.ORGANIZER)
    page.goto("/organiser/events/new")
    fill(page, "With a picture")
    page.locator("#file").set_input_files(
        {"name": "poster.png", "mimeType": "image/png", "buffer": photo(900, 700, "PNG")}
    )
    expect(page.locator(".upl")).to_be_visible()
    expect(page.locator(".nside .pic img")).to_have_attribute("src", re.compile("^/pictures/"))


@pytest.mark.refused
def test_what_is_missing_is_said_by_field_and_nothing_typed_is_lost(page: Page, site: Served) -> None:
    come_in(page.context, site, Role.ORGANIZER)
    page.goto("/organiser/events/new")
    page.locator("#about").fill("By the fire.")
    page.get_by_role("button", name="Put it on").click()
    expect(page.locator(".problem li")).to_have_count(4)
    page.locator(".problem a", has_text="Title").click()
    expect(page.locator("#title")).to_be_focused()
    expect(page.locator("#about")).to_have_value("By the fire.")


def test_a_reader_without_a_key_can_ask_for_one(page: Page, site: Served) -> None:
    come_in(page.context, site)
    page.goto("/organiser")
    page.get_by_role("button", name="Ask for a key").click()
    expect(page.locator(".said [role=status]")).to_contain_text("You've asked")
    page.goto("/organiser/events/new")
    expect(page.locator("h1")).to_have_text("That isn't yours to open")


def test_a_stranger_is_sent_to_sign_in(page: Page) -> None:
    page.goto("/organiser")
    expect(page.get_by_role("link", name="Sign in").last).to_have_attribute("href", re.compile("next=/organiser"))


@pytest.mark.refused
def test_of_two_tabs_the_slower_sees_both_and_chooses(page: Page, site: Served) -> None:
    come_in(page.context, site, Role.ORGANIZER)
    title = f"Two tabs {secrets.token_hex(3)}"
    page.goto("/organiser/events/new")
    fill(page, title)
    page.get_by_role("button", name="Put it on").click()
    page.locator(".orow h3 a").first.click()
    expect(page.locator("#title")).to_have_value(title)
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.locator("#title")).to_have_value(title)
    other.locator("#time").fill("22:00")
    other.get_by_role("button", name="Save changes").click()
    expect(other.locator(".note")).to_contain_text("Saved")
    page.locator("#title").fill(f"{title}, mine")
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator(".clash")).to_contain_text("22:00")
    page.get_by_role("button", name="Take what was saved").click()
    expect(page.locator("#title")).to_have_value(title)
    expect(page.locator("#time")).to_have_value("22:00")
    page.locator("#title").fill(f"{title}, mine")
    page.get_by_role("button", name="Save changes").click()
    expect(page.locator(".orow h3")).to_have_text(f"{title}, mine")


@pytest.mark.parametrize("page", ["desktop"], indirect=True)
@pytest.mark.parametrize(("role", "room"), [(Role.USER, ""), (Role.ORGANIZER, "Your nights"), (Role.ADMIN, "Sources")])
def test_the_top_bar_leads_to_where_one_works(page: Page, site: Served, role: Role, room: str) -> None:
    come_in(page.context, site, role)
    page.goto("/help")
    expect(page.locator(".top .me")).to_be_visible()
    expect(page.locator(".top .nav a:visible")).to_have_text(
        ["Home", "Discover", "Venues", "Artists", "DJs", "Saved", *([room] if room else [])]
    )
