"""Acts in a browser: a visitor looks around, a user follows and finds them again, a player waits to be asked."""

import re
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, Request, Route, expect
from sqlalchemy import insert, select, update
from sqlmodel import SQLModel

from tests.browser.patience import until
from tests.browser.people import PASSWORD, come_in, past_the_welcome
from tests.serving import Served
from wtc import db
from wtc.domain.players import FRAMES

_tables = SQLModel.metadata.tables


@pytest.fixture
def strangers(page: Page, site: Served) -> list[str]:
    """Addresses outside of the site that a page called."""
    called: list[str] = []

    def note(request: Request) -> None:
        if not request.url.startswith((site.url, site.url.replace("http", "ws", 1), "data:", "blob:")):
            called.append(request.url)

    page.on("request", note)
    return called


def mixed(site: Served) -> None:
    """A real mix for an act of the samples: what only a key for Mixcloud would bring."""
    opened, acts, mixes = db.open_engine(site.database), _tables["artists"], _tables["mixes"]
    with opened.connect().execution_options(writes=True) as connection:
        act = connection.execute(select(acts.c.id).where(acts.c.slug == "lankum")).scalar_one()
        connection.execute(update(acts).where(acts.c.id == act).values(mixcloud_key="lankum"))
        if connection.execute(select(mixes.c.id).where(mixes.c.key == "/lankum/one/")).first() is None:
            row = {"key": "/lankum/one/", "artist_id": act, "title": "An hour of drone", "url": "", "image_url": ""}
            when = datetime.now(UTC) - timedelta(days=3)
            more = {"genres": [], "seconds": 3_600, "published_at": when, "seen_at": when, "sample": False}
            connection.execute(insert(mixes), row | more)
        connection.commit()
    opened.dispose()


def test_a_visitor_narrows_the_list_by_its_address_and_opens_an_act(page: Page, strangers: list[str]) -> None:
    page.goto("/artists")
    expect(page.get_by_role("heading", level=1)).to_have_text("Artists")
    expect(page.locator(".acts > li")).to_have_count(24)
    page.get_by_role("searchbox", name="Find an act").fill("lank")
    page.wait_for_url("**q=lank*")
    expect(page.locator(".acts h3")).to_have_text(["Lankum"])
    page.reload()
    expect(page.locator(".acts h3")).to_have_text(["Lankum"])
    page.get_by_role("link", name="Lankum", exact=True).click()
    page.wait_for_url("**/artists/lankum")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lankum")
    expect(page.get_by_role("heading", name="Next dates")).to_be_visible()
    expect(page.get_by_role("heading", name="Similar acts")).to_be_visible()
    assert not strangers


def test_the_dates_of_an_act_begin_with_the_day_and_the_room(page: Page) -> None:
    page.goto("/artists/lankum")
    row = page.locator("#main .dated > li").first
    expect(row).to_be_visible()
    day, room, title = (row.locator(each).bounding_box() for each in (".ln >> nth=0", ".ln >> nth=1", "h3"))
    assert day
    assert room
    assert title
    assert day["y"] < room["y"] < title["y"]


def test_the_tabs_are_links_and_ones_own_asks_to_sign_in(page: Page) -> None:
    page.goto("/artists?tab=following")
    expect(page.get_by_role("heading", name="Sign in to follow acts")).to_be_visible()
    page.get_by_role("link", name="Discovered").click()
    page.wait_for_url("**tab=discovered*")
    expect(page.get_by_role("link", name="Discovered")).to_have_attribute("aria-current", "page")


def test_following_begun_signed_out_is_finished_after_signing_up(page: Page) -> None:
    page.goto("/artists/altan")
    page.get_by_role("button", name="Follow Altan").click()
    page.wait_for_url("**/login?next=*")
    page.get_by_role("link", name=re.compile("account", re.IGNORECASE)).filter(visible=True).first.click()
    page.wait_for_url("**/signup*")
    page.get_by_label("Name").fill("Aoife Byrne")
    page.get_by_label("Email").fill(f"{uuid.uuid4().hex}@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main form button[type=submit]").first.click()
    past_the_welcome(page)
    page.wait_for_url("**/artists/altan*")
    follow = page.get_by_role("button", name="Follow Altan")
    expect(follow).to_have_attribute("aria-pressed", "true")
    follow.click()
    expect(follow).to_have_attribute("aria-pressed", "false")
    page.locator(".toast", has_text="Let go").get_by_role("button", name="Undo").click()
    expect(follow).to_have_attribute("aria-pressed", "true")
    page.reload()
    expect(page.get_by_role("button", name="Follow Altan")).to_have_attribute("aria-pressed", "true")


def test_my_list_takes_names_narrows_and_keeps_its_view(page: Page, site: Served) -> None:
    come_in(page.context, site)
    page.goto("/artists?tab=following")
    expect(page.get_by_role("heading", name="You follow nobody yet")).to_be_visible()
    page.get_by_text("Follow several at once").click()
    page.get_by_label("Names, one a line").fill("lankum\nALTAN\nNobody Of That Name")
    page.get_by_role("button", name="Follow them").click()
    expect(page.get_by_text("2 more followed. 1 we don't know.").first).to_be_visible()
    expect(page.locator(".mine h3")).to_have_count(2)
    page.get_by_role("button", name="List").click()
    page.get_by_role("searchbox", name="Find among yours").fill("alt")
    expect(page.locator(".mine h3")).to_have_text(["Altan"])
    expect(page.get_by_text("1 of 2 followed")).to_be_visible()
    page.reload()
    expect(page.locator(".mine.aslist h3")).to_have_text(["Altan"])


@pytest.mark.refused
def test_my_list_recovers_from_an_answer_that_failed(page: Page, site: Served, complaints: list[str]) -> None:
    come_in(page.context, site)
    broken = [True]

    def answer(route: Route) -> None:
        route.fulfill(status=429, body="{}") if broken else route.continue_()

    page.route("**/v1/users/me/artists*", answer)
    page.goto("/artists?tab=following")
    expect(page.get_by_role("heading", name="That didn't load")).to_be_visible()
    broken.clear()
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="You follow nobody yet")).to_be_visible()


def test_nothing_of_mixcloud_is_loaded_before_play_and_the_device_remembers(
    page: Page, site: Served, strangers: list[str]
) -> None:
    mixed(site)
    page.route(f"{FRAMES}/**", lambda route: route.fulfill(body="<p>player</p>", content_type="text/html"))
    page.goto("/artists/lankum")
    expect(page.get_by_text("Play on Mixcloud. Loads mixcloud.com and its cookies.").first).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)
    assert not strangers
    page.get_by_role("button", name="Play An hour of drone on Mixcloud").click()
    expect(page.locator("iframe")).to_have_attribute("src", re.compile(r"feed=%2Flankum%2Fone%2F"))
    until(page, lambda: {each.split("/widget")[0] for each in strangers}, {FRAMES}.__eq__)
    page.get_by_label("Always allow here").first.check()
    page.reload()
    expect(page.locator("iframe")).to_have_count(1)
    page.get_by_label("Always allow here").first.uncheck()
    page.reload()
    expect(page.locator(".player").first).to_be_visible()
    expect(page.locator("iframe")).to_have_count(0)


def test_an_address_of_nobody_is_a_real_404_that_leads_on(page: Page, complaints: list[str]) -> None:
    answer = page.goto("/artists/nobody-of-that-name")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nobody by that name")
    complaints[:] = [each for each in complaints if "404" not in each]


def test_home_holds_an_act_up(page: Page) -> None:
    page.goto("/")
    spot = page.locator(".spot")
    expect(spot.get_by_role("button", name=re.compile("^Follow"))).to_be_visible()
    expect(spot.locator("h3 a")).to_have_attribute("href", re.compile("^/artists/"))
