"""The source room: an admin has a source read and watches it; everybody else gets nothing of it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, SHOTS
from tests.browser.patience import fits
from tests.browser.people import come_in, write
from tests.faults.listings import programme
from tests.faults.upstream import Upstream, serving
from tests.serving import Served
from tests.serving import serving as running
from wtc.shapes.accounts import Role

WHERE = "/admin/sources"
KEY = "canary-key-0123456789"


@pytest.fixture(scope="module")
def upstream() -> Iterator[Upstream]:
    with serving(programme(2_500, datetime.now(UTC).date())) as server:
        yield server


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, upstream: Upstream) -> Iterator[Served]:
    """A house with a source, which it reads by itself as it starts."""
    given = {"TICKETMASTER_API_KEY": KEY, "TICKETMASTER_BASE_URL": upstream.base_url, "MIXCLOUD_ENABLED": "false"}
    with running(tmp_path_factory.mktemp("sources"), SIGNUP_LIMIT_ADDRESS="1000", **given) as served:
        yield served


def test_an_admin_has_a_source_read_and_watches_it(page: Page, site: Served, upstream: Upstream) -> None:
    come_in(page.context, site, Role.ADMIN)
    page.goto(WHERE)
    card = page.locator("li.srcard", has_text="Ticketmaster").first
    expect(card).to_contain_text("Fine", timeout=60_000)
    upstream.mode = "slow"
    calls = len(upstream.asked)
    card.get_by_role("button", name="Read now").click()
    expect(page.get_by_text("On it.")).to_be_visible()
    expect(card.locator(".going")).to_contain_text("Running")
    expect(card.locator(".going")).to_contain_text(re.compile(r"\d+ listings"), timeout=30_000)
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"sources-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index]
    page.reload()
    expect(card.locator(".going")).to_contain_text("Running")
    upstream.mode = "ok"
    expect(card.locator(".going")).to_have_count(0, timeout=90_000)
    assert len(upstream.asked) > calls
    done = page.locator(".rows-a li", has_text="Read one source").first
    expect(done).to_contain_text("Done")
    expect(done).to_contain_text("2,500 seen")
    assert KEY not in page.content()


def test_it_reads_one_town_and_refuses_one_that_is_not_there(page: Page, site: Served) -> None:
    come_in(page.context, site, Role.ADMIN)
    page.goto(WHERE)
    field = page.get_by_label("One town of Ticketmaster")
    field.fill("Atlantis")
    field.press("Enter")
    expect(page.get_by_text("We know no town of that name.")).to_be_visible()
    field.fill("gaillimh")
    field.press("Enter")
    expect(page.locator(".rows-a li", has_text="Ticketmaster, Galway").first).to_contain_text("Done", timeout=60_000)


def test_it_is_not_wider_than_the_window_and_every_button_is_big_enough(page: Page, site: Served) -> None:
    come_in(page.context, site, Role.ADMIN)
    page.goto(WHERE)
    expect(page.locator("li.srcard").first).to_be_visible()
    fits(page)
    small = page.locator(".desk button:visible").evaluate_all(
        "all => all.filter(one => one.getBoundingClientRect().height < 24).map(one => one.textContent)"
    )
    assert small == []


@pytest.mark.parametrize("role", [Role.VISITOR, Role.USER, Role.ORGANIZER])
def test_everybody_else_gets_nothing_of_it(page: Page, site: Served, role: Role) -> None:
    if role:
        come_in(page.context, site, role)
    frames: list[str] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: frames.append(str(frame))))
    page.goto(WHERE)
    title = "That isn't yours to open" if role else "You need to be signed in for this"
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    for told in (page.content(), *frames):
        assert "Ticketmaster" not in told.replace("Ticketmaster.com", "") or "calls left" not in told
        assert "sync-shows" not in told
    expect(page.get_by_role("link", name="Sources")).to_have_count(0)


def test_an_alert_is_shown_and_taken_on(browser: Browser, site: Served) -> None:
    now = str(datetime.now(UTC).replace(tzinfo=None))
    write(
        site,
        "INSERT INTO ops_alerts (key, slot, level, title, message, fix, opened_at, seen_at) VALUES"
        " ('test', 'test', 'critical', 'The test rings', '<b>bold</b>', 'Look at it.', ?, ?)",
        now,
        now,
    )
    for size in (DESKTOP, PHONE):
        context = browser.new_context(base_url=site.url, viewport=size)
        page = context.new_page()
        come_in(page.context, site, Role.ADMIN)
        page.goto(WHERE)
        alert = page.locator("li.alrt", has_text="The test rings")
        expect(alert).to_contain_text("<b>bold</b>")
        if size is DESKTOP:
            expect(page.get_by_role("link", name="Sources 1 new alerts")).to_be_visible()
            alert.get_by_role("button", name="I'll see to it").click()
        expect(alert).to_contain_text("Taken on")
        context.close()
