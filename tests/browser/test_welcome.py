"""A newcomer's three screens, by finger and by keyboard, and the home that knows them after."""

import re
import uuid

import pytest
from playwright.sync_api import Page, expect

from tests.browser.patience import fits
from tests.browser.people import PASSWORD


@pytest.fixture
def newcomer(page: Page) -> Page:
    """Somebody who signed up this moment, on their way to Discover."""
    page.goto("/signup?next=/discover")
    page.get_by_label("Name").fill("Aoife Byrne")
    page.get_by_label("Email").fill(f"{uuid.uuid4().hex}@example.test")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/welcome?next=*")
    return page


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)


def go_on(page: Page, label: str = "Next") -> None:
    page.get_by_role("button", name=label, exact=True).click()


def sound(page: Page, name: str) -> None:
    page.locator(".ptile", has=page.get_by_role("checkbox", name=name, exact=True)).click()


def test_three_screens_lead_to_a_home_that_says_what_it_goes_by(newcomer: Page) -> None:
    page = newcomer
    page.goto("/welcome")
    heading(page, "Where do you go out?")
    page.locator(".wel-town", has_text="Galway").click()
    go_on(page)

    heading(page, "What would you leave the house for?")
    expect(page.get_by_role("heading", level=1)).to_be_focused()
    expect(page).to_have_url(re.compile("step=sounds&city=Galway"))
    sound(page, "Trad")
    go_on(page)
    expect(page.locator(".wel-go [role=alert]")).to_have_text("Pick 3 or more, or skip this one.")
    sound(page, "Techno")
    sound(page, "Folk")
    expect(page.locator(".ptile.on")).to_have_count(3)
    page.reload()
    expect(page.locator(".ptile.on")).to_have_count(3)
    go_on(page)

    faces = page.locator("label.wel-face")
    expect(faces.nth(5)).to_be_visible()
    assert faces.count() <= 24
    for place in range(2):
        faces.nth(place).click()
    expect(page.locator(".wel-face.on")).to_have_count(2)
    page.go_back()
    heading(page, "What would you leave the house for?")
    expect(page.locator(".ptile.on")).to_have_count(3)
    page.go_forward()
    expect(page.locator(".wel-face.on")).to_have_count(2)
    go_on(page, "Show my gigs")

    page.wait_for_url(re.compile(r"^[^?]*/$"))
    expect(page.locator(".told-by")).to_contain_text(
        "Picked for trad, folk and techno near Galway, and the 2 acts you follow."
    )
    expect(page.locator(".hero.best")).to_be_visible()
    kept = page.evaluate("fetch('/v1/auth/preferences').then((answer) => answer.json())")
    assert (kept["genres"], kept["cities"]) == (["trad", "folk", "techno"], ["Galway"])

    page.goto("/preferences")
    page.get_by_role("link", name="The short way").click()
    expect(page.locator(".wel-town.on")).to_contain_text("Galway")


def test_every_screen_may_be_skipped_and_leads_where_the_newcomer_was_going(newcomer: Page) -> None:
    for words in ("Where do you go out?", "What would you leave", "Anyone here"):
        heading(newcomer, words)
        go_on(newcomer, "Skip")
    newcomer.wait_for_url(re.compile("/discover$"))
    told = newcomer.evaluate("fetch('/v1/auth/preferences').then((answer) => answer.json())")
    assert told["updated_at"] is None
    newcomer.goto("/")
    expect(newcomer.get_by_role("link", name="Pick three sounds")).to_have_attribute("href", "/welcome?step=sounds")


def test_the_screens_go_by_keyboard_alone(newcomer: Page) -> None:
    page = newcomer
    page.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(page.locator(".wel-town.on")).to_have_count(1)
    page.get_by_role("button", name="Next", exact=True).press("Enter")
    for name in ("Trad", "Jazz & blues", "Indie"):
        page.get_by_role("checkbox", name=name, exact=True).press("Space")
    expect(page.locator(".wel-go [role=status]")).to_have_text("3 picked")
    page.get_by_role("button", name="Next", exact=True).press("Enter")
    page.locator("label.wel-face input").first.press("Space")
    expect(page.locator(".wel-go [role=status]")).to_have_text("1 picked")


def test_near_me_asks_only_when_pressed_and_tells_in_words_when_it_may_not(newcomer: Page) -> None:
    page = newcomer
    expect(page.locator("label.wel-town").first).to_be_visible()
    page.get_by_role("button", name="Near me").click()
    expect(page.locator(".wel-near [role=status]")).to_have_text("No position, no problem: pick a town instead.")
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 51.85, "longitude": -8.3})
    page.get_by_role("button", name="Near me").click()
    expect(page.locator(".wel-near [role=status]")).to_contain_text("Cork it is, the nearest of these")
    expect(page.locator(".wel-town.on")).to_contain_text("Cork")
    expect(page).not_to_have_url(re.compile(r"51\.8"))


def test_a_stranger_may_walk_through_and_keeps_what_they_picked_by_signing_up(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/welcome?step=acts&city=Galway&genre=trad,folk,jazz")
    page.locator("label.wel-face").first.click()
    expect(page.locator(".wel-face.on")).to_have_count(1)
    fits(page, 320)
    page.get_by_role("button", name="Make an account to keep this").click()
    page.wait_for_url("**/signup?next=*")
    page.get_by_label("Name").fill("Brian")
    page.get_by_label("Email").fill(f"{uuid.uuid4().hex}@example.test")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/welcome?step=acts*")
    expect(page.locator(".wel-face.on")).to_have_count(1)
    go_on(page, "Show my gigs")
    expect(page.locator(".told-by")).to_contain_text("near Galway, and the act you follow.")
