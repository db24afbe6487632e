"""Experiments over HTTP: for admins alone, refused with words, alive under their old names."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests.api.test_engine import signed_in
from tests.app import app
from wtc import db
from wtc.clock import now
from wtc.services import experiments
from wtc.shapes.accounts import Role

WHERE = "/v1/experiments"
FIRST = f"{WHERE}/recommendation_algo_001"
NEW = {
    "id": "recommendation_algo_002",
    "name": "Learned or not",
    "arms": [
        {"key": "control", "name": "Popular now", "ranker": "popularity", "share": 0.5},
        {"key": "learned", "name": "Learned", "ranker": "learned", "share": 0.5},
    ],
    "control": "control",
}


@pytest.fixture
def client(database: Engine) -> TestClient:
    db.write(experiments.seed, now=now())
    return TestClient(app())


def test_only_an_admin_reads_or_writes_them(client: TestClient) -> None:
    calls = [("GET", WHERE), ("GET", FIRST), ("GET", f"{FIRST}/results"), ("POST", WHERE), ("POST", f"{FIRST}/end")]
    una, owen = signed_in(client, Role.USER), signed_in(client, Role.ORGANIZER)
    for method, path in calls:
        assert client.request(method, path, json={}).status_code == 401
        for other in (una, owen):
            assert client.request(method, path, headers=other, json={}).status_code == 403


def test_users_are_counted_by_arm_and_population(client: TestClient) -> None:
    me = signed_in(client, Role.ADMIN)
    una = client.get("/v1/auth/me", headers=signed_in(client, Role.USER)).json()["id"]
    lot = db.read(experiments.policy, una)
    db.write(experiments.exposed, una, lot, now=now())
    db.write(experiments.converted, una, now=now())
    for known in (FIRST, f"{WHERE}/rec_algorithm_v1"):
        told = client.get(f"{known}/results", headers=me).json()
        assert (told["experiment"], told["population"], told["users"]) == ("recommendation_algo_001", "real", 1)
        (mine,) = (each for each in told["variants"] if each["variant"] == lot.variant)
        assert (mine["users"], mine["conversions"], mine["rate"]) == (1, 1, 1.0)
        assert "textbook" in told["peeking"]
    crowd = client.get(f"{FIRST}/results", params={"population": "synthetic"}, headers=me).json()
    assert (crowd["population"], crowd["users"]) == ("synthetic", 0)
    assert client.get(f"{FIRST}/results", params={"population": "both"}, headers=me).status_code == 422
    assert client.get(f"{FIRST}/results", headers=me).headers["cache-control"] == "no-store"


def test_a_test_ends_once_and_makes_room_for_another(client: TestClient) -> None:
    me = signed_in(client, Role.ADMIN)
    refused = client.post(WHERE, json=NEW, headers=me)
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "conflict")
    end = {"winner": "hybrid", "reason": "It keeps more people"}
    over = client.post(f"{FIRST}/end", json=end, headers=me)
    assert (over.status_code, over.json()["winner"], over.json()["ended_by"]) == (200, "hybrid", "Aoife")
    assert client.post(f"{FIRST}/end", json=end, headers=me).status_code == 409
    begun = client.post(WHERE, json=NEW, headers=me)
    assert (begun.status_code, begun.json()["state"]) == (201, "running")
    told = client.get(WHERE, headers=me).json()["experiments"]
    assert [each["id"] for each in told] == ["recommendation_algo_002", "recommendation_algo_001"]
    assert client.get(f"{FIRST}/results", headers=me).json()["state"] == "ended"


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({"arms": NEW["arms"][:1]}, 422),
        ({"arms": [dict(NEW["arms"][0], share=0.9), NEW["arms"][1]]}, 422),
        ({"arms": [dict(NEW["arms"][0], ranker="oracle"), NEW["arms"][1]]}, 422),
        ({"arms": [dict(NEW["arms"][0], salt="mine"), NEW["arms"][1]]}, 422),
        ({"control": "nobody"}, 422),
        ({"id": "x' OR 1=1"}, 422),
        ({"planned": "many"}, 422),
        ({"winner": "learned"}, 422),
    ],
)
def test_an_unfair_test_is_refused(client: TestClient, changes: dict[str, object], status: int) -> None:
    me = signed_in(client, Role.ADMIN)
    client.post(f"{FIRST}/end", json={"reason": "Make room"}, headers=me)
    assert client.post(WHERE, json=NEW | changes, headers=me).status_code == status
    assert len(client.get(WHERE, headers=me).json()["experiments"]) == 1


@pytest.mark.parametrize("name", ["nope", "%00", "..%2f..", "é" * 90, "1", "recommendation_algo_001%20"])
def test_a_test_that_is_not_there_is_not_found(client: TestClient, name: str) -> None:
    me = signed_in(client, Role.ADMIN)
    for path in (f"{WHERE}/{name}", f"{WHERE}/{name}/results"):
        assert client.get(path, headers=me).status_code == 404
    assert client.get(f"{WHERE}/{'x' * 101}", headers=me).status_code == 422
