"""The pictures of docs/tour.md: ``python -m tests.browser.tour`` serves the samples and draws every page anew.

Each picture is one page in one language at the three widths side by side, as a fan sees it who said what they like.
"""

import io
import sys
import tempfile
from pathlib import Path

import httpx
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM
from tests.serving import Served, serving
from wtc.settings import ROOT

FOLDER = ROOT / "docs" / "tour"
WIDTHS = (390, 768, 1440)
TALL, SHOWN, GAP, GROUND, QUALITY = 1_100, 620, 14, (24, 30, 27), 62
"""Pixels of a window, of its picture and between two; the ground's colour; how well a picture is kept."""
PAGES = ("home", "discover", "event", "artist", "venue", "saved", "alerts", "preferences", "map", "welcome")
WHO = {"name": "Aoife", "email": "aoife@example.org", "password": "three old fiddles 9"}


def fan(served: Served) -> tuple[dict[str, str], dict[str, str]]:
    """Somebody with wishes, follows and saved gigs: their cookies, and the address of each page."""
    with httpx.Client(base_url=served.url, timeout=60) as web:
        web.post("/v1/auth/signup", json=WHO).raise_for_status()
        wishes = {"genres": ["folk", "trad", "techno"], "cities": ["Dublin"], "budget_max": 40, "radius_km": 30}
        web.post("/v1/auth/preferences", json=wishes).raise_for_status()
        gigs = web.get("/v1/events/search", params={"city": "Dublin", "genres": "folk", "limit": 6}).json()["events"]
        for gig in gigs[:4]:
            web.post(f"/v1/events/{gig['id']}/save").raise_for_status()
        act = web.get("/v1/artists", params={"limit": 1}).json()["artists"][0]["slug"]
        room = web.get("/v1/venues", params={"limit": 1}).json()["venues"][0]["slug"]
        there = {"event": f"/events/{gigs[4]['slug']}", "artist": f"/artists/{act}", "venue": f"/venues/{room}"}
        return dict(web.cookies), {name: there.get(name, "/" if name == "home" else f"/{name}") for name in PAGES}


def shot(browser: Browser, address: str, cookies: dict[str, str], width: int) -> Image.Image:
    """One page in a window of this width, as high as the others."""
    context = browser.new_context(viewport={"width": width, "height": TALL}, reduced_motion="reduce")
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    page = context.new_page()
    page.goto(address)
    page.locator("main h1:visible").first.wait_for()
    page.wait_for_timeout(3_500)
    drawn = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return drawn.resize((round(width * SHOWN / TALL), SHOWN), Image.Resampling.LANCZOS)


def beside(shots: list[Image.Image]) -> Image.Image:
    """Pictures in a row."""
    whole = Image.new("RGB", (sum(each.width + GAP for each in shots) + GAP, SHOWN + 2 * GAP), GROUND)
    left = GAP
    for each in shots:
        whole.paste(each, (left, GAP))
        left += each.width + GAP
    return whole


def main() -> int:
    """Draw every page in both languages."""
    FOLDER.mkdir(exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), JOB_WORKERS="0") as served,
        sync_playwright() as play,
    ):
        cookies, addresses = fan(served)
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        for language in ("en", "ga"):
            for name, path in addresses.items():
                known = cookies | {"wtc_lang": language}
                shots = [shot(browser, served.url + path, known, width) for width in WIDTHS]
                beside(shots).save(FOLDER / f"{name}-{language}.webp", quality=QUALITY, method=6)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
