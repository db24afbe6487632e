"""The operator's view of the sources: for admins only, with what to do and never a key."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from wtc import db
from wtc.api.app import make
from wtc.clock import now
from wtc.services import accounts, engine
from wtc.settings import settings
from wtc.shapes.accounts import Role
from wtc.shapes.engine import SourceState

WHERE = "/v1/admin/ingestion/health"
KEY = "canary-key-0123456789"


def signed_in(client: TestClient, role: Role) -> dict[str, str]:
    email = f"{role.word}@example.test"
    made = client.post("/v1/auth/signup", json={"name": "Aoife", "email": email, "password": "a long enough one 7"})
    client.cookies.clear()
    if role > Role.USER:
        db.write(accounts.set_role, email, role, now=now())
    return {"authorization": f"Bearer {made.json()['token']}"}


def test_only_an_admin_sees_it(database: Engine) -> None:
    client = TestClient(make())
    assert client.get(WHERE).status_code == 401
    for role, status in ((Role.USER, 403), (Role.ORGANIZER, 403), (Role.ADMIN, 200)):
        assert client.get(WHERE, headers=signed_in(client, role)).status_code == status


def test_says_what_to_do_and_lists_the_latest_first(database: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    client = TestClient(make())
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
