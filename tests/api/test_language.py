"""The switch between English and Irish: what it sets, where it leads, and what is answered after it."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import select

from tests.app import app
from wtc import language
from wtc.api.gate import Gate
from wtc.api.language import local
from wtc.db import reading
from wtc.domain import letters
from wtc.models.accounts import OutboxMail, User


@pytest.fixture
def client(database: Engine) -> Iterator[TestClient]:
    with TestClient(Gate(app()), follow_redirects=False) as opened:
        yield opened


def test_the_switch_sets_a_cookie_and_goes_back(client: TestClient) -> None:
    came = {"referer": f"{client.base_url}/discover?when=tonight"}
    answer = client.post("/v1/language", data={"language": "ga"}, headers=came)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/discover?when=tonight"
    assert "wtc_lang=ga" in answer.headers["set-cookie"]
    assert "samesite=lax" in answer.headers["set-cookie"].lower()


@pytest.mark.parametrize("path", ["//evil.example/", "https://evil.example/", "/\\evil.example", "evil", "/a\nb"])
def test_the_switch_never_leads_away(client: TestClient, path: str) -> None:
    answer = client.post("/v1/language", data={"language": "ga", "next": path})
    assert answer.headers["location"] == "/"
    assert local(path) == ""


def test_an_address_says_which_before_any_cookie_and_its_page_goes_on_in_it(client: TestClient) -> None:
    assert client.get("/v1/auth/me?lang=ga").json()["error"]["message"] == "Sínigh isteach ar dtús."
    page = client.get("/events/none?a=b&lang=ga", headers={"accept": "text/html"})
    assert '<html lang="ga' in page.text
    assert client.cookies["wtc_lang"] == "ga"
    assert '<html lang="ga' in client.get("/events/none", headers={"accept": "text/html"}).text
    again = client.get("/events/none?lang=ga", headers={"accept": "text/html"})
    assert "set-cookie" not in again.headers
    assert '<html lang="en' in client.get("/events/none?lang=en", headers={"accept": "text/html"}).text
    assert client.cookies["wtc_lang"] == "en"


@pytest.mark.parametrize("query", ["lang=fr", "xlang=ga", "lang=gale", "lang=", "lang=ga%00", "q=lang=ga"])
def test_an_address_that_names_none_of_ours_changes_nothing(client: TestClient, query: str) -> None:
    page = client.get(f"/events/none?{query}", headers={"accept": "text/html"})
    assert '<html lang="en' in page.text
    assert "set-cookie" not in page.headers


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("/?lang=ga", "/?"),
        ("/discover?lang=ga&when=tonight", "/discover?when=tonight"),
        ("/e?q=lang=ga", "/e?q=lang=ga"),
    ],
)
def test_the_switch_goes_back_without_the_language_in_the_address(client: TestClient, before: str, after: str) -> None:
    answer = client.post("/v1/language", data={"language": "en", "next": before})
    assert answer.headers["location"] == after


def test_another_site_named_as_the_page_before_is_not_believed(client: TestClient) -> None:
    answer = client.post("/v1/language", data={"language": "en"}, headers={"referer": "https://evil.example/x"})
    assert answer.headers["location"] == "/"


def test_there_are_two_languages(client: TestClient) -> None:
    assert client.post("/v1/language", data={"language": "fr"}).status_code == 422
    assert client.post("/v1/language", data={}).status_code == 422


def test_refusals_are_said_in_the_language_of_the_cookie(client: TestClient) -> None:
    answer = client.get("/v1/auth/me", headers={"cookie": "wtc_lang=ga"})
    assert answer.json()["error"]["message"] == "Sínigh isteach ar dtús."
    assert client.get("/v1/auth/me").json()["error"]["message"] == "Sign in first."


@pytest.mark.parametrize(
    ("cookies", "spoken"),
    [("", "en"), ("wtc_lang=ga", "ga"), ("a=b; wtc_lang=ga; c=d", "ga"), ("wtc_lang=fr", "en"), ("xwtc_lang=ga", "en")],
)
def test_the_cookie_says_which(cookies: str, spoken: str) -> None:
    assert language.chosen(cookies) == spoken


def test_an_account_keeps_its_language_for_mails_and_for_the_next_browser(client: TestClient) -> None:
    told = {"name": "Aoife", "email": "aoife@example.ie", "password": "a-long-pass-phrase-77"}
    client.post("/v1/auth/signup", json=told)
    client.post("/v1/language", data={"language": "ga"})
    client.cookies.clear()
    signed_in = client.post("/v1/auth/login", json={key: told[key] for key in ("email", "password")})
    assert client.cookies["wtc_lang"] == "ga", signed_in.headers
    client.post("/v1/auth/forgot", json={"email": told["email"]})
    with reading() as session:
        assert session.exec(select(OutboxMail.subject)).all() == ["Socraigh pasfhocal nua"]


def test_mails_are_written_in_the_language_in_hand() -> None:
    with language.speaking("ga"):
        assert letters.reset("Aoife", "https://wtc.example/r", 30)[1].startswith("Aoife, a chara,")
    assert letters.reset("Aoife", "https://wtc.example/r", 30)[1].startswith("Hi Aoife,")


def test_a_browser_in_irish_tells_a_new_account(client: TestClient) -> None:
    client.cookies.set("wtc_lang", "ga")
    told = {"name": "Aoife", "email": "aoife@example.ie", "password": "a-long-pass-phrase-77"}
    client.post("/v1/auth/signup", json=told)
    with reading() as session:
        assert session.exec(select(User.language)).all() == ["ga"]
