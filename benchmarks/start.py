"""Warm start to the first answer of /health, and the whole program's memory with 100,000 events in its database."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from benchmarks import figures
from benchmarks.catalogue import prepare
from benchmarks.watched import memory
from tests.serving import free_port
from wtc.settings import ROOT

STARTS = 3
SECONDS, MEGABYTES, EVENTS = 5.0, 250.0, 100_000
WALK = ("/", "/discover", "/v1/events/search", "/v1/events/search?q=trad&city=Galway", "/ready")


def start(data: Path, port: int) -> tuple[subprocess.Popen[bytes], float]:
    """Start the program; the process and the seconds until /health first answered."""
    surroundings = os.environ | {"DATA_DIR": str(data), "PORT": str(port)}
    began = time.perf_counter()
    with (data / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "wtc", "serve"], cwd=ROOT, env=surroundings, stdout=log, stderr=log
        )
    while process.poll() is None:
        try:
            if httpx.get(f"http://127.0.0.1:{port}/health").status_code == 200:
                return process, time.perf_counter() - began
        except httpx.TransportError:
            time.sleep(0.02)
    raise RuntimeError("the program did not start")


def stop(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    process.wait(20)


def main() -> int:
    subprocess.run([sys.executable, "-m", "wtc", "build"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        stop(start(data, port)[0])  # the first start migrates and loads the samples
        took = []
        for _ in range(STARTS):
            process, seconds = start(data, port)
            took.append(seconds)
            stop(process)
        kept = figures.at_most("warm start to first /health", max(took), SECONDS, "s")
    return 0 if kept & heavy(port) else 1


def heavy(port: int) -> bool:
    """The same program over 100,000 events, after a walk through it."""
    prepare(EVENTS)
    process, _ = start(ROOT / "data" / "bench", port)
    try:
        for _ in range(5):
            for path in WALK:
                httpx.get(f"http://127.0.0.1:{port}{path}", timeout=30)
        return figures.at_most(f"memory with {EVENTS:,} events", memory(process.pid), MEGABYTES, "MB")
    finally:
        stop(process)


if __name__ == "__main__":
    raise SystemExit(main())
