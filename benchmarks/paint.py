"""How soon a page stands on a slow phone: largest paint, movement, a press, the next page, the first gigs that suit.

``python -m benchmarks.paint`` serves the program with its samples in a folder of its own and opens pages in Chromium
with the processor four times as slow and a 4G line (165 ms, 9 Mbit/s down). It prints one line a promise: name |
figure | bar | ok or MISSED. Figures are medians of first visits with an empty cache.
"""

import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks import figures
from benchmarks.page_weight import CHROMIUM, FLAGS, WATCH
from tests.serving import serving

VISITS = 5
PHONE = {"width": 390, "height": 844}
LINE = {"offline": False, "latency": 165, "downloadThroughput": 9 * 1024 * 1024 / 8, "uploadThroughput": 96_000}
SLOWER = 4
SENTENCE, THUMBS = "trad in Galway", 250
"""What a newcomer asks for, and the milliseconds between two keys."""
BARS = {"/": 1.2, "/discover": 1.2, "/events/x": 0.8, "/venues/x": 1.2, "/artists/x": 1.2}
"""Seconds to the largest paint; ``x`` is the first one that a list links to."""
PRESSES = """
window.__press = 0;
new PerformanceObserver((list) => {
  for (const e of list.getEntries()) if (e.interactionId) window.__press = Math.max(window.__press, e.duration);
}).observe({ type: "event", buffered: true, durationThreshold: 16 });
"""


@dataclass(frozen=True, slots=True)
class Met:
    """Of one visit: seconds to the largest paint, how far things moved, milliseconds of the slowest press."""

    paint: float
    moved: float
    press: float


def slow(browser: Browser, *, throttled: bool = True) -> Page:
    """A window on a slow phone with an empty cache."""
    page = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True).new_page()
    page.add_init_script(WATCH + PRESSES)
    if throttled:
        tools = page.context.new_cdp_session(page)
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", LINE)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return page


def first_of(browser: Browser, url: str, path: str) -> str:
    """The address that ``path`` stands for."""
    if not path.endswith("/x"):
        return path
    page = slow(browser, throttled=False)
    kind = path.removesuffix("x")
    page.goto(url + ("/discover" if kind == "/events/" else kind.rstrip("/")))
    found = page.locator(f'main h3 a[href^="{kind}"]').first.get_attribute("href")
    page.context.close()
    return found or path


def visit(browser: Browser, address: str) -> Met:
    """Open a page, read down it, and press what is on it."""
    page = slow(browser)
    page.goto(address)
    page.locator("html[data-live], .live, main h1").first.wait_for()
    page.wait_for_timeout(4_000)
    paint: float = page.evaluate("window.__lcp") / 1_000  # reading on would count later ones
    page.mouse.wheel(0, 1_500)
    page.wait_for_timeout(1_000)
    page.keyboard.press("/")
    page.wait_for_timeout(700)
    page.keyboard.press("Escape")
    page.wait_for_timeout(700)
    seen: list[Any] = page.evaluate("[window.__cls, window.__press]")
    page.context.close()
    return Met(paint=paint, moved=seen[0], press=seen[1])


def onward(browser: Browser, url: str) -> float:
    """Milliseconds from the press on a card in Discover until the event's title stands."""
    page = slow(browser)
    page.goto(f"{url}/discover")
    card = page.locator('main h3 a[href^="/events/"]').first
    card.wait_for()
    page.wait_for_timeout(4_000)
    title = card.inner_text()
    took: float = page.evaluate(
        """async ([title]) => {
          const link = [...document.querySelectorAll('main h3 a[href^="/events/"]')][0];
          const began = performance.now();
          link.click();
          while (document.querySelector("main h1")?.innerText.trim() !== title.trim()) {
            if (performance.now() - began > 20000) return 20000;
            await new Promise(requestAnimationFrame);
          }
          return performance.now() - began;
        }""",
        [title],
    )
    page.context.close()
    return took


def newcomer(browser: Browser, url: str) -> float:
    """Seconds until somebody new, without an account and typing with two thumbs, has three gigs that suit."""
    page = slow(browser)
    began = time.perf_counter()
    page.goto(f"{url}/")
    page.locator("html[data-live]").wait_for()
    page.locator("[data-palette]").click()
    page.keyboard.type(SENTENCE, delay=THUMBS)
    page.keyboard.press("Enter")
    page.locator("#main .card", has_text="Galway").nth(2).wait_for()
    took = time.perf_counter() - began
    page.context.close()
    return took


def main() -> int:
    """Print the figures; 1 when a bar was missed."""
    kept = []
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), JOB_WORKERS="0") as served,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        moved, presses = [], []
        for path, bar in BARS.items():
            address = served.url + first_of(browser, served.url, path)
            met = [visit(browser, address) for _ in range(VISITS)]
            moved += [each.moved for each in met]
            presses += [each.press for each in met]
            kept.append(
                figures.at_most(f"{path}, largest paint", statistics.median(each.paint for each in met), bar, "s")
            )
        steps = [onward(browser, served.url) for _ in range(VISITS)]
        found = [newcomer(browser, served.url) for _ in range(VISITS)]
        browser.close()
    kept += [
        figures.at_most("from nothing to three gigs that suit, median", statistics.median(found), 20, "s"),
        figures.at_most("what moved", max(moved), 0.02),
        figures.at_most("the slowest press of a visit, median", statistics.median(presses), 150, "ms"),
        figures.at_most("the next page, median", statistics.median(steps), 500, "ms"),
    ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
