"""Eight lists while they are on their way, without anything in them, and when the server fails (WTC-211)."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.browser.patience import alive
from tests.browser.people import come_in
from tests.serving import Served
from tests.serving import serving as running

LISTS = ("/discover", "/artists", "/venues", "/djs", "/trending", "/saved", "/notifications", "/alerts")
NOTHING = "zzqxkwv"
EMPTY = {
    **{path: f"{path}?q={NOTHING}" for path in LISTS[:4]},
    "/trending": "/trending?city=Nowhere",
    **{path: path for path in LISTS[5:]},
}
TABLES = ("events", "artists", "venues", "djs", "trending", "user_saved_events", "notifications", "alerts")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A house of its own, since its tables are taken away."""
    with running(tmp_path_factory.mktemp("lists"), SIGNUP_LIMIT_ADDRESS="1000", MIXCLOUD_ENABLED="false") as served:
        yield served


@contextmanager
def without(house: Served) -> Iterator[None]:
    """The server finds no table that a list is read from."""

    def rename(suffix: str, to: str) -> None:
        with closing(sqlite3.connect(house.data / "wtc.db", timeout=60)) as database, database:
            database.execute("PRAGMA legacy_alter_table = ON")
            for table in TABLES:
                database.execute(f"ALTER TABLE {table}{suffix} RENAME TO {table}{to}")

    rename("", "_away")
    try:
        yield
    finally:
        rename("_away", "")


@pytest.mark.parametrize("page", ["desktop"], indirect=True)
@pytest.mark.parametrize("path", LISTS)
def test_a_list_that_is_on_its_way_holds_its_place(page: Page, site: Served, path: str) -> None:
    def hold(socket: WebSocketRoute) -> None:
        socket.connect_to_server().on_message(lambda _: None)

    come_in(page.context, site)
    page.route_web_socket(re.compile("_event"), hold)
    page.goto(path, wait_until="domcontentloaded")
    expect(page.locator("main .skl:visible, #shell .card:visible, #shell .row:visible").first).to_be_visible()


@pytest.mark.parametrize("path", LISTS)
def test_a_list_without_anything_says_so_and_leads_on(page: Page, site: Served, path: str) -> None:
    come_in(page.context, site)
    page.goto(EMPTY[path])
    said = page.locator("#main .said:visible").first
    expect(said.get_by_role("heading").or_(said.locator("p")).first).to_be_visible()
    expect(
        page.locator("#main").get_by_role("link").or_(page.locator("#main").get_by_role("button")).first
    ).to_be_visible()


@pytest.mark.parametrize("page", ["desktop"], indirect=True)
@pytest.mark.parametrize("path", LISTS)
def test_a_list_that_the_server_cannot_read_says_whose_fault_it_is_and_can_be_asked_for_again(
    page: Page, house: Served, path: str
) -> None:
    come_in(page.context, house)
    with without(house):
        page.goto(f"{house.url}{path}?q=fiddle")
        alive(page)
        expect(page.get_by_role("heading", name="That didn't load").first).to_be_visible()
        again = page.get_by_role("button", name="Try again").first
        expect(again).to_be_visible()
    again.click()
    expect(page.get_by_role("heading", name="That didn't load")).to_have_count(0)
