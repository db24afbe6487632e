"""What a first visit weighs and how soon it stands: bytes over the wire, paint and movement.

``python -m benchmarks.page_weight`` serves the program with its samples in a folder of its own, opens Home in Chromium
with an empty cache, then every other kind of page once, and prints one line a promise: name | figure | bar | ok or
MISSED. What every page fetches is shared; a page's own scripts are those that it fetches on top, with a map in view.
Scripts that come for the next page while the browser is idle are no part of it, so that the visitor here asks for few
bytes. The bundle of charts comes when a chart does, and is weighed by itself; no page may fetch it before.
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
SHARED = 190.0
CHARTS = 400.0
BUNDLE = "plotly_bundle"
OWN = {
    "/": 25.0,
    "/discover": 20.0,
    "/events/x": 20.0,
    "/artists": 20.0,
    "/artists/x": 20.0,
    "/djs": 20.0,
    "/djs/x": 20.0,
    "/venues": 60.0,
    "/venues/x": 60.0,
    "/welcome": 25.0,
    "/map": 60.0,
    "/organiser": 40.0,
    "/admin/sources": 110.0,
    "/admin/mapping": 110.0,
    "/style": 60.0,
    "/taste": 110.0,
    "/trending": 25.0,
}
"""Kilobytes of script that a page may fetch on top of what is shared; ``x`` is the first one that a list links to."""
WATCH = """
window.__lcp = 0; window.__cls = 0;
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.__lcp = e.startTime; })
  .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => { for (const e of list.getEntries()) window.__cls += e.value; })
  .observe({ type: "layout-shift", buffered: true });
"""
SPARING = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
SEEN = """() => ({
  lcp: window.__lcp,
  cls: window.__cls,
  parts: performance.getEntriesByType("resource").map((e) => [e.name, e.initiatorType, e.encodedBodySize]),
})"""


@dataclass(frozen=True)
class Visit:
    """One first visit: kilobytes by kind as sent, times in seconds, requests to anybody else."""

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
        style=total(".css"),
        font=total(".woff2"),
        lcp=seen["lcp"] / 1000,
        cls=seen["cls"],
        foreign=sum(1 for each in asked if urlsplit(each).netloc not in (home, "")),
    )


def scripts(browser: Browser, url: str, path: str) -> dict[str, float]:
    """Every script that a first visit to ``path`` fetches, in kilobytes as sent."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    if path.endswith("/x"):
        listed = "/discover" if path == "/events/x" else path.removesuffix("/x")
        page.goto(url + listed)
        path = page.locator(f'main a[href^="{path.removesuffix("x")}"]').first.get_attribute("href") or listed
        context.close()
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()
    page.add_init_script(SPARING)
    page.goto(url + path)
    page.locator("main h1").first.wait_for()
    page.wait_for_timeout(SETTLED)
    seen: dict[str, Any] = page.evaluate(SEEN)
    context.close()
    return {name: size / 1024 for name, _, size in seen["parts"] if urlsplit(name).path.endswith((".js", ".mjs"))}


def charts(browser: Browser, url: str) -> float:
    """What the first chart in view fetches, in kilobytes as sent."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(url + "/style")
    page.locator(".chart").first.scroll_into_view_if_needed()
    page.locator(".chart .main-svg").first.wait_for()
    seen: dict[str, Any] = page.evaluate(SEEN)
    context.close()
    return sum(size for name, _, size in seen["parts"] if BUNDLE in name) / 1024


def own_lines(fetched: dict[str, dict[str, float]]) -> list[tuple[str, float, float, str]]:
    """Of each page's scripts: what all have in common, and what each has on top."""
    common = set.intersection(*(set(parts) for parts in fetched.values()))
    shared = sum(size for name, size in next(iter(fetched.values())).items() if name in common)
    return [("shared JS, gzip", shared, SHARED, "KB")] + [
        (f"{path} JS of its own", sum(size for name, size in parts.items() if name not in common), OWN[path], "KB")
        for path, parts in fetched.items()
    ]


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
        fetched = {path: scripts(browser, served.url, path) for path in OWN}
        drawing = charts(browser, served.url)
        browser.close()
    every = [*wide, *narrow]
    lines = [
        ("home JS, gzip", sum(fetched["/"].values()), SHARED + OWN["/"], "KB"),
        ("home CSS, gzip", max(v.style for v in every), 25.0, "KB"),
        ("home fonts", max(v.font for v in every), 50.0, "KB"),
        ("home LCP at 1440", statistics.median(v.lcp for v in wide), 1.0, "s"),
        ("home LCP at 390", statistics.median(v.lcp for v in narrow), 1.0, "s"),
        ("home CLS at 1440", max(v.cls for v in wide), 0.02, ""),
        ("home CLS at 390", max(v.cls for v in narrow), 0.02, ""),
        ("home requests to others", float(max(v.foreign for v in every)), 0.0, ""),
        *own_lines(fetched),
        (
            "pages that fetch charts unasked",
            float(sum(BUNDLE in " ".join(parts) for parts in fetched.values())),
            0.0,
            "",
        ),
        ("charts in view, gzip", drawing, CHARTS, "KB"),
    ]
    kept = [figures.at_most(*line) for line in lines]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
