"""Organisers put on nights over HTTP: in search at once, their own alone, and never lost."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.app import app
from tests.catalogue import NOW, Catalogue
from tests.pictures import photo

NIGHT: dict[str, Any] = {
    "title": "Saturday session",
    "date": "2026-12-05",
    "time": "20:00",
    "doors": "19:30",
    "end": "23:30",
    "venue": {"name": "Cleere's", "town": "Kilkenny"},
    "line_up": ["The Night Owls", "Somebody Else"],
    "genres": ["trad"],
    "price": {"from": 15, "to": 18.5},
    "about": "A session by the fire.",
    "tickets": "https://example.org/tickets",
}


@pytest.fixture(autouse=True)
def friday_evening() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def client(catalogue: Catalogue) -> Iterator[TestClient]:
    with TestClient(app()) as opened:
        yield opened


@pytest.fixture
def organiser(client: TestClient, catalogue: Catalogue) -> dict[str, str]:
    return somebody(client, catalogue, "orla", 2)


def somebody(client: TestClient, catalogue: Catalogue, name: str, role: int) -> dict[str, str]:
    account = {"name": name.title(), "email": f"{name}@example.org", "password": "a long enough one 7"}
    made = client.post("/v1/auth/signup", json=account)
    assert made.status_code == 201
    client.cookies.clear()
    catalogue.session.execute(text("UPDATE users SET role = :r WHERE email = :e"), {"r": role, "e": account["email"]})
    catalogue.session.commit()
    return {"authorization": f"Bearer {made.json()['token']}"}


def put_on(client: TestClient, who: dict[str, str], **changes: Any) -> list[dict[str, Any]]:
    answer = client.post("/v1/events", json=NIGHT | changes, headers=who)
    assert answer.status_code == 201, answer.text
    return answer.json()["events"]  # type: ignore[no-any-return]


def found(client: TestClient, q: str = "saturday session") -> list[dict[str, Any]]:
    return client.get("/v1/events/search", params={"q": q, "to": "2027-12-31"}).json()["events"]  # type: ignore[no-any-return]


def change(client: TestClient, who: dict[str, str], night: dict[str, Any], **changes: Any) -> Any:
    form = {name: value for name, value in night["form"].items() if name not in ("status", "was_on")}
    form["venue"] = {name: value for name, value in form["venue"].items() if name != "country"}
    if isinstance(form["price"], dict):
        form["price"] = {name: value for name, value in form["price"].items() if name != "currency"}
    body = form | {"version": night["version"]} | changes
    return client.put(f"/v1/events/{night['event_id']}", json=body, headers=who)


def test_a_night_is_in_search_at_once_as_a_local_one(client: TestClient, organiser: dict[str, str]) -> None:
    (night,) = put_on(client, organiser)
    (event,) = found(client)
    assert event["id"] == night["event_id"]
    assert [mark["source"] for mark in event["sources"]] == ["local"]
    assert event["start_time"] == "2026-12-05T20:00:00Z"
    assert event["price"] == {"min": 15.0, "max": 18.5, "currency": "EUR"}
    assert [act["name"] for act in event["artists"]] == ["The Night Owls", "Somebody Else"]
    assert (event["city"], event["county"], event["sample"]) == ("Kilkenny", "Kilkenny", False)


@pytest.mark.parametrize("path", ["/v1/events", "/events"])
def test_only_organisers_put_on_nights(client: TestClient, catalogue: Catalogue, path: str) -> None:
    user = somebody(client, catalogue, "una", 1)
    for method, where in (("POST", path), ("PUT", f"{path}/1"), ("DELETE", f"{path}/1"), ("POST", f"{path}/1/restore")):
        assert client.request(method, where, json=NIGHT).status_code == 401
        assert client.request(method, where, json=NIGHT, headers=user).status_code == 403
    assert client.post("/v1/pictures", content=photo(), headers=user).status_code == 403
    assert found(client) == []


def test_one_organisers_night_is_not_anothers_and_an_admin_may_mend_it(
    client: TestClient, catalogue: Catalogue, organiser: dict[str, str]
) -> None:
    (night,) = put_on(client, organiser)
    other, admin = somebody(client, catalogue, "oisin", 2), somebody(client, catalogue, "aoife", 3)
    where = f"/v1/events/{night['event_id']}"
    theirs = [
        change(client, other, night, title="Mine now"),
        client.delete(where, headers=other),
        client.post(f"{where}/restore", headers=other),
        client.get(f"/v1/organiser/events/{night['event_id']}", headers=other),
    ]
    missing = client.delete("/v1/events/999999", headers=other).json()["error"]
    for answer in theirs:
        assert answer.status_code == 404
        assert answer.json()["error"]["message"] == missing["message"]
    assert client.get("/v1/organiser/events", headers=other).json()["total"] == 0
    assert change(client, admin, night, title="Sunday session").status_code == 200
    assert found(client, "sunday session")


def test_the_same_key_is_the_same_night_however_often_it_is_sent(client: TestClient, organiser: dict[str, str]) -> None:
    key = organiser | {"idempotency-key": "a-key"}
    first = put_on(client, key, repeat_until="2026-12-19")
    assert put_on(client, key, repeat_until="2026-12-19") == first
    assert len(found(client)) == 3


def test_a_weekly_night_keeps_its_hour_when_the_clocks_change(client: TestClient, organiser: dict[str, str]) -> None:
    nights = put_on(client, organiser, date="2027-03-20", repeat_until="2027-04-03")
    assert len({night["series_id"] for night in nights}) == 1
    starts = [event["start_time"] for event in found(client)]
    assert starts == ["2027-03-20T20:00:00Z", "2027-03-27T20:00:00Z", "2027-04-03T19:00:00Z"]
    assert len({event["slug"] for event in found(client)}) == 3, "one series, and each date an event of its own"


def test_one_date_is_changed_alone_or_with_all_that_follow(client: TestClient, organiser: dict[str, str]) -> None:
    nights = put_on(client, organiser, repeat_until="2026-12-26")
    assert change(client, organiser, nights[1], about="With a guest.").status_code == 200
    assert change(client, organiser, nights[2], time="21:00", following=True).status_code == 200
    assert [event["start_time"][11:16] for event in found(client)] == ["20:00", "20:00", "21:00", "21:00"]
    assert [event["description"] for event in found(client)].count("With a guest.") == 1


def test_a_night_that_moves_is_the_same_event_with_a_new_date(client: TestClient, organiser: dict[str, str]) -> None:
    (night,) = put_on(client, organiser)
    (before,) = found(client)
    moved = change(client, organiser, night, date="2026-12-06").json()
    (after,) = found(client)
    assert (after["id"], after["slug"]) == (before["id"], before["slug"])
    assert (after["status"], after["start_time"]) == ("rescheduled", "2026-12-06T20:00:00Z")
    assert after["sequence"] > before["sequence"]
    assert moved["form"]["was_on"] == "2026-12-05"
    back = change(client, organiser, moved, date="2026-12-05").json()
    assert "was_on" not in back["form"]
    assert found(client)[0]["status"] == "scheduled"


def test_a_cancelled_night_is_marked_and_can_come_back(client: TestClient, organiser: dict[str, str]) -> None:
    (night,) = put_on(client, organiser)
    where = f"/v1/events/{night['event_id']}"
    for _ in range(2):
        answer = client.delete(where, headers=organiser)
        assert (answer.status_code, answer.json()["cancelled"]) == (200, True)
    assert client.get(where).json()["status"] == "cancelled"
    assert client.get("/v1/organiser/events?which=cancelled", headers=organiser).json()["total"] == 1
    assert client.post(f"{where}/restore", headers=organiser).json()["cancelled"] is False
    assert client.get(where).json()["status"] == "scheduled"


def test_of_two_tabs_the_second_is_told_what_the_first_wrote(client: TestClient, organiser: dict[str, str]) -> None:
    (night,) = put_on(client, organiser)
    assert change(client, organiser, night, title="Saturday session, late").status_code == 200
    second = change(client, organiser, night, title="Saturday session, early")
    assert second.status_code == 409
    details = second.json()["error"]["details"]
    assert (details["version"], details["form"]["title"]) == (2, "Saturday session, late")
    assert change(client, organiser, night | {"version": 2}, title="Saturday session, early").status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "named"),
    [
        ("title", "  \u200b ", "title"),
        ("date", "2026-11-20", "date"),
        ("date", "2026-02-30", "date"),
        ("date", "2031-01-01", "date"),
        ("time", "25:00", "time"),
        ("doors", "21:00", "doors"),
        ("venue", {"name": "", "town": "Cork"}, "venue"),
        ("venue", {"name": "A room", "town": ""}, "town"),
        ("tickets", "javascript:alert(1)", "tickets"),
        ("tickets", "JaVa\tscript:alert(1)", "tickets"),
        ("tickets", "data:text/html,x", "tickets"),
        ("price", {"from": 20, "to": 10}, "price"),
        ("price", {"from": -1}, "price"),
        ("repeat_until", "2026-12-01", "repeat_until"),
        ("repeat_until", "2029-12-01", "repeat_until"),
        ("owner_id", 1, "owner_id"),
    ],
)
def test_what_makes_no_sense_is_refused_by_field(
    client: TestClient, organiser: dict[str, str], field: str, value: Any, named: str
) -> None:
    answer = client.post("/v1/events", json=NIGHT | {field: value}, headers=organiser)
    assert answer.status_code == 422
    assert any(name.startswith(named) or name.endswith(named) for name in answer.json()["error"]["details"]), (
        answer.text
    )
    assert found(client) == []


def test_what_a_stranger_might_write_is_text_and_nothing_else(client: TestClient, organiser: dict[str, str]) -> None:
    nasty = '<img src=x onerror=alert(1)>\u202e"\x00'
    (night,) = put_on(client, organiser, title=f"Session {nasty}", about=f"<script>alert(1)</script>{nasty}")
    page = client.get(f"/events/{night['slug']}", headers={"accept": "text/html"})
    assert "<script>alert(1)" not in page.text
    assert "<img src=x" not in page.text


def test_there_is_a_bound_to_what_one_may_put_on(
    client: TestClient, organiser: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wtc.services.local.MOST", 3)
    put_on(client, organiser, repeat_until="2026-12-12")
    answer = client.post("/v1/events", json=NIGHT | {"repeat_until": "2026-12-12"}, headers=organiser)
    assert answer.status_code == 429
    assert len(found(client)) == 2


def test_an_uploaded_picture_is_shown_at_once_from_our_own_store(client: TestClient, organiser: dict[str, str]) -> None:
    sent = client.post("/v1/pictures", content=photo(1000, 700), headers=organiser)
    assert sent.status_code == 201, sent.text
    (night,) = put_on(client, organiser, picture=sent.json()["picture"])
    (event,) = found(client)
    assert event["images"][0]["url"] == sent.json()["url"]
    assert client.get(event["images"][0]["card"]).headers["content-type"] == "image/webp"
    assert client.post("/v1/pictures", content=b"<svg/>", headers=organiser).status_code == 422
    assert night["form"]["picture"] in event["images"][0]["url"]


def test_rooms_are_suggested_with_their_towns(
    client: TestClient, organiser: dict[str, str], catalogue: Catalogue
) -> None:
    catalogue.gig("Lankum", room="Róisín Dubh", city="Galway", county="Galway")
    answer = client.get("/v1/organiser/rooms", params={"q": "roisin"}, headers=organiser)
    assert answer.json() == {"rooms": [{"name": "Róisín Dubh", "town": "Galway", "county": "Galway"}]}


def test_every_change_is_written_down(client: TestClient, organiser: dict[str, str], catalogue: Catalogue) -> None:
    (night,) = put_on(client, organiser)
    change(client, organiser, night, title="Another name")
    client.delete(f"/v1/events/{night['event_id']}", headers=organiser)
    catalogue.session.rollback()
    deeds = catalogue.session.execute(text("SELECT action FROM audit_log ORDER BY id")).scalars().all()
    assert deeds == ["local.create", "local.edit", "local.cancel"]
