"""Home and Discover in a real browser: found by keyboard and by finger, kept in the address, the same after refresh."""

import re
from itertools import pairwise

import pytest
from playwright.sync_api import Locator, Page, Route, WebSocketRoute, expect

from tests.browser.patience import alive, fits, settled, until
from tests.browser.people import come_in
from tests.serving import Served

HEADING = "main h1:visible"
CARDS = ".grid .card"


def wide(page: Page) -> bool:
    return bool(page.viewport_size and page.viewport_size["width"] >= 1024)


def field(page: Page) -> Locator:
    """Where one types a search: the palette behind the top bar, and on a phone Discover's own field."""
    if not wide(page):
        return page.locator("[data-find]:visible")
    page.locator("[data-palette]").click()
    return page.locator("dialog.palette input")


def discover(page: Page, query: str = "") -> None:
    page.goto(f"/discover{query}")
    page.locator(".results .busy, .results .still, .results .said").first.wait_for()
    alive(page)


def test_home_shows_this_weekend_from_the_catalogue(page: Page) -> None:
    page.goto("/")
    expect(page.locator("h1")).to_have_text("What's the craic this weekend?")
    expect(page.locator(".hero .sub")).to_have_text(re.compile(r"gigs? in Dublin"))
    expect(page.locator("#weekend .card").first).to_be_visible()
    expect(page.locator("#weekend .bdg.sample").first).to_have_text("Sample")
    expect(page.locator(".gt a").nth(7)).to_be_attached()


def test_a_town_is_kept_when_one_comes_back(page: Page) -> None:
    page.goto("/?city=Galway")
    expect(page.locator("#weekend-title")).to_have_text(re.compile("in Galway"))
    page.goto("/")
    expect(page.locator("#weekend-title")).to_have_text(re.compile("in Galway"))


def test_enter_and_the_button_both_search_and_the_address_carries_it(page: Page) -> None:
    discover(page)
    asked = field(page)
    asked.fill("a")
    asked.press("Enter")
    expect(page).to_have_url(re.compile(r"/discover\?q=a$"))
    expect(page.locator(HEADING)).to_have_text(re.compile("for “a”"))
    field(page).fill("the")
    page.locator("[role=option]:visible, .find:visible button[type=submit]").first.click()
    expect(page).to_have_url(re.compile(r"q=the$"))
    page.reload()
    expect(page.locator(HEADING)).to_have_text(re.compile("for “the”"))
    expect(field(page)).to_have_value("the")


def test_back_and_forward_walk_through_the_filters(page: Page) -> None:
    discover(page, "?city=Dublin")
    expect(page.locator(HEADING)).to_have_text(re.compile(r"^[\d,]+ gigs in Dublin"))
    everything = page.locator(HEADING).inner_text()
    page.locator(".chip:visible", has_text="Weekend").first.click()
    expect(page.locator(HEADING)).to_have_text(re.compile("this weekend"))
    page.go_back()
    expect(page.locator(HEADING)).to_have_text(everything)
    page.go_forward()
    expect(page.locator(HEADING)).to_have_text(re.compile("this weekend"))
    page.locator(".actives .chip.x", has_text="Dublin").click()
    expect(page).not_to_have_url(re.compile("city="))


def test_slash_goes_to_the_search_but_not_while_typing(page: Page) -> None:
    discover(page)
    page.keyboard.press("/")
    asked = page.locator("dialog.palette input")
    expect(asked).to_be_focused()
    page.keyboard.type("a/b")
    expect(asked).to_have_value("a/b")


def test_cards_name_their_sources_and_have_pictures(page: Page) -> None:
    discover(page)
    sources = {page.locator(CARDS).nth(at).get_attribute("data-source") for at in range(24)}
    assert len({name for each in sources for name in (each or "").split()}) >= 3
    first = page.locator(f"{CARDS} img").first
    assert first.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")


@pytest.mark.refused
def test_a_picture_that_does_not_load_gives_way_to_its_artwork(page: Page) -> None:
    page.route("**/art/v1/event/**cut=square**", lambda route: route.fulfill(status=404))
    page.set_viewport_size({"width": 390, "height": 844})
    discover(page)
    second = page.locator(".grid > li").nth(1)
    second.scroll_into_view_if_needed()
    picture = second.locator("img[src*='cut=card']")
    expect(picture).to_be_visible()
    expect(second.locator("source")).to_have_count(0)
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")


def test_show_more_adds_to_the_list_and_keeps_the_place(page: Page) -> None:
    discover(page)
    expect(page.locator(CARDS)).to_have_count(24)
    page.locator(".more a").click()
    expect(page.locator(CARDS)).to_have_count(48)
    expect(page).to_have_url(re.compile("page=2"))
    page.wait_for_function("() => scrollY > 500")


def test_the_sheet_of_filters_counts_as_one_picks(page: Page) -> None:
    if wide(page):
        pytest.skip("the filters stand beside the list")
    discover(page)
    page.get_by_role("button", name=re.compile("^Filters")).click()
    sheet = page.get_by_role("dialog", name="Filters")
    expect(sheet).to_be_visible()
    expect(page).to_have_url(re.compile("open=filters$"))
    page.goto(page.url)  # its link opens it too
    expect(sheet).to_be_visible()
    show = sheet.get_by_role("button", name=re.compile("^Show"))
    before = show.inner_text()
    sheet.locator(".chip", has_text="Trad").click()
    expect(show).not_to_have_text(before)
    expect(page).to_have_url(re.compile("open=filters&genre=trad$"))
    show.click()
    expect(sheet).to_be_hidden()
    expect(page).to_have_url(re.compile(r"discover\?genre=trad$"))
    expect(page.locator(HEADING)).to_have_text(re.compile("trad"))


def test_nothing_found_offers_a_way_on(page: Page) -> None:
    discover(page, "?city=Nowhere&genre=trad")
    expect(page.locator(HEADING)).to_have_text("No trad gigs in Nowhere")
    page.locator(".said .chip").first.click()
    expect(page.locator(CARDS).first).to_be_visible()


def test_a_heart_pressed_before_signing_in_is_filled_after_it(page: Page, site: Served) -> None:
    discover(page, "?city=Cork")
    heart = page.locator(f"{CARDS} button[aria-label^=Save]").first
    name = heart.get_attribute("aria-label")
    heart.click()
    expect(page).to_have_url(re.compile(r"/login\?next=%2Fdiscover%3Fcity%3DCork"))
    kept = page.evaluate("JSON.parse(sessionStorage.getItem('wtc:unfinished'))")
    assert kept["act"] == "save"
    come_in(page.context, site)
    discover(page, "?city=Cork")
    expect(page.locator(f"{CARDS} button[aria-label={name!r}]").first).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.locator(f"{CARDS} button[aria-label={name!r}]").first).to_have_attribute("aria-pressed", "true")


def test_what_is_hidden_folds_away_and_comes_back(page: Page, site: Served) -> None:
    come_in(page.context, site)
    discover(page, "?city=Cork")
    expect(page.locator(".me")).to_be_visible()
    first = page.locator(".grid > li").first
    first.locator("[data-hide]").click()
    expect(first.locator(".nfm")).to_contain_text("Grand, you won't see it again.")
    expect(first.get_by_role("button", name="Undo")).to_be_focused()
    first.get_by_role("button", name="Undo").click()
    expect(first.locator(".card")).to_be_visible()
    expect(first.locator("[data-hide]")).to_be_focused()


def test_arrow_keys_walk_along_a_rail(page: Page) -> None:
    page.goto("/")
    links = page.locator("#weekend h3 a")
    alive(page)
    links.first.focus()
    page.keyboard.press("ArrowRight")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(links.last).to_be_focused()
    page.keyboard.press("Home")
    expect(links.first).to_be_focused()


@pytest.mark.parametrize("page", ["desktop"], indirect=True)
def test_a_button_pressed_before_the_page_lives_is_pressed_once_it_does(page: Page) -> None:
    held: list[Route] = []
    page.route("**/assets/entry.client-*.js", lambda route: held.append(route))
    page.goto("/help")
    page.get_by_role("button", name="Keyboard shortcuts").click()
    until(page, lambda: held)[0].continue_()
    expect(page.get_by_role("dialog", name="Keyboard shortcuts")).to_be_visible()


@pytest.mark.parametrize("page", ["desktop"], indirect=True)
@pytest.mark.parametrize("key", ["/", "Control+k"])
def test_the_search_that_is_asked_for_before_the_page_lives_opens_once_it_does(page: Page, key: str) -> None:
    held: list[Route] = []
    page.route("**/assets/entry.client-*.js", lambda route: held.append(route))
    page.goto("/help")
    until(page, lambda: held)
    page.keyboard.press("a")
    page.keyboard.press(key)
    held[0].continue_()
    expect(page.get_by_role("dialog", name="Search")).to_be_visible()


def test_the_first_stop_of_the_keyboard_jumps_to_the_content(page: Page) -> None:
    page.goto("/")
    alive(page)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_nothing_runs_off_the_side(page: Page) -> None:
    for path in ("/", "/discover", "/discover?city=Nowhere", "/style", "/help", "/403"):
        page.goto(path)
        settled(page)
        for width in (320, 375, 768, 1024):
            page.set_viewport_size({"width": width, "height": 800})
            fits(page, width)


@pytest.mark.refused
def test_every_page_has_one_heading_of_the_first_order_and_skips_none(page: Page) -> None:
    for path in ("/", "/discover", "/discover?city=Nowhere", "/help", "/nothere"):
        page.goto(path)
        settled(page)
        orders = page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4')].filter((each) => each.checkVisibility())"
            ".map((each) => +each.tagName[1])"
        )
        assert orders.count(1) == 1, path
        assert orders[0] == 1, path
        assert all(after - before <= 1 for before, after in pairwise(orders)), (path, orders)


@pytest.mark.parametrize("path", ["/", "/discover"])
def test_whatever_can_be_pressed_is_large_enough_and_has_a_name(page: Page, path: str) -> None:
    page.goto(path)
    page.locator(".card h3 a").first.wait_for()
    settled(page)
    poor = page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, select, input')].filter((each) => {
          if (!each.checkVisibility() || each.closest('.card h3, .prose p, .skip')) return false;
          const box = each.getBoundingClientRect();
          const reach = getComputedStyle(each, '::after');
          const laid = reach.content !== 'none' && reach.position === 'absolute';
          const more = laid ? Math.max(10, -(parseFloat(reach.top) + parseFloat(reach.bottom)) || 0) : 0;
          const label = each.getAttribute('aria-label') || each.labels?.[0]?.textContent;
          const named = (label || each.textContent || '').trim();
          return box.height + more < 43.5 || box.width < 43.5 || !named;
        }).map((each) => each.outerHTML.slice(0, 120))"""
    )
    assert poor == []


def test_a_pressed_card_shows_its_title_and_poster_before_the_server_has_told_the_rest(page: Page) -> None:
    held = []

    def pass_on(route: WebSocketRoute) -> None:
        server = route.connect_to_server()
        route.on_message(lambda told: held.append(told) if held else server.send(told))

    page.route_web_socket(re.compile(".*"), pass_on)
    discover(page)
    card = page.locator(".results .card").first
    title = card.locator("h3").inner_text()
    held.append("from now on nothing goes out")
    card.locator("h3 a").click()
    expect(page.locator("#main h1")).to_have_text(title)
    expect(page.locator("#main .post img")).to_be_visible()
    expect(page.locator("#main .facts .skl").first).to_be_visible()
