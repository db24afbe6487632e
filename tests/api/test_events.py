"""Search and one event over HTTP."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.app import app
from tests.catalogue import NOW, Catalogue

SEARCH = "/v1/events/search"
FIELDS = {
    "id", "slug", "title", "description", "start_time", "end_time", "timezone", "status", "city", "county", "geo",
    "venue", "artists", "genres", "tags", "images", "age_restriction", "price", "ticket_url", "sample", "sources",
}  # fmt: skip


@pytest.fixture(autouse=True)
def friday_evening() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def client(catalogue: Catalogue) -> Iterator[TestClient]:
    with TestClient(app()) as opened:
        yield opened


@pytest.fixture
def gigs(catalogue: Catalogue) -> list[int]:
    return [
        catalogue.gig("Bicep", genres=("techno",), hours=3, price_low=4_500, price_high=4_500, sources=("dice",)),
        catalogue.gig("Lankum", room="Róisín Dubh", city="Galway", county="Galway", genres=("trad",), hours=26),
        catalogue.gig("Open mic", acts=(), hours=48, price_low=0, price_high=0, sources=("local", "eventbrite")),
        catalogue.gig("Far away", hours=24 * 100),
    ]


def titles(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    return [event["title"] for event in answer.json()["events"]]


def signed_in(client: TestClient) -> dict[str, str]:
    account = {"name": "Aoife", "email": "aoife@example.test", "password": "a long enough one 7"}
    made = client.post("/v1/auth/signup", json=account)
    assert made.status_code == 201
    client.cookies.clear()
    return {"authorization": f"Bearer {made.json()['token']}"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", ["Bicep", "Lankum", "Open mic"]),
        ("city=galway", ["Lankum"]),
        ("city=Gaillimh", ["Lankum"]),
        ("county=co.%20galway", ["Lankum"]),
        ("q=lankm", ["Lankum"]),
        ("genres=Techno,trad", ["Bicep", "Lankum"]),
        ("artist=bicep", ["Bicep"]),
        ("venue=roisin%20dubh", ["Lankum"]),
        ("from=2026-11-28", ["Lankum", "Open mic"]),
        ("from=2027-03-01", ["Far away"]),
        ("to=2026-11-27", ["Bicep"]),
        ("to=2026-11-28", ["Bicep", "Lankum"]),
        ("priceMax=20", ["Lankum", "Open mic"]),
        ("free=true", ["Open mic"]),
        ("source=dice,local", ["Bicep", "Open mic"]),
        ("limit=1", ["Bicep"]),
        ("limit=1&offset=1", ["Lankum"]),
        ("offset=10", []),
        ("sort=price", ["Open mic", "Lankum", "Bicep"]),
        ("rank=time", ["Bicep", "Lankum", "Open mic"]),
    ],
)
def test_each_parameter_alone(client: TestClient, gigs: list[int], asked: str, expected: list[str]) -> None:
    assert titles(client.get(f"{SEARCH}?{asked}")) == expected


def test_words_ask_what_the_parameters_ask_that_mean_them(client: TestClient, gigs: list[int]) -> None:
    for words, same in (
        ("gigs in Galway", "city=Galway"),
        ("no techno", "notGenres=techno"),
        ("not in Dublin", "notIn=Dublin"),
        ("near Dublin", "city=Dublin&radius=25"),
        ("under 20 euro tonight", "priceMax=20&from=2026-11-27T18:30:00Z&to=2026-11-28T05:00:00Z"),
    ):
        spoken = client.get(SEARCH, params={"words": words})
        assert spoken.json()["events"] == client.get(f"{SEARCH}?{same}").json()["events"], words
    assert titles(client.get(f"{SEARCH}?words=gigs+in+Galway&city=Dublin")) == titles(
        client.get(f"{SEARCH}?city=Dublin")
    )
    assert client.get(SEARCH, params={"words": "x" * 201}).status_code == 422
    assert (
        client.get(SEARCH, params={"after": "9pm"}).json()["error"]["details"]["after"] == "a time of day such as 21:00"
    )


def test_an_event_has_every_promised_field(client: TestClient, gigs: list[int]) -> None:
    page = client.get(SEARCH).json()
    assert {"events", "count", "total", "next"} <= page.keys()
    for event in (page["events"][0], client.get(f"/v1/events/{gigs[0]}").json()):
        assert event.keys() >= FIELDS
        assert event["start_time"] == "2026-11-27T21:30:00Z"
        assert event["geo"] == {"lat": 53.34, "lon": -6.26}
        assert event["price"] == {"min": 45.0, "max": 45.0, "currency": "EUR"}
        assert event["venue"].keys() >= {"id", "name"}
        assert event["sources"][0].keys() == {"source", "source_id", "url", "last_seen_at"}


@pytest.mark.parametrize(
    "asked", ["limit=0", "limit=-1", "limit=1e9", "offset=10001", "from=x", "source=x", "q=" + "x" * 9_999]
)
def test_refuses_what_makes_no_sense(client: TestClient, catalogue: Catalogue, asked: str) -> None:
    answer = client.get(f"{SEARCH}?{asked}")
    assert answer.status_code == 422
    assert list(answer.json()["error"]["details"]) == [asked.split("=")[0]]


@pytest.mark.parametrize("q", ["%25", "_", "%22", "NEAR(", "*%20-", "col:x", "%ff%fe"])
def test_index_syntax_is_only_text(client: TestClient, gigs: list[int], q: str) -> None:
    assert titles(client.get(f"{SEARCH}?q={q}")) == []


def test_ids_that_are_none_and_events_that_are_not_there(client: TestClient, gigs: list[int]) -> None:
    assert client.get("/v1/events/abc").status_code == 400
    assert client.get("/v1/events/-1").status_code == 400
    assert client.get("/v1/events/999999999").status_code == 404


def test_a_merged_event_is_found_by_its_old_id(client: TestClient, gigs: list[int], catalogue: Catalogue) -> None:
    catalogue.session.execute(
        text("INSERT INTO event_aliases (old_id, slug, event_id) VALUES (7777, 'old-bicep', :id)"), {"id": gigs[0]}
    )
    catalogue.session.commit()
    assert client.get("/v1/events/7777").json()["id"] == gigs[0]


def test_an_answer_that_did_not_change_is_not_sent_again(client: TestClient, gigs: list[int]) -> None:
    first = client.get(SEARCH)
    again = client.get(SEARCH, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(SEARCH, headers={"if-none-match": '"other"'}).status_code == 200
    assert "cookie" in first.headers["vary"]


def test_what_somebody_hid_is_left_out_for_them_alone(client: TestClient, gigs: list[int]) -> None:
    user = signed_in(client)
    everything = titles(client.get(SEARCH))
    assert client.post(f"/v1/events/{gigs[0]}/hide", headers=user).status_code == 200
    mine = client.get(SEARCH, headers=user)
    assert titles(mine) == everything[1:]
    assert mine.headers["cache-control"] == "private, no-store"
    assert "etag" not in mine.headers
    assert titles(client.get(f"{SEARCH}?includeHidden=true", headers=user)) == everything
    assert titles(client.get(SEARCH)) == everything
    assert titles(client.get(f"{SEARCH}?includeHidden=true")) == everything


def test_only_who_is_signed_in_has_a_search_ranked_for_them(client: TestClient, gigs: list[int]) -> None:
    assert client.get(f"{SEARCH}?rank=personalized").status_code == 401
    assert "rank_score" not in client.get(SEARCH, headers=signed_in(client)).text


def test_pages_follow_one_another_without_gap_or_repeat(client: TestClient, catalogue: Catalogue) -> None:
    made = [catalogue.gig(f"Same time {n}", acts=(), hours=5) for n in range(7)]
    seen: list[int] = []
    following: int | None = 0
    while following is not None:
        page = client.get(f"{SEARCH}?limit=3&offset={following}").json()
        assert page["total"] == 7
        seen += [event["id"] for event in page["events"]]
        following = page["next"]
    assert seen == made


def test_pins_say_where_and_when_for_an_address_of_the_map(client: TestClient, gigs: list[int]) -> None:
    tonight = client.get("/v1/events/pins").json()
    assert tonight["pins"] == [[gigs[0], "bicep-1", "Bicep", "Dublin", 53.34, -6.26, "9.30pm, Whelan's"]]
    whole = client.get("/v1/events/pins", params={"from": "2026-11-27", "to": "2026-11-29", "genre": "trad"})
    assert [pin[2] for pin in whole.json()["pins"]] == ["Lankum"]
    assert "max-age" in whole.headers["cache-control"]
    nonsense = client.get("/v1/events/pins", params={"from": "never", "bbox": "1", "near": "x", "genre": "polka"})
    assert (nonsense.status_code, nonsense.json()["total"]) == (200, 1)
