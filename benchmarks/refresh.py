"""A full refresh of 6,000 listings over HTTP, from five streams that overlap, and what a visitor notices of it.

Ticketmaster of Ireland and of Northern Ireland, Bandsintown, Eventbrite and Dice are stood in for by one server in a
process of its own, on loopback; the pace that we keep with real sources is taken away, nothing else. Measured are the
first run into an empty house, the memory it takes, the second run, and searches in a served program of 20,000 events
before, while and after it is asked for a refresh, at our pace and by its defaults. Then Bandsintown and Eventbrite are
left out: asked for one act or night at a time they would only thin it. ``python -m benchmarks.refresh [noticed]``.
"""

import asyncio
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import httpx

from benchmarks import figures
from benchmarks.catalogue import NOW, act_names, fill
from benchmarks.start import start, stop
from tests.faults import world
from tests.faults.upstream import Upstream
from tests.serving import free_port
from wtc.settings import ROOT

LISTINGS, SECONDS, MEGABYTES, MORE_MS = 6_000, 60.0, 100.0, 10.0
EVENTS, PER_SECOND, QUIET = 20_000, 10, 8.0
KEYS = ("TICKETMASTER_API_KEY", "BANDSINTOWN_APP_ID", "EVENTBRITE_API_TOKEN", "APIFY_TOKEN")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, sources() as settings:
        os.environ.update(settings, WTC_NOW=NOW.isoformat(), JWT_SECRET="x" * 40, RATE_LIMIT_MAX="100000000")
        if sys.argv[1:] == ["noticed"]:
            return 0 if _noticed(Path(folder)) else 1
        first, second = (_refresh(f"sqlite:///{folder}/one.db") for _ in range(2))
        kept = [
            figures.at_least("listings read from five streams", first["seen"], LISTINGS),
            figures.at_most("full refresh, every listing new", first["seconds"], SECONDS, "s"),
            figures.at_most("full refresh, memory grown", first["grown"], MEGABYTES, "MB"),
            figures.at_most("second refresh, rows changed", second["new"] + second["changed"] + second["gone"], 0),
            figures.at_most("reports with a problem", len(first["problems"]) + len(second["problems"]), 0),
        ]
        figures.told("full refresh, by the processor's time", first["processor"], "s")
        figures.told("second refresh", second["seconds"], "s")
        figures.told("second refresh, by the processor's time", second["processor"], "s")
        figures.told("events made of them", first["events"], "events")
        kept.append(_noticed(Path(folder)))
    return 0 if all(kept) else 1


@contextmanager
def sources() -> Iterator[dict[str, str]]:
    """The stand-in in a process of its own; the settings that point to it."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", f"from benchmarks.refresh import stand_in; stand_in({port})"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield json.loads(process.stdout.readline())
    finally:
        process.kill()
        process.wait(10)


def stand_in(port: int) -> None:
    """Serve, after one line that says with which settings."""
    server = Upstream([], port=port)
    chosen = world.fill(server, _today())
    print(json.dumps({**server.environment, **chosen, **dict.fromkeys(KEYS, "bench-key-0123456789")}), flush=True)
    server.serve_forever()


def _today() -> date:
    return NOW.astimezone(ZoneInfo("Europe/Dublin")).date()


def _refresh(address: str) -> dict[str, float]:
    """Read all sources into the database at ``address`` in a process of its own, and what it says of it."""
    ran = subprocess.run(
        [sys.executable, "-c", "from benchmarks.refresh import ingest; ingest()"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(ran.stdout.splitlines()[-1])  # type: ignore[no-any-return]


def ingest() -> None:
    """Read all and print the figures as JSON."""
    from wtc import log
    from wtc.flows import ingest as flow
    from wtc.flows.readers import READERS
    from wtc.flows.start import prepare
    from wtc.gateways.http import Policy

    log.set_up()
    prepare()
    before = _resident()
    began, worked = time.perf_counter(), time.process_time()
    policies = dict.fromkeys(READERS, Policy(per_second=100_000))
    reports = asyncio.run(flow.run_all(now=datetime.fromisoformat(os.environ["WTC_NOW"]), policies=policies))
    told = {name: sum(getattr(one.stored, name) for one in reports) for name in ("seen", "new", "changed", "events")}
    told |= {"seconds": time.perf_counter() - began, "gone": sum(one.gone for one in reports)}
    told["processor"] = time.process_time() - worked
    told |= {"grown": figures.megabytes() - before, "problems": [words for one in reports for words in one.problems]}
    sys.stdout.write(json.dumps(told))


def _resident() -> float:
    """MB that this process holds now."""
    line = next(each for each in Path("/proc/self/status").read_text().splitlines() if each.startswith("VmRSS"))
    return int(line.split()[1]) / 1_024


def _noticed(folder: Path) -> bool:
    """Searches in a served program: alone before and after, and while a refresh fills its database."""
    data = folder / "served"
    data.mkdir()
    address = f"sqlite:///{data / 'wtc.db'}"
    fill(address, EVENTS)
    with closing(sqlite3.connect(data / "wtc.db")) as database, database:
        database.execute("UPDATE event_sources SET source = 'local'")  # no source that is read can miss them
        database.execute(
            "INSERT INTO jobs (kind, about, state, asked_by, attempts, progress, result, problem, holder, run_at,"
            " created_at, finished_at) VALUES ('sync-shows', '', 'done', 'clock', 1, '{}', '{}', '', '', ?1, ?1, ?1)",
            (datetime.now(UTC).replace(tzinfo=None).isoformat(" "),),
        )  # else the clock asks for one at the start
    secret, port = "only-for-this-benchmark", free_port()
    os.environ.update(CRON_SECRET=secret, BANDSINTOWN_APP_ID="", EVENTBRITE_API_TOKEN="", MIXCLOUD_ENABLED="false")
    process, _ = start(data, port)
    url = f"http://127.0.0.1:{port}"
    try:
        chance = random.Random(3)
        names = chance.sample(act_names(random.Random(7)), 4_000)
        paths = cycle([f"/v1/events/search?q={quote(name)}&limit=20" for name in names])
        asyncio.run(_searched(url, paths, lambda since: since > QUIET))  # what a start has to load is loaded
        quiet = asyncio.run(_searched(url, paths, lambda since: since > QUIET))
        asked = httpx.post(f"{url}/api/cron/sync-shows", headers={"authorization": f"Bearer {secret}"})
        job = int(asked.raise_for_status().json()["job"])
        began = time.monotonic()
        busy = asyncio.run(_searched(url, paths, lambda _since: _told(data, job)[0] not in ("waiting", "running")))
        seconds = time.monotonic() - began
        state, told = _told(data, job)
        quiet += asyncio.run(_searched(url, paths, lambda since: since > QUIET))
    finally:
        stop(process)
    read = sum(one.get("seen", 0) for one in told.get("read", {}).values()) if state == "done" else 0
    usual = figures.percentile(quiet, 0.95)
    figures.told("refresh asked of the server", seconds, "s")
    figures.told(f"{PER_SECOND} searches a second alone, p50", figures.percentile(quiet, 0.5), "ms")
    figures.told(f"{PER_SECOND} searches a second alone, p95", usual, "ms")
    figures.told("the same during the refresh, p50", figures.percentile(busy, 0.5), "ms")
    bar = usual + MORE_MS
    whole = figures.at_least("listings read meanwhile", read, LISTINGS // 4)
    return figures.at_most("the same during the refresh, p95", figures.percentile(busy, 0.95), bar, "ms") and whole


def _told(data: Path, job: int) -> tuple[str, dict[str, Any]]:
    """The state and the result of a job."""
    with closing(sqlite3.connect(f"file:{data / 'wtc.db'}?mode=ro", uri=True)) as database:
        state, result = database.execute("SELECT state, result FROM jobs WHERE id = ?", (job,)).fetchone()
    return state, json.loads(result)


async def _searched(url: str, paths: Iterator[str], over: Callable[[float], bool]) -> list[float]:
    """``PER_SECOND`` searches a second until it is ``over``, begun on time whatever the last one takes: their ms."""
    took: list[float] = []
    tasks: set[asyncio.Task[None]] = set()
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:

        async def one(path: str) -> None:
            began = time.perf_counter()
            (await client.get(path)).raise_for_status()
            took.append((time.perf_counter() - began) * 1e3)

        began = time.monotonic()
        while not over(time.monotonic() - began):
            tasks.add(asyncio.create_task(one(next(paths))))
            await asyncio.sleep(1 / PER_SECOND)
        await asyncio.gather(*tasks)
    return took


if __name__ == "__main__":
    raise SystemExit(main())
