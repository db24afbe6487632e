"""Views and clicks: two visitors are two, one who comes again is one, and a program is none."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.api.test_local import put_on, somebody
from tests.app import app
from tests.catalogue import NOW, Catalogue
from wtc.settings import settings

BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"}


@pytest.fixture(autouse=True)
def friday_evening() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def client(catalogue: Catalogue) -> Iterator[TestClient]:
    with TestClient(app()) as opened:
        yield opened


def count(catalogue: Catalogue, table: str = "event_views") -> int:
    catalogue.session.rollback()
    return int(catalogue.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def look(client: TestClient, event: int, device: str = "", **more: Any) -> int:
    headers = BROWSER | more.pop("headers", {})
    return client.post(f"/v1/events/{event}/view", json={"device": device}, headers=headers).status_code


def test_two_visitors_are_two_views_and_a_reload_is_none(client: TestClient, catalogue: Catalogue) -> None:
    gig = catalogue.gig("Lankum")
    for device in ("one", "two", "one", "one"):
        assert look(client, gig, device) == 204
    assert count(catalogue) == 2
    with time_machine.travel(NOW.replace(day=28), tick=True):
        look(client, gig, "one")
    assert count(catalogue) == 3, "another day is another look"


def test_an_account_is_one_visitor_on_every_device(client: TestClient, catalogue: Catalogue) -> None:
    gig = catalogue.gig("Lankum")
    una = somebody(client, catalogue, "una", 1)
    for device in ("phone", "desk"):
        look(client, gig, device, headers=una | {"user-agent": f"Mozilla/5.0 {device}"})
    assert count(catalogue) == 1


def test_one_place_cannot_make_a_crowd(client: TestClient, catalogue: Catalogue) -> None:
    gig = catalogue.gig("Lankum")
    for n in range(40):
        look(client, gig, f"device {n}", headers={"user-agent": f"Mozilla/5.0 number {n}"})
    assert count(catalogue) == 20


@pytest.mark.parametrize("agent", ["Googlebot/2.1", "facebookexternalhit/1.1", "curl/8.5", "AhrefsBot", ""])
def test_programs_do_not_count(client: TestClient, catalogue: Catalogue, agent: str) -> None:
    look(client, catalogue.gig("Lankum"), "x", headers={"user-agent": agent})
    assert count(catalogue) == 0


def test_nothing_that_is_kept_says_who_it_was(client: TestClient, catalogue: Catalogue) -> None:
    look(client, catalogue.gig("Lankum"), "device-word")
    ((viewer,),) = catalogue.session.execute(text("SELECT viewer FROM event_views")).all()
    assert len(viewer) == 32
    assert set(viewer) <= set("0123456789abcdef")


def test_leaving_for_a_seller_is_counted_once_and_for_sellers_of_this_gig_alone(
    client: TestClient, catalogue: Catalogue
) -> None:
    (night,) = put_on(client, somebody(client, catalogue, "orla", 2))
    where = f"/v1/events/{night['event_id']}/click"
    for _ in range(3):
        assert client.post(where, json={"source": "local", "device": "x"}, headers=BROWSER).status_code == 204
    assert client.post(where, json={"source": "dice"}, headers=BROWSER).status_code == 404
    assert client.post(where, json={"source": "nobody"}, headers=BROWSER).status_code == 422
    assert client.post("/v1/events/99999/view", json={}, headers=BROWSER).status_code == 404
    assert count(catalogue, "ticket_clicks") == 1


def test_an_organiser_sees_how_a_night_does(client: TestClient, catalogue: Catalogue) -> None:
    orla = somebody(client, catalogue, "orla", 2)
    (night,) = put_on(client, orla)
    for device in ("one", "two"):
        look(client, night["event_id"], device)
    una = somebody(client, catalogue, "una", 1)
    client.post(f"/v1/events/{night['event_id']}/save", headers=una)
    client.post(f"/v1/events/{night['event_id']}/click", json={"source": "local"}, headers=BROWSER)
    (told,) = client.get("/v1/organiser/events", headers=orla).json()["events"]
    assert (told["views"], told["saves"], told["clicks"]) == (2, 1, 1)


def test_ticket_links_carry_what_was_agreed_with_their_seller(
    client: TestClient, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = [{"source": "ticketmaster", "source_id": "a", "url": "https://t.example/1?a=b"}]
    marks += [{"source": "dice", "source_id": "b", "url": "https://d.example/1"}]
    gig = catalogue.gig("Lankum", marks=marks, ticket_url="https://t.example/1?a=b")
    monkeypatch.setenv("TICKET_LINK_PARAMS", "ticketmaster:camefrom=wtc")
    settings.cache_clear()
    event = client.get(f"/v1/events/{gig}").json()
    assert event["ticket_url"] == "https://t.example/1?a=b&camefrom=wtc"
    assert [mark["url"] for mark in event["sources"]] == ["https://t.example/1?a=b&camefrom=wtc", "https://d.example/1"]
