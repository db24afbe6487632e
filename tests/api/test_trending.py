"""What is wanted, over HTTP: the parts beside every score, the crowd only when asked for."""

from collections.abc import Iterator

import pytest
import time_machine
from fastapi.testclient import TestClient

from tests import taste as fans
from tests.app import app
from tests.catalogue import NOW, Catalogue
from wtc import db
from wtc.services import trending


@pytest.fixture(autouse=True)
def friday_evening() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(catalogue: Catalogue) -> Iterator[TestClient]:
    with TestClient(app()) as opened:
        yield opened


def test_every_score_is_the_sum_of_the_parts_beside_it(client: TestClient, catalogue: Catalogue) -> None:
    gigs = [catalogue.gig(f"Act {n}", hours=24 * days, city=town) for n, (days, town) in enumerate(
        ((2, "Dublin"), (20, "Cork"), (60, "Cork"), (120, "Galway"))
    )]  # fmt: skip
    people = [fans.fan(catalogue, f"fan{n}@example.org") for n in range(4)]
    for number, gig in enumerate(gigs):
        for each in people[: number + 1]:
            fans.save(catalogue, each, gig)
    db.write(trending.recount, now=NOW)
    told = client.get("/v1/trending/events").json()
    assert told["total"] == 4
    assert told["synthetic"] is False
    for each in told["events"]:
        by_hand = (each["views"] * 0.3 + each["saves"] * 0.4 + each["people"] * 0.3) * each["decay"]
        assert each["score"] == pytest.approx(by_hand)
    assert [each["event"]["id"] for each in told["events"]] == [gigs[1], gigs[2], gigs[0], gigs[3]]
    assert [each["decay"] for each in told["events"]] == [1.5, 1.0, 2.0, 0.5]
    cork = client.get("/v1/trending/events", params={"city": "Cork", "limit": 1}).json()
    assert (cork["total"], cork["next"], cork["events"][0]["event"]["city"]) == (2, 1, "Cork")
    acts = client.get("/v1/trending/artists").json()["artists"]
    assert [each["artist"]["name"] for each in acts] == ["Act 1", "Act 2", "Act 0", "Act 3"]


def test_the_crowd_is_told_apart_and_only_when_asked_for(client: TestClient, catalogue: Catalogue) -> None:
    gig = catalogue.gig("Sample", sample=True)
    fans.save(catalogue, fans.fan(catalogue, "1@crowd.invalid", synthetic=True), gig)
    db.write(trending.recount, now=NOW)
    assert client.get("/v1/trending/events").json()["events"] == []
    told = client.get("/v1/trending/events", params={"crowd": "true"}).json()
    assert (told["synthetic"], [each["saves"] for each in told["events"]]) == (True, [1])


def test_a_save_over_http_shows_at_once(client: TestClient, catalogue: Catalogue) -> None:
    gig = catalogue.gig("Lankum")
    made = client.post("/v1/auth/signup", json={"name": "A", "email": "a@example.org", "password": "long enough 7 x"})
    me = {"authorization": f"Bearer {made.json()['token']}"}
    client.cookies.clear()
    client.post(f"/v1/events/{gig}/save", headers=me)
    (told,) = client.get("/v1/trending/events").json()["events"]
    assert (told["saves"], told["people"], told["trend"]) == (1, 1, "1 save this week")
    client.delete(f"/v1/events/{gig}/save", headers=me)
    assert client.get("/v1/trending/events").json()["events"] == []


@pytest.mark.parametrize(
    "wrong", [{"limit": "0"}, {"limit": "1000"}, {"offset": "-1"}, {"city": "x" * 81}, {"crowd": "?"}]
)
def test_nonsense_is_refused(client: TestClient, wrong: dict[str, str]) -> None:
    assert client.get("/v1/trending/events", params=wrong).status_code == 422
