"""A fan in a browser: connects Spotify and takes it away again, and brings listening in a file."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SHOTS
from tests.browser.people import come_in
from tests.faults.acts import NAMES, SECRET
from tests.faults.upstream import Upstream
from tests.faults.upstream import serving as standing_in
from tests.faults.upstream.fans import CLIENT
from tests.serving import Served, serving

HISTORY = json.dumps(
    [{"artistName": name, "msPlayed": 60_000, "endTime": "x"} for name in ["Lankum"] * 9 + ["Aslan"] * 4 + ["Nobody"]]
)


@pytest.fixture(scope="module")
def upstream() -> Iterator[Upstream]:
    with standing_in([]) as server:
        yield server


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, upstream: Upstream) -> Iterator[Served]:
    """The program with an app at the local Spotify; its address is the one that Spotify sends fans back to."""
    more = {"SPOTIFY_CLIENT_ID": CLIENT, "SPOTIFY_CLIENT_SECRET": SECRET, **upstream.environment}
    with serving(tmp_path_factory.mktemp("spotify"), SIGNUP_LIMIT_ADDRESS="1000", **more) as running:
        yield running


def shot(page: Page, name: str) -> None:
    SHOTS.mkdir(exist_ok=True)
    wide = (page.viewport_size or {"width": 0})["width"]
    page.screenshot(path=SHOTS / f"{name}-{wide}.png", full_page=True)


def back_here(page: Page, site: Served) -> None:
    """Spotify sends fans to the site's public name; a test's site goes by its number."""
    page.route(
        re.compile(r"^http://localhost:\d+/auth/spotify/callback"),
        lambda route: route.fulfill(
            status=302, headers={"location": re.sub(r"^http://localhost:\d+", site.url, route.request.url)}
        ),
    )


def test_spotify_is_connected_read_and_taken_away(page: Page, site: Served, upstream: Upstream) -> None:
    come_in(page.context, site)
    back_here(page, site)
    page.goto("/preferences")
    part = page.locator("#spotify")
    expect(part.get_by_text("Nothing is posted, played or changed there.", exact=False)).to_be_visible()
    part.get_by_role("link", name="Connect Spotify").click()
    page.get_by_role("link", name="Cancel").click()
    expect(part.get_by_text("You said no at Spotify", exact=False)).to_be_visible()
    part.get_by_role("link", name="Connect Spotify").click()
    expect(page.get_by_text("user-top-read user-library-read user-follow-read")).to_be_visible()
    page.get_by_role("link", name="Agree").click()
    expect(part.get_by_text("Connected. We're reading what you play", exact=False)).to_be_visible()
    expect(part.get_by_text("Nóirín of Spotify")).to_be_in_viewport()
    expect(part.locator(".hears > li")).to_have_count(3, timeout=60_000)
    expect(part.get_by_text(NAMES[0]).first).to_be_visible()
    expect(part.locator(".sounds").get_by_text("Folk")).to_be_visible()
    link = part.get_by_role("link", name=re.compile(f"Spotify.*{NAMES[0]}"))
    expect(link).to_have_attribute("href", re.compile("^https://open.spotify.com/artist/"))
    expect(part.get_by_role("button", name="Sync now")).to_be_enabled()
    shot(page, "spotify-connected")
    part.get_by_role("button", name="Let models learn too").click()
    expect(part.get_by_text("may learn from it", exact=False).first).to_be_visible()
    part.get_by_text("Disconnect", exact=True).click()
    part.get_by_role("button", name="Disconnect and delete").click()
    expect(part.get_by_role("link", name="Connect Spotify")).to_be_visible()
    page.reload()
    expect(part.get_by_role("link", name="Connect Spotify")).to_be_visible()
    shot(page, "spotify-none")


def test_a_fan_who_is_not_listed_and_one_to_be_asked_again_are_told(
    page: Page, site: Served, upstream: Upstream
) -> None:
    come_in(page.context, site)
    back_here(page, site)
    part = page.locator("#spotify")
    upstream.modes = {"spotify": "unlisted"}
    try:
        page.goto("/auth/spotify/login")
        page.get_by_role("link", name="Agree").click()
        expect(part.get_by_text("Spotify hasn't let you in", exact=False).first).to_be_visible()
        shot(page, "spotify-unlisted")
        upstream.contracts["spotify-accounts"].fans.expire()
        upstream.modes = {"spotify-accounts": "consent-over"}
        part.get_by_role("button", name="Sync now").click()
        expect(part.get_by_role("link", name="Connect again")).to_be_visible(timeout=60_000)
        shot(page, "spotify-again")
    finally:
        upstream.modes = {}


def test_a_file_of_listening_is_looked_at_and_brought_in(page: Page, site: Served, tmp_path: Path) -> None:
    come_in(page.context, site)
    file = tmp_path / "StreamingHistory0.json"
    file.write_text(HISTORY)
    page.goto("/preferences")
    part = page.locator("#listening")
    part.get_by_label("Your file").set_input_files(file)
    part.get_by_role("button", name="Upload and look").click()
    expect(part.get_by_role("heading", name="StreamingHistory0.json: 3 acts")).to_be_visible()
    expect(part.get_by_role("heading", name="StreamingHistory0.json: 3 acts")).to_be_in_viewport()
    expect(part.locator(".preview .hears > li").first).to_contain_text("9 plays")
    shot(page, "listening-preview")
    part.get_by_role("button", name="Bring in 3 acts").click()
    expect(part.get_by_role("heading", name="In. StreamingHistory0.json: 3 acts")).to_be_visible()
    expect(part.get_by_text("Spotify, from your file").first).to_be_visible()
    part.get_by_role("button", name=re.compile("Remove.*Spotify, from your file")).click()
    expect(part.locator(".ksources")).to_have_count(0)
    broken = tmp_path / "picture.json"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n")
    page.goto("/preferences")
    part.get_by_label("Your file").set_input_files(broken)
    part.get_by_role("button", name="Upload and look").click()
    expect(part.get_by_role("alert")).to_contain_text("We can't read that.")
    shot(page, "listening-refused")
