"""A search in a town that was not read for a while has it read soon, once, and never waits for it."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import Engine

from tests.faults.listings import programme
from tests.faults.upstream import Upstream, serving
from wtc import db
from wtc.domain.places import towns
from wtc.flows import jobs, wanted
from wtc.services import engine
from wtc.services import jobs as rows
from wtc.settings import settings
from wtc.shapes.jobs import JobState

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def upstream(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    with serving(programme(20, date(2026, 11, 21))) as server:
        monkeypatch.setenv("TICKETMASTER_API_KEY", "canary-key-0123456789")
        monkeypatch.setenv("TICKETMASTER_BASE_URL", server.base_url)
        settings.cache_clear()
        jobs.bell.cache_clear()
        wanted._looked.clear()
        yield server
    settings.cache_clear()
    jobs.bell.cache_clear()


@pytest.fixture(autouse=True)
async def moment() -> AsyncIterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


async def look_for(city: str) -> None:
    wanted._looked.clear()
    wanted.looked_for(city)
    await wanted.settled()
    for job in db.read(rows.recent):
        if job.state is JobState.WAITING:
            await jobs.do_here(job)


async def test_the_first_search_of_a_town_reads_it_and_the_second_does_not(upstream: Upstream) -> None:
    await look_for("Gaillimh")
    state = db.read(engine.recall, "ticketmaster", "Galway")
    assert state.last_synced_at == NOW
    calls = len(upstream.asked)
    assert calls
    assert {query.get("city") for query in upstream.asked} == {"Galway"}
    await look_for("galway")
    assert len(upstream.asked) == calls
    with time_machine.travel(NOW + timedelta(hours=6, minutes=1), tick=False):
        await look_for("Galway")
    assert len(upstream.asked) > calls


async def test_a_town_read_with_the_whole_island_is_noted_without_a_call(upstream: Upstream) -> None:
    job, _ = await jobs.ask_for("ingest", "ticketmaster", asked_by="person")
    await jobs.do_here(job)
    calls = len(upstream.asked)
    await look_for("Cork")
    assert len(upstream.asked) == calls
    assert db.read(engine.recall, "ticketmaster", "Cork").last_synced_at == NOW


@pytest.mark.parametrize("city", ["", "Atlantis", "x" * 5_000, "'; --", "\x00"])
async def test_what_is_no_town_of_ours_does_nothing(upstream: Upstream, city: str) -> None:
    await look_for(city)
    assert db.read(rows.counts) == {}
    assert upstream.asked == []


async def test_a_visitor_who_looks_for_every_town_makes_ten_jobs(upstream: Upstream) -> None:
    for _ in range(3):
        for place in towns():
            wanted.looked_for(place.name)
        await wanted.settled()
    assert db.read(rows.counts) == {("ingest", "waiting"): wanted.MOST}


async def test_a_source_that_wants_no_calls_is_left_alone(upstream: Upstream) -> None:
    upstream.mode = "429-long"
    await look_for("Galway")
    calls = len(upstream.asked)
    await look_for("Cork")
    assert len(upstream.asked) == calls
