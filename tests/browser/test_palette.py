"""A sentence becomes chips, and the palette is there for keyboard and finger."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.patience import alive

PALETTE = "dialog.palette[open]"
SENTENCE = "techno in Dublin under 80 euro"


def opened(page: Page) -> None:
    page.goto("/venues")
    alive(page)  # before that it is a link to Discover
    page.locator("[data-palette]").click()
    expect(page.locator(f"{PALETTE} input")).to_be_focused()


def test_a_sentence_becomes_chips_and_a_word_is_turned_back_by_one_press(page: Page) -> None:
    opened(page)
    page.keyboard.type(SENTENCE)
    expect(page.locator(f"{PALETTE} .chips span")).to_have_text(["Dublin", "Techno", "Up to €80"])
    page.keyboard.press("Enter")
    expect(page).to_have_url(
        re.compile(r"/discover\?said=techno\+in\+Dublin\+under\+80\+euro&city=Dublin&genre=techno&max=80$")
    )
    expect(page.locator(".actives .chip.x")).to_have_text(
        [re.compile(each) for each in ("Dublin", "Techno", "Up to €80")]
    )
    expect(page.locator(PALETTE)).to_have_count(0)
    page.locator(".read-as .word", has_text="techno").click()
    expect(page).to_have_url(re.compile(r"&q=techno&city=Dublin&max=80$"))
    expect(page.locator(".actives .chip.x").first).to_contain_text("“techno”")
    page.locator(".actives .chip.x", has_text="Dublin").click()
    expect(page.locator(".read-as .word")).to_have_text([re.compile("under 80 euro")])
    page.locator("[data-palette]").click()
    expect(page.locator(f"{PALETTE} input")).to_have_value(SENTENCE)


def test_a_newcomer_reaches_three_gigs_that_suit_without_an_account(page: Page) -> None:
    """The first acceptance check; `python -m benchmarks.paint` takes the time."""
    page.goto("/")
    page.locator("[data-palette]").click()
    page.keyboard.type("trad in Galway")
    page.keyboard.press("Enter")
    cards = page.locator("#main .card", has_text="Galway")
    expect(cards.nth(2)).to_be_visible()
    expect(page.locator("#main .card")).to_have_count(cards.count())
    expect(page.locator(".actives .chip.x")).to_have_text([re.compile("Galway"), re.compile("Trad")])
    assert not [cookie for cookie in page.context.cookies() if cookie["name"] == "wtc"]


def test_the_palette_is_walked_with_the_keyboard_and_gives_the_focus_back(page: Page) -> None:
    opened(page)
    asked = page.locator(f"{PALETTE} input")
    page.keyboard.type("lank")
    act = page.get_by_role("group", name="Acts").get_by_role("option").first
    expect(act).to_contain_text("Lankum")
    page.keyboard.press("ArrowDown")
    expect(act).to_have_attribute("aria-selected", "true")
    expect(asked).to_have_attribute("aria-activedescendant", act.get_attribute("id") or "none")
    page.keyboard.press("Escape")
    expect(page.locator(PALETTE)).to_have_count(0)
    expect(page.locator("[data-palette]")).to_be_focused()
    page.keyboard.press("Control+k")
    expect(asked).to_be_focused()
    page.keyboard.type("lank")
    expect(act).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/artists/lankum$"))


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_a_finger_opens_the_palette_and_picks(page: Page) -> None:
    page.goto("/venues")
    alive(page)
    page.locator("[data-palette]").tap()
    page.locator(f"{PALETTE} input").fill("saved")
    page.get_by_role("group", name="Go to").get_by_role("option", name="Saved").tap()
    expect(page).to_have_url(re.compile(r"/saved$"))
