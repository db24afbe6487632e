"""The operator's view of the sources: for admins only, with what to do and never a key."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import select

from tests.app import app
from wtc import db
from wtc.clock import now
from wtc.domain import schedules
from wtc.models.engine import Deed
from wtc.services import accounts, alarms, engine, jobs
from wtc.settings import settings
from wtc.shapes.accounts import Role
from wtc.shapes.engine import SourceState
from wtc.shapes.jobs import Finding

WHERE = "/v1/admin/ingestion/health"
KEY = "canary-key-0123456789"


def signed_in(client: TestClient, role: Role) -> dict[str, str]:
    email = f"{role.word}@example.test"
    body = {"name": "Aoife", "email": email, "password": "a long enough one 7"}
    made = client.post("/v1/auth/signup", json=body)
    client.cookies.clear()
    if role > Role.USER:
        db.write(accounts.set_role, email, role, now=now())
    return {"authorization": f"Bearer {made.json()['token']}"}


def test_only_an_admin_sees_it(database: Engine) -> None:
    client = TestClient(app())
    assert client.get(WHERE).status_code == 401
    for role, status in ((Role.USER, 403), (Role.ORGANIZER, 403), (Role.ADMIN, 200)):
        assert client.get(WHERE, headers=signed_in(client, role)).status_code == status


def test_says_what_to_do_and_lists_the_latest_first(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    client = TestClient(app())
    me = signed_in(client, Role.ADMIN)
    said = client.get(WHERE, headers=me).json()
    assert (said["enabled"], said["stale_hours"], said["states"]) == (True, 6, [])
    assert said["sources"][0]["word"] == "missing key"
    assert "TICKETMASTER_API_KEY" in said["sources"][0]["fix"]
    monkeypatch.setenv("TICKETMASTER_API_KEY", KEY)
    settings.cache_clear()
    for city, at in (("", "2026-11-20T10:00:00+00:00"), ("Cork", "2026-11-21T10:00:00+00:00")):
        state = SourceState(source="ticketmaster", city=city, status="ok", last_synced_at=now().fromisoformat(at))
        db.write(engine.remember, state)
    answer = client.get(WHERE, headers=me)
    assert [state["city"] for state in answer.json()["states"]] == ["Cork", ""]
    assert answer.json()["states"][0]["last_synced_at"] == "2026-11-21T10:00:00Z"
    assert answer.headers["cache-control"] == "private, no-store"
    assert KEY not in answer.text


def test_only_an_admin_has_jobs_done_or_sees_alerts(database: Engine) -> None:
    client = TestClient(app())
    wants = {"kind": "sync-shows"}
    calls = (("GET", "/jobs"), ("POST", "/jobs"), ("GET", "/jobs/1"), ("GET", "/alerts"))
    for role, status in ((None, 401), (Role.USER, 403), (Role.ORGANIZER, 403)):
        headers = signed_in(client, role) if role else {}
        for method, path in (*calls, ("POST", "/alerts/1/acknowledge")):
            said = client.request(method, f"/v1/admin{path}", headers=headers, json=wants if method == "POST" else None)
            assert said.status_code == status, path
    assert db.read(jobs.counts) == {}


def test_a_job_is_asked_for_once_and_written_down(database: Engine) -> None:
    client = TestClient(app())
    me = signed_in(client, Role.ADMIN)
    wanted = {"kind": "ingest", "source": "ticketmaster"}
    first = client.post("/v1/admin/jobs", headers=me, json=wanted | {"city": "corcaigh"})
    again = client.post("/v1/admin/jobs", headers=me, json=wanted | {"city": "Cork"})
    assert (first.status_code, again.status_code) == (202, 200)
    assert first.json()["about"] == "ticketmaster:Cork"
    assert first.json()["id"] == again.json()["id"]
    found = client.get(f"/v1/admin/jobs/{first.json()['id']}", headers=me).json()
    assert (found["state"], found["asked_by"]) == ("waiting", "person")
    listed = client.get("/v1/admin/jobs", headers=me).json()
    assert len(listed["schedules"]) == len(schedules.every("0 2 * * *"))
    assert [job["id"] for job in listed["jobs"]] == [found["id"]]
    with db.reading() as session:
        (deed,) = session.exec(select(Deed).where(Deed.action == "job.run")).all()
        assert deed.details == {"kind": "ingest", "about": "ticketmaster:Cork"}


@pytest.mark.parametrize(
    "body",
    [
        {"kind": "rm -rf"},
        {"kind": "ingest"},
        {"kind": "ingest", "source": "myspace"},
        {"kind": "ingest", "source": "ticketmaster", "city": "Atlantis"},
        {"kind": "sync-shows", "about": "x"},
    ],
)
def test_what_makes_no_sense_is_refused(database: Engine, body: dict[str, str]) -> None:
    client = TestClient(app())
    assert client.post("/v1/admin/jobs", headers=signed_in(client, Role.ADMIN), json=body).status_code == 422
    assert db.read(jobs.counts) == {}


def test_an_alert_is_taken_on_once(database: Engine) -> None:
    client = TestClient(app())
    me = signed_in(client, Role.ADMIN)
    finding = Finding(key="error_rate", level="critical", title="Answers fail")
    db.write(alarms.settle, [finding], known=["error_rate"], now=now())
    (alert,) = client.get("/v1/admin/alerts", headers=me).json()["alerts"]
    for _ in range(2):
        taken = client.post(f"/v1/admin/alerts/{alert['id']}/acknowledge", headers=me)
        assert taken.status_code == 200
        assert taken.json()["acknowledged_at"]
    db.write(alarms.settle, [], known=["error_rate"], now=now())
    assert client.post(f"/v1/admin/alerts/{alert['id']}/acknowledge", headers=me).status_code == 404
    assert client.get("/v1/admin/alerts", headers=me).json()["alerts"] == []
    assert [each["id"] for each in client.get("/v1/admin/alerts?closed=true", headers=me).json()["alerts"]] == [
        alert["id"]
    ]
