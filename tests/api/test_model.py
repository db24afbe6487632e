"""The model in JSON, as the rows WTC-110, 111, 122, 126, 136 and 137 say it is checked from outside."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text

from tests.api.test_engine import signed_in
from tests.app import app
from tests.catalogue import NOW, Catalogue
from tests.crowd import fill
from wtc import clock, db
from wtc.flows import jobs as working
from wtc.ml.taste import RANKERS
from wtc.services import jobs, serving
from wtc.settings import settings
from wtc.shapes.accounts import Role

INFO, VERSIONS, RETRAIN = "/v1/model/info", "/v1/model/versions", "/v1/model/retrain"


@pytest.fixture
def client(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("WTC_NOW", NOW.isoformat())
    settings.cache_clear()
    working.bell.cache_clear()
    serving.forget()
    yield TestClient(app())
    serving.forget()
    working.bell.cache_clear()


@pytest.fixture
def admin(client: TestClient, catalogue: Catalogue) -> dict[str, str]:
    """An admin of a house in which the crowd has looked around."""
    fill(catalogue)
    return signed_in(client, Role.ADMIN)


def retrained(client: TestClient, admin: dict[str, str]) -> dict[str, Any]:
    """Ask for a training, do it, and follow the link to what came of it."""
    asked = client.post(RETRAIN, headers=admin)
    assert asked.status_code == 202, asked.text
    assert asked.headers["location"] == asked.json()["progress"]
    assert asyncio.run(working.do_here(db.read(jobs.one, asked.json()["job"])))
    told: dict[str, Any] = client.get(asked.json()["progress"], headers=admin).json()
    assert told["state"] == "done"
    return told


def test_only_an_admin_sees_versions_or_changes_anything(client: TestClient) -> None:
    calls = (("GET", VERSIONS), ("POST", f"{VERSIONS}/1/activate"), ("POST", RETRAIN))
    for role, status in ((None, 401), (Role.USER, 403), (Role.ORGANIZER, 403)):
        headers = signed_in(client, role) if role else {}
        for method, path in calls:
            assert client.request(method, path, headers=headers).status_code == status
    assert client.get(INFO).status_code == 200
    assert db.read(jobs.counts) == {}


def test_an_empty_house_has_no_model_and_says_why_it_learns_none(client: TestClient) -> None:
    told = client.get(INFO).json()
    assert (told["version"], told["last_trained"], told["training_samples"]) == ("", None, 0)
    assert (told["prediction_count"], told["latency_ms"]) == (0, None)
    refused = client.post(RETRAIN, headers=signed_in(client, Role.ADMIN))
    assert refused.status_code == 422
    assert refused.json()["error"]["details"] == {"samples": 0, "needed": 10}
    assert db.read(jobs.counts) == {}


def test_a_retraining_raises_the_version_and_lists_the_old_one(client: TestClient, admin: dict[str, str]) -> None:
    result = retrained(client, admin)["result"]["the crowd"]
    assert (result["version"], result["active"]) == ("crowd-1", True)
    assert set(result["metrics"]) >= {"precision", "recall", "ndcg", "map"}
    assert result["samples_by_source"]["save"] > 0
    first = client.get(INFO).json()
    assert retrained(client, admin)["result"]["the crowd"]["version"] == "crowd-2"
    second = client.get(INFO).json()
    assert (first["version"], second["version"]) == ("crowd-1", "crowd-2")
    assert second["last_trained"] > first["last_trained"]
    listed = client.get(VERSIONS, headers=admin).json()
    assert [(one["label"], one["active"], one["crowd"]) for one in listed["versions"]] == [
        ("crowd-2", True, True),
        ("crowd-1", False, True),
    ]


def test_info_tells_figures_of_a_week_held_back_with_popularity_beside(
    client: TestClient, admin: dict[str, str]
) -> None:
    retrained(client, admin)
    told = client.get(INFO).json()
    figures = told["validation_metrics"]
    assert figures["rankers"].keys() == RANKERS.keys()
    assert set(figures["rankers"]["popularity"]["all"]) >= {"precision", "recall", "ndcg", "map", "lists"}
    assert figures["week"][0] < figures["week"][1]
    assert told["training_samples"] == sum(told["samples_by_source"].values())
    assert told["crowd"]


def test_info_counts_lists_and_their_time(client: TestClient, admin: dict[str, str], database: Engine) -> None:
    row = (
        "INSERT INTO model_predictions (user_id, surface, ranker, variant, experiment_id, model_version, shown,"
        " candidates, cached, latency_ms, at) SELECT min(id), 'home', 'content', '', '', '', 20, 40, :kept, :ms, :at"
        " FROM users"
    )
    at = clock.ticking().replace(tzinfo=None)
    with database.begin() as connection:
        for kept, ms, when in ((0, 10, at), (0, 30, at), (1, 1, at), (0, 500, at - timedelta(days=30))):
            connection.execute(text(row), {"kept": kept, "ms": ms, "at": when})
    told = client.get(INFO).json()
    assert (told["prediction_count"], told["latency_ms"]) == (3, 20.0)


def test_two_at_once_are_one_and_the_second_is_told(client: TestClient, admin: dict[str, str]) -> None:
    first, second = (client.post(RETRAIN, headers=admin) for _ in "ab")
    assert (first.status_code, second.status_code) == (202, 409)
    assert second.json()["error"]["details"] == {"job": first.json()["job"], "progress": first.json()["progress"]}


def test_an_older_version_is_activated_and_serves(client: TestClient, admin: dict[str, str]) -> None:
    retrained(client, admin)
    retrained(client, admin)
    assert client.get(INFO).json()["version"] == "crowd-2"
    back = client.post(f"{VERSIONS}/crowd-1/activate", headers=admin)
    assert (back.status_code, back.json()["active"]) == (200, True)
    assert client.get(INFO).json()["version"] == "crowd-1"
    for label, status in (("crowd-9", 404), ("9", 404), ("nonsense", 404), ("x" * 21, 422)):
        assert client.post(f"{VERSIONS}/{label}/activate", headers=admin).status_code == status


def test_a_model_survives_a_restart(client: TestClient, admin: dict[str, str]) -> None:
    retrained(client, admin)
    before = client.get(INFO).json()
    serving.forget()
    db.engine.cache_clear()
    after = TestClient(app()).get(INFO).json()
    assert (after["version"], after["last_trained"]) == (before["version"], before["last_trained"])


def test_a_tampered_model_is_told_of_and_the_one_before_serves(
    client: TestClient, admin: dict[str, str], database: Engine
) -> None:
    retrained(client, admin)
    retrained(client, admin)
    with database.begin() as connection:
        last = "(SELECT model_id FROM (SELECT max(model_id) AS model_id FROM model_parts) AS newest)"
        connection.execute(text(f"UPDATE model_parts SET body = :body WHERE model_id = {last}"), {"body": b"no"})
    told = client.get(INFO).json()
    assert told["version"] == "crowd-1"
    assert told["problem"] == "Version crowd-2 is refused: its arrays are not what they were when it was trained."
    assert client.post(f"{VERSIONS}/crowd-2/activate", headers=admin).status_code == 200  # it is active already
    client.post(f"{VERSIONS}/crowd-1/activate", headers=admin)
    assert client.post(f"{VERSIONS}/crowd-2/activate", headers=admin).status_code == 409
    assert client.get(INFO).json()["problem"] == ""


def test_a_setting_pins_the_version_that_serves(
    client: TestClient, admin: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    retrained(client, admin)
    retrained(client, admin)
    monkeypatch.setenv("MODEL_VERSION", "crowd-1")
    settings.cache_clear()
    told = client.get(INFO).json()
    assert (told["version"], told["pinned"]) == ("crowd-1", True)


def test_the_least_number_of_samples_is_a_setting(
    client: TestClient, admin: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MIN_TRAINING_SAMPLES", "1000000")
    settings.cache_clear()
    assert client.post(RETRAIN, headers=admin).status_code == 422
