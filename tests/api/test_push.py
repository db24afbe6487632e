"""Browsers that show news over HTTP: switched on from a session, listed without secrets, off by their owner."""

import json
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.api.test_taste import signed_in
from tests.app import app
from tests.catalogue import Catalogue
from tests.push import Browser
from wtc.api.gate import Gate
from wtc.gateways import vapid

PUSH = "/v1/users/me/push"
SETTINGS = "/v1/users/me/notifications/settings"


@pytest.fixture
def client(catalogue: Catalogue) -> TestClient:
    return TestClient(Gate(app()), base_url="http://craic.example")


def switch_on(client: TestClient, me: dict[str, str], browser: Browser) -> dict[str, Any]:
    agent = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"}
    made = client.post(PUSH, json=browser.json, headers=me | agent)
    assert made.status_code == 201, made.text
    told: dict[str, Any] = made.json()
    return told


def test_a_browser_is_switched_on_listed_and_off_by_its_owner_alone(client: TestClient) -> None:
    me, other = signed_in(client), signed_in(client, "other@example.test")
    browser = Browser()
    made = switch_on(client, me, browser)
    assert made["name"] == "Firefox · Linux"
    listed = client.get(PUSH, headers=me)
    assert listed.json() == {"key": vapid.public_key(), "devices": [made]}
    assert "no-store" in listed.headers["cache-control"]
    for secret in (browser.subscription.endpoint, browser.subscription.p256dh, browser.subscription.auth):
        assert secret not in listed.text
    assert client.delete(f"{PUSH}/{made['id']}", headers=other).status_code == 404
    assert client.delete(f"{PUSH}/{made['id']}", headers=me).status_code == 204
    assert client.get(PUSH, headers=me).json()["devices"] == []


def test_nobody_signed_in_has_a_browser(client: TestClient) -> None:
    for answer in (client.get(PUSH), client.post(PUSH, json=Browser().json), client.delete(f"{PUSH}/1")):
        assert answer.status_code == 401


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint": "https://127.0.0.1/x"},
        {"endpoint": "https://evil.example/push"},
        {"endpoint": "http://fcm.googleapis.com/fcm/send/x"},
        {"endpoint": "https://fcm.googleapis.com/" + "x" * 2_000},
        {"keys": {"p256dh": "A" * 87, "auth": "A" * 22}},
        {"keys": {"p256dh": "A" * 87}},
        {"user_id": 1},
    ],
)
def test_a_hostile_browser_is_refused(client: TestClient, change: dict[str, Any]) -> None:
    me = signed_in(client)
    refused = client.post(PUSH, json=Browser().json | change, headers=me)
    assert refused.status_code == 422
    assert "evil" not in refused.text
    assert client.get(PUSH, headers=me).json()["devices"] == []


def test_signing_out_ends_it(client: TestClient, catalogue: Catalogue) -> None:
    me = signed_in(client)
    switch_on(client, me, Browser())
    assert client.post("/v1/auth/logout", headers=me).status_code == 204
    catalogue.session.rollback()
    assert catalogue.session.execute(text("SELECT count(*) FROM push_devices")).scalar_one() == 0


def test_which_news_goes_there_is_settled_by_kind(client: TestClient) -> None:
    me = signed_in(client)
    usual = client.get(SETTINGS, headers=me).json()
    assert [usual[f"push_{kind}"] for kind in ("change", "show", "taste", "set")] == [True, True, True, False]
    told = client.put(SETTINGS, json={"push_show": False}, headers=me).json()
    assert told == usual | {"push_show": False}
    assert client.put(SETTINGS, json={"push_show": "yes"}, headers=me).status_code == 422


def test_it_is_in_the_archive_without_its_keys_and_goes_with_the_account(
    client: TestClient, catalogue: Catalogue
) -> None:
    me = signed_in(client)
    browser = Browser()
    switch_on(client, me, browser)
    proof = {"password": "a long enough one 7"}
    archive = client.post("/v1/users/me/export", json=proof, headers=me)
    assert archive.status_code == 200, archive.text
    every = ZipFile(BytesIO(archive.content)).read("everything.json")
    (mine,) = json.loads(every)["Browsers that show you news"]
    assert mine["endpoint"] == browser.subscription.endpoint
    for secret in (browser.subscription.p256dh, browser.subscription.auth):
        assert secret.encode() not in every
    assert client.request("DELETE", "/v1/users/me", json=proof, headers=me).status_code == 200
    catalogue.session.rollback()
    assert catalogue.session.execute(text("SELECT count(*) FROM push_devices")).scalar_one() == 0
