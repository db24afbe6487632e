"""Taking one's data along and leaving for good, as a client meets them."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.api.test_local import found, put_on, somebody
from tests.app import app
from tests.catalogue import NOW, Catalogue
from wtc import db
from wtc.flows import outbox, yours
from wtc.services import erasing
from wtc.services import outbox as letters

PROOF = {"password": "a long enough one 7"}


@pytest.fixture(autouse=True)
def friday_evening() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def client(catalogue: Catalogue) -> Iterator[TestClient]:
    with TestClient(app()) as opened:
        yield opened


@pytest.fixture
def una(client: TestClient, catalogue: Catalogue) -> dict[str, str]:
    return somebody(client, catalogue, "una", 1)


def leave(client: TestClient, who: dict[str, str], **body: str) -> Any:
    return client.request("DELETE", "/v1/users/me", json=PROOF | body, headers=who)


def unpacked(answer: Any) -> zipfile.ZipFile:
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["cache-control"] == "no-store"
    return zipfile.ZipFile(io.BytesIO(answer.content))


def test_the_archive_holds_ones_own_rows_and_no_secret(
    client: TestClient, catalogue: Catalogue, una: dict[str, str]
) -> None:
    other = somebody(client, catalogue, "oisin", 1)
    gigs = [catalogue.gig(title, hours=5) for title in ("=Lankum", "Ye Vagabonds")]
    for who, gig in ((una, gigs[0]), (other, gigs[1])):
        assert client.post(f"/v1/events/{gig}/save", headers=who).status_code == 200
    looking = una | {"user-agent": "Mozilla/5.0"}
    assert client.post(f"/v1/events/{gigs[0]}/view", json={}, headers=looking).status_code == 204
    bag = unpacked(client.post("/v1/users/me/export", json=PROOF, headers=una))
    assert bag.testzip() is None
    whole = json.loads(bag.read("everything.json"))
    assert whole["Account"][0]["email"] == "una@example.org"
    assert [row["event"] for row in whole["Saved gigs"]] == ["=Lankum"]
    assert [row["event"] for row in whole["Gigs you looked at"]] == ["=Lankum"]
    rows = list(csv.DictReader(io.StringIO(bag.read("csv/saved-gigs.csv").decode("utf-8-sig"))))
    assert [row["event"] for row in rows] == ["'=Lankum"], "no cell is a formula"
    assert bag.read("saved-gigs.ics").count(b"BEGIN:VEVENT") == 1
    told = bag.read("README.txt").decode()
    assert "una@example.org" in told
    assert "Saved gigs" in told
    everything = b"".join(bag.read(name) for name in bag.namelist())
    kept = catalogue.session.execute(text("SELECT password_hash FROM users WHERE email LIKE 'una%'")).scalar_one()
    hashes = catalogue.session.execute(text("SELECT token_hash FROM sessions")).scalars().all()
    catalogue.session.rollback()
    assert not any(secret.encode() in everything for secret in (kept, *hashes))
    assert b"oisin" not in everything
    assert b"Vagabonds" not in everything


def test_the_password_is_asked_for_again_and_archives_are_few(client: TestClient, una: dict[str, str]) -> None:
    wrong = client.post("/v1/users/me/export", json={"password": "not this one"}, headers=una)
    assert wrong.status_code == 422
    assert "password" in wrong.json()["error"]["details"]
    made = [client.post("/v1/users/me/export", json=PROOF, headers=una).status_code for _ in range(yours.EXPORTS + 1)]
    assert made == [200] * yours.EXPORTS + [429]


def test_what_is_kept_is_told_before_it_goes(client: TestClient, una: dict[str, str]) -> None:
    heaps = client.get("/v1/users/me/export", headers=una).json()["heaps"]
    assert {"table": "users", "name": "Account", "rows": 1, "why": ""} in heaps


def test_leaving_ends_everything_at_once_and_the_receipt_is_mailed(
    client: TestClient, catalogue: Catalogue, una: dict[str, str]
) -> None:
    assert leave(client, una, password="not this one").status_code == 422
    gone = leave(client, una)
    assert gone.status_code == 200, gone.text
    reference = gone.json()["receipt"]["reference"]
    assert client.get("/v1/auth/me", headers=una).status_code == 401
    assert client.post("/v1/auth/login", json=PROOF | {"email": "una@example.org"}).status_code == 401
    told = client.get(f"/v1/receipts/{reference.lower()}").json()
    assert told["reference"] == reference
    assert told["removed"] >= 2
    assert client.get("/v1/receipts/WTC-AAAA-AAAA-AAAA").status_code == 404
    assert client.post("/v1/auth/signup", json=PROOF | {"name": "Una", "email": "una@example.org"}).status_code == 201


def test_the_mail_with_the_receipt_is_written_and_its_address_forgotten_within_a_day(
    client: TestClient, catalogue: Catalogue, una: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "nudge", lambda: None)
    reference = leave(client, una).json()["receipt"]["reference"]
    (letter,) = db.read(letters.due, now=NOW + timedelta(minutes=5))
    assert letter.recipient == "una@example.org"
    assert reference in letter.body
    db.write(letters.tidy, now=NOW + timedelta(hours=24))
    left = catalogue.session.execute(text("SELECT COUNT(*) FROM outbox")).scalar_one()
    catalogue.session.rollback()
    assert left == 0


def test_an_organisers_nights_to_come_go_and_past_ones_lose_their_name(
    client: TestClient, catalogue: Catalogue
) -> None:
    orla = somebody(client, catalogue, "orla", 2)
    una = somebody(client, catalogue, "una", 1)
    (night,) = put_on(client, orla)
    assert client.post(f"/v1/events/{night['event_id']}/save", headers=una).status_code == 200
    assert leave(client, orla).status_code == 200
    (event,) = found(client)
    assert (event["status"], event["images"]) == ("withdrawn", []), "whoever saved it is told; nobody is led there"
    kept = client.get("/v1/users/me/export", headers=una).json()["heaps"]
    assert {"table": "user_saved_events", "name": "Saved gigs", "rows": 1, "why": ""} in kept
    row = catalogue.session.execute(text("SELECT source_id, raw, gone_at FROM event_sources")).one()
    catalogue.session.rollback()
    assert row.source_id.startswith("o-")
    assert row.source_id in row.raw
    assert row.gone_at is not None


def test_the_only_admin_is_asked_to_name_another(client: TestClient, catalogue: Catalogue) -> None:
    admin = somebody(client, catalogue, "ada", 3)
    assert leave(client, admin).status_code == 409
    somebody(client, catalogue, "bea", 3)
    assert leave(client, admin).status_code == 200
    assert db.read(erasing.unfinished)
