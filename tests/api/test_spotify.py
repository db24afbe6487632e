"""A fan's Spotify from end to end against a local Spotify: there and back, refused, renewed, failing, and gone."""

import asyncio
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, text
from sqlmodel import select

from tests.app import app
from tests.faults.acts import NAMES, SECRET
from tests.faults.upstream import Upstream, serving
from tests.faults.upstream.fans import CLIENT, SCOPES
from wtc import clock, db
from wtc.domain.spotify_words import OUTCOMES, OVER
from wtc.flows import door as doorstep
from wtc.flows import jobs, spotify, spotify_sync
from wtc.gateways import tokens
from wtc.gateways.http import Policy
from wtc.gateways.spotify import account
from wtc.models.accounts import User
from wtc.models.taste import CachedList, TasteArtist, UserSpotify
from wtc.settings import settings

QUICK = Policy(per_second=5_000, read=0.5, cap=1.0, wait=0.005, longest_wait=0.0)
HTML = {"accept": "text/html"}
AT = "/auth/spotify"


@pytest.fixture
def upstream(database: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    monkeypatch.setattr(account, "PATIENT", QUICK)
    monkeypatch.setattr(spotify, "HURRY", QUICK)
    with serving([]) as server:
        for name, value in server.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setenv("SPOTIFY_CLIENT_ID", CLIENT)
        monkeypatch.setenv("SPOTIFY_CLIENT_SECRET", SECRET)
        settings.cache_clear()
        yield server


@pytest.fixture
def client(upstream: Upstream) -> Iterator[TestClient]:
    doorstep.forget()
    yield TestClient(app(), follow_redirects=False)
    doorstep.forget()


def fan(client: TestClient, name: str = "aoife") -> str:
    """Somebody new, signed in by the client's cookies; their API token."""
    client.cookies.clear()
    body = {"name": name, "email": f"{name}@example.org", "password": "a long enough one 7"}
    return str(client.post("/v1/auth/signup", json=body).json()["token"])


def to_spotify(client: TestClient, **params: str) -> str:
    """Begin a sign-in; the address at Spotify."""
    sent = client.get(f"{AT}/login", headers=HTML, params=params)
    assert sent.status_code == 303, sent.text
    return str(sent.headers["location"])


def agree(address: str) -> dict[str, str]:
    """What Spotify sends a fan back with."""
    back = httpx.get(address)
    assert back.status_code == 302, back.text
    return {name: values[0] for name, values in parse_qs(urlsplit(back.headers["location"]).query).items()}


def come_back(client: TestClient, given: dict[str, str]) -> str:
    """How a browser's way back ended."""
    led = client.get(f"{AT}/callback", params=given, headers=HTML)
    assert led.status_code == 303
    where = urlsplit(led.headers["location"])
    assert (where.path, where.netloc) == ("/preferences", "")
    return parse_qs(where.query)["spotify"][0]


def connect(client: TestClient) -> None:
    assert come_back(client, agree(to_spotify(client))) == "connected"


def user_id() -> int:
    return int(db.read(lambda session: session.exec(select(User.id).order_by(User.id.desc())).first()))  # type: ignore


def read() -> dict[str, Any]:
    return asyncio.run(spotify_sync.sync(user_id()))


def kept() -> Any:
    return next(iter(rows_of(select(UserSpotify).where(UserSpotify.user_id == user_id()))), None)


def liked() -> dict[str, TasteArtist]:
    return {row.name: row for row in rows_of(select(TasteArtist))}


def rows_of(question: Any) -> list[Any]:
    """Rows that outlive their session."""
    with db.reading() as session:
        found = list(session.exec(question).all())
        session.expunge_all()
    return found


def test_the_way_there_asks_for_exactly_the_scopes_of_the_settings(client: TestClient, upstream: Upstream) -> None:
    fan(client)
    where = urlsplit(to_spotify(client))
    asked = {name: values[0] for name, values in parse_qs(where.query).items()}
    assert asked["scope"] == SCOPES == " ".join(settings().spotify_scopes)
    assert (asked["response_type"], asked["client_id"], asked["code_challenge_method"]) == ("code", CLIENT, "S256")
    assert asked["redirect_uri"] == settings().address + "/auth/spotify/callback"
    assert len(asked["state"]) >= 40
    assert "token" not in where.query
    assert to_spotify(client) != where.geturl()


def test_the_whole_way_connects_reads_and_tells(client: TestClient, upstream: Upstream, catalogue: Any) -> None:
    catalogue.gig(NAMES[0])
    fan(client)
    assert client.get(f"{AT}/status").json()["state"] == "none"
    connect(client)
    assert client.get(f"{AT}/status").json() | {"last_synced_at": 0} == client.get(f"{AT}/status").json() | {
        "last_synced_at": 0, "state": "connected", "syncing": True, "name": "Nóirín of Spotify", "problem": "",
    }  # fmt: skip
    job = db.read(lambda session: jobs.rows.last_of(session, "sync-spotify", str(user_id())))
    assert job is not None
    assert asyncio.run(jobs.do_here(job))
    paths = {(one.path, one.get("time_range")) for one in upstream.of("spotify")}
    assert {("/v1/me/top/artists", f"{each}_term") for each in ("short", "medium", "long")} <= paths
    assert {("/v1/me", None), ("/v1/me/following", None), ("/v1/me/tracks", None)} <= paths
    assert all(int(one["limit"]) <= 50 for one in upstream.of("spotify") if "limit" in one)
    status = client.get(f"/v1{AT}/status").json()
    assert (status["syncing"], status["connected"], status["acts"]) == (False, True, len(liked()))
    told = client.get(f"{AT}/profile").json()
    assert [act["name"] for act in told["top_artists"]["short"]] == list(NAMES[:2])
    assert len(told["top_artists"]["long"]) == 50
    first = told["top_artists"]["short"][0]
    assert first["url"].startswith("https://open.spotify.com/artist/")
    assert first["slug"]
    assert [genre["key"] for genre in told["top_genres"]] == ["folk"]
    acts = liked()
    assert (acts[NAMES[0]].weight, acts[NAMES[0]].how) == (1.0, "No. 1 of your most played this month")
    assert acts[NAMES[0]].artist_id is not None
    assert acts["Followed 60"].how == "You follow them on Spotify"
    assert (acts[NAMES[3]].how, acts[NAMES[3]].weight) == ("119 saved tracks", 0.5)
    assert all(0 < act.weight <= 1 for act in acts.values())


def test_equal_names_in_conflict_are_not_taken_for_each_other(
    client: TestClient, upstream: Upstream, catalogue: Any
) -> None:
    from wtc.models.artists import Artist

    catalogue.gig(NAMES[0])
    db.write(
        lambda session: [setattr(row, "spotify_id", "another000000000000000") for row in session.exec(select(Artist))]
    )
    fan(client)
    connect(client)
    read()
    assert liked()[NAMES[0]].artist_id is None


def test_a_refusal_at_spotify_connects_nothing(client: TestClient, upstream: Upstream) -> None:
    fan(client)
    given = agree(to_spotify(client))
    assert come_back(client, {"error": "access_denied", "state": given["state"]}) == "denied"
    assert kept() is None
    given = agree(to_spotify(client))
    assert come_back(client, {"error": "server_error", "state": given["state"]}) == "failed"
    assert come_back(client, {"error": "access_denied", "state": "another"}) == "state"


def test_a_state_of_another_session_is_refused(client: TestClient, upstream: Upstream) -> None:
    fan(client, "mallory")
    given = agree(to_spotify(client))
    stolen = dict(client.cookies)
    fan(client, "victim")
    assert come_back(client, given) == "state"
    for name, value in stolen.items():  # even with the cookie of the sign-in planted
        if name.endswith("-spotify"):
            client.cookies.set(name, value)
    assert come_back(client, given) == "state"
    assert client.get(f"{AT}/callback", params=given).status_code == 400
    assert kept() is None
    assert [one.path for one in upstream.of("spotify-accounts")] == ["/authorize"]


def test_a_state_counts_once_and_for_ten_minutes(
    client: TestClient, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    fan(client)
    given, cookies = agree(to_spotify(client)), dict(client.cookies)
    assert come_back(client, given) == "connected"
    assert come_back(client, given) == "state"  # its cookie is gone
    client.cookies.clear()
    client.cookies.update(cookies)
    assert come_back(client, given) == "used"
    client.cookies.clear()
    client.cookies.update({name: value for name, value in cookies.items() if not name.endswith("-spotify")})
    given = agree(to_spotify(client))
    real = clock.now()
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(minutes=11))
    assert come_back(client, given) == "expired"


@pytest.mark.parametrize("given", [{}, {"state": ""}, {"state": "x", "code": "y"}, {"state": "é\x00", "code": "🎉"}])
def test_coming_back_from_nowhere_is_refused(client: TestClient, upstream: Upstream, given: dict[str, str]) -> None:
    assert client.get(f"{AT}/callback", params=given).status_code == 400
    fan(client)
    assert come_back(client, given) == "state"
    assert upstream.of("spotify-accounts") == []


def test_a_program_may_hand_its_token_in_the_address_and_a_browser_may_not(
    client: TestClient, upstream: Upstream
) -> None:
    token = fan(client)
    client.cookies.clear()
    browser = client.get(f"{AT}/login", params={"token": token}, headers=HTML)
    assert browser.headers["location"].startswith("/login?next=")
    assert client.get(f"{AT}/login").status_code == 401
    assert client.get(f"{AT}/login", params={"token": "eyJx.y.z"}).status_code == 401
    program = client.get(f"{AT}/login", params={"token": token})
    given = agree(program.headers["location"])
    assert token not in program.headers["location"]
    assert client.get(f"{AT}/callback", params=given, headers=HTML).headers["location"].startswith("/login")
    assert client.get(f"{AT}/callback", params=given).json() == {"outcome": "connected"}
    assert kept().state == "connected"


@pytest.mark.parametrize(
    ("mode", "outcome"),
    [("500", "down"), ("half", "down"), ("bad-client", "down"), ("429-long", "down"), ("outage-grant", "down"),
     ("html", "down"), ("no-envelope", "down"), ("reset", "down")],
)  # fmt: skip
def test_an_exchange_that_fails_connects_nothing(
    client: TestClient, upstream: Upstream, mode: str, outcome: str
) -> None:
    fan(client)
    given = agree(to_spotify(client))
    upstream.modes = {"spotify-accounts": mode}
    assert come_back(client, given) == outcome
    assert kept() is None


def test_a_code_that_spotify_does_not_know_is_refused(client: TestClient, upstream: Upstream) -> None:
    fan(client)
    assert come_back(client, agree(to_spotify(client)) | {"code": "made-up"}) == "refused"
    assert kept() is None


def test_an_expired_key_is_renewed_without_signing_in_again(client: TestClient, upstream: Upstream) -> None:
    fan(client)
    connect(client)
    fans = upstream.contracts["spotify-accounts"].fans
    for _ in range(2):  # each refresh token works once: the new one has to have been kept
        before = kept().refresh_token
        fans.expire()
        assert read()["acts"] == len(liked())
        assert kept().refresh_token != before
    db.write(lambda session: setattr(session.get(UserSpotify, user_id()), "token_expires_at", clock.now()))
    asked = len(upstream.of("spotify-accounts"))
    assert "acts" in read()
    assert len(upstream.of("spotify-accounts")) == asked + 1


@pytest.mark.parametrize(
    ("mode", "calls"), [("500", None), ("html", None), ("half", None), ("429-day", 1), ("spike", 1), ("reset", None)]
)
def test_an_outage_loses_nothing_and_is_not_slept_through(
    client: TestClient, upstream: Upstream, mode: str, calls: int | None
) -> None:
    fan(client)
    connect(client)
    read()
    before, acts = kept(), liked()
    upstream.modes = {"spotify": mode}
    asked = len(upstream.of("spotify"))
    assert "problem" in read()
    assert calls is None or len(upstream.of("spotify")) == asked + calls
    after = kept()
    assert after.state == "connected"
    assert after.problem.endswith("What was read before stays.")
    assert {name: row.weight for name, row in liked().items()} == {name: row.weight for name, row in acts.items()}
    assert (after.top_artists, after.refresh_token) == (before.top_artists, before.refresh_token)


@pytest.mark.parametrize("mode", ["500", "outage-grant", "half", "429-long"])
def test_an_outage_while_renewing_keeps_the_key(client: TestClient, upstream: Upstream, mode: str) -> None:
    fan(client)
    connect(client)
    upstream.contracts["spotify-accounts"].fans.expire()
    upstream.modes = {"spotify-accounts": mode}
    before = kept().refresh_token
    assert "problem" in read()
    assert (kept().state, kept().refresh_token) == ("connected", before)


def test_a_grant_that_is_refused_asks_again_keeps_all_and_recovers(client: TestClient, upstream: Upstream) -> None:
    fan(client)
    connect(client)
    read()
    many = len(liked())
    upstream.contracts["spotify-accounts"].fans.expire()
    upstream.modes = {"spotify-accounts": "consent-over"}
    assert read()["state"] == "ask again"
    assert client.get(f"{AT}/status").json()["state"] == "ask again"
    assert len(liked()) == many
    assert db.read(lambda session: spotify.spotify.due(session, now=clock.now())) == (user_id(),)
    upstream.modes = {}  # it was an outage
    assert read()["acts"] == many
    assert (kept().state, kept().problem) == ("connected", "")


def test_the_six_months_end_by_the_calendar(
    client: TestClient, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    fan(client)
    connect(client)
    read()
    many, asked, real = len(liked()), len(upstream.asked), clock.now()
    monkeypatch.setattr(clock, "now", lambda: real + timedelta(days=183))
    assert read() == {"problem": OVER}
    assert (kept().state, kept().problem, len(liked()), len(upstream.asked)) == ("ask again", OVER, many, asked)
    assert db.read(lambda session: spotify.spotify.due(session, now=clock.now())) == ()


def test_a_fan_whom_the_owner_did_not_list_is_told_so(client: TestClient, upstream: Upstream) -> None:
    fan(client)
    upstream.modes = {"spotify": "unlisted"}
    assert come_back(client, agree(to_spotify(client))) == "unlisted"
    status = client.get(f"{AT}/status").json()
    assert (status["state"], status["connected"]) == ("refused", False)
    assert "list you" in status["problem"]
    upstream.modes = {}  # now they are
    assert read()["acts"]
    assert kept().state == "connected"


def test_a_consent_that_does_not_cover_it_asks_again(client: TestClient, upstream: Upstream) -> None:
    fan(client)
    connect(client)
    upstream.modes = {"spotify": "scope"}
    assert read()["state"] == "ask again"


def test_disconnecting_leaves_nothing(client: TestClient, upstream: Upstream) -> None:
    fan(client)
    connect(client)
    read()
    me, now = user_id(), clock.now()
    db.write(lambda session: session.add(CachedList(user_id=me, key="k", body="[]", created_at=now, expires_at=now)))
    db.write(lambda session: session.add(TasteArtist(user_id=me, source="lastfm", name_key="x", name="X", at=now)))
    assert client.request("DELETE", AT).json() == {"disconnected": True}
    assert client.request("DELETE", AT).json() == {"disconnected": False}
    assert kept() is None
    assert list(liked()) == ["X"]
    assert db.read(lambda session: session.exec(select(CachedList)).all()) == []
    assert client.get(f"{AT}/profile").status_code == 404
    assert client.post(f"{AT}/sync").status_code == 404
    assert asyncio.run(spotify_sync.sync(me)) == {"skipped": "not connected"}


def test_another_account_takes_the_place_of_the_first_with_all_it_told(client: TestClient, upstream: Upstream) -> None:
    fan(client)
    connect(client)
    read()
    upstream.contracts["spotify-accounts"].fans.who = {"id": "fan-2", "display_name": "Somebody else"}
    connect(client)
    assert liked() == {}
    assert (kept().display_name, kept().top_artists) == ("Somebody else", {})


def test_keys_are_sealed_to_their_fan(client: TestClient, upstream: Upstream) -> None:
    fan(client)
    connect(client)
    read()
    fans = upstream.contracts["spotify-accounts"].fans
    engine = db.engine()
    with engine.connect() as connection:
        for table in ("user_spotify", "jobs", "spent_states", "taste_artists"):
            whole = repr(connection.execute(text(f"SELECT * FROM {table}")).all())
            assert not [key for key in fans.issued if key in whole]
    if engine.dialect.name == "sqlite":
        path = engine.url.database or ""
        whole_file = b"".join(Path(f"{path}{tail}").read_bytes() for tail in ("", "-wal"))
        assert b"fan-1" in whole_file
        assert not [key for key in fans.issued if key.encode() in whole_file]
    first, row = user_id(), kept()
    fan(client, "thief")
    connect(client)
    moved = {"access_token": row.access_token, "refresh_token": row.refresh_token}
    db.write(lambda session: [setattr(session.get(UserSpotify, user_id()), *pair) for pair in moved.items()])
    assert user_id() != first
    assert read()["state"] == "ask again"


def test_a_new_house_secret_asks_again_and_keeps_what_was_read(
    client: TestClient, upstream: Upstream, monkeypatch: pytest.MonkeyPatch
) -> None:
    fan(client)
    connect(client)
    read()
    many = len(liked())
    monkeypatch.setattr("wtc.gateways.sealing.house_secret", lambda: "another secret of at least 32 bytes")
    assert read()["state"] == "ask again"
    assert len(liked()) == many


def test_reading_now_is_once_a_minute_and_one_at_a_time(client: TestClient, upstream: Upstream) -> None:
    fan(client)
    connect(client)
    first = client.post(f"{AT}/sync")
    assert first.status_code == 202
    assert client.post(f"{AT}/sync").json() == first.json()
    job = db.read(lambda session: jobs.rows.last_of(session, "sync-spotify", str(user_id())))
    assert job is not None
    assert asyncio.run(jobs.do_here(job))
    again = client.post(f"{AT}/sync")
    assert again.status_code == 429
    assert 0 < int(again.headers["retry-after"]) <= 60


def test_models_may_not_learn_from_it_unless_the_fan_says_so(client: TestClient, upstream: Upstream) -> None:
    fan(client)
    assert client.put(f"{AT}/training", json={"allowed": True}).status_code == 404
    connect(client)
    assert client.get(f"{AT}/status").json()["training"] is False
    assert client.put(f"{AT}/training", json={"allowed": True}).json() == {"training": True}
    assert kept().training is True


def test_without_an_app_it_says_so(client: TestClient, upstream: Upstream, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPOTIFY_CLIENT_SECRET", "")
    settings.cache_clear()
    fan(client)
    assert (
        client.get(f"{AT}/status").json() | {"configured": False, "state": "off"} == client.get(f"{AT}/status").json()
    )
    assert client.get(f"{AT}/login", headers=HTML).headers["location"] == "/preferences?spotify=off#spotify"
    for answered in (client.get(f"{AT}/login"), client.post(f"{AT}/sync")):
        assert answered.status_code == 404
        assert answered.json()["error"]["message"] == OUTCOMES["off"]
    assert read() == {"skipped": "Spotify isn't set up"}


@pytest.mark.parametrize("call", ["GET /status", "GET /profile", "POST /sync", "DELETE ", "PUT /training"])
def test_nobody_has_nothing(client: TestClient, call: str) -> None:
    method, _, path = call.partition(" ")
    assert client.request(method, f"{AT}{path}", json={"allowed": True}).status_code == 401


def test_no_key_gets_into_a_log(client: TestClient, upstream: Upstream, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    token = fan(client)
    given = agree(to_spotify(client, token=token))
    come_back(client, given)
    read()
    upstream.modes = {"spotify": "expired", "spotify-accounts": "bad-client"}
    read()
    fans = upstream.contracts["spotify-accounts"].fans
    ours = [record.getMessage() for record in caplog.records if record.name.startswith(("wtc", "httpx", "httpcore"))]
    said = "\n".join(ours)
    for secret in (*fans.issued, given["code"], given["state"], SECRET, token):
        assert secret not in said
    assert tokens.digest(given["state"]) not in said
