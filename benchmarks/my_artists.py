"""How smoothly five hundred followed acts scroll, as a grid and as a list: the times between frames in Chromium.

Sixty frames a second leave 16.7 ms for each, and what the page itself takes of them is the main thread's processor
time: that has the bars. The times between frames are told without one: without a graphics card Chromium also paints
with the processor, so they say as much of the machine and of what else it does as of the page.

``python -m benchmarks.my_artists`` serves the program in a folder of its own, lets somebody follow 500 made-up acts,
scrolls a part of their list, and prints one line a promise: name | figure | bar | ok or MISSED. Every wait has an end.
"""

import json
import os
import shutil
import sys
import tempfile
import time
from bisect import bisect
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser, Page, sync_playwright
from sqlalchemy import insert, select
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)
from benchmarks import figures
from tests.serving import Served, serving
from wtc import db

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
ROWS = 500
SOUNDS = ("trad", "techno", "indie rock", "folk", "hip hop", "jazz", "punk")
EMAIL = "fan@example.org"
STEP, FRAMES, LONGEST = 40, 300, 10_000
FRAMES_OF = """([per, most, longest]) => new Promise((done) => {
  const times = []; let last = 0;
  setTimeout(() => done(times), longest);
  const step = (now) => {
    if (last) times.push(now - last);
    last = now;
    if (per) window.scrollBy({ top: per, behavior: "instant" });
    if (times.length >= most) done(times);
    else requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""
"""The times between ``most`` frames while the page scrolls by ``per`` pixels in each, or those of ``longest`` ms."""


def followed(served: Served) -> str:
    """An account that follows ``ROWS`` made-up acts; its session cookie."""
    body = {"name": "Fan", "email": EMAIL, "password": "three old fiddles 9"}
    answer = httpx.post(f"{served.url}/v1/auth/signup", json=body)
    answer.raise_for_status()
    now = datetime.now(UTC)
    tables = SQLModel.metadata.tables
    acts = [
        {
            "slug": f"bench-{n}", "name": f"Bench Act {n}", "name_key": f"bench act {n}", "created_at": now,
            "genres": [SOUNDS[n % len(SOUNDS)]], "home_city": "Dublin", "sample": True,
        }
        for n in range(ROWS)
    ]  # fmt: skip
    opened = db.open_engine(served.database)
    with opened.connect().execution_options(writes=True) as connection:
        connection.execute(insert(tables["artists"]), acts)
        user = connection.execute(select(tables["users"].c.id).where(tables["users"].c.email == EMAIL)).scalar_one()
        ids = connection.execute(
            select(tables["artists"].c.id).where(tables["artists"].c.slug.like("bench-%"))
        ).scalars()
        rows = [{"user_id": user, "artist_id": each, "created_at": now} for each in ids]
        connection.execute(insert(tables["user_followed_artists"]), rows)
        connection.commit()
    opened.dispose()
    return answer.cookies["wtc"]


def measured(browser: Browser, page: Page, view: str) -> tuple[list[float], list[float], float]:
    """Of the list going by: the times between frames, the main thread's own time for each; and until it stood."""
    begun = time.monotonic()
    page.goto("/artists?tab=following")
    page.locator(".mine .card h3").first.wait_for()
    stood = time.monotonic() - begun
    page.get_by_role("button", name=view).click()
    page.wait_for_timeout(1_500)
    rows = page.locator(".mine > li").count()
    if rows != ROWS:
        raise RuntimeError(f"{rows} rows instead of {ROWS}")
    browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
    times: list[float] = page.evaluate(FRAMES_OF, [STEP, FRAMES, LONGEST])
    return times, worked(json.loads(browser.stop_tracing())["traceEvents"]), stood


def worked(events: list[dict[str, Any]]) -> list[float]:
    """Milliseconds of processor time that the page's main thread spent between each two frames."""
    frames = sorted((each["ts"], each["pid"], each["tid"]) for each in events if each["name"] == "FireAnimationFrame")
    if len(frames) < 2:
        raise RuntimeError("the trace has no frames: Chromium names them otherwise now")
    starts, thread = [each[0] for each in frames], frames[0][1:]
    spent = [0.0] * len(frames)
    for each in events:
        ours = (each["pid"], each["tid"]) == thread and each["name"].endswith("RunTask") and each["ts"] >= starts[0]
        if ours:
            spent[bisect(starts, each["ts"]) - 1] += each.get("tdur", 0) / 1_000
    return spent[1:]


def main() -> int:
    """Print the figures; 1 when a bar was missed."""
    kept = []
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as served, sync_playwright() as play:
        cookie = followed(served)
        browser = play.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        context = browser.new_context(base_url=served.url, viewport={"width": 1440, "height": 900})
        context.set_default_timeout(15_000)
        context.add_cookies([{"name": "wtc", "value": cookie, "url": served.url}])
        for view in ("Grid", "List"):
            page = context.new_page()
            times, work, stood = measured(browser, page, view)
            what, idle = f"my artists, {view.lower()}", page.evaluate(FRAMES_OF, [0, 60, LONGEST])
            figures.told(f"{what}: idle frame, p95", figures.percentile(idle, 0.95), "ms")
            figures.told(f"{what}: frame, median", figures.percentile(times, 0.5), "ms")
            figures.told(f"{what}: frame, p95", figures.percentile(times, 0.95), "ms")
            kept += [
                figures.at_most(f"{what}: main thread for a frame, median", figures.percentile(work, 0.5), 8.0, "ms"),
                figures.at_most(f"{what}: main thread for a frame, p95", figures.percentile(work, 0.95), 16.7, "ms"),
                figures.at_most(f"{what}: {ROWS} rows stand", stood, 3.0, "s"),
            ]
            page.close()
        browser.close()
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
