"""The sample catalogue in the store: counts, shares, twice, the next day, and away again."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from wtc import db
from wtc.flows import demo
from wtc.flows.start import prepare
from wtc.services import samples
from wtc.settings import settings

NOW = datetime(2026, 11, 21, 14, tzinfo=UTC)


@pytest.fixture
def house(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Engine:
    monkeypatch.setenv("WTC_NOW", NOW.isoformat())
    monkeypatch.setenv("TICKETMASTER_API_KEY", "")
    settings.cache_clear()
    prepare()
    return database


def count(engine: Engine, question: str) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text(question)).scalar_one())


async def test_a_house_without_a_key_is_filled_with_samples(house: Engine) -> None:
    listings = count(house, "SELECT count(*) FROM event_sources")
    events = count(house, "SELECT count(*) FROM events")
    several = "SELECT event_id FROM event_sources GROUP BY event_id HAVING count(DISTINCT source) > 1"
    shared = count(house, f"SELECT count(*) FROM ({several}) x")
    assert listings >= 1_500
    assert events >= 700
    assert 0.20 <= shared / events <= 0.45
    assert count(house, "SELECT count(DISTINCT venue_id) FROM events") >= 100
    assert count(house, "SELECT count(DISTINCT county) FROM events") == 32
    assert count(house, "SELECT count(*) FROM events WHERE NOT sample OR ticket_url <> ''") == 0
    assert count(house, "SELECT count(*) FROM quarantine") == 0

    again = await demo.load(NOW + timedelta(hours=3))
    assert sum(report.stored.new + report.stored.changed for report in again) == 0
    assert count(house, "SELECT count(*) FROM events") == events

    assert not await demo.refresh_if_due(NOW + timedelta(hours=4))
    assert await demo.refresh_if_due(NOW + timedelta(days=1))
    assert count(house, "SELECT count(*) FROM events") > events
    assert count(house, "SELECT count(*) FROM events WHERE first_seen_at > '2026-11-22'") > 0

    assert await demo.reset(NOW) > events
    assert count(house, "SELECT count(*) FROM events") == 0
    assert db.read(samples.loaded_at) is None
    assert not await demo.refresh_if_due(NOW + timedelta(days=2))
