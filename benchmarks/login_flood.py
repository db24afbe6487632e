"""Two hundred people sign in at once: /health stays quick, memory stays bounded, the rest are asked to come back.

Also prints how long a wrong password takes for an account that is there and for one that is not: medians must agree.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import httpx

from benchmarks import figures
from benchmarks.watched import memory
from tests.serving import serving

TOGETHER = 200
PAIRS = 30
HEALTH_P95_MS = 100.0
MEMORY_MB = 200.0
APART = 0.10
NO_LIMIT = "1000000"


def percentile(values: list[float], part: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


async def flood(url: str, pid: int) -> tuple[Counter[int], list[float], float]:
    """Sign in two hundred times at once; meanwhile ask /health every 10 ms and watch the memory."""
    limits = httpx.Limits(max_connections=TOGETHER + 10)
    health: list[float] = []
    highest = memory(pid)
    async with httpx.AsyncClient(base_url=url, limits=limits, timeout=60) as web:

        async def sign_in(number: int) -> int:
            body = {"email": f"nobody{number}@example.com", "password": "not the password"}
            return (await web.post("/v1/auth/login", json=body)).status_code

        crowd = asyncio.gather(*(sign_in(number) for number in range(TOGETHER)))
        async with httpx.AsyncClient(base_url=url, timeout=60) as probe:
            while not crowd.done():
                started = time.perf_counter()
                await probe.get("/health")
                health.append((time.perf_counter() - started) * 1000)
                highest = max(highest, memory(pid))
                await asyncio.sleep(0.01)
        return Counter(await crowd), health, highest


def medians(url: str) -> tuple[float, float]:
    """Median milliseconds of a wrong password for a known and for an unknown e-mail, asked in turn."""
    known, unknown = [], []
    with httpx.Client(base_url=url, timeout=60) as web:
        web.post("/v1/auth/signup", json={"name": "K", "email": "known@example.com", "password": "a fine password"})
        web.cookies.clear()
        for number in range(PAIRS):
            for email, times in ((f"ghost{number}@example.com", unknown), ("known@example.com", known)):
                started = time.perf_counter()
                web.post("/v1/auth/login", json={"email": email, "password": "not the password"})
                times.append((time.perf_counter() - started) * 1000)
    return statistics.median(known), statistics.median(unknown)


def main() -> int:
    limits = {"LOGIN_LIMIT_ACCOUNT": NO_LIMIT, "LOGIN_LIMIT_ADDRESS": NO_LIMIT, "RATE_LIMIT_MAX": NO_LIMIT}
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), **limits) as site:
        known, unknown = medians(site.url)
        before = memory(site.pid)
        answers, health, highest = asyncio.run(flood(site.url, site.pid))
    p95, grown, apart = percentile(health, 0.95), highest - before, abs(known - unknown) / unknown
    kept = (
        figures.at_most("/health during 200 log-ins at once, p95", p95, HEALTH_P95_MS, "ms"),
        figures.at_most("memory grown by 200 log-ins at once", grown, MEMORY_MB, "MB"),
        figures.at_most("wrong password, known and unknown e-mail apart", apart * 100, APART * 100, "%"),
    )
    print(f"200 log-ins at once | {', '.join(f'{n} x {code}' for code, n in answers.most_common())} | - | -")
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
