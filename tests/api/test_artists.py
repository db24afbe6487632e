"""Acts over HTTP: lists for anybody, following for users only, repeatable and private."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from fastapi.testclient import TestClient

from tests import artists
from tests.app import app
from tests.catalogue import NOW, Catalogue


@pytest.fixture(autouse=True)
def friday_evening() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def client(catalogue: Catalogue) -> TestClient:
    catalogue.gig("Lankum", hours=30)
    artists.act(catalogue, "Lankum", genres=["trad"], home_city="Dublin", spotify_id="abc", mixcloud_key="lankum")
    return TestClient(app())


def signed_in(client: TestClient, email: str = "aoife@example.org") -> dict[str, str]:
    made = client.post("/v1/auth/signup", json={"name": "Aoife", "email": email, "password": "a long enough one 7"})
    assert made.status_code == 201
    client.cookies.clear()
    return {"authorization": f"Bearer {made.json()['token']}"}


def test_the_list_answers_filters_and_refuses_nonsense(client: TestClient) -> None:
    answer = client.get("/v1/artists", params={"tab": "local", "genre": "trad", "q": "LANKUM"})
    (found,) = answer.json()["artists"]
    assert (found["slug"], found["dates"], found["family"]) == ("lankum", 1, "trad")
    assert answer.json()["families"] == {"trad": 1}
    for bad in ({"tab": "mine"}, {"limit": 0}, {"limit": 101}, {"offset": -1}, {"sort": "x"}, {"q": "x" * 121}):
        assert client.get("/v1/artists", params=bad).status_code == 422, bad


def test_one_act_by_address_or_id_with_its_ids_elsewhere(client: TestClient, catalogue: Catalogue) -> None:
    for wanted in ("lankum", catalogue.acts["Lankum"]):
        told = client.get(f"/v1/artists/{wanted}").json()
        assert {each["source"]: each["source_id"] for each in told["known"]} == {"spotify": "abc", "mixcloud": "lankum"}
        assert [event["title"] for event in told["events"]] == ["Lankum"]
    for unknown in ("nobody", "999999", "%00", "..%2f", "a" * 500):
        assert client.get(f"/v1/artists/{unknown}").status_code == 404, unknown


def test_a_follow_can_be_repeated_and_taken_back(client: TestClient, catalogue: Catalogue) -> None:
    me, lankum = signed_in(client), catalogue.acts["Lankum"]
    for method, said in (("POST", True), ("DELETE", False)):
        for _ in range(2):
            answer = client.request(method, f"/v1/artists/{lankum}/follow", headers=me)
            assert (answer.status_code, answer.json()) == (200, {"following": said})
            assert "no-store" in answer.headers["cache-control"]


def test_only_users_follow_and_nobody_reads_another_list(client: TestClient, catalogue: Catalogue) -> None:
    lankum = catalogue.acts["Lankum"]
    for method, path in (("POST", f"artists/{lankum}/follow"), ("DELETE", f"artists/{lankum}/follow")):
        assert client.request(method, f"/v1/{path}").status_code == 401
    assert client.get("/v1/users/me/artists").status_code == 401
    aoife, brian = signed_in(client), signed_in(client, "brian@example.org")
    client.post(f"/v1/artists/{lankum}/follow", headers=aoife)
    assert [each["name"] for each in client.get("/v1/users/me/artists", headers=aoife).json()["artists"]] == ["Lankum"]
    assert client.get("/v1/users/me/artists", headers=brian).json()["total"] == 0


def test_an_act_that_is_not_there_cannot_be_followed(client: TestClient) -> None:
    me = signed_in(client)
    assert client.post("/v1/artists/999999/follow", headers=me).status_code == 404
    for bad in ("0", "-1", "x", "9" * 30, "1.5"):
        assert client.post(f"/v1/artists/{bad}/follow", headers=me).status_code in (400, 404), bad


def test_a_long_list_is_packed_for_whoever_can_unpack_it(client: TestClient, catalogue: Catalogue) -> None:
    me = signed_in(client)
    for number in range(60):
        client.post(f"/v1/artists/{artists.act(catalogue, f'Act {number}')}/follow", headers=me)
    packed = client.get("/v1/users/me/artists?limit=2000", headers=me)
    plain = client.get("/v1/users/me/artists?limit=2000", headers=me | {"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert packed.json()["total"] == 60


def test_the_words_of_my_list_are_ready(client: TestClient, catalogue: Catalogue) -> None:
    me = signed_in(client)
    client.post(f"/v1/artists/{catalogue.acts['Lankum']}/follow", headers=me)
    (mine,) = client.get("/v1/users/me/artists", headers=me).json()["artists"]
    told: dict[str, Any] = {name: mine[name] for name in ("href", "line", "when", "dates", "followers", "lately")}
    assert told == {
        "href": "/artists/lankum",
        "line": "Trad · Dublin",
        "when": "Sun 29 Nov",
        "dates": 1,
        "followers": 1,
        "lately": True,
    }
