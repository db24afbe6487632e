"""A listening history brought in over HTTP: looked at, applied once, replaced, taken away, and never another's."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import select, update

from tests.app import app
from tests.catalogue import Catalogue
from wtc import clock, db
from wtc.flows import door as doorstep
from wtc.models.accounts import User
from wtc.models.artists import Artist
from wtc.models.engine import Import
from wtc.models.taste import CachedList, TasteArtist

AT = "/v1/taste"
HISTORY = json.dumps(
    [{"artistName": name, "msPlayed": 60_000, "endTime": "x"} for name in ["Lankum"] * 9 + ["Nobody We Know"]]
).encode()


@pytest.fixture
def client(database: Engine) -> Iterator[TestClient]:
    doorstep.forget()
    yield TestClient(app(), follow_redirects=False)
    doorstep.forget()


def fan(client: TestClient, name: str = "aoife") -> dict[str, str]:
    body = {"name": name, "email": f"{name}@example.org", "password": "a long enough one 7"}
    made = client.post("/v1/auth/signup", json=body)
    client.cookies.clear()
    return {"authorization": f"Bearer {made.json()['token']}"}


def send(client: TestClient, who: dict[str, str], data: bytes = HISTORY, name: str = "StreamingHistory0.json") -> Any:
    return client.post(f"{AT}/imports", files={"file": (name, data)}, headers=who)


def rows() -> list[tuple[str, str, int | None, float]]:
    asked = select(TasteArtist.source, TasteArtist.name, TasteArtist.artist_id, TasteArtist.weight)
    return [tuple(row) for row in db.read(lambda session: session.exec(asked.order_by(TasteArtist.name)).all())]


def test_a_file_is_looked_at_then_applied_once(client: TestClient, catalogue: Catalogue) -> None:
    catalogue.gig("Lankum")
    ours = db.read(lambda session: session.exec(select(Artist.id).where(Artist.name == "Lankum")).one())
    who = fan(client)
    made = send(client, who)
    assert made.status_code == 201, made.text
    told = made.json()
    assert (told["source"], told["acts"], told["known"], told["rows"], told["applied"]) == (
        "spotify-file", 2, 1, 10, False,
    )  # fmt: skip
    assert told["top"][0] == {"name": "Lankum", "how": "9 plays", "known": True}
    assert rows() == []
    now, mine = clock.now(), db.read(lambda session: session.exec(select(User.id)).one())
    kept = {"key": "k", "body": "[]", "created_at": now, "expires_at": now}
    db.write(lambda session: session.add(CachedList(user_id=mine, **kept)))
    there = f"{AT}/imports/{told['id']}"
    assert client.get(there, headers=who).json() == told
    done = client.post(f"{there}/apply", headers=who).json()
    assert (done["applied"], done["acts"], done["top"]) == (True, 2, told["top"])
    assert client.post(f"{there}/apply", headers=who).json() == done
    assert client.get(there, headers=who).json() == done
    assert rows() == [("spotify-file", "Lankum", ours, 1.0), ("spotify-file", "Nobody We Know", None, 0.301)]
    assert db.read(lambda session: session.exec(select(CachedList)).all()) == []
    (source,) = client.get(f"{AT}/sources", headers=who).json()["sources"]
    assert (source["source"], source["acts"], source["known"]) == ("spotify-file", 2, 1)


def test_a_second_file_of_a_source_replaces_it_and_others_stay(client: TestClient) -> None:
    who = fan(client)
    for data, name in ((b"Lankum\nBo\n", "a.txt"), (HISTORY, "b.json")):
        client.post(f"{AT}/imports/{send(client, who, data, name).json()['id']}/apply", headers=who)
    told = send(client, who, b"Aslan\n", "c.txt").json()
    assert (told["source"], told["replaces"]) == ("list", 2)
    client.post(f"{AT}/imports/{told['id']}/apply", headers=who)
    assert [(source, name) for source, name, _, _ in rows()] == [
        ("list", "Aslan"), ("spotify-file", "Lankum"), ("spotify-file", "Nobody We Know"),
    ]  # fmt: skip
    assert client.request("DELETE", f"{AT}/sources/spotify-file", headers=who).json() == {"removed": 2}
    assert client.request("DELETE", f"{AT}/sources/spotify-file", headers=who).json() == {"removed": 0}
    assert client.request("DELETE", f"{AT}/sources/spotify", headers=who).status_code == 409
    assert client.request("DELETE", f"{AT}/sources/nonsense", headers=who).status_code == 404
    assert [name for _, name, _, _ in rows()] == ["Aslan"]


def test_a_file_is_its_owners(client: TestClient) -> None:
    who, other = fan(client), fan(client, "other")
    there = f"{AT}/imports/{send(client, who).json()['id']}"
    for method, path in (("GET", there), ("POST", f"{there}/apply"), ("DELETE", there)):
        assert client.request(method, path, headers=other).status_code == 404
        assert client.request(method, path).status_code == 401
    assert rows() == []
    assert client.request("DELETE", there, headers=who).json() == {"removed": True}
    assert client.get(there, headers=who).status_code == 404


def test_a_preview_of_djs_is_no_listening_and_a_day_ends(client: TestClient) -> None:
    who = fan(client)
    told = send(client, who).json()
    db.write(lambda session: session.exec(update(Import).values(kind="djs")))
    assert client.post(f"{AT}/imports/{told['id']}/apply", headers=who).status_code == 404
    db.write(lambda session: session.exec(update(Import).values(kind="listening", expires_at=clock.now())))
    assert client.post(f"{AT}/imports/{told['id']}/apply", headers=who).status_code == 404
    assert rows() == []


def test_waiting_files_make_room(client: TestClient) -> None:
    who = fan(client)
    for _ in range(7):
        last = send(client, who, b"Lankum").json()["id"]
    assert len(db.read(lambda session: session.exec(select(Import.id)).all())) == 5
    assert client.get(f"{AT}/imports/{last}", headers=who).status_code == 200


def test_a_name_shared_with_an_act_and_another_spelling_is_known_by_either(
    client: TestClient, catalogue: Catalogue
) -> None:
    catalogue.gig("Rónán Ó Snodaigh")
    catalogue.gig("The Mary Wallopers")
    told = send(client, fan(client), b"ronan o snodaigh\nMary Wallopers\nThe Cure\n", "my.txt").json()
    assert {one["name"] for one in told["top"] if one["known"]} == {"ronan o snodaigh", "Mary Wallopers"}


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"PK\x03\x04", b"[]", b""])
def test_what_is_no_history_is_refused_in_words(client: TestClient, data: bytes) -> None:
    refused = send(client, fan(client), data)
    assert refused.status_code == 422
    assert refused.json()["error"]["message"].endswith(".")


def test_a_form_is_led_to_the_page(client: TestClient) -> None:
    who = fan(client) | {"accept": "text/html"}
    good = client.post(f"{AT}/imports", files={"file": ("a.txt", b"Lankum")}, headers=who)
    assert good.headers["location"].startswith("/preferences?file=")
    bad = client.post(f"{AT}/imports", files={"file": ("a.txt", b"")}, headers=who)
    assert bad.headers["location"] == "/preferences?problem=That%20file%20is%20empty.#listening"
