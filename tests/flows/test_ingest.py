"""From a source's socket to the catalogue, through its faults: the report is true and what was good stays."""

import copy
import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text

from tests.faults.listings import event, programme
from tests.faults.upstream import MODES, Upstream, serving
from wtc import db
from wtc.errors import Conflict, Invalid
from wtc.flows import ingest, sources, turns
from wtc.gateways import ticketmaster
from wtc.gateways.http import Policy
from wtc.services import engine
from wtc.settings import ROOT, settings
from wtc.shapes.engine import IngestReport

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LATER = NOW + timedelta(hours=7)
TODAY = date(2026, 11, 21)
KEY = "canary-key-0123456789"
FAST = Policy(per_second=5_000, connect=1, read=0.2, cap=0.5, wait=0.002, longest_wait=0.02, breaker=3)
PATIENT = replace(FAST, read=5, cap=10)


@pytest.fixture
def upstream(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    """A good server of 120 events, and settings that point to it."""
    with serving(programme(120, TODAY)) as server:
        server.pause = 0.8
        monkeypatch.setenv("TICKETMASTER_API_KEY", KEY)
        monkeypatch.setenv("TICKETMASTER_BASE_URL", server.base_url)
        settings.cache_clear()
        yield server
    settings.cache_clear()


async def read(now: datetime = NOW, **asked: Any) -> IngestReport:
    return await ingest.run("ticketmaster", now=now, **({"policy": PATIENT} | asked))


def rows(database: Engine, what: str) -> list[Any]:
    with database.connect() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT {what}"))]


def catalogue(database: Engine) -> list[Any]:
    return rows(database, "id, slug, title, day, starts_at, status, venue_id, sequence FROM events ORDER BY id")


def statuses(database: Engine) -> dict[str, str]:
    return dict(rows(database, "title, status FROM events"))


def retouched(server: Upstream, number: int, **start: Any) -> None:
    """Change the dates of one of the server's events."""
    one = server.events[number] = copy.deepcopy(server.events[number])
    one["dates"]["status"] = {"code": start.pop("code", "onsale")}
    one["dates"]["start"] |= start


async def test_fills_the_catalogue_and_a_second_run_changes_nothing(database: Engine, upstream: Upstream) -> None:
    first = await read()
    assert (first.stored.seen, first.stored.new, first.complete, first.problems) == (120, 120, True, ())
    assert first.calls == len(upstream.asked)
    filled = catalogue(database)
    assert len(filled) == first.stored.events == 120
    assert {mark[0] for mark in rows(database, "source FROM event_sources")} == {"ticketmaster"}
    second = await read(LATER)
    assert (second.stored.new, second.stored.changed, second.stored.unchanged, second.gone) == (0, 0, 120, 0)
    assert catalogue(database) == filled
    state = db.read(engine.recall, "ticketmaster")
    assert (state.status, state.last_synced_at, state.seen, state.calls) == ("ok", LATER, 120, second.calls)


async def test_more_than_a_thousand_events_in_a_window_all_arrive(database: Engine, upstream: Upstream) -> None:
    upstream.events = programme(1_250, TODAY, days=40)
    report = await read()
    assert (report.stored.seen, report.stored.new, report.complete) == (1_250, 1_250, True)
    assert len(rows(database, "id FROM event_sources")) == 1_250


TURNED = {"drift", "surrogate"}  # these change what is said, so that rows rightly change
WHOLE = {"ok", "evil-links", "ignores-dates", "spike", "flaky", "latin", "shuffled", "doubled", "deep-early",
         "small-pages", "silent-cap", "shifting", "slow", "no-results"} | TURNED  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("mode", sorted(MODES))
async def test_every_fault_is_reported_truly_and_what_was_good_stays(
    mode: str, database: Engine, upstream: Upstream
) -> None:
    await read()
    filled, known = catalogue(database), len(upstream.events)
    upstream.mode, upstream.asked = mode, []
    report = await read(LATER, policy=PATIENT if mode in WHOLE else FAST)
    assert report.calls == len(upstream.asked)
    assert report.stored.seen == report.stored.new + report.stored.changed + report.stored.unchanged
    assert report.stored.new == 0
    if mode in WHOLE - {"no-results"}:
        assert report.stored.seen == known
        assert report.complete, report.problems
    elif mode not in ("malformed", "promises"):
        assert report.stored.seen == 0
    if mode not in WHOLE:
        assert report.complete is (mode == "malformed")
        assert bool(report.problems) is not report.complete
        assert db.read(engine.recall, "ticketmaster").status != "ok" or mode == "malformed"
    if mode not in TURNED:
        assert catalogue(database) == filled
    assert report.gone == 0
    assert len(rows(database, "id FROM events WHERE status = 'withdrawn'")) == 0
    upstream.mode = "ok"
    with database.begin() as connection:
        connection.execute(text("UPDATE ingest_state SET blocked_until = NULL"))
        connection.execute(text("DELETE FROM source_use"))
    healed = await read(LATER + timedelta(hours=7))
    assert healed.complete
    assert len(catalogue(database)) == len(filled)
    if mode not in TURNED:
        assert (healed.stored.changed, healed.stored.new) == (0, 0)


async def test_malformed_items_are_set_aside_with_reasons_and_the_batch_goes_on(
    database: Engine, upstream: Upstream
) -> None:
    upstream.mode = "malformed"
    report = await read()
    assert report.complete
    assert report.stored.new == 120 - len(report.quarantined)
    reasons = {item.reason for item in report.quarantined}
    assert "it has no name" in reasons
    assert any("2026-13-45" in reason for reason in reasons)
    kept = rows(database, "source_id, reason, raw FROM quarantine")
    assert {reason for _, reason, _ in kept} == reasons
    assert any("2026-13-45" in raw for _, _, raw in kept)


async def test_a_vanished_event_is_marked_and_comes_back(database: Engine, upstream: Upstream) -> None:
    await read()
    lost = upstream.events.pop(60)
    report = await read(LATER)
    assert (report.gone, report.complete) == (1, True)
    assert statuses(database)[lost["name"]] == "withdrawn"
    assert len(catalogue(database)) == 120
    assert (await read(LATER)).gone == 0
    upstream.events.append(lost)
    back = await read(LATER)
    assert (back.stored.changed, back.stored.new) == (1, 0)
    assert statuses(database)[lost["name"]] == "scheduled"


async def test_nothing_is_called_gone_where_not_everything_was_read(database: Engine, upstream: Upstream) -> None:
    await read()
    upstream.events.pop(60)
    upstream.mode, upstream.asked, upstream.after = "500", [], 1
    report = await read(LATER, policy=FAST)
    assert (report.gone, report.complete) == (0, False)
    assert "withdrawn" not in statuses(database).values()


async def test_a_city_reading_calls_nothing_gone(database: Engine, upstream: Upstream) -> None:
    await read()
    upstream.events = []
    report = await read(LATER, city="Dublin")
    assert (report.gone, report.complete, report.stored.seen) == (0, True, 0)


async def test_a_source_that_lists_nothing_at_all_is_not_believed(database: Engine, upstream: Upstream) -> None:
    await read()
    filled = catalogue(database)
    upstream.events = []
    report = await read(LATER)
    assert (report.gone, report.complete) == (0, False)
    assert "not believed" in report.problems[0]
    assert catalogue(database) == filled


async def test_many_that_vanished_are_marked_in_short_turns(
    database: Engine, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    await read()
    before = db.read(engine.version)
    upstream.events = upstream.events[:70]
    monkeypatch.setattr(engine, "CHUNK", 20)
    assert (await read(LATER)).gone == 49  # of 50, one has no day yet
    assert db.read(engine.version) - before == 3
    assert list(statuses(database).values()).count("withdrawn") == 49


async def test_a_run_cut_off_while_it_marked_is_ended_by_the_next(database: Engine, upstream: Upstream) -> None:
    await read()
    upstream.events, lost = upstream.events[:70], upstream.events[70:90]
    ids = [row[0] for name in lost for row in rows(database, f"id FROM event_sources WHERE source_id = '{name['id']}'")]
    db.write(engine.mark_gone, ids, now=LATER)
    assert (await read(LATER)).gone == 29  # and one has no day yet
    assert list(statuses(database).values()).count("withdrawn") == 49


async def test_cancelled_postponed_and_moved_events_are_marked(database: Engine, upstream: Upstream) -> None:
    await read()
    retouched(upstream, 31, code="cancelled")
    retouched(upstream, 32, code="postponed")
    retouched(upstream, 33, code="rescheduled", localDate="2027-03-01", dateTime="2027-03-01T20:00:00Z")
    report = await read(LATER)
    assert (report.stored.changed, report.stored.unchanged, report.gone) == (3, 117, 0)
    said = statuses(database)
    found = [said[upstream.events[number]["name"]] for number in (31, 32, 33)]
    assert found == ["cancelled", "postponed", "rescheduled"]
    name = upstream.events[33]["name"].replace("'", "''")
    assert str(rows(database, f"day FROM events WHERE title = '{name}'")[0][0]) == "2027-03-01"
    assert len(catalogue(database)) == 120


async def test_an_event_whose_room_is_not_known_is_still_in_its_town(database: Engine, upstream: Upstream) -> None:
    nowhere = {"venues": [{"id": "K0", "city": {"name": "Sligo"}, "country": {"countryCode": "IE"}}]}
    upstream.events[1] = event(1, TODAY + timedelta(days=3), _embedded=nowhere)
    await read()
    assert rows(database, "title, venue_id FROM events WHERE city = 'Sligo'") == [(upstream.events[1]["name"], None)]


async def test_sport_is_passed_over(database: Engine, upstream: Upstream) -> None:
    upstream.events[1] = event(1, TODAY + timedelta(days=3), classifications=[{"segment": {"name": "Sports"}}])
    report = await read()
    assert (report.stored.seen, report.passed_over, report.complete) == (119, 1, True)


async def test_without_a_key_nothing_is_called(
    database: Engine, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TICKETMASTER_API_KEY", "")
    settings.cache_clear()
    report = await read()
    assert (report.skipped, report.complete) == ("missing key", False)
    assert "TICKETMASTER_API_KEY" in report.problems[0]
    assert upstream.asked == []


async def test_switched_off_means_no_call_at_all(
    database: Engine, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INGESTION_ENABLED", "false")
    settings.cache_clear()
    assert (await read()).skipped == "switched off"
    assert upstream.asked == []


async def test_an_unknown_source_and_impossible_days_are_refused(database: Engine) -> None:
    with pytest.raises(Invalid, match="ticketmaster"):
        await ingest.run("myspace")
    with pytest.raises(Invalid, match="between 1 and 730"):
        await ingest.run("ticketmaster", days=731)


async def test_a_spent_quota_is_remembered_and_nothing_called_before_its_end(
    database: Engine, upstream: Upstream
) -> None:
    upstream.mode = "quota-bare"
    report = await read()
    midnight = datetime(2026, 11, 22, tzinfo=UTC)
    assert (report.blocked_until, len(upstream.asked)) == (midnight, 1)
    upstream.mode = "ok"
    again = await read(NOW + timedelta(hours=3), city="Cork")
    assert (again.skipped, again.blocked_until, len(upstream.asked)) == ("blocked", midnight, 1)
    assert "22 Nov, 00:00" in again.problems[0]
    assert (await sources.health(NOW)).sources[0].word == "blocked"
    assert (await read(midnight + timedelta(minutes=1))).complete


@pytest.mark.parametrize(
    ("mode", "word"),
    [("unauthorised", "unauthorised"), ("500", "failed"), ("ok", "ok"), ("promises", "partial"), ("quota", "blocked")],
)
async def test_health_says_how_a_source_is_and_what_to_do(
    mode: str, word: str, database: Engine, upstream: Upstream
) -> None:
    assert (await sources.health(NOW)).sources[0].word == "never"
    upstream.mode = mode
    await ingest.run("ticketmaster", policy=FAST)
    now = datetime.now(UTC)
    found = await sources.health(now)
    assert found.sources[0].word == word
    assert bool(found.sources[0].fix) is (word != "ok")
    assert found.states[0].source == "ticketmaster"
    if mode == "ok":
        assert (await sources.health(now + timedelta(hours=7))).sources[0].word == "stale"


async def test_a_city_is_stale_until_it_or_the_island_was_read(database: Engine, upstream: Upstream) -> None:
    assert await sources.is_stale("ticketmaster", "Galway", NOW)
    await read(city="Galway")
    assert not await sources.is_stale("ticketmaster", "Galway", NOW)
    assert await sources.is_stale("ticketmaster", "Cork", NOW)
    await read()
    assert not await sources.is_stale("ticketmaster", "Cork", NOW)
    assert await sources.is_stale("ticketmaster", "Cork", NOW + timedelta(hours=6, minutes=1))


async def test_live_listings_take_the_place_of_samples(database: Engine, upstream: Upstream) -> None:
    made_up = [event(number, TODAY + timedelta(days=5)) | {"id": f"sample-{number}"} for number in range(250)]
    listings, _ = ticketmaster.parse({"_embedded": {"events": made_up}}, sample=True)
    made = db.write(engine.store, listings, now=NOW).events
    upstream.mode = "500"
    assert (await read(policy=FAST)).samples_gone == 0
    upstream.mode = "ok"
    report = await read()
    assert report.samples_gone == made > 0
    assert len(catalogue(database)) == 120
    assert rows(database, "COUNT(*) FROM event_sources WHERE source_id LIKE 'sample%'") == [(0,)]


async def test_one_run_at_a_time(database: Engine, upstream: Upstream) -> None:
    async with turns.alone("ingest:ticketmaster"):
        report = await read()
    assert (report.skipped, upstream.asked) == ("another run is under way", [])
    assert (await read()).complete


async def test_a_run_that_lost_its_turn_writes_nothing_more(database: Engine, upstream: Upstream) -> None:
    async with turns.alone("ingest:ticketmaster") as turn:
        with database.begin() as connection:
            connection.execute(text("UPDATE leases SET holder = 'another'"))
        listings, _ = ticketmaster.parse({"_embedded": {"events": upstream.events}})
        with pytest.raises(Conflict):
            db.write(ingest._store, listings, [], turn, now=NOW)
    assert catalogue(database) == []


async def test_the_key_is_nowhere(
    database: Engine, upstream: Upstream, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    upstream.events[5]["info"] = f"see {upstream.base_url}/events.json?apikey={KEY}&page=2"
    upstream.events[6]["name"] = f"Echo {KEY}"
    told = [await read()]
    for mode in ("quota", "unauthorised", "reset", "redirect", "promises", "bad-date"):
        upstream.mode = mode
        with database.begin() as connection:
            connection.execute(text("UPDATE ingest_state SET blocked_until = NULL"))
            connection.execute(text("DELETE FROM source_use"))
        told.append(await read(LATER, policy=FAST))
    kept = [
        rows(database, f"* FROM {table}")
        for table in ("events", "event_sources", "quarantine", "ingest_state", "artists")
    ]
    out = capsys.readouterr()
    assert KEY in str(upstream.asked)
    assert KEY not in f"{told} {kept} {caplog.text} {out.out} {out.err}"


def command(*words: str, **environment: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "wtc", "ingest", *words],
        cwd=ROOT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    ("mode", "code", "word"),
    [("ok", 0, "complete"), ("promises", 3, "partial"), ("unauthorised", 1, "check TICKETMASTER")],
)
def test_the_command_reports_and_leaves_with_the_right_code(
    mode: str, code: int, word: str, database: Engine, upstream: Upstream
) -> None:
    upstream.mode = mode
    upstream.events = programme(30, datetime.now(UTC).date())
    process = command("--source", "ticketmaster")
    out, err = process.communicate(timeout=60)
    assert process.returncode == code, err
    assert word in out
    assert KEY not in out + err


@pytest.mark.slow
@pytest.mark.parametrize("words", [("--source", "myspace"), ("--source", "ticketmaster", "--days", "0"), ()])
def test_the_command_refuses_wrong_usage_with_two(words: tuple[str, ...], database: Engine) -> None:
    process = command(*words)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert err


def kept_so_far(database: Engine) -> int:
    """How many listings a running command has stored, once it has stored any."""
    until = time.monotonic() + 30
    while time.monotonic() < until and not rows(database, "id FROM event_sources"):
        time.sleep(0.02)
    return len(rows(database, "id FROM event_sources"))


@pytest.mark.slow
async def test_killed_half_way_it_keeps_what_it_saw_and_a_rerun_ends_like_a_clean_run(
    database: Engine, upstream: Upstream
) -> None:
    now = datetime.now(UTC)
    upstream.events, upstream.mode = programme(900, now.date()), "slow"
    process = command("--source", "ticketmaster")
    assert kept_so_far(database)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=10)
    kept = len(rows(database, "id FROM event_sources"))
    assert 0 < kept < 900
    assert rows(database, "name FROM leases") == [("ingest:ticketmaster",)]
    upstream.mode = "ok"
    assert (await read(now)).skipped == "another run is under way"
    with database.begin() as connection:
        connection.execute(text("UPDATE leases SET expires_at = :then"), {"then": now.replace(tzinfo=None)})
    again = await read(now)
    assert (again.stored.new, again.stored.unchanged, again.complete) == (900 - kept, kept, True)
    assert len(catalogue(database)) == 900
    assert (await read(now)).stored.unchanged == 900
