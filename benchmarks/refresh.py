"""A full refresh of 6,000 listings over HTTP, from five streams that overlap, and what a visitor notices of it.

Ticketmaster of Ireland and of Northern Ireland, Bandsintown, Eventbrite and Dice are stood in for by one server in a
process of its own, on loopback; the pace that we keep with real sources is taken away, nothing else. Measured are the
first run into an empty house, the memory it takes, the second run, and searches in a served program of 20,000 events
while such a run fills it. ``python -m benchmarks.refresh``.
"""

import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from itertools import cycle
from pathlib import Path
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

LISTINGS, SECONDS, MEGABYTES, SEARCH_MS = 6_000, 60.0, 100.0, 80.0
EVENTS, PER_SECOND, QUIET = 20_000, 10, 10.0
KEYS = ("TICKETMASTER_API_KEY", "BANDSINTOWN_APP_ID", "EVENTBRITE_API_TOKEN", "APIFY_TOKEN")


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, sources() as settings:
        os.environ.update(settings, WTC_NOW=NOW.isoformat(), JWT_SECRET="x" * 40, RATE_LIMIT_MAX="100000000")
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
    return json.loads(_begin(address).communicate()[0].splitlines()[-1])  # type: ignore[no-any-return]


def _begin(address: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", "from benchmarks.refresh import ingest; ingest()"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": address},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


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
    """Searches in a served program: alone, and while a refresh fills its database."""
    data = folder / "served"
    data.mkdir()
    address = f"sqlite:///{data / 'wtc.db'}"
    fill(address, EVENTS)
    port = free_port()
    os.environ["INGESTION_ENABLED"] = "false"  # the program does not read by itself
    process, _ = start(data, port)
    os.environ["INGESTION_ENABLED"] = "true"
    url = f"http://127.0.0.1:{port}"
    try:
        chance = random.Random(3)
        names = chance.sample(act_names(random.Random(7)), 4_000)
        paths = cycle([f"/v1/events/search?q={quote(name)}&limit=20" for name in names])
        quiet = asyncio.run(_searched(url, paths, lambda since: since > QUIET))
        refresh = _begin(address)
        busy = asyncio.run(_searched(url, paths, lambda _since: refresh.poll() is not None))
        refresh.communicate()
    finally:
        stop(process)
    figures.told(f"{PER_SECOND} searches a second alone, p50", figures.percentile(quiet, 0.5), "ms")
    figures.told(f"{PER_SECOND} searches a second alone, p95", figures.percentile(quiet, 0.95), "ms")
    figures.told("the same during a refresh, p50", figures.percentile(busy, 0.5), "ms")
    return figures.at_most("the same during a refresh, p95", figures.percentile(busy, 0.95), SEARCH_MS, "ms")


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
