"""The API over HTTP, whole program in one process, 100,000 events: lists, one event, searches new and repeated."""

import asyncio
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import httpx

from benchmarks import figures
from benchmarks.catalogue import act_names, prepare
from benchmarks.search import slip

SECONDS = int(os.environ.get("BENCH_SECONDS", "5"))
DISTINCT = 1_000
REPORT = Path(__file__).parent / "report.lua"


@contextmanager
def serving() -> Iterator[tuple[str, int]]:
    """The program on a free port, as ``make run`` serves it; its address and its process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    chosen = os.environ | {"PORT": str(port), "HOST": "127.0.0.1"}
    process = subprocess.Popen(
        [sys.executable, "-m", "wtc", "serve"], env=chosen, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(1_200):
            try:
                if httpx.get(f"{url}/health").status_code == 200:
                    break
            except httpx.TransportError:
                time.sleep(0.25)
        yield url, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def loaded(url: str, connections: int, paths: Sequence[str] = ()) -> dict[str, float]:
    """Requests a second and p95, p99 in ms of ``url`` under wrk, or of ``paths`` by turns."""
    command = ["wrk", "-t1", f"-c{connections}", f"-d{SECONDS}s", "-s", str(REPORT), url]
    turns = os.environ | {"WRK_PATHS": " ".join(paths)}
    said = subprocess.run(command, capture_output=True, text=True, check=True, env=turns).stdout
    found = json.loads(re.findall(r"\{.*\}", said)[-1])
    if found["errors"]:
        print(f"{found['errors']} errors at {url}", file=sys.stderr)
    return dict(found)


async def one_by_one(url: str, paths: list[str], at_once: int) -> tuple[float, list[float]]:
    """Every path once over ``at_once`` connections: requests a second and each one's milliseconds.

    Plain sockets, because a client that works hard measures itself on a shared machine.
    """
    host, port = url.removeprefix("http://").split(":")
    waiting = iter(paths)
    took: list[float] = []

    async def client() -> None:
        reader, writer = await asyncio.open_connection(host, int(port))
        for path in waiting:
            began = time.perf_counter()
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = re.search(rb"content-length: (\d+)", head)
            if length is None or b" 200 " not in head[:20]:
                raise RuntimeError(f"{path}: {head[:200]!r}")
            await reader.readexactly(int(length[1]))
            took.append((time.perf_counter() - began) * 1e3)
        writer.close()

    began = time.perf_counter()
    await asyncio.gather(*(client() for _ in range(at_once)))
    return len(paths) / (time.perf_counter() - began), took


def resident(pid: int) -> float:
    """MB that a process and its children hold; what they share counts once."""
    family, found = [pid], 0.0
    while family:
        parent = family.pop()
        rollup = Path(f"/proc/{parent}/smaps_rollup").read_text()
        found += sum(int(kilobytes) for kilobytes in re.findall(r"^Pss:\s+(\d+)", rollup, re.MULTILINE)) / 1_024
        for task in Path(f"/proc/{parent}/task").iterdir():
            family += [int(child) for child in (task / "children").read_text().split()]
    return found


def main() -> None:
    prepare()
    chance = random.Random(5)
    acts = chance.sample(act_names(random.Random(7)), DISTINCT)
    typed = [slip(name, chance) if n % 5 == 0 and len(name) > 3 else name for n, name in enumerate(acts)]
    search = "/v1/events/search"
    with serving() as (url, pid):
        figures.told("health, 32 connections, p99, to compare", loaded(f"{url}/health", 32)["p99"], "ms")
        listing = loaded(f"{url}{search}?city=Dublin&limit=20", 32)
        figures.at_least("list of a city, 32 connections", listing["rate"], 2_000, "requests/s")
        figures.at_most("list of a city, 32 connections, p99", listing["p99"], 100, "ms")
        httpx.get(f"{url}{search}?q=bicpe")  # the speller is made
        paths = [f"{search}?q={quote(name)}&limit=20" for name in typed]
        rate, took = asyncio.run(one_by_one(url, paths, 4))
        figures.at_least(f"{DISTINCT:,} distinct searches", rate, 150, "requests/s")
        figures.at_most(f"{DISTINCT:,} distinct searches, p95", figures.percentile(took, 0.95), 40, "ms")
        ten = [f"{search}?limit=20&q={quote(name)}" for name in acts[:10]]
        alone, crowd = loaded(url, 1, ten), loaded(url, 32, ten)
        figures.at_least("ten repeated searches, 1 connection", alone["rate"], 488, "requests/s")
        figures.at_least("ten repeated searches, 32 connections", crowd["rate"], 1_113, "requests/s")
        figures.at_most("ten repeated searches, 1 connection, p95", alone["p95"], 5.4, "ms")
        event = httpx.get(f"{url}{search}?limit=1").json()["events"][0]
        ids = [f"/v1/events/{event['id'] + n}" for n in range(300)]
        ids = [path for path in ids if httpx.get(url + path).status_code == 200][:250]
        time.sleep(1.0)
        _, took = asyncio.run(one_by_one(url, ids, 4))
        figures.at_most("one event, p95", figures.percentile(took, 0.95), 20, "ms")
        page = loaded(f"{url}/events/{event['slug']}", 32)
        figures.at_least("an event's page, 32 connections", page["rate"], 365, "requests/s")
        figures.at_most("process memory", resident(pid), 250, "MB")


if __name__ == "__main__":
    if shutil.which("wrk"):
        main()
    else:
        print("listing | wrk is not installed | - | skipped")
