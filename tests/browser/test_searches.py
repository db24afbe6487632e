"""The room of searches: an admin sees what was typed by enough visitors and goes on to it; nobody else sees it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.browser.patience import alive
from tests.browser.people import come_in, write
from tests.serving import Served
from tests.serving import serving as running
from wtc import clock
from wtc.shapes.accounts import Role

WHERE = "/admin/searches"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with running(tmp_path_factory.mktemp("searches"), SIGNUP_LIMIT_ADDRESS="1000") as served:
        yield served


def put(site: Served, said: str, searches: int, empty: int, lots: int, ago: int = 0) -> None:
    day = clock.local(clock.now()).date() - timedelta(days=ago)
    write(
        site,
        "INSERT OR REPLACE INTO search_counts VALUES (?, ?, ?, ?, ?)",
        day.isoformat(),
        said,
        searches,
        empty,
        lots,
    )


def test_an_admin_sees_what_is_looked_for_and_goes_on_to_it(page: Page, site: Served) -> None:
    come_in(page.context, site, Role.ADMIN)
    write(site, "DELETE FROM search_counts")
    page.goto(f"{site.url}{WHERE}")
    expect(page.get_by_role("heading", name="Nobody told us what they're after yet")).to_be_visible()
    put(site, "trad in galway", 12, 0, 0b111)
    put(site, "a band we lack", 3, 3, 0b10101)
    put(site, "somebody's secret", 9, 9, 0b1)
    put(site, "three weeks ago", 5, 0, 0b1110, ago=20)
    page.goto(f"{site.url}{WHERE}")
    most = page.locator("section", has=page.get_by_role("heading", name="Searched most"))
    expect(most.get_by_role("listitem")).to_have_text(["trad in galway1250%", "a band we lack312%"])
    lost = page.locator("section", has=page.get_by_role("heading", name="Found nothing"))
    expect(lost.get_by_role("listitem")).to_have_text(["a band we lack325%"])
    expect(page.get_by_text("somebody's secret")).to_have_count(0)
    told = page.request.get(f"{site.url}{page.locator('.mltile').first.get_attribute('href')}")
    assert (told.ok, told.json()["searches"]) == (True, 24)
    alive(page)
    page.get_by_role("link", name="28 days").click()
    expect(most.get_by_role("link", name="three weeks ago")).to_be_visible()
    most.get_by_role("link", name="trad in galway").click()
    page.wait_for_url("**/discover?said=trad+in+galway*")


@pytest.mark.parametrize("role", [Role.USER, Role.ORGANIZER])
def test_nobody_else_sees_it(page: Page, site: Served, role: Role) -> None:
    come_in(page.context, site, role)
    page.goto(f"{site.url}{WHERE}")
    expect(page.get_by_role("heading", name="That isn't yours to open")).to_be_visible()
    assert page.request.get(f"{site.url}/v1{WHERE}").status == 403


def test_the_room_one_is_in_stands_in_sight_among_the_others(page: Page, site: Served) -> None:
    come_in(page.context, site, Role.ADMIN)
    for room in ("sources", "searches", "experiments"):
        page.goto(f"{site.url}/admin/{room}")
        expect(page.locator(".desk .tabs [aria-current=page]")).to_be_in_viewport(ratio=1)
