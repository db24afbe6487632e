"""Every account route as a client meets it, good and refused, through the same gate as in production."""

import json
import logging
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from sqlalchemy import Engine

from tests.app import app
from wtc import db
from wtc.api.gate import Gate
from wtc.clock import now
from wtc.domain.text import key, slug
from wtc.flows import accounts as flow
from wtc.flows import door, outbox
from wtc.models.artists import Artist
from wtc.services import accounts
from wtc.settings import settings
from wtc.shapes.accounts import Role

AOIFE = {"name": "Aoife Byrne", "email": "aoife@example.com", "password": "canary password 1"}
PAIR = {"email": AOIFE["email"], "password": AOIFE["password"]}
EIGHT = {
    "genres": ["trad", "Sean-nós"],
    "artists": ["Lankum"],
    "cities": ["Dublin"],
    "venues": ["Vicar Street"],
    "djs": ["Sunil Sharpe"],
    "budget_max": 25.5,
    "radius_km": 30,
    "night_preferences": ["fri", "late"],
}


def client() -> httpx.AsyncClient:
    transport = httpx.ASGITransport(Gate(app()), raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://localhost:3000")


@pytest.fixture
async def web(database: Engine) -> AsyncIterator[httpx.AsyncClient]:
    """A browser of its own, with an empty jar of cookies."""
    door.forget()
    async with client() as opened:
        yield opened


@pytest.fixture
async def aoife(web: httpx.AsyncClient) -> dict[str, Any]:
    return dict((await web.post("/v1/auth/signup", json=AOIFE)).json())


def fields(response: httpx.Response) -> set[str]:
    error = response.json()["error"]
    assert set(error) == {"code", "message", "details", "requestId"}
    return set(error["details"])


@pytest.mark.parametrize("prefix", ["/auth", "/v1/auth"])
async def test_signing_up_and_in_under_both_prefixes(web: httpx.AsyncClient, prefix: str) -> None:
    made = await web.post(f"{prefix}/signup", json=AOIFE)
    assert made.status_code == 201
    web.cookies.clear()
    back = await web.post(f"{prefix}/login", json=PAIR)
    assert back.status_code == 200
    body = back.json()
    assert set(body) == {"token", "expires_at", "user"}
    assert body["user"] == {
        "id": made.json()["user"]["id"],
        "name": "Aoife Byrne",
        "email": PAIR["email"],
        "role": "user",
    }
    assert body["expires_at"].endswith("Z")
    assert back.headers["cache-control"] == "no-store"
    assert (await web.get(f"{prefix}/me")).json() == body["user"]
    web.cookies.clear()
    assert (await web.get(f"{prefix}/me")).status_code == 401
    bearer = {"Authorization": f"Bearer {body['token']}"}
    assert (await web.get(f"{prefix}/me", headers=bearer)).json() == body["user"]
    assert (await web.get(f"{prefix}/me", headers={"Authorization": "Bearer x.y.z"})).status_code == 401


async def test_the_session_cookie_is_out_of_scripts_reach(web: httpx.AsyncClient) -> None:
    made = await web.post("/v1/auth/signup", json=AOIFE)
    for cookie in made.headers.get_list("set-cookie"):
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"role": "admin"}, "role"),
        ({"role": 3, "id": 1}, "id"),
        ({"email": "not an address"}, "email"),
        ({"email": None}, "email"),
        ({"email": ["a@example.com"]}, "email"),
        ({"name": "\u200b"}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": 7}, "name"),
        ({"password": "short"}, "password"),
        ({"password": "x" * 129}, "password"),
        ({"password": "x" * 1_000_000}, "password"),
        ({"password": 12345678}, "password"),
    ],
)
async def test_a_sign_up_that_will_not_do_names_the_field(
    web: httpx.AsyncClient, change: dict[str, Any], wrong: str
) -> None:
    refused = await web.post("/v1/auth/signup", json=AOIFE | change)
    assert refused.status_code == 422
    assert wrong in fields(refused)
    assert "xxxx" not in refused.text, "what was sent is not sent back"
    assert db.read(accounts.by_email, AOIFE["email"]) is None


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b"null", b'"x"', b"\xff", b'{"email": "\\ud800@example.com", "password": "\\ud800xxxxxxxx"}'],
)
@pytest.mark.parametrize("path", ["signup", "login", "forgot", "reset"])
async def test_a_body_that_makes_no_sense_is_refused(web: httpx.AsyncClient, path: str, body: bytes) -> None:
    refused = await web.post(f"/v1/auth/{path}", content=body, headers={"Content-Type": "application/json"})
    assert refused.status_code in {400, 422}
    fields(refused)


async def test_an_address_has_one_account(web: httpx.AsyncClient, aoife: dict[str, Any]) -> None:
    again = await web.post("/v1/auth/signup", json=AOIFE | {"email": "AOIFE@example.com"})
    assert again.status_code == 409
    assert fields(again) == {"email"}


async def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(
    web: httpx.AsyncClient, aoife: dict[str, Any]
) -> None:
    wrong = await web.post("/v1/auth/login", json=PAIR | {"password": "no"})
    unknown = await web.post("/v1/auth/login", json=PAIR | {"email": "nobody@example.com"})
    assert wrong.status_code == unknown.status_code == 401
    same = [response.json()["error"] | {"requestId": ""} for response in (wrong, unknown)]
    assert same[0] == same[1]
    assert not wrong.headers.get_list("set-cookie")


async def test_thirty_wrong_and_one_right_are_refused_from_the_eleventh(
    web: httpx.AsyncClient, aoife: dict[str, Any]
) -> None:
    web.cookies.clear()
    told = [(await web.post("/v1/auth/login", json=PAIR | {"password": "no"})).status_code for _ in range(30)]
    assert told == [401] * 10 + [429] * 20
    last = await web.post("/v1/auth/login", json=PAIR)
    assert last.status_code == 429
    assert 0 < int(last.headers["retry-after"]) <= 3600


async def test_logging_out_ends_the_session_on_the_server(web: httpx.AsyncClient, aoife: dict[str, Any]) -> None:
    stolen = dict(web.cookies)
    gone = await web.post("/v1/auth/logout")
    assert gone.status_code == 204
    assert flow.COOKIE not in web.cookies
    assert (await web.get("/v1/auth/me", cookies=stolen)).status_code == 401
    assert (await web.post("/v1/auth/logout")).status_code == 204, "again is no error"


async def test_logging_out_everywhere_ends_the_other_browser_too(web: httpx.AsyncClient, aoife: dict[str, Any]) -> None:
    async with client() as phone:
        await phone.post("/v1/auth/login", json=PAIR)
        assert (await phone.get("/v1/auth/me")).status_code == 200
        await web.post("/v1/auth/logout?all=true")
        assert (await phone.get("/v1/auth/me")).status_code == 401


async def test_asking_for_a_link_is_answered_alike_and_the_link_works_once(
    web: httpx.AsyncClient, aoife: dict[str, Any]
) -> None:
    evil = {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}
    known = await web.post("/v1/auth/forgot", json={"email": AOIFE["email"]}, headers=evil)
    unknown = await web.post("/v1/auth/forgot", json={"email": "nobody@example.com"}, headers=evil)
    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
    assert known.status_code == 202
    await outbox.settled()
    (mail,) = (settings().data_dir / "outbox").glob("*.eml")
    text = mail.read_text()
    assert "evil" not in text
    token = text.partition("token=")[2].split()[0]
    body = {"token": token, "password": "another password"}
    assert (await web.post("/v1/auth/reset", json=body | {"password": "short"})).status_code == 422
    done = await web.post("/v1/auth/reset", json=body)
    assert done.status_code == 200
    assert (await web.get("/v1/auth/me")).json() == done.json()["user"]
    assert (await web.post("/v1/auth/reset", json=body)).status_code == 410
    assert (await web.post("/v1/auth/login", json=PAIR)).status_code == 401


async def test_preferences_come_back_as_they_were_given(web: httpx.AsyncClient, aoife: dict[str, Any]) -> None:
    assert (await web.get("/v1/auth/preferences")).json()["updated_at"] is None
    saved = await web.post("/v1/auth/preferences", json=EIGHT)
    assert saved.status_code == 200
    kept = await web.get("/auth/preferences")
    assert kept.json() == saved.json()
    assert {field: kept.json()[field] for field in EIGHT} == EIGHT
    assert kept.json()["updated_at"].endswith("Z")
    assert kept.headers["cache-control"] == "no-store"


async def test_preferences_changed_elsewhere_are_not_overwritten(web: httpx.AsyncClient, aoife: dict[str, Any]) -> None:
    first = (await web.post("/v1/auth/preferences", json=EIGHT)).json()
    second = (await web.post("/v1/auth/preferences", json={"radius_km": 5})).json()
    refused = await web.post("/v1/auth/preferences", json=first)
    assert refused.status_code == 409
    assert refused.json()["error"]["details"] == {"updated_at": second["updated_at"]}
    mine = await web.post("/v1/auth/preferences", json=first | {"updated_at": second["updated_at"]})
    assert mine.json()["radius_km"] == 30


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ({"user_id": 2}, "user_id"),
        ({"role": "admin"}, "role"),
        ({"genres": "trad"}, "genres"),
        ({"genres": [1]}, "genres.0"),
        ({"genres": None}, "genres"),
        ({"artists": ["x"] * 1_001}, "artists"),
        ({"artists": [f"act {n}" for n in range(101)]}, "artists"),
        ({"venues": ["x" * 81]}, "venues"),
        ({"budget_max": -1}, "budget_max"),
        ({"budget_max": 10_001}, "budget_max"),
        ({"budget_max": "20"}, "budget_max"),
        ({"budget_max": True}, "budget_max"),
        ({"radius_km": 0}, "radius_km"),
        ({"radius_km": 1.5}, "radius_km"),
        ({"currency": "USD"}, "currency"),
        ({"updated_at": "yesterday"}, "updated_at"),
        ({"updated_at": "2026-05-01T12:00:00"}, "updated_at"),
    ],
)
async def test_preferences_that_will_not_do_are_named_and_change_nothing(
    web: httpx.AsyncClient, aoife: dict[str, Any], body: dict[str, Any], wrong: str
) -> None:
    refused = await web.post("/v1/auth/preferences", json=EIGHT | body)
    assert refused.status_code == 422
    assert wrong in fields(refused)
    assert (await web.get("/v1/auth/preferences")).json()["updated_at"] is None


async def test_numbers_that_are_none_are_refused(web: httpx.AsyncClient, aoife: dict[str, Any]) -> None:
    for sent in ('{"budget_max": NaN}', '{"budget_max": Infinity}', '{"radius_km": 1e400}'):
        refused = await web.post("/v1/auth/preferences", content=sent, headers={"Content-Type": "application/json"})
        assert refused.status_code == 422


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_preferences_belong_to_somebody(web: httpx.AsyncClient, method: str) -> None:
    refused = await web.request(method, "/v1/auth/preferences", json={} if method == "POST" else None)
    assert refused.status_code == 401
    fields(refused)


async def test_a_role_given_on_the_command_line_holds_at_once(web: httpx.AsyncClient, aoife: dict[str, Any]) -> None:
    db.write(accounts.set_role, AOIFE["email"], Role.ORGANIZER, now=now())
    assert (await web.get("/v1/auth/me")).json()["role"] == "organizer"


async def test_no_password_and_no_token_reaches_the_logs(
    web: httpx.AsyncClient, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    made = (await web.post("/v1/auth/signup", json=AOIFE)).json()
    await web.post("/v1/auth/login", json=PAIR | {"password": 'canary wrong\n{"level":"INFO"}'})
    await web.post("/v1/auth/signup", json=AOIFE | {"password": ["canary list"]})
    await web.post("/v1/auth/forgot", json={"email": AOIFE["email"]})
    await outbox.settled()
    (mail,) = (settings().data_dir / "outbox").glob("*.eml")
    token = mail.read_text().partition("token=")[2].split()[0]
    await web.post("/v1/auth/reset", json={"token": token, "password": "canary password 2"})
    await web.get("/v1/auth/me", headers={"Authorization": f"Bearer {made['token']}"})
    printed = capfd.readouterr()
    said = caplog.text + printed.out + printed.err + json.dumps([str(record.__dict__) for record in caplog.records])
    for secret in ("canary", token, made["token"], *web.cookies.values()):
        assert secret not in said
    assert token not in mail.name


async def test_names_of_the_catalogue_are_suggested_to_users_only(
    web: httpx.AsyncClient, aoife: dict[str, Any]
) -> None:
    with db.writing() as session:
        for name in ("Lankum", "Landless", "The Lankers", "Róisín Murphy", "50% Off"):
            session.add(Artist(slug=slug(name), name=name, name_key=key(name), created_at=now()))
    path = "/v1/auth/preferences/names"
    assert (await web.get(path, params={"of": "artists", "q": "LÁN"})).json() == {
        "names": ["Landless", "Lankum", "The Lankers"]
    }
    assert (await web.get(path, params={"of": "djs", "q": "roisin"})).json() == {"names": ["Róisín Murphy"]}
    assert (await web.get(path, params={"of": "artists", "q": "%%"})).json() == {"names": []}
    assert (await web.get(path, params={"of": "users", "q": "ao"})).status_code == 422
    assert (await web.get(path, params={"of": "artists", "q": "l"})).status_code == 422
    web.cookies.clear()
    assert (await web.get(path, params={"of": "artists", "q": "lan"})).status_code == 401
