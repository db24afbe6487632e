"""Alerts: each rule trips, opens once, is told once, and closes when it is over."""

import asyncio
import json
import re
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
import time_machine
from sqlalchemy import Engine

from tests.faults.listings import programme
from tests.faults.upstream import Upstream
from tests.faults.upstream import serving as upstream_serving
from wtc import db, measures
from wtc.domain import alarms as rules
from wtc.flows import alarms, health, jobs
from wtc.services import alarms as rows
from wtc.services import health as services
from wtc.services import jobs as job_rows
from wtc.settings import ROOT, settings
from wtc.shapes.jobs import Finding, JobState

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WELL = {"error_rate": 0.0, "p95_ms": 0.0, "connections": 3, "disk_short_mb": -800, "waiting_s": 0.0}


class Sink(HTTPServer):
    """A webhook: keeps what it is told, and says ``status``."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Hook)
        self.told: list[dict[str, Any]] = []
        self.status = 200

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook/canary-in-the-path"


class Hook(BaseHTTPRequestHandler):
    server: Sink

    def do_POST(self) -> None:
        self.server.told.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
        self.send_response(self.server.status)
        self.send_header("location", "http://127.0.0.1:9/elsewhere")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def sink(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sink]:
    server = Sink()
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    monkeypatch.setenv("ALERT_WEBHOOK_URL", server.address)
    settings.cache_clear()
    yield server
    server.shutdown()
    server.server_close()
    settings.cache_clear()


@pytest.mark.parametrize(
    ("key", "fine", "trips"),
    [
        ("error_rate", 0.01, 0.011),
        ("p95_ms", 2_000, 2_001),
        ("connections", 45, 46),
        ("disk_short_mb", 0, 1),
        ("waiting_s", 900, 901),
    ],
)
async def test_each_rule_trips_above_its_number_and_closes_below(
    database: Engine, key: str, fine: float, trips: float
) -> None:
    await alarms.settle(WELL | {key: fine})
    assert db.read(rows.open_ones) == ()
    await alarms.settle(WELL | {key: trips})
    await alarms.settle(WELL | {key: trips})
    (alert,) = db.read(rows.open_ones)
    rule = next(rule for rule in rules.RULES if rule.key == key)
    assert (alert.key, alert.level, alert.title, alert.fix) == (key, rule.level, rule.title, rule.fix)
    assert alert.message
    await alarms.settle(WELL)
    assert db.read(rows.open_ones) == ()
    (over,) = db.read(rows.closed_ones)
    assert over.closed_at
    await alarms.settle(WELL | {key: trips})
    assert db.read(rows.open_ones)[0].id != over.id


def test_the_levels_are_as_promised_and_prometheus_is_told_the_same() -> None:
    levels = {rule.key: (rule.level, rule.over) for rule in rules.RULES}
    assert levels["error_rate"] == ("critical", 0.01)
    assert levels["p95_ms"] == ("warning", 2_000)
    assert levels["connections"] == ("critical", 45)
    text = (ROOT / "ops" / "alerts.yml").read_text()
    told = dict(re.findall(r"- alert: (\w+)\n.*\n\s+labels: {severity: (\w+)}", text))
    assert {key: told.get(key) for key in levels} == {key: level for key, (level, _) in levels.items()}


def test_what_visitors_get_is_measured_over_five_minutes() -> None:
    alarms._seen.clear()
    alarms._traffic(0.0)
    for status, seconds in [(200, 0.01)] * 90 + [(500, 3.0)] * 10:
        measures.request("GET", "test", status, seconds)
    assert alarms._traffic(60.0) == {"error_rate": 0.1, "p95_ms": 10_000.0}
    assert alarms._traffic(361.0) == {"error_rate": 0.0, "p95_ms": 0.0}  # the worst is five minutes ago
    alarms._seen.clear()


def test_the_connections_of_the_database_are_counted(database: Engine) -> None:
    before = db.read(services.connections)
    with database.connect(), database.connect(), database.connect():
        during = db.read(services.connections)
    if database.dialect.name == "sqlite":
        assert (before, during) == (0, 0)
    else:
        assert before >= 1
        assert during >= 3


async def test_ten_processes_that_find_the_same_open_one_alert(database: Engine) -> None:
    finding = Finding(key="error_rate", level="critical", title="Answers fail")
    await asyncio.gather(*(db.act(rows.settle, [finding], known=["error_rate"], now=NOW) for _ in range(10)))
    assert len(db.read(rows.open_ones)) == 1


async def test_the_webhook_is_told_once_that_it_opened_and_once_that_it_is_over(sink: Sink) -> None:
    for _ in range(3):
        await alarms.settle(WELL | {"error_rate": 0.5})
        alarms._tell_soon()
        await alarms.settled()
    await alarms.settle(WELL)
    await alarms.settled()
    assert [told["event"] for told in sink.told] == ["opened", "closed"]
    assert sink.told[0]["level"] == "critical"
    assert "50.0%" in sink.told[0]["text"]


@pytest.mark.parametrize("status", [500, 302])
async def test_a_webhook_that_fails_is_told_again_and_a_redirect_is_not_followed(
    sink: Sink, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    sink.status = status
    await alarms.settle(WELL | {"disk_short_mb": 10})
    for _ in range(2):
        alarms._tell_soon()
        await alarms.settled()
    sink.status = 200
    for _ in range(2):
        alarms._tell_soon()
        await alarms.settled()
    assert len(sink.told) == 3
    assert "canary-in-the-path" not in caplog.text


@pytest.fixture
def upstream(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    with upstream_serving(programme(20, date(2026, 11, 21))) as server:
        monkeypatch.setenv("TICKETMASTER_API_KEY", "canary-key-0123456789")
        monkeypatch.setenv("TICKETMASTER_BASE_URL", server.base_url)
        settings.cache_clear()
        jobs.bell.cache_clear()
        yield server
    settings.cache_clear()
    jobs.bell.cache_clear()


@pytest.mark.parametrize(
    ("mode", "word", "level"),
    [("unauthorised", "unauthorised", "critical"), ("429-long", "blocked", "warning"), ("404", "failed", "warning")],
)
async def test_a_source_that_breaks_fires_and_one_that_heals_is_quiet(
    upstream: Upstream, mode: str, word: str, level: str
) -> None:
    async def read() -> set[str]:
        job, _ = await jobs.ask_for("ingest", "ticketmaster", asked_by="person")
        await jobs.do_here(job)
        found = db.read(job_rows.one, job.id)
        if found.state is JobState.WAITING:
            db.write(job_rows.claim, "x", now=found.run_at, life=timedelta(0), only=job.id)
            db.write(job_rows.fail, job.id, "x", problem="enough", now=found.run_at)
        await alarms.settle(WELL)
        return {alert.key for alert in db.read(rows.open_ones) if alert.key.startswith("source:")}

    upstream.mode = mode
    with time_machine.travel(NOW, tick=False):
        assert await read() == {f"source:ticketmaster:{word}"}
    (alert,) = [one for one in db.read(rows.open_ones) if one.key.startswith("source:")]
    assert alert.level == level
    assert alert.fix
    upstream.mode = "ok"
    with time_machine.travel(NOW + timedelta(hours=4), tick=False):
        assert await read() == set()
    with time_machine.travel(NOW + timedelta(hours=11), tick=False):
        await alarms.settle(WELL)
        keys = {one.key for one in db.read(rows.open_ones)}
        assert "source:ticketmaster:stale" in keys


async def test_a_job_that_failed_for_good_fires(database: Engine) -> None:
    job, _ = db.write(job_rows.enqueue, "train-model", asked_by="clock", now=NOW)
    db.write(job_rows.claim, "one", now=NOW, life=timedelta(seconds=30))
    db.write(job_rows.fail, job.id, "one", problem="There was nothing to learn from.", now=NOW)
    await alarms.settle(WELL)
    (alert,) = [one for one in db.read(rows.open_ones) if one.key.startswith("job:")]
    assert alert.message == "There was nothing to learn from."
    assert "jobs run train-model" in alert.fix


async def test_ready_says_when_jobs_wait_and_nobody_does_them(
    database: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "STANDING", jobs.Standing())
    assert (await health.scheduler()).message == "not started in this process"
    jobs.STANDING.since = datetime.now(UTC)
    assert (await health.scheduler()).status == "ok"
    db.write(job_rows.enqueue, "train-model", asked_by="clock", now=datetime.now(UTC) - timedelta(minutes=5))
    late = await health.scheduler()
    assert late.status == "warning"
    assert "waited for 300 s" in late.message
