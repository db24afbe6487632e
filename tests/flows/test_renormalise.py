"""Stored payloads read again, offline."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Engine, text

from wtc import db
from wtc.flows import renormalise
from wtc.services import engine
from wtc.shapes.engine import Quarantined
from wtc.shapes.events import ListedVenue, Listing

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def listing(source_id: str, title: str, raw: str) -> Listing:
    return Listing(
        source="ticketmaster",
        source_id=source_id,
        title=title,
        day=date(2026, 11, 27),
        starts_at=datetime(2026, 11, 27, 20, tzinfo=UTC),
        venue=ListedVenue(name="Whelan's", city="Dublin"),
        raw=raw,
    )


def parse(payload: dict[str, Any], *, sample: bool = False) -> tuple[list[Listing], list[Quarantined]]:
    """A better parser than the one that stored: it reads the new name."""
    items = payload["_embedded"]["events"]
    return [listing(item["id"], item["better"], orjson.dumps(item).decode()) for item in items], []


async def test_reads_stored_payloads_by_todays_rules(database: Engine) -> None:
    told = [listing(str(n), f"Old {n}", orjson.dumps({"id": str(n), "better": f"New {n}"}).decode()) for n in (1, 2)]
    broken = listing("3", "Kept", '{"id": "3"')
    db.write(engine.store, [*told, broken], now=NOW)
    gone = {"start": date(2026, 11, 1), "end": date(2026, 12, 1)}
    db.write(engine.mark_gone, db.read(engine.vanished, "ticketmaster", {"1", "3"}, **gone, now=NOW), now=NOW)
    report, unread = await renormalise.run({"ticketmaster": parse}, now=NOW + timedelta(days=1))
    assert (report.seen, report.changed, report.events, unread) == (2, 2, 0, 1)
    with database.connect() as connection:
        events = connection.execute(text("SELECT title, status FROM events ORDER BY title")).all()
        seen = connection.execute(text("SELECT COUNT(DISTINCT last_seen_at) FROM event_sources")).scalar_one()
    assert [tuple(event) for event in events] == [("Kept", "scheduled"), ("New 1", "scheduled"), ("New 2", "withdrawn")]
    assert seen == 1


async def test_reading_again_twice_changes_nothing_more(database: Engine) -> None:
    db.write(engine.store, [listing("1", "Old", '{"id": "1", "better": "New"}')], now=NOW)
    await renormalise.run({"ticketmaster": parse}, now=NOW)
    report, _ = await renormalise.run({"ticketmaster": parse}, now=NOW)
    assert (report.changed, report.unchanged) == (0, 1)
