"""The server's own clock: reads what is stale once, leaves a failing source alone, and says how it goes."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import Engine

from tests.faults.listings import programme
from tests.faults.upstream import Upstream, serving
from wtc.flows import health, schedule
from wtc.settings import settings
from wtc.shapes.health import Health

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def upstream(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    with serving(programme(20, date(2026, 11, 21))) as server:
        monkeypatch.setenv("TICKETMASTER_API_KEY", "canary-key-0123456789")
        monkeypatch.setenv("TICKETMASTER_BASE_URL", server.base_url)
        monkeypatch.setattr(schedule, "STANDING", schedule.Standing())
        settings.cache_clear()
        yield server
    settings.cache_clear()


async def test_reads_a_stale_source_and_then_not_again(upstream: Upstream) -> None:
    with time_machine.travel(NOW, tick=False):
        await schedule.look()
        first = [query.get("city", "") for query in upstream.asked]
        assert first == ["Dublin"] * 6 + [""] * 6
        assert schedule.STANDING.last == "ticketmaster: read"
    with time_machine.travel(NOW + timedelta(hours=2), tick=False):
        await schedule.look()
    assert len(upstream.asked) == 12
    with time_machine.travel(NOW + timedelta(hours=7), tick=False):
        await schedule.look()
    assert len(upstream.asked) == 18


async def test_a_source_that_failed_is_left_alone_for_an_hour(upstream: Upstream) -> None:
    upstream.mode = "unauthorised"
    for minutes, calls in ((0, 2), (30, 2), (61, 4)):
        with time_machine.travel(NOW + timedelta(minutes=minutes), tick=False):
            await schedule.look()
        assert len(upstream.asked) == calls


async def test_without_a_key_it_has_nothing_to_do(upstream: Upstream, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TICKETMASTER_API_KEY", "")
    settings.cache_clear()
    await schedule.look()
    assert upstream.asked == []
    assert health.scheduler().status is Health.ABSENT


async def test_says_how_it_goes(upstream: Upstream) -> None:
    assert health.scheduler().status is Health.WARNING
    schedule.STANDING.since = NOW
    assert (health.scheduler().status, health.scheduler().message) == (Health.OK, "waiting")
    schedule.STANDING.reading = "ticketmaster"
    assert health.scheduler().message == "reading ticketmaster"
    schedule.STANDING.trouble = "OperationalError"
    assert health.scheduler().status is Health.WARNING
