"""A real browser on the real program with the sample catalogue; without Chromium these tests are skipped."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.browser.patience import PATIENCE, patient
from tests.serving import Served, serving
from wtc.api.rooms import KEPT

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
SHOTS = Path(__file__).parent / "shots"
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM:
                item.add_marker(pytest.mark.skip(reason="Chromium is not installed: apt-get install chromium"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The program on a free port, with a data folder of its own and the sample catalogue in it.

    It trains no recommender: from what the tests did by then, it would change what others of them see.
    """
    plain = {"SIGNUP_LIMIT_ADDRESS": "1000", "TICKETMASTER_API_KEY": "", "MIN_TRAINING_SAMPLES": "1000000"}
    with serving(tmp_path_factory.mktemp("browser"), **plain) as running:
        yield running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        yield opened
        opened.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the pages of this test complained of: script errors and content-security violations."""
    return []


def closed(said: ConsoleMessage) -> bool:
    """Whether a room told by its status that it is not for who came: the browser notes that of every such page."""
    room = urlsplit(said.location["url"]).path.lstrip("/").partition("/")[0]
    return room in KEPT and "status of 403" in said.text


@pytest.fixture(params=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, site: Served, complaints: list[str]) -> Iterator[Page]:
    """A fresh visitor's page, once per width; the test fails at its end when the page complained of anything."""
    phone = request.param == "phone"
    context = browser.new_context(
        base_url=site.url,
        viewport=PHONE if phone else DESKTOP,
        is_mobile=phone,
        has_touch=phone,
        locale="en-IE",
        timezone_id="Europe/Dublin",
        reduced_motion="reduce",
        service_workers="block",  # test_offline.py has them: elsewhere a page is the server's alone
    )
    opened = context.new_page()
    patient(opened)
    opened.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
    refused = request.node.get_closest_marker("refused") is not None

    def listen(said: ConsoleMessage) -> None:
        expected = (refused and "status of 4" in said.text) or closed(said)
        if said.type == "error" and not expected:
            complaints.append(f"console: {said.text}")

    opened.on("console", listen)
    yield opened
    context.close()
    assert not complaints, complaints
