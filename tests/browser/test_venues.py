"""What people do with rooms: find one on the map and in the list, ask for a night, hang photos, pick days."""

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

from tests.browser.conftest import DESKTOP
from tests.browser.patience import until
from tests.browser.people import come_in
from tests.serving import Served
from wtc.shapes.accounts import Role


@pytest.fixture
def strangers(page: Page, site: Served) -> Iterator[list[str]]:
    """Addresses outside of the site that a page called; the test fails at its end when there were any."""
    called: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((site.url, site.url.replace("http", "ws", 1), "data:", "blob:")):
            called.append(request.url)

    page.on("request", note)
    yield called
    assert not called


def keeper(browser: Browser, site: Served) -> BrowserContext:
    """A browser in which an organiser is signed in."""
    context = browser.new_context(base_url=site.url, viewport=DESKTOP, locale="en-IE", reduced_motion="reduce")
    come_in(context, site, Role.ORGANIZER)
    return context


def photo(colour: tuple[int, int, int]) -> dict[str, object]:
    data = io.BytesIO()
    Image.new("RGB", (1200, 800), colour).save(data, "JPEG")
    return {"name": f"{colour[0]}.jpg", "mimeType": "image/jpeg", "buffer": data.getvalue()}


def test_a_visitor_narrows_the_list_and_the_map_follows_and_the_link_opens_the_same(
    page: Page, strangers: list[str]
) -> None:
    page.goto("/venues")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^18\d rooms$"))
    expect(page.locator(".mp.ready .pin").first).to_be_visible()
    whole = page.locator(".mp .pin").count()
    page.get_by_label("County").select_option("Kerry")
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"^\d+ rooms in Kerry$"))
    expect(page.locator(".vr")).to_have_count(int(page.locator("h1").inner_text().split()[0]))
    expect(page.locator(".mp .pin").first).to_be_visible()
    assert page.locator(".mp .pin").count() <= whole
    address, names = page.url, page.locator(".vr h3").all_inner_texts()
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator(".vr h3").first).to_have_text(names[0])
    expect(page.locator(".vr h3")).to_have_text(names)


def test_the_map_is_worked_with_buttons_and_keys_and_its_place_stays_in_the_address(page: Page) -> None:
    page.goto("/venues?county=Dublin")
    pin = page.locator(".mp.ready .leaflet-marker-icon").first
    expect(pin).to_be_visible()
    page.get_by_role("button", name="Zoom in").click()
    here = page.get_by_role("button", name="Search this area")
    expect(here).to_be_visible()
    expect(page).to_have_url(re.compile(r"at=53\.\d+,-6\.\d+,\d"))
    here.click()
    expect(page).to_have_url(re.compile(r"bbox=-6\.\d+,53\.\d+,-6\.\d+,53\.\d+"))
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("in this part of the map"))
    expect(page.get_by_role("link", name=re.compile("This part of the map"))).to_be_visible()
    pin = page.locator(".mp .leaflet-marker-icon:has(.pin:not(.many))").first

    def opened() -> bool:
        """Whether the room of a pin is shown once Enter is pressed on it; pins drawn anew meanwhile are tried again."""
        name = pin.evaluate("(pin) => { pin.focus(); return pin.getAttribute('aria-label'); }")
        page.keyboard.press("Enter")
        page.wait_for_timeout(300)
        return name in "".join(page.locator(".mp-tray").all_inner_texts())

    until(page, opened)


def test_a_card_lights_its_pin_when_the_keyboard_comes_to_it(page: Page) -> None:
    page.goto("/venues?q=whelans")
    expect(page.locator(".mp.ready .pin")).to_have_count(1)
    page.locator(".vr h3 a").focus()
    expect(page.locator(".mp .pin.lit")).to_have_count(1)


def test_without_the_map_the_list_has_everything(page: Page, complaints: list[str]) -> None:
    page.route("**/art/v1/map/counties.json", lambda route: route.abort())
    page.goto("/venues?county=Galway")
    expect(page.get_by_text("The map didn't load. The list has every room.")).to_be_visible()
    expect(page.locator(".vr").first).to_be_visible()
    complaints[:] = [said for said in complaints if "ERR_FAILED" not in said]


def test_a_room_shows_what_is_on_where_it_is_and_that_nobody_told_us_about_access(
    page: Page, strangers: list[str]
) -> None:
    page.goto("/venues/vicar-street")
    expect(page.get_by_role("heading", level=1)).to_have_text("Vicar Street")
    expect(page.locator("#main .tiles")).to_contain_text("1,500")
    expect(page.get_by_text("Nobody has told us yet.")).to_be_visible()
    page.locator(".mini").scroll_into_view_if_needed()
    expect(page.locator(".mini.ready .pin.here")).to_be_visible()
    card = page.locator("#on .card h3 a").first
    expect(card).to_be_visible()
    card.click()
    page.wait_for_url("**/events/**")
    page.locator(".room .see").click()
    page.wait_for_url("**/venues/vicar-street")


def test_the_month_is_walked_with_the_keyboard(page: Page) -> None:
    page.goto("/venues/whelans")
    grid = page.get_by_role("grid", name="Nights at Whelan's")
    day = grid.locator("button[tabindex='0']")
    expect(day).to_have_count(1)
    day.focus()
    started = day.get_attribute("data-day")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    expect(grid.locator(f"[data-day='{started}']")).to_be_focused()
    before = page.locator(".avail .cal-top p").inner_text()
    page.keyboard.press("PageDown")
    expect(page.locator(".avail .cal-top p")).not_to_have_text(before)
    expect(grid.locator("button:focus")).to_have_count(1)
    page.keyboard.press("PageUp")
    expect(page.locator(".avail .cal-top p")).to_have_text(before)


def test_a_month_and_its_night_are_in_the_address_and_open_the_same(page: Page) -> None:
    page.goto("/venues/whelans")
    month = page.locator(".avail .cal-top p")
    for _ in range(2):
        page.get_by_role("button", name="The month after").click()
    expect(page).to_have_url(re.compile(r"\?month=\d{4}-\d\d$"))
    named = month.inner_text()
    page.locator(".avail [data-day$='-14']").click()
    expect(page).to_have_url(re.compile(r"&day=\d{4}-\d\d-14$"))
    page.reload()
    expect(month).to_have_text(named)
    expect(page.locator(".avail [data-day$='-14']")).to_have_attribute("aria-pressed", "true")
    page.goto("/venues/whelans?month=nonsense&day=2026-99-99")
    expect(page.locator(".avail [data-day]").first).to_be_visible()


def test_days_are_picked_in_a_month_on_discover_and_both_count(page: Page, request: pytest.FixtureRequest) -> None:
    page.goto("/discover")
    if request.node.callspec.params["page"] == "phone":
        page.get_by_role("button", name=re.compile("^Filters")).click()
    page.get_by_role("button", name="Pick days").click()
    free = page.locator(".rp button[data-day]:not(:disabled)")
    expect(free.first).to_be_visible()
    first, last = free.nth(0).get_attribute("data-day"), free.nth(min(2, free.count() - 1)).get_attribute("data-day")
    page.locator(f".rp [data-day='{first}']").click()
    page.locator(f".rp [data-day='{last}']").click()
    expect(page).to_have_url(re.compile(f"from={first}&to={last}"))


def test_an_organiser_hangs_three_photos_moves_one_and_a_visitor_opens_them(
    page: Page, browser: Browser, site: Served, request: pytest.FixtureRequest
) -> None:
    slug = {"desktop": "button-factory", "phone": "the-academy"}[request.node.callspec.params["page"]]
    context = keeper(browser, site)
    desk = context.new_page()
    desk.goto(f"/venues/{slug}/edit")
    expect(desk.get_by_label("Name")).not_to_have_value("")
    desk.set_input_files("input[type=file]", [photo((90 * n, 40, 90)) for n in range(3)])  # type: ignore[arg-type]
    expect(desk.locator(".wall li")).to_have_count(3)
    last = desk.locator(".wall img").nth(2).get_attribute("src") or ""
    desk.get_by_role("button", name="Move earlier photo 3").click()
    expect(desk.locator(".wall img").nth(1)).to_have_attribute("src", last)
    desk.get_by_label("What photo 1 shows").fill("The bar")
    desk.get_by_label("What photo 1 shows").press("Enter")
    expect(desk.get_by_text("Kept.")).to_be_visible()
    context.close()

    page.goto(f"/venues/{slug}")
    expect(page.locator(".gal button")).to_have_count(3)
    page.get_by_role("button", name="Show photo 1 of 3: The bar").click()
    box = page.get_by_role("dialog", name=re.compile("^Photos of"))
    expect(box).to_contain_text("1 of 3")
    page.keyboard.press("ArrowRight")
    expect(box).to_contain_text("2 of 3")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()


def turn(page: Page) -> None:
    """Show the month after the one that the room's calendar shows."""
    month = page.locator(".avail .cal-top p")
    before = month.inner_text()
    page.get_by_role("button", name="The month after").click()
    expect(month).not_to_have_text(before)


def test_a_night_is_put_up_asked_for_and_answered(
    page: Page, browser: Browser, site: Served, request: pytest.FixtureRequest
) -> None:
    slug = {"desktop": "the-sugar-club", "phone": "the-cobblestone"}[request.node.callspec.params["page"]]
    asker, other = keeper(browser, site), keeper(browser, site)
    desk = other.new_page()
    desk.goto(f"/venues/{slug}")
    turn(desk)
    night = desk.locator(".avail [data-day]:not(.gig)").first
    day = night.get_attribute("data-day")
    night.click()
    desk.get_by_role("button", name="Put it up").click()
    expect(desk.locator(f".avail [data-day='{day}'].free")).to_be_visible()

    hopeful = asker.new_page()
    hopeful.goto(f"/venues/{slug}")
    turn(hopeful)
    hopeful.locator(f"[data-day='{day}']").click()
    hopeful.get_by_role("button", name="Hold this night").click()
    expect(hopeful.locator(f"[data-day='{day}'].held")).to_be_visible()
    expect(hopeful.get_by_role("button", name="Say yes")).to_have_count(0)

    desk.reload()
    desk.locator(f"[data-day='{day}']").click()
    desk.get_by_role("button", name="Say yes").click()
    expect(desk.locator(f"[data-day='{day}'].booked")).to_be_visible()

    page.goto(f"/venues/{slug}")
    turn(page)
    booked = page.locator(f"[data-day='{day}']")
    expect(booked).to_have_class(re.compile("booked"))
    booked.click()
    expect(page.locator(".night")).to_contain_text("Booked")
    expect(page.locator(".night").get_by_role("button")).to_have_count(0)
    asker.close()
    other.close()


def test_the_desk_is_shut_to_whoever_is_no_organiser(page: Page) -> None:
    page.goto("/venues/whelans/edit")
    expect(page.get_by_role("heading", level=1)).to_have_text("You need to be signed in for this")
    expect(page.locator("form.kform")).to_have_count(0)
