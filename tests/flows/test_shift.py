"""The server's worker: a process beside it that does what waits, ends when nothing does, and never outlives it."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from datetime import date
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Engine

from tests.app import app
from tests.faults.listings import programme
from tests.faults.upstream import Upstream, serving
from wtc import db
from wtc.flows import health, jobs, kept, shift
from wtc.services import jobs as rows
from wtc.settings import ROOT, settings
from wtc.shapes.health import Health
from wtc.shapes.jobs import Job, JobState

pytestmark = pytest.mark.slow
PATIENCE = 150.0
TODAY = date(2026, 11, 21)


@pytest.fixture(autouse=True)
def fresh(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(jobs, "STANDING", jobs.Standing())
    monkeypatch.setattr(jobs, "FIRST", 0.0)
    monkeypatch.setattr(jobs, "EVERY", 1.0)
    jobs.bell.cache_clear()
    yield
    jobs.bell.cache_clear()


@pytest.fixture
def upstream(monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    with serving(programme(60, TODAY)) as server:
        monkeypatch.setenv("TICKETMASTER_API_KEY", "canary-key-0123456789")
        monkeypatch.setenv("TICKETMASTER_BASE_URL", server.base_url)
        monkeypatch.setenv("WTC_NOW", f"{TODAY}T12:00:00+00:00")
        settings.cache_clear()
        yield server


@asynccontextmanager
async def watched() -> AsyncIterator[None]:
    """The server's clock runs for the length of a block."""
    watching = asyncio.create_task(jobs.watch(2))
    try:
        yield
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)


def server() -> "subprocess.Popen[bytes]":
    """A process that is nothing but a server's clock."""
    code = "import asyncio; from wtc.flows import jobs; asyncio.run(jobs.watch(1))"
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT)


def workers(parent: int | None = None) -> list[int]:
    """The workers that a process, this one by default, has begun."""
    found: list[int] = []
    for task in Path(f"/proc/{parent or os.getpid()}/task").iterdir():
        with suppress(OSError):
            found += [int(child) for child in (task / "children").read_text().split() if is_worker(int(child))]
    return found


def is_worker(pid: int) -> bool:
    with suppress(OSError):
        return b"--until-idle" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


async def until(so: Callable[[], object], patience: float = PATIENCE) -> None:
    end = time.monotonic() + patience
    while not so():
        assert time.monotonic() < end, "it took too long"
        await asyncio.sleep(0.2)


def at(job: Job) -> Job:
    return db.read(rows.one, job.id)


async def test_what_waits_is_done_beside_the_server_by_one_worker_that_then_ends() -> None:
    asked = [(await jobs.ask_for(kind, asked_by="person"))[0] for kind in ("calculate-trending", "import-setlists")]
    async with watched():
        await until(workers)
        (pid,) = workers()
        await until(lambda: all(not at(job).alive for job in asked))
        assert workers() == [pid]
        assert os.getpriority(os.PRIO_PROCESS, pid) >= 10
        assert not jobs.STANDING.doing
        await until(lambda: not workers())
        assert (await health.scheduler()).status is Health.OK
    assert [at(job).state for job in asked] == [JobState.DONE, JobState.DONE]


async def test_a_search_in_the_server_finds_what_the_worker_stored(upstream: Upstream) -> None:
    path = "/v1/events/search?limit=50"
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app()), base_url="http://test") as client, watched():
        assert (await client.get(path)).json()["events"] == []
        job, _ = await jobs.ask_for("ingest", "ticketmaster", asked_by="person")
        await until(lambda: not at(job).alive)
        assert at(job).result["seen"] == 60
        await asyncio.sleep(2 * kept.LOOK)
        await client.get(path)  # may be the last of the old ones: the look goes on behind it
        await asyncio.sleep(0.5)
        assert len((await client.get(path)).json()["events"]) > 20


async def test_a_server_that_ends_has_its_worker_put_back_what_it_does(upstream: Upstream) -> None:
    upstream.mode = "slow"
    job, _ = await jobs.ask_for("ingest", "ticketmaster", asked_by="person")
    async with watched():
        await until(lambda: at(job).state is JobState.RUNNING)
        assert (await health.scheduler()).message.endswith("under way")
        (pid,) = workers()
    assert not is_worker(pid)
    assert (at(job).state, at(job).attempts) == (JobState.WAITING, 0)


async def test_a_worker_that_is_killed_is_told_about_and_another_goes_on(
    upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shift, "REST", 5.0)
    upstream.mode = "slow"
    job, _ = await jobs.ask_for("ingest", "ticketmaster", asked_by="person")
    async with watched():
        await until(lambda: at(job).state is JobState.RUNNING)
        os.kill(workers()[0], signal.SIGKILL)
        upstream.mode = "ok"
        await until(lambda: not workers(), 10)
        await until(lambda: jobs.STANDING.shift.trouble, 10)
        found = await health.scheduler()
        assert (found.status, found.message) == (Health.WARNING, "the last worker was killed (signal 9)")
        assert not jobs.STANDING.shift.wanted
        await until(lambda: at(job).state is JobState.DONE)
        assert at(job).attempts == 2
        await until(lambda: not jobs.STANDING.shift.trouble)  # that one has ended well
        assert (await health.scheduler()).status is Health.OK


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells a child")
async def test_a_worker_ends_with_a_server_that_is_killed(upstream: Upstream) -> None:
    upstream.mode = "slow"
    job, _ = await jobs.ask_for("ingest", "ticketmaster", asked_by="person")
    served = server()
    try:
        await until(lambda: at(job).state is JobState.RUNNING)
        (pid,) = workers(served.pid)
    finally:
        served.kill()
        served.wait(10)
    await until(lambda: not is_worker(pid), 30)
    assert (at(job).state, at(job).attempts) == (JobState.WAITING, 0)
