"""What was typed so far, over HTTP: read as a search, and what else it may mean."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from fastapi.testclient import TestClient

from tests.app import app
from tests.catalogue import NOW, Catalogue


@pytest.fixture(autouse=True)
def friday_evening() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def client(catalogue: Catalogue) -> Iterator[TestClient]:
    catalogue.gig("Lankum", room="Vicar Street", hours=24)
    catalogue.gig("Lisa O'Neill", room="Róisín Dubh", city="Galway", county="Galway", genres=("folk",), hours=2)
    with TestClient(app()) as opened:
        yield opened


def suggest(client: TestClient, words: str) -> dict[str, Any]:
    answer = client.get("/v1/suggest", params={"words": words})
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "private, no-store"
    return dict(answer.json())


def offers(told: dict[str, Any]) -> dict[str, list[str]]:
    return {group["name"]: [offer["label"] for offer in group["offers"]] for group in told["groups"]}


def test_a_beginning_finds_acts_rooms_and_gigs(client: TestClient) -> None:
    assert offers(suggest(client, "lank")) == {"Acts": ["Lankum"], "Gigs": ["Lankum"]}
    assert offers(suggest(client, "roisin")) == {"Venues": ["Róisín Dubh"], "Gigs": ["Lisa O'Neill"]}
    assert "Gigs" not in offers(suggest(client, "l"))


def test_a_sentence_is_read_as_the_search_reads_it(client: TestClient) -> None:
    told = suggest(client, "folk i nGaillimh anocht")
    assert told["read"] == ["Galway", "Fri 27 November", "Folk"]
    assert told["text"] == ""
    assert told["href"].endswith("&city=Galway&genre=folk&from=2026-11-27&to=2026-11-27")
    assert offers(told) == {"Gigs": ["Lisa O'Neill"]}


def test_near_me_is_the_town_the_reader_chose(client: TestClient) -> None:
    client.cookies.set("wtc_city", "Galway")
    assert suggest(client, "folk near me")["read"] == ["Within 25 km of Galway", "Folk"]


@pytest.mark.parametrize("words", ["", "%", "_", "\\", "'; DROP TABLE artists; --", "\U0001f3b8", "\u202eabc"])
def test_odd_words_are_only_words(client: TestClient, words: str) -> None:
    found = offers(suggest(client, words))
    assert "Acts" not in found
    assert "Venues" not in found


def test_more_than_a_sentence_is_refused(client: TestClient) -> None:
    assert client.get("/v1/suggest", params={"words": "x" * 201}).status_code == 422
