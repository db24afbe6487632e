"""What a first visit to the home page weighs and how soon it stands: bytes over the wire, paint and movement.

``python -m benchmarks.page_weight`` serves the program with its samples in a folder of its own, opens the page in
Chromium with an empty cache, and prints one line a promise: name | figure | bar | ok or MISSED.
"""

import os
import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from benchmarks import figures
from tests.serving import serving

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
RUNS = 3
SETTLED = 2_500
WATCH = """
window.__lcp = 0; window.__cls = 0;
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.__lcp = e.startTime; })
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.__cls += e.value; })
  .observe({ type: "layout-shift", buffered: true });
"""
SEEN = """() => ({
  lcp: window.__lcp,
  cls: window.__cls,
  parts: performance.getEntriesByType("resource").map((e) => [e.name, e.initiatorType, e.encodedBodySize]),
})"""


@dataclass(frozen=True)
class Visit:
    """One first visit: kilobytes by kind as sent, times in seconds, requests to anybody else."""

    script: float
    style: float
    font: float
    lcp: float
    cls: float
    foreign: int


def visit(browser: Browser, url: str, width: int, height: int) -> Visit:
    """Open ``url`` with an empty cache in a window of this size and wait until it has settled."""
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(WATCH)
    page.goto(url)
    page.locator("#weekend .card h3").first.wait_for()
    page.wait_for_timeout(SETTLED)
    seen: dict[str, Any] = page.evaluate(SEEN)
    context.close()
    sizes = {name: size for name, _, size in seen["parts"]}

    def total(*endings: str) -> float:
        return sum(size for name, size in sizes.items() if urlsplit(name).path.endswith(endings)) / 1024

    home = urlsplit(url).netloc
    return Visit(
        script=total(".js", ".mjs"),
        style=total(".css"),
        font=total(".woff2"),
        lcp=seen["lcp"] / 1000,
        cls=seen["cls"],
        foreign=sum(1 for each in asked if urlsplit(each).netloc not in (home, "")),
    )


def main() -> int:
    """Print the figures; 1 when a bar was missed."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder)) as served,
        sync_playwright() as play,
    ):
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        visit(browser, f"{served.url}/", 1440, 900)  # the first one warms the server
        wide = [visit(browser, f"{served.url}/", 1440, 900) for _ in range(RUNS)]
        narrow = [visit(browser, f"{served.url}/", 390, 844) for _ in range(RUNS)]
        browser.close()
    every = [*wide, *narrow]
    lines = [
        ("home JS, gzip", max(v.script for v in every), 190.0, "KB"),
        ("home CSS, gzip", max(v.style for v in every), 25.0, "KB"),
        ("home fonts", max(v.font for v in every), 50.0, "KB"),
        ("home LCP at 1440", statistics.median(v.lcp for v in wide), 1.0, "s"),
        ("home LCP at 390", statistics.median(v.lcp for v in narrow), 1.0, "s"),
        ("home CLS at 1440", max(v.cls for v in wide), 0.02, ""),
        ("home CLS at 390", max(v.cls for v in narrow), 0.02, ""),
        ("home requests to others", float(max(v.foreign for v in every)), 0.0, ""),
    ]
    kept = [figures.at_most(*line) for line in lines]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
