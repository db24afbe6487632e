"""The cron endpoints: for whoever has the secret, one run at a time, and true about what is overdue."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests.api.test_engine import signed_in
from tests.app import app
from wtc import clock, db
from wtc.domain import schedules
from wtc.flows import jobs as flow
from wtc.services import jobs
from wtc.settings import settings
from wtc.shapes.accounts import Role

SECRET = "a-secret-for-cron-0123456789"
KINDS = [schedule.kind for schedule in schedules.every("0 2 * * *")]


@pytest.fixture
def client(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("CRON_SECRET", SECRET)
    settings.cache_clear()
    flow.bell.cache_clear()
    yield TestClient(app())
    flow.bell.cache_clear()


def bearing(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


@pytest.mark.parametrize("path", [*KINDS, "health-check"])
@pytest.mark.parametrize("token", ["", "wrong", SECRET[:-1], SECRET + "x", "ü"])
def test_without_the_secret_nothing_is_done(client: TestClient, path: str, token: str) -> None:
    headers = {"authorization": f"Bearer {token}".encode("latin-1")} if token else {}
    assert client.post(f"/api/cron/{path}", headers=headers).status_code == 401
    assert db.read(jobs.counts) == {}


def test_without_a_secret_in_the_settings_nobody_has_it(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CRON_SECRET", "")
    settings.cache_clear()
    for token in ("", SECRET):
        assert client.post("/api/cron/sync-shows", headers=bearing(token)).status_code == 401
    assert client.post("/api/cron/sync-shows").status_code == 401


@pytest.mark.parametrize("kind", KINDS)
def test_with_it_the_job_is_asked_for_once(client: TestClient, kind: str) -> None:
    first = client.post(f"/api/cron/{kind}", headers=bearing(SECRET))
    again = client.post(f"/api/cron/{kind}", headers=bearing(SECRET))
    assert (first.status_code, again.status_code) == (202, 200)
    assert (first.json()["already"], again.json()["already"]) == (False, True)
    assert first.json()["job"] == again.json()["job"]
    assert db.read(jobs.counts) == {(kind, "waiting"): 1}


def test_no_other_job_can_be_asked_for(client: TestClient) -> None:
    assert client.post("/api/cron/ingest", headers=bearing(SECRET)).status_code == 422
    assert client.get("/api/cron/sync-shows", headers=bearing(SECRET)).status_code == 405


def test_health_is_for_the_secret_or_an_admin(client: TestClient) -> None:
    assert client.get("/api/cron/health").status_code == 401
    assert client.get("/api/cron/health", headers=signed_in(client, Role.USER)).status_code == 403
    for headers in (signed_in(client, Role.ADMIN), bearing(SECRET)):
        said = client.get("/api/cron/health", headers=headers)
        assert said.status_code == 200
        assert {one["kind"]: one["cron"] for one in said.json()["schedules"]} == {
            one.kind: one.cron for one in schedules.every("0 2 * * *")
        }
        assert SECRET not in said.text


def test_a_job_that_stopped_turns_the_light(client: TestClient) -> None:
    long_ago = clock.ticking() - timedelta(days=3)
    job, _ = db.write(jobs.enqueue, "sync-artists", asked_by="clock", now=long_ago)
    db.write(jobs.claim, "one", now=long_ago, life=timedelta(seconds=30))
    db.write(jobs.finish, job.id, "one", result={}, now=long_ago)
    said = client.post("/api/cron/health-check", headers=bearing(SECRET)).json()
    assert said["light"] == "red"
    assert {one["kind"]: one["light"] for one in said["schedules"]}["sync-artists"] == "red"
    alerts = client.get("/v1/admin/alerts", headers=signed_in(client, Role.ADMIN)).json()["alerts"]
    assert "overdue:sync-artists" in {alert["key"] for alert in alerts}
