"""What a visitor does: finds tonight's gigs in Galway, opens one, signs up, keeps it, puts it in a calendar."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import httpx
import icalendar
import pytest
from playwright.sync_api import Browser, Page, Request, expect
from sqlmodel import Session

from tests.browser.patience import fits, until
from tests.browser.people import PASSWORD, past_the_welcome
from tests.nights import night
from tests.serving import Served, serving
from wtc import clock, db
from wtc.services import engine

TONIGHT = datetime.fromisoformat("2026-11-27T17:30").replace(tzinfo=clock.DUBLIN)
GIG = "Moxie: songs of the west"
PATH = "/events/moxie-songs-of-the-west-roisin-dubh-2026-11-27"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The program on a Friday evening, with one evening's listings in it; the key keeps the samples out."""
    fixed = {"WTC_NOW": TONIGHT.isoformat(), "TICKETMASTER_API_KEY": "x", "INGESTION_ENABLED": "false"}
    with serving(tmp_path_factory.mktemp("journeys"), SIGNUP_LIMIT_ADDRESS="1000", **fixed) as running:
        opened = db.open_engine(running.database)
        with opened.connect() as connection, Session(connection.execution_options(writes=True)) as session:
            engine.store(session, night(TONIGHT), now=TONIGHT)
            session.commit()
        yield running


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


def sign_up(page: Page, email: str) -> None:
    page.get_by_label("Name").fill("Aoife Byrne")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("form[action*=signup] button[type=submit], main form button[type=submit]").first.click()
    past_the_welcome(page)


def save_button(page: Page) -> object:
    return page.get_by_role("button", name=f"Save {GIG}").filter(visible=True).first


def test_the_whole_evening_from_finding_a_gig_to_having_it_in_the_calendar(
    page: Page, site: Served, strangers: list[str], request: pytest.FixtureRequest
) -> None:
    email = f"aoife-{request.node.callspec.params['page']}@example.test"

    page.goto("/")  # 1. find tonight's gigs in Galway
    page.goto("/discover?city=Galway&from=2026-11-27&to=2026-11-27")
    found = page.get_by_role("link", name=GIG)
    expect(found).to_have_count(1)
    expect(page.get_by_role("link", name="Lankum")).to_have_count(0)

    found.click()  # 2. open it
    page.wait_for_url(f"**{PATH}")
    expect(page.get_by_role("heading", level=1)).to_have_text(GIG)
    expect(page).to_have_title(re.compile(GIG))
    expect(page.locator(".facts")).to_contain_text("Fri 27 Nov, 8pm")

    page.get_by_role("button", name=f"Save {GIG}").filter(visible=True).first.click()  # 3. want it: sign up first
    page.wait_for_url("**/login?next=*")
    page.get_by_role("link", name=re.compile("account|sign up", re.IGNORECASE)).filter(visible=True).first.click()
    page.wait_for_url("**/signup*")
    sign_up(page, email)

    page.wait_for_url(re.compile(rf"^[^?]*{PATH}(\?.*)?$"))  # 4. back again, and it is kept without a second press
    expect(page.get_by_role("button", name=f"Save {GIG}").filter(visible=True).first).to_have_attribute(
        "aria-pressed", "true"
    )
    page.goto("/saved")
    expect(page.get_by_role("link", name=GIG)).to_be_visible()

    page.goto(PATH)  # 5. into the calendar
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Add to calendar").click()
    file = Path(str(waiting.value.path())).read_bytes()
    (entry,) = icalendar.Calendar.from_ical(file).walk("VEVENT")
    assert waiting.value.suggested_filename == "moxie-songs-of-the-west-roisin-dubh-2026-11-27.ics"
    assert str(entry["summary"]) == GIG
    assert entry.decoded("dtstart") == clock.at(TONIGHT.date(), 20)
    assert str(entry["url"]) == site.url + PATH


def test_a_hidden_gig_can_be_brought_back(page: Page, request: pytest.FixtureRequest) -> None:
    page.goto(f"/signup?next={PATH}")
    sign_up(page, f"hide-{request.node.callspec.params['page']}@example.test")
    page.wait_for_url(re.compile(rf"^[^?]*{PATH}(\?.*)?$"))
    page.get_by_role("button", name="Hide", exact=True).filter(visible=True).first.click()
    expect(page.get_by_text("Grand, you won't see it again.").first).to_be_visible()
    until(page, lambda: page.request.get("/v1/users/me/hidden").json()["events"])
    page.goto("/saved?tab=hidden")
    page.get_by_role("button", name=re.compile(f"Bring it back.*{GIG}")).click()
    expect(page.get_by_role("heading", name="Nothing hidden")).to_be_visible()


def test_saved_asks_a_stranger_to_sign_in_and_keeps_the_way_back(page: Page) -> None:
    page.goto("/saved?tab=past")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in to see what you saved")
    way = page.locator("main").get_by_role("link", name="Sign in")
    expect(way).to_have_attribute("href", re.compile("next=.*saved.*past"))


def test_an_event_can_be_read_without_script(browser: Browser, site: Served) -> None:
    context = browser.new_context(base_url=site.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(PATH)
    expect(page.get_by_role("heading", level=1)).to_have_text(GIG)
    for words in ("Fri 27 Nov, 8pm", "€18 to €22.50", "Tickets at Ticketmaster", "Where this came from"):
        expect(page.get_by_text(words).filter(visible=True).first).to_be_visible()
    context.close()


def test_the_live_page_takes_the_place_of_the_first_one_and_nothing_moves(page: Page, strangers: list[str]) -> None:
    page.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((shift) => {"
        " if (!shift.hadRecentInput) window.moved += shift.value; })).observe({type: 'layout-shift', buffered: true});"
    )
    page.goto(PATH)
    expect(page.locator("#shell")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.locator("title")).to_have_count(1)
    page.wait_for_timeout(500)
    assert page.evaluate("window.moved") <= 0.02


def test_a_crawler_may_ask_for_the_head_alone(site: Served) -> None:
    assert httpx.head(site.url + PATH).status_code == 200
    assert httpx.head(site.url + "/events/nothing-of-the-kind").status_code == 404


@pytest.mark.refused
def test_an_unknown_address_is_a_404_that_says_so(page: Page) -> None:
    answer = page.goto("/events/nothing-of-the-kind")
    assert answer is not None
    assert answer.status == 404
    expect(page.get_by_role("heading", level=1)).to_contain_text("We looked. It isn't there")


def test_no_event_page_is_wider_than_its_window(page: Page, site: Served) -> None:
    listed = httpx.get(f"{site.url}/sitemap-events-1.xml").text
    for path in re.findall(r"<loc>[^<]*(/events/[^<]+)</loc>", listed)[:6]:
        page.goto(path)
        expect(page.locator("#shell")).to_have_count(0)
        fits(page)


def test_links_out_of_the_site_are_marked_and_a_sample_has_none(page: Page, site: Served) -> None:
    page.goto(PATH)
    expect(page.locator("#shell")).to_have_count(0)
    for link in page.locator("main a[target=_blank]").all():
        assert link.get_attribute("rel") == "noopener nofollow"
        assert str(link.get_attribute("href")).startswith("https://")
    page.goto("/events/made-up-roisin-dubh-2026-11-29")
    expect(page.get_by_role("heading", level=1)).to_have_text("Made up")
    expect(page.locator("a[href*='tickets.example']")).to_have_count(0)
