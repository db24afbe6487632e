"""Work beside the visitors: what an idle worker costs, and what visitors notice of 6,000 listings being read."""

import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx

from benchmarks import figures
from tests.faults.listings import programme
from tests.faults.upstream import Upstream
from tests.faults.upstream import serving as upstream_serving
from tests.serving import serving
from wtc.settings import ROOT

LISTINGS, IDLE_SECONDS = 6_000, 20.0
SECRET = "only-for-this-benchmark"  # noqa: S105
PATHS = ("/v1/events/search", "/v1/events/search?city=Cork&q=the", "/discover", "/")
IDLE_SHARE, SEARCH_MS = 1.0, 60.0


def cpu(pid: int) -> float:
    """Seconds of processor time that a process and its threads have had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def idle() -> bool:
    """A worker by itself, with nothing to do."""
    with tempfile.TemporaryDirectory() as folder:
        surroundings = os.environ | {"DATA_DIR": folder, "DATABASE_URL": "", "MIXCLOUD_ENABLED": "false"}
        worker = subprocess.Popen([sys.executable, "-m", "wtc", "jobs", "work"], cwd=ROOT, env=surroundings)
        try:
            time.sleep(15)
            before = cpu(worker.pid)
            time.sleep(IDLE_SECONDS)
            share = 100 * (cpu(worker.pid) - before) / IDLE_SECONDS
        finally:
            worker.terminate()
            worker.wait(20)
    return figures.at_most("idle worker, share of one core", share, IDLE_SHARE, "%")


def answers(client: httpx.Client, until: object) -> list[float]:
    """Milliseconds for one question after another, no two searches alike, until ``until()`` says so."""
    took = []
    while not until():  # type: ignore[operator]
        path = random.choice(PATHS)
        if "search" in path:
            path += f"{'&' if '?' in path else '?'}limit={random.randint(5, 50)}&offset={random.randint(0, 400)}"
        began = time.perf_counter()
        client.get(path).raise_for_status()
        took.append((time.perf_counter() - began) * 1000)
        time.sleep(0.01)
    return took


def state(data: Path, job: int) -> str:
    with closing(sqlite3.connect(f"file:{data / 'wtc.db'}?mode=ro", uri=True)) as database:
        return str(database.execute("SELECT state FROM jobs WHERE id = ?", (job,)).fetchone()[0])


def refresh(client: httpx.Client) -> int:
    headers = {"authorization": f"Bearer {SECRET}"}
    return int(client.post("/api/cron/sync-shows", headers=headers).raise_for_status().json()["job"])


def visitors(upstream: Upstream, *, beside: bool) -> bool:
    """The whole program while all is read anew, by the server or by a worker ``beside`` it, and while nothing is."""
    where = "a worker beside" if beside else "the server"
    given = {"TICKETMASTER_API_KEY": "by-hand-0123456789", "TICKETMASTER_BASE_URL": upstream.base_url}
    given |= {"CRON_SECRET": SECRET, "MIXCLOUD_ENABLED": "false", "JOB_WORKERS": "0" if beside else "2"}
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), **given) as served,
        working(folder, given, beside),
    ):
        client = httpx.Client(base_url=served.url, timeout=30)
        first = refresh(client)
        while state(served.data, first) != "done":
            time.sleep(0.2)
        end = time.monotonic() + 10
        quiet = answers(client, lambda: time.monotonic() > end)
        for event in upstream.events:
            event["name"] = f"{event['name']} (new date)"
        began, job = time.monotonic(), refresh(client)
        busy = answers(client, lambda: state(served.data, job) == "done")
        figures.told(f"{LISTINGS:,} changed listings read and stored by {where}", time.monotonic() - began, "s")
    usual = figures.percentile(quiet, 0.95)
    for name, took in (("nothing is read", quiet), (f"{where} reads all", busy)):
        figures.told(f"p50 while {name}, {len(took):,} answers", figures.percentile(took, 0.5), "ms")
    figures.told("p95 while nothing is read", usual, "ms")
    return figures.at_most(
        f"p95 while {where} reads all", figures.percentile(busy, 0.95), max(SEARCH_MS, 2 * usual), "ms"
    )


@contextmanager
def working(folder: str, given: dict[str, str], beside: bool) -> Iterator[None]:
    """A worker of its own for the length of a block, where one is wanted."""
    if not beside:
        yield
        return
    surroundings = os.environ | given | {"DATA_DIR": folder, "DATABASE_URL": ""}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    worker = subprocess.Popen([sys.executable, "-m", "wtc", "jobs", "work"], cwd=ROOT, env=surroundings, **quiet)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait(20)


def main() -> int:
    with upstream_serving(programme(LISTINGS, datetime.now(UTC).date())) as upstream:
        kept = visitors(upstream, beside=False) & visitors(upstream, beside=True)
    return 0 if kept & idle() else 1


if __name__ == "__main__":
    raise SystemExit(main())
