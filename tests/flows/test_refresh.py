"""Reading sources as jobs: once when due, whole after a failure, and true about what came of it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import Engine

from tests.faults.listings import programme
from tests.faults.upstream import Upstream, serving
from wtc import db
from wtc.flows import alarms, jobs
from wtc.flows.turns import alone
from wtc.services import jobs as rows
from wtc.settings import settings
from wtc.shapes.jobs import Job, JobState

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def upstream(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    with serving(programme(20, date(2026, 11, 21))) as server:
        monkeypatch.setenv("TICKETMASTER_API_KEY", "canary-key-0123456789")
        monkeypatch.setenv("TICKETMASTER_BASE_URL", server.base_url)
        monkeypatch.setattr(jobs, "STANDING", jobs.Standing())
        settings.cache_clear()
        jobs.bell.cache_clear()
        yield server
    settings.cache_clear()
    jobs.bell.cache_clear()


async def look(at: datetime) -> list[Job]:
    """One look at the clock at that moment, everything that is due done, and all jobs after it."""
    with time_machine.travel(at, tick=False):
        alarms._last = 0.0
        await jobs.look()
        for job in db.read(rows.recent):
            if job.state is JobState.WAITING and job.run_at <= at and job.kind in ("sync-shows", "ingest"):
                await jobs.do_here(job)
    return [job for job in db.read(rows.recent) if job.kind == "sync-shows"]


async def test_reads_what_is_due_and_then_not_again(upstream: Upstream) -> None:
    (job,) = await look(NOW)
    assert job.state is JobState.DONE
    first = [query.get("city", "") for query in upstream.asked]
    assert first == ["Dublin"] * 6 + [""] * 6
    assert job.result["read"]["ticketmaster"]["seen"] == 20
    assert job.asked_by == "clock"
    assert len(await look(NOW + timedelta(hours=2))) == 1
    assert len(upstream.asked) == 12
    assert len(await look(NOW + timedelta(hours=6, minutes=1))) == 2
    assert len(upstream.asked) == 18


async def test_a_tick_missed_while_the_house_was_down_is_served_once(upstream: Upstream) -> None:
    await look(NOW)
    assert len(await look(NOW + timedelta(days=3))) == 2
    assert len(await look(NOW + timedelta(days=3, minutes=1))) == 2


async def test_a_refused_key_is_left_alone_for_a_day_unless_a_person_asks(upstream: Upstream) -> None:
    upstream.mode = "unauthorised"
    calls = []
    for hours in (0, 1.1, 7, 25):
        found = await look(NOW + timedelta(hours=hours))
        calls.append(len(upstream.asked))
    assert calls[0] == calls[1] == calls[2] < calls[3]
    assert found[-1].state is JobState.FAILED
    assert "key" in found[-1].problem
    assert "canary" not in str(found)
    with time_machine.travel(NOW + timedelta(hours=26), tick=False):
        job, _ = await jobs.ask_for("sync-shows", asked_by="person")
        await jobs.do_here(job)
    assert len(upstream.asked) > calls[3]


async def test_one_that_does_not_answer_is_tried_again_soon_and_given_up(upstream: Upstream) -> None:
    upstream.mode = "404"
    states = []
    for minutes in (0, 2, 20):
        (job,) = await look(NOW + timedelta(minutes=minutes))
        states.append((job.state, job.attempts))
    assert states == [(JobState.WAITING, 1), (JobState.WAITING, 2), (JobState.FAILED, 3)]


async def test_a_town_is_read_by_its_own_job(upstream: Upstream) -> None:
    await look(NOW)
    upstream.asked.clear()
    with time_machine.travel(NOW, tick=False):
        job, _ = await jobs.ask_for("ingest", "ticketmaster:Galway", asked_by="person")
        assert await jobs.do_here(job)
    assert {query.get("city") for query in upstream.asked} == {"Galway"}
    assert db.read(rows.one, job.id).state is JobState.DONE


async def test_while_another_run_reads_it_waits_and_counts_no_attempt(
    upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wtc.flows.refresh.PATIENCE", 0.0)
    async with alone("ingest:ticketmaster"):
        job, _ = await jobs.ask_for("ingest", "ticketmaster", asked_by="person")
        await jobs.do_here(job)
    waits = db.read(rows.one, job.id)
    assert (waits.state, waits.attempts) == (JobState.WAITING, 0)
    assert upstream.asked == []


async def test_a_source_that_there_is_not_is_hopeless(upstream: Upstream) -> None:
    job, _ = await jobs.ask_for("ingest", "<b>nowhere</b>", asked_by="person")
    await jobs.do_here(job)
    assert db.read(rows.one, job.id).state is JobState.FAILED


async def test_without_a_key_there_is_nothing_to_read(upstream: Upstream, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TICKETMASTER_API_KEY", "")
    settings.cache_clear()
    (job,) = await look(NOW)
    assert job.state is JobState.DONE
    assert job.result == {"skipped": "no source is on and has a key"}
    assert upstream.asked == []
