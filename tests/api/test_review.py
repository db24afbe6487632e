"""The desk of duplicates, reports and corrections in JSON: for admins; anybody signed in may report."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import select

from tests.api.test_engine import signed_in
from tests.app import app
from tests.services.test_rulings import listing
from wtc import db
from wtc.clock import now
from wtc.models.alerts import NotificationRow
from wtc.models.engine import Deed
from wtc.models.events import EventSource
from wtc.services import engine
from wtc.shapes.accounts import Role

DESK = "/v1/admin/duplicates"


@pytest.fixture
def client(database: Engine) -> TestClient:
    """Two gigs whose names are alike."""
    soon = now() + timedelta(days=6)
    james, other = listing("ticketmaster", "James"), listing("dice", "James Vincent McMorrow")
    said = [replace(each, day=soon.date(), starts_at=soon) for each in (james, other)]
    db.write(engine.store, said, now=now())
    return TestClient(app())


def events(client: TestClient) -> list[int]:
    return [each["id"] for each in client.get("/v1/events/search").json()["events"]]


def test_only_an_admin_sits_at_the_desk(client: TestClient) -> None:
    una = signed_in(client, Role.USER)
    for path in (DESK, "/v1/admin/reports"):
        assert client.get(path).status_code == 401
        assert client.get(path, headers=una).status_code == 403
    assert client.post(f"{DESK}/1", json={"verdict": "same"}).status_code == 401


def test_a_ruling_joins_two_gigs_and_is_taken_back(client: TestClient) -> None:
    me = signed_in(client, Role.ADMIN)
    (pair,) = client.get(DESK, headers=me).json()["pairs"]
    assert len(events(client)) == 2
    for verdict, gigs in (("same", 1), ("same", 1), ("waiting", 2), ("different", 2)):
        answer = client.post(f"{DESK}/{pair['id']}", json={"verdict": verdict}, headers=me)
        assert (answer.status_code, answer.json()["state"]) == (200, verdict)
        assert len(events(client)) == gigs
    assert client.get(DESK, params={"state": "decided"}, headers=me).json()["total"] == 1
    with db.reading() as session:
        deeds = [deed.action for deed in session.exec(select(Deed).order_by(Deed.id))]  # type: ignore[arg-type]
    assert deeds == ["pair.same", "pair.waiting", "pair.different"]


def test_a_sweep_counts_before_it_rules(client: TestClient) -> None:
    me = signed_in(client, Role.ADMIN)
    for above, preview, pairs, gigs in ((90, True, 0, 2), (60, True, 1, 2), (60, False, 1, 1), (60, False, 0, 1)):
        told = client.post(f"{DESK}/sweep", json={"above": above, "preview": preview}, headers=me).json()
        assert told["pairs"] == pairs
        assert len(events(client)) == gigs


def test_a_report_is_sent_answered_and_told(client: TestClient) -> None:
    una, admin = signed_in(client, Role.USER), signed_in(client, Role.ADMIN)
    gig = events(client)[0]
    wrong = {"subject": "event", "subject_id": gig, "kind": "wrong_when", "note": "It's at nine"}
    assert client.post("/v1/reports", json=wrong).status_code == 401
    sent = client.post("/v1/reports", json=wrong, headers=una)
    assert sent.status_code == 201
    assert client.post("/v1/reports", json=wrong, headers=una).status_code == 409
    (report,) = client.get("/v1/admin/reports", headers=admin).json()["reports"]
    assert (report["id"], report["what"]) == (sent.json()["report"], "Wrong date or time")
    path = f"/v1/admin/reports/{report['id']}"
    assert client.post(path, json={"state": "fixed", "answer": "So it is."}, headers=admin).status_code == 200
    assert client.post(path, json={"state": "declined"}, headers=admin).status_code == 409
    with db.reading() as session:
        assert [notice.body for notice in session.exec(select(NotificationRow))] == ["So it is."]


def test_a_fact_is_set_right_and_taken_back(client: TestClient) -> None:
    me = signed_in(client, Role.ADMIN)
    gig = events(client)[0]
    path = f"/v1/admin/events/{gig}/corrections"
    was = client.get(f"/v1/events/{gig}").json()["title"]
    made = client.post(path, json={"field": "title", "value": "Somebody else"}, headers=me)
    assert made.status_code == 201
    assert client.get(f"/v1/events/{gig}").json()["title"] == "Somebody else"
    assert client.post(path, json={"field": "start", "value": "soon"}, headers=me).status_code == 422
    (right,) = client.get(path, headers=me).json()["corrections"]
    assert client.delete(f"/v1/admin/corrections/{right['id']}", headers=me).json() == {"event": gig}
    assert client.get(f"/v1/events/{gig}").json()["title"] == was
    assert client.delete(f"/v1/admin/corrections/{right['id']}", headers=me).status_code == 404


def test_a_listing_of_another_gig_cannot_be_reported_here(client: TestClient) -> None:
    una = signed_in(client, Role.USER)
    first, second = events(client)
    with db.reading() as session:
        other = next(row.id for row in session.exec(select(EventSource)) if row.event_id == second)
    wrong = {"subject": "event", "subject_id": first, "kind": "not_same", "listing": other}
    assert client.post("/v1/reports", json=wrong, headers=una).status_code == 404
