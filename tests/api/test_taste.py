"""Keeping and hiding over HTTP: for users only, repeatable, private."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from fastapi.testclient import TestClient

from tests.app import app
from tests.catalogue import NOW, Catalogue

DEEDS = [("POST", "save"), ("DELETE", "save"), ("POST", "hide"), ("DELETE", "hide")]


@pytest.fixture(autouse=True)
def friday_evening() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def client(catalogue: Catalogue) -> TestClient:
    return TestClient(app())


@pytest.fixture
def gigs(catalogue: Catalogue) -> list[int]:
    return [catalogue.gig(title, hours=hours) for title, hours in (("Lankum", 26), ("Landless", 50), ("Goitse", -40))]


def signed_in(client: TestClient, email: str = "aoife@example.test") -> dict[str, str]:
    made = client.post("/v1/auth/signup", json={"name": "Aoife", "email": email, "password": "a long enough one 7"})
    assert made.status_code == 201
    client.cookies.clear()
    return {"authorization": f"Bearer {made.json()['token']}"}


def ids(answer: Any) -> list[int]:
    return [event["id"] for event in answer.json()["events"]]


def test_a_save_and_a_hide_can_be_repeated_and_taken_back(client: TestClient, gigs: list[int]) -> None:
    me = signed_in(client)
    for method, word, said in (
        ("POST", "save", {"saved": True}),
        ("DELETE", "save", {"saved": False}),
        ("POST", "hide", {"hidden": True}),
        ("DELETE", "hide", {"hidden": False}),
    ):
        for _ in range(2):
            answer = client.request(method, f"/v1/events/{gigs[0]}/{word}", headers=me)
            assert (answer.status_code, answer.json()) == (200, said)
            assert "no-store" in answer.headers["cache-control"]


def test_saved_lists_the_newest_first_and_keeps_the_past_apart(client: TestClient, gigs: list[int]) -> None:
    me = signed_in(client)
    for gig in gigs:
        client.post(f"/v1/events/{gig}/save", headers=me)
    coming = client.get("/v1/users/me/saved", headers=me)
    past = client.get("/v1/users/me/saved?when=past", headers=me)
    assert ids(coming) == [gigs[1], gigs[0]]
    assert {name: coming.json()[name] for name in ("count", "total", "next")} == {"count": 2, "total": 2, "next": None}
    assert ids(past) == [gigs[2]]
    assert "no-store" in coming.headers["cache-control"]


def test_a_list_comes_in_pages(client: TestClient, gigs: list[int]) -> None:
    me = signed_in(client)
    for gig in gigs:
        client.post(f"/v1/events/{gig}/hide", headers=me)
    first = client.get("/v1/users/me/hidden?limit=2", headers=me)
    rest = client.get(f"/v1/users/me/hidden?limit=2&offset={first.json()['next']}", headers=me)
    assert (ids(first), ids(rest)) == ([gigs[2], gigs[1]], [gigs[0]])
    assert (first.json()["total"], rest.json()["next"]) == (3, None)


def test_one_user_sees_nothing_of_another(client: TestClient, gigs: list[int]) -> None:
    mine, theirs = signed_in(client), signed_in(client, "brian@example.test")
    client.post(f"/v1/events/{gigs[0]}/save", headers=mine)
    client.delete(f"/v1/events/{gigs[0]}/save", headers=theirs)
    assert client.get("/v1/users/me/saved", headers=theirs).json()["total"] == 0
    assert client.get("/v1/users/me/saved", headers=mine).json()["total"] == 1


@pytest.mark.parametrize(("method", "word"), DEEDS)
def test_nobody_keeps_or_hides_without_signing_in(client: TestClient, gigs: list[int], method: str, word: str) -> None:
    assert client.request(method, f"/v1/events/{gigs[0]}/{word}").status_code == 401
    assert client.get("/v1/users/me/saved").status_code == 401
    assert client.get("/v1/users/me/hidden").status_code == 401


@pytest.mark.parametrize(("method", "word"), DEEDS)
@pytest.mark.parametrize(
    ("event_id", "status"),
    [("x", 400), ("0", 400), ("-1", 400), ("1.5", 400), ("٣", 400), ("9" * 30, 400), ("987654", 404)],
)
def test_a_bad_id_is_400_and_a_missing_event_404(
    client: TestClient, method: str, word: str, event_id: str, status: int
) -> None:
    me = signed_in(client)
    assert client.request(method, f"/v1/events/{event_id}/{word}", headers=me).status_code == status


@pytest.mark.parametrize("query", ["when=tomorrow", "limit=0", "limit=101", "offset=-1", "offset=x"])
def test_a_question_that_makes_no_sense_is_422(client: TestClient, query: str) -> None:
    assert client.get(f"/v1/users/me/saved?{query}", headers=signed_in(client)).status_code == 422
