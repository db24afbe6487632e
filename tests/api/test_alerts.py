"""Alerts and notifications in JSON: one's own alone, reading marks nothing, and one click ends the mail."""

from datetime import timedelta
from email import message_from_bytes

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests.api.test_engine import signed_in
from tests.app import app
from wtc import db
from wtc.clock import now
from wtc.flows import notifications as flow
from wtc.gateways import mail
from wtc.services import mailings, notifications, outbox
from wtc.shapes.accounts import Role

ALERTS, TOLD = "/v1/users/me/alerts", "/v1/users/me/notifications"


@pytest.fixture
def client(database: Engine) -> TestClient:
    return TestClient(app())


def me_id(client: TestClient, me: dict[str, str]) -> int:
    return int(client.get("/v1/auth/me", headers=me).json()["id"])


def test_an_alert_lives_and_is_its_owners_alone(client: TestClient) -> None:
    me, other = signed_in(client, Role.USER), signed_in(client, Role.ORGANIZER)
    runbook = {"artist_name": "Lankum", "city": "Galway", "radius_km": 30}
    made = client.post("/v1/alerts", json=runbook, headers=me)
    assert made.status_code == 201
    one = f"{ALERTS}/{made.json()['id']}"
    assert made.json()["sentence"] == "Tell me when Lankum plays within 30 km of Galway."
    assert client.post(ALERTS, json=runbook, headers=me).json()["id"] == made.json()["id"]
    for call in (client.get, client.delete):
        assert call(one, headers=other).status_code == 404
        assert call(one).status_code == 401
    changed = client.put(one, json={"genre": "techno", "price_max": 20}, headers=me).json()
    assert changed["sentence"] == "Tell me when techno is announced for up to €20."
    assert client.post(f"{one}/pause", json={"paused": True}, headers=me).json()["paused"] is True
    assert len(client.get("/v1/alerts", headers=me).json()["alerts"]) == 1
    assert client.delete(f"/v1/alerts/{made.json()['id']}", headers=me).status_code == 204
    assert client.get(one, headers=me).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"artist": "a", "genre": "techno"},
        {"artist": "x" * 161},
        {"artist": "Lankum", "city": "Atlantis"},
        {"artist": "Lankum", "city": "Cork", "radius_km": -1},
        {"search": "/discover"},
        {"match": 3},
        {"artist": "Lankum", "price_max": 1e300},
        {"artist_id": 2**63},
        {"artist": "Lankum", "user_id": 1},
    ],
)
def test_what_makes_no_sense_is_refused_in_words(client: TestClient, body: dict[str, object]) -> None:
    answer = client.post(ALERTS, json=body, headers=signed_in(client, Role.USER))
    assert answer.status_code == 422
    assert answer.json()["error"]["message"]


def test_reading_the_list_marks_nothing(client: TestClient) -> None:
    me, other = signed_in(client, Role.USER), signed_in(client, Role.ORGANIZER)
    words = {"kind": "show", "title": "Lankum: a new show", "body": "", "href": "/events/x"}
    for key in ("show:1", "show:2"):
        db.write(notifications.tell, [me_id(client, me)], key, now=now(), **words)
    for path in (TOLD, "/v1/alerts/notifications"):
        assert client.get(path, headers=me).json()["unread"] == 2
    first = client.get(TOLD, headers=me).json()["notifications"][0]["id"]
    assert client.post(f"{TOLD}/{first}/read", headers=other).status_code == 404
    assert client.post(f"{TOLD}/{first}/read", headers=me).status_code == 204
    assert client.get(TOLD, headers=me).json()["unread"] == 1
    assert client.post(f"{TOLD}/read", headers=me).json() == {"read": 1}
    assert client.post(f"{TOLD}/read").status_code == 401


def test_what_goes_by_mail_is_settled_field_by_field(client: TestClient) -> None:
    me = signed_in(client, Role.USER)
    assert client.put(f"{TOLD}/settings", json={"show": "now", "digest_hour": 7}, headers=me).status_code == 200
    told = client.get(f"{TOLD}/settings", headers=me).json()
    assert (told["show"], told["digest_hour"], told["change"]) == ("now", 7, "now")
    for wrong in ({"digest_hour": 24}, {"show": "never"}, {"user_id": 1}):
        assert client.put(f"{TOLD}/settings", json=wrong, headers=me).status_code == 422


def test_a_letter_carries_the_way_to_end_it_and_one_click_does(client: TestClient) -> None:
    me = signed_in(client, Role.USER)
    user = me_id(client, me)
    words = {"kind": "change", "title": "Cancelled: Lankum", "body": "It is off.", "href": "/events/x"}
    db.write(notifications.tell, [user], "change:1", now=now(), **words)
    due = now() + timedelta(days=1, hours=12 - now().hour % 24)
    db.write(mailings.write, user, site="https://x.example", unsubscribe=flow.unsubscribe_address, now=due)
    (letter,) = db.read(outbox.due, now=due)
    written = message_from_bytes(mail.written(letter).as_bytes())
    address = "".join(written["List-Unsubscribe"].split()).strip("<>")
    assert written["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = address[address.index("/unsubscribe") :]
    page = client.get(path)
    assert "Stop these mails" in page.text
    assert client.get(f"{TOLD}/settings", headers=me).json()["change"] == "now"
    for _ in range(2):
        done = client.post(
            path, content="List-Unsubscribe=One-Click", headers={"content-type": "application/x-www-form-urlencoded"}
        )
        assert done.status_code == 200
    assert client.get(f"{TOLD}/settings", headers=me).json()["change"] == "off"
    assert client.post(path[:-1]).status_code == client.get(path[:-1]).status_code == 404
