"""Feedback over HTTP: one's own, both names of the field, repeatable, and nothing that a body claims is believed."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.api.test_taste import signed_in
from tests.app import app
from tests.catalogue import NOW, Catalogue

BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}
HERE = {"surface": "weekend", "position": 2, "session": "tab-1"}


@pytest.fixture(autouse=True)
def friday_evening() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def client(catalogue: Catalogue) -> TestClient:
    return TestClient(app())


@pytest.fixture
def me(client: TestClient) -> dict[str, str]:
    return signed_in(client) | BROWSER


@pytest.fixture
def gig(catalogue: Catalogue) -> int:
    return catalogue.gig("Lankum")


def rows(catalogue: Catalogue) -> list[Any]:
    catalogue.session.rollback()
    found = catalogue.session.execute(text("SELECT action, reason, surface, position FROM ml_feedback ORDER BY id"))
    return [tuple(row) for row in found]


def post(client: TestClient, me: dict[str, str], **body: Any) -> Any:
    return client.post("/v1/feedback", json=body, headers=me)


@pytest.mark.parametrize("field", ["action", "interaction_type"])
def test_a_thumb_is_kept_once_and_replaced(
    client: TestClient, me: dict[str, str], catalogue: Catalogue, gig: int, field: str
) -> None:
    said = [post(client, me, event_id=gig, context=HERE, **{field: word}) for word in ("up", "up", "down")]
    assert [(each.status_code, each.json()["new"]) for each in said] == [(200, True), (200, False), (200, True)]
    assert post(client, me, event_id=gig, action="down", reason="too_far").json()["new"]
    assert rows(catalogue) == [("down", "too_far", "", None)]
    for _ in range(2):
        gone = client.delete(f"/v1/feedback?event_id={gig}&{field}=down", headers=me)
        assert gone.status_code == 200
    assert rows(catalogue) == []


@pytest.mark.parametrize("action", ["save", "hide", "click", "skip", "up", "down"])
def test_every_action_leaves_one_row_with_its_place(
    client: TestClient, me: dict[str, str], catalogue: Catalogue, gig: int, action: str
) -> None:
    for _ in range(2):
        answer = post(client, me, event_id=gig, action=action, context=HERE)
        assert answer.status_code == 200
        assert "no-store" in answer.headers["cache-control"]
    assert rows(catalogue) == [(action, "", "weekend", 2)]


def test_a_save_said_here_is_a_save_everywhere(client: TestClient, me: dict[str, str], gig: int) -> None:
    post(client, me, event_id=gig, action="save")
    assert client.get("/v1/users/me/saved", headers=me).json()["total"] == 1
    client.delete(f"/v1/events/{gig}/save", headers=me)
    assert client.get("/v1/users/me/feedback", headers=me).json()["total"] == 0


@pytest.mark.parametrize(
    "body",
    [
        {"action": "love"},
        {"interaction_type": "SAVE"},
        {},
        {"action": "up", "reason": "too_far"},
        {"action": "down", "reason": "too loud"},
        {"action": "up", "rating": 5},
        {"action": "click", "context": {"surface": "the moon"}},
        {"action": "click", "context": {"position": 0}},
        {"action": "click", "context": {"position": 5_001}},
        {"action": "click", "context": {"session": "x" * 37}},
        {"action": "click", "context": {"session": "a b"}},
        {"action": "click", "context": {"role": "admin"}},
        {"action": "click", "event_id": 0},
        {"action": "click", "event_id": "1"},
        {"action": "click", "event_id": 2**63},
    ],
)
def test_what_makes_no_sense_is_422(
    client: TestClient, me: dict[str, str], catalogue: Catalogue, gig: int, body: dict[str, Any]
) -> None:
    assert post(client, me, **{"event_id": gig} | body).status_code == 422
    assert rows(catalogue) == []


def test_nobody_speaks_for_another(client: TestClient, me: dict[str, str], catalogue: Catalogue, gig: int) -> None:
    mine = catalogue.session.execute(text("SELECT id FROM users")).scalar_one()
    assert post(client, me, event_id=gig, action="up", user_id=mine + 1).status_code == 403
    assert post(client, me, event_id=gig, action="up", user_id="admin").status_code == 403
    assert rows(catalogue) == []
    assert post(client, me, event_id=gig, action="up", user_id=mine).status_code == 200
    theirs = signed_in(client, "brian@example.test")
    assert client.get("/v1/users/me/feedback", headers=theirs).json()["total"] == 0
    client.delete(f"/v1/feedback?event_id={gig}&action=up", headers=theirs)
    assert len(rows(catalogue)) == 1


def test_an_event_that_is_not_there_is_404_and_one_to_come_was_not_attended(
    client: TestClient, me: dict[str, str], catalogue: Catalogue, gig: int
) -> None:
    assert post(client, me, event_id=987_654, action="up").status_code == 404
    assert post(client, me, event_id=gig, action="attended").status_code == 409
    assert post(client, me, event_id=catalogue.gig("Altan", hours=-48), action="attended").status_code == 200


@pytest.mark.parametrize("agent", ["Googlebot/2.1", "curl/8.0", "my-crawler"])
def test_programs_neither_click_nor_skip(
    client: TestClient, me: dict[str, str], catalogue: Catalogue, gig: int, agent: str
) -> None:
    program = me | {"user-agent": agent}
    for action in ("click", "skip"):
        assert post(client, program, event_id=gig, action=action).json()["new"] is False
    skips = {"session": "t", "skipped": [{"event_id": gig}]}
    assert client.post("/v1/feedback/skips", json=skips, headers=program).json() == {"new": 0}
    assert rows(catalogue) == []


def test_skips_come_together_and_count_once_a_tab(
    client: TestClient, me: dict[str, str], catalogue: Catalogue, gig: int
) -> None:
    seen = [
        {"event_id": each, "surface": "weekend", "position": place}
        for place, each in enumerate((gig, catalogue.gig("Goitse")), 1)
    ]
    told = [
        client.post("/v1/feedback/skips", json={"session": tab, "skipped": seen}, headers=me).json()["new"]
        for tab in ("one", "one", "two")
    ]
    assert told == [2, 0, 2]
    assert rows(catalogue)[:2] == [("skip", "", "weekend", 1), ("skip", "", "weekend", 2)]
    many = {"session": "one", "skipped": [{"event_id": each} for each in range(1, 52)]}
    assert client.post("/v1/feedback/skips", json=many, headers=me).status_code == 422


def test_ones_own_words_are_listed_in_pages(client: TestClient, me: dict[str, str], gig: int) -> None:
    for action in ("save", "up", "click"):
        post(client, me, event_id=gig, action=action)
    first = client.get("/v1/users/me/feedback?limit=2", headers=me).json()
    rest = client.get(f"/v1/users/me/feedback?limit=2&offset={first['next']}", headers=me).json()
    assert [said["action"] for said in (*first["feedback"], *rest["feedback"])] == ["click", "up", "save"]
    assert (first["total"], rest["next"]) == (3, None)
    assert client.get("/v1/users/me/feedback?action=up", headers=me).json()["total"] == 1
    assert client.get("/v1/users/me/feedback?action=love", headers=me).status_code == 422


def test_dials_are_set_listed_and_set_back(client: TestClient, me: dict[str, str]) -> None:
    def put(factor: str, step: Any) -> Any:
        return client.put("/v1/users/me/dials", json={"factor": factor, "step": step}, headers=me)

    for _ in range(2):
        assert put("genre:techno", -2).json() | {"at": 0, "before": 0} == {
            "factor": "genre:techno", "label": "Techno", "step": -2, "words": "Much less", "at": 0, "before": 0,
        }  # fmt: skip
    put("near", 1)
    listed = client.get("/v1/users/me/dials", headers=me).json()["dials"]
    assert {dial["factor"]: dial["step"] for dial in listed} == {"genre:techno": -2, "near": 1}
    for factor, step in (("genre:techno", 3), ("genre:techno", "1"), ("the moon", 1), ("act:x", 1)):
        assert put(factor, step).status_code == 422
    assert put("act:987654", 1).status_code == 404
    assert client.delete("/v1/users/me/dials?factor=near", headers=me).json() == {"reset": 1}
    assert client.delete("/v1/users/me/dials", headers=me).json() == {"reset": 1}
    assert client.get("/v1/users/me/dials", headers=me).json() == {"dials": []}


def test_lists_can_be_made_without_ones_history(client: TestClient, me: dict[str, str]) -> None:
    kept = "/v1/auth/preferences"
    assert client.get(kept, headers=me).json()["profiling"] is True
    assert client.post(kept, json={"profiling": False}, headers=me).json()["profiling"] is False
    assert client.post(kept, json={"genres": ["trad"]}, headers=me).json()["profiling"] is False
    assert client.post(kept, json={"profiling": "no"}, headers=me).status_code == 422


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("POST", "/v1/feedback"),
        ("DELETE", "/v1/feedback?event_id=1&action=up"),
        ("POST", "/v1/feedback/skips"),
        ("GET", "/v1/users/me/feedback"),
        ("GET", "/v1/users/me/dials"),
        ("PUT", "/v1/users/me/dials"),
        ("DELETE", "/v1/users/me/dials"),
    ],
)
def test_nobody_says_anything_without_signing_in(client: TestClient, method: str, address: str) -> None:
    assert client.request(method, address).status_code == 401
