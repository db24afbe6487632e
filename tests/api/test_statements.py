"""A list of many asks the database no more than a list of few (WTC-246)."""

from collections.abc import Iterator

import pytest
import time_machine
from fastapi.testclient import TestClient
from sqlalchemy import event

from tests.app import app
from tests.catalogue import NOW, Catalogue
from wtc import db

LISTS = (
    "/v1/events/search?limit={}",
    "/v1/events/search?limit={}&q=night",
    "/v1/artists?limit={}",
    "/v1/venues?limit={}",
    "/v1/trending/events?limit={}",
)
PAGES = ("/discover/", "/events/{event}", "/venues/{venue}", "/artists/act-0", "/v1/events/pins")
MOST = 12


@pytest.fixture(autouse=True)
def friday_evening() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def client(catalogue: Catalogue) -> Iterator[TestClient]:
    for at in range(30):
        catalogue.gig(f"Night {at}", acts=(f"Act {at}", "Everybody"), hours=2 + at, sources=("dice", "local"))
    with TestClient(app()) as opened:
        yield opened


def asks(client: TestClient, path: str) -> int:
    """How many statements an answer takes when nothing of it is kept."""
    asked: list[str] = []

    def note(*said: object) -> None:
        asked.append(str(said[2]))

    event.listen(db.engine(), "before_cursor_execute", note)
    try:
        answer = client.get(path, headers={"accept": "text/html" if not path.startswith("/v1") else "*/*"})
    finally:
        event.remove(db.engine(), "before_cursor_execute", note)
    assert answer.status_code == 200, (path, answer.text[:200])
    return len(asked)


@pytest.mark.parametrize("path", LISTS)
def test_twenty_rows_take_no_more_statements_than_two(client: TestClient, path: str) -> None:
    asks(client, path.format(1))  # what every list needs is kept from now on
    few, many = asks(client, path.format(2)), asks(client, path.format(20))
    assert 0 <= many <= few + 1, (few, many)
    assert many <= MOST


@pytest.mark.parametrize("path", PAGES)
def test_a_page_takes_a_bounded_number_of_statements(client: TestClient, path: str) -> None:
    first = client.get("/v1/events/search").json()["events"][0]
    assert asks(client, path.format(event=first["slug"], venue=first["venue"]["slug"])) <= 2 * MOST
