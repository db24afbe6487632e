"""The worker: kept alive by its heartbeat, resumed by the next when it is killed, and silent once it lost its job."""

import asyncio
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.faults.listings import programme
from tests.faults.upstream import Upstream, serving
from tests.gateways.test_limits import REDIS, redis_answers
from tests.serving import free_port
from wtc import clock, db
from wtc.errors import Conflict, SourceDown
from wtc.flows import jobs, kinds, work
from wtc.flows.work import Hopeless, Kind, NotYet, Work
from wtc.services import jobs as rows
from wtc.settings import ROOT, settings
from wtc.shapes.jobs import Job, JobState


@pytest.fixture(autouse=True)
def fresh(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(jobs, "STANDING", jobs.Standing())
    monkeypatch.setattr(jobs, "FIRST", 0.0)
    jobs.bell.cache_clear()
    yield
    jobs.bell.cache_clear()
    settings.cache_clear()


def kind(monkeypatch: pytest.MonkeyPatch, run: Any) -> None:
    monkeypatch.setitem(kinds.KINDS, "test", Kind(title="Test", run=run))


async def done(run: Any, monkeypatch: pytest.MonkeyPatch) -> Job:
    """One attempt at a job whose flow is ``run``, and how it stands after it."""
    kind(monkeypatch, run)
    job, _ = await jobs.ask_for("test", asked_by="person")
    assert await jobs.do_here(job)
    return db.read(rows.one, job.id)


async def test_what_a_flow_answers_is_kept_with_how_far_it_came(monkeypatch: pytest.MonkeyPatch) -> None:
    async def run(work: Work) -> dict[str, Any]:
        work.say("all of it", done=3, total=3)
        return {"seen": 3}

    job = await done(run, monkeypatch)
    assert (job.state, job.result, job.progress.words, job.attempts) == (JobState.DONE, {"seen": 3}, "all of it", 1)


@pytest.mark.parametrize(
    ("trouble", "state", "attempts", "words"),
    [
        (SourceDown("It does not answer."), JobState.WAITING, 1, "It does not answer."),
        (ValueError("secret-canary"), JobState.WAITING, 1, "ValueError: see the log"),
        (Hopeless("The key is refused."), JobState.FAILED, 1, "The key is refused."),
        (NotYet("Another is at it."), JobState.WAITING, 0, "Another is at it."),
    ],
)
async def test_how_it_failed_decides_whether_it_is_tried_again(
    trouble: Exception, state: JobState, attempts: int, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def run(_work: Work) -> dict[str, Any]:
        raise trouble

    job = await done(run, monkeypatch)
    assert (job.state, job.attempts, job.problem) == (state, attempts, words)


async def test_a_worker_that_lost_its_job_is_stopped_and_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "BEAT", 0.05)
    went_on = False

    async def run(work: Work) -> dict[str, Any]:
        nonlocal went_on
        db.write(rows.reap, now=clock.ticking() + timedelta(minutes=1))
        work.say("still here")
        with pytest.raises(Conflict):
            db.write(work.confirm)
        await asyncio.sleep(5)
        went_on = True
        return {"seen": 1}

    job = await done(run, monkeypatch)
    assert (job.state, job.attempts, job.result) == (JobState.WAITING, 1, {})
    assert not went_on


async def test_a_worker_that_ends_gives_its_job_back(monkeypatch: pytest.MonkeyPatch) -> None:
    began = asyncio.Event()

    async def run(_work: Work) -> dict[str, Any]:
        began.set()
        await asyncio.sleep(30)
        return {}

    kind(monkeypatch, run)
    job, _ = await jobs.ask_for("test", asked_by="person")
    working = asyncio.create_task(jobs.watch(2, serving=False))
    await asyncio.wait_for(began.wait(), 10)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    found = db.read(rows.one, job.id)
    assert (found.state, found.attempts) == (JobState.WAITING, 0)


@pytest.mark.slow
@pytest.mark.parametrize("queue", ["file", "redis", "redis away"])
async def test_a_job_asked_for_while_the_worker_sleeps_is_done_soon(
    queue: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With Redis away nothing is lost: it is only done at the worker's own next look."""
    if queue == "redis" and not redis_answers():
        pytest.skip("Redis does not answer")
    address = {"file": "", "redis": REDIS, "redis away": f"redis://127.0.0.1:{free_port()}/0"}[queue]
    monkeypatch.setenv("REDIS_URL", address)
    monkeypatch.setattr(jobs, "EVERY", 2.0 if queue == "redis away" else 60.0)
    settings.cache_clear()

    async def run(_work: Work) -> dict[str, Any]:
        return {"done": True}

    kind(monkeypatch, run)
    working = asyncio.create_task(jobs.watch(1, serving=False))
    await asyncio.sleep(1.5)
    job, _ = await jobs.ask_for("test", asked_by="person")
    for _ in range(100):
        await asyncio.sleep(0.1)
        if not db.read(rows.one, job.id).alive:
            break
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    assert db.read(rows.one, job.id).result == {"done": True}


async def test_two_workers_racing_for_one_job_do_it_once(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = []

    async def run(work: Work) -> dict[str, Any]:
        ran.append(work.job.id)
        await asyncio.sleep(0.2)
        return {}

    kind(monkeypatch, run)
    job, _ = await jobs.ask_for("test", asked_by="person")
    won = await asyncio.gather(*(jobs.do_here(job) for _ in range(8)))
    assert sum(won) == 1
    assert ran == [job.id]


@pytest.fixture
def upstream(monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    with serving(programme(300, date(2026, 11, 21)), "slow") as server:
        monkeypatch.setenv("TICKETMASTER_API_KEY", "canary-key-0123456789")
        monkeypatch.setenv("TICKETMASTER_BASE_URL", server.base_url)
        monkeypatch.setenv("WTC_NOW", "2026-11-21T12:00:00+00:00")
        settings.cache_clear()
        yield server


@pytest.mark.slow
async def test_after_kill_9_another_worker_finishes_the_job(upstream: Upstream) -> None:
    job, _ = await jobs.ask_for("ingest", "ticketmaster", asked_by="person")
    with worker() as first:
        await _until(lambda: db.read(rows.one, job.id).state is JobState.RUNNING)
        await _until(lambda: len(upstream.asked) > 2)
        os.kill(first.pid, signal.SIGKILL)
        first.wait(10)
    left = db.read(rows.one, job.id)
    assert (left.state, left.attempts) == (JobState.RUNNING, 1)
    upstream.mode = "ok"
    killed = time.monotonic()
    with worker():
        await _until(lambda: db.read(rows.one, job.id).attempts == 2, 75)
        assert time.monotonic() - killed <= 60 + 10  # a start, and what a reaper may take
        await _until(lambda: not db.read(rows.one, job.id).alive, 90)
    ended = db.read(rows.one, job.id)
    assert (ended.state, ended.attempts) == (JobState.DONE, 2)
    assert ended.result["complete"]


def worker() -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "wtc", "jobs", "work"]
    return _Ended(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class _Ended(subprocess.Popen[bytes]):
    """A process that is ended with its block."""

    def __exit__(self, *trouble: Any) -> None:
        self.terminate()
        super().__exit__(*trouble)


async def _until(so: Any, patience: float = 30.0) -> None:
    end = time.monotonic() + patience
    while not so():
        assert time.monotonic() < end, "it took too long"
        await asyncio.sleep(0.2)


async def test_a_kind_that_there_is_not_is_refused(database: Engine) -> None:
    with pytest.raises(Exception, match="There is no job called"):
        await jobs.ask_for("rm -rf", asked_by="person")


async def test_a_job_of_another_version_fails_and_says_so(database: Engine) -> None:
    now = datetime.now(UTC)
    job, _ = db.write(rows.enqueue, "from-the-future", asked_by="person", now=now)
    assert await jobs.do_here(job)
    assert db.read(rows.one, job.id).state is JobState.FAILED


@pytest.mark.slow
async def test_killed_at_ten_moments_it_ends_as_if_it_never_had_been(upstream: Upstream, database: Engine) -> None:
    """The rows of the catalogue after ten kill -9 are those of a run that nobody disturbed."""
    upstream.mode = "ok"
    job, _ = await jobs.ask_for("ingest", "ticketmaster", asked_by="person")
    chance = random.Random(7)
    for _ in range(10 if database.dialect.name == "sqlite" else 3):
        if db.read(rows.one, job.id).state is JobState.DONE:  # it was too quick: once more
            job, _ = await jobs.ask_for("ingest", "ticketmaster", asked_by="person")
        begun = db.read(rows.one, job.id)
        with worker() as doomed:
            await _until(partial(_was_taken_up, begun))
            await asyncio.sleep(chance.uniform(0.0, 2.0))
            os.kill(doomed.pid, signal.SIGKILL)
            doomed.wait(10)
        _let_time_pass(job.id)
    with worker():
        await _until(lambda: not db.read(rows.one, job.id).alive, 60)
    assert db.read(rows.one, job.id).state is JobState.DONE
    disturbed = _catalogue()
    _forget_everything()
    job, _ = await jobs.ask_for("ingest", "ticketmaster", asked_by="person")
    assert await jobs.do_here(job)
    assert disturbed
    assert disturbed == _catalogue()


def _was_taken_up(before: Job) -> bool:
    return db.read(rows.one, before.id).attempts > before.attempts


def _let_time_pass(job_id: int) -> None:
    """The half minute after which the dead have lost what they held, and the attempts that this test is not about."""
    past = datetime(2000, 1, 1)  # noqa: DTZ001
    with db.engine().begin() as connection:
        connection.execute(text("UPDATE leases SET expires_at = :past"), {"past": past})
        put_back = "UPDATE jobs SET lease_until = :past, attempts = 0 WHERE id = :id AND state = 'running'"
        connection.execute(text(put_back), {"past": past, "id": job_id})


def _catalogue() -> set[tuple[Any, ...]]:
    said = (
        "SELECT s.source_id, s.fingerprint, s.gone_at IS NULL, e.title, e.sort_at, e.status, e.price_low, v.name"
        " FROM event_sources s JOIN events e ON e.id = s.event_id LEFT JOIN venues v ON v.id = e.venue_id"
    )
    with db.engine().connect() as connection:
        return {tuple(row) for row in connection.execute(text(said))}


def _forget_everything() -> None:
    with db.engine().begin() as connection:
        for table in ("event_sources", "events", "ingest_state"):
            connection.execute(text(f"DELETE FROM {table}"))
