"""Calendars to subscribe to over HTTP: made once, read by secret, kept fresh, revoked."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import icalendar
import pytest
import time_machine
from fastapi.testclient import TestClient
from sqlalchemy import text

from tests.api.test_taste import signed_in
from tests.app import app
from tests.calendars import moment, strictly
from tests.catalogue import NOW, Catalogue
from wtc import db, log
from wtc.api.gate import Gate
from wtc.gateways import tokens
from wtc.services import feeds


@pytest.fixture(autouse=True)
def friday_evening() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def client(catalogue: Catalogue) -> TestClient:
    return TestClient(Gate(app()), base_url="http://craic.example")


def made(client: TestClient, me: dict[str, str], **wanted: Any) -> dict[str, Any]:
    answer = client.post("/v1/feeds", json=wanted, headers=me)
    assert answer.status_code == 201, answer.text
    assert "no-store" in answer.headers["cache-control"]
    told: dict[str, Any] = answer.json()
    return told


def owner(catalogue: Catalogue) -> int:
    return int(catalogue.session.execute(text("SELECT user_id FROM feeds")).scalar_one())


def titles(answer: Any) -> list[str]:
    assert answer.status_code == 200, answer.text
    strictly(answer.content)
    return [str(entry["summary"]) for entry in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")]


def change(catalogue: Catalogue, gig: int, **values: Any) -> None:
    said = ", ".join(f"{name} = :{name}" for name in values)
    catalogue.session.execute(
        text(f"UPDATE events SET {said}, changed_at = :at WHERE id = :id"),
        values | {"at": (NOW + timedelta(hours=1)).replace(tzinfo=None), "id": gig},
    )
    catalogue.session.commit()


def test_what_is_saved_is_in_the_calendar_and_stays_there_as_it_changes(
    client: TestClient, catalogue: Catalogue, friday_evening: time_machine.Traveller
) -> None:
    me = signed_in(client)
    gig = catalogue.gig("Lankum", hours=26)
    catalogue.gig("Altan")
    client.post(f"/v1/events/{gig}/save", headers=me)
    feed = made(client, me, of="saved", name="My nights", reminder=90)
    first = client.get(feed["addresses"]["ics"])
    assert titles(first) == ["Lankum"]
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    assert first.headers["cache-control"] == "private, no-cache"
    assert "noindex" in first.headers["x-robots-tag"]
    whole = strictly(first.content)
    (entry,) = whole.all("VEVENT")
    assert moment(whole, entry) == NOW + timedelta(hours=26)
    assert (entry["UID"], entry["SEQUENCE"], entry["STATUS"]) == (f"event-{gig}@whatsthecraic", "0", "CONFIRMED")
    assert entry["URL"] == "http://craic.example/events/lankum-1"
    assert entry.parts[0]["TRIGGER"] == "-PT90M"
    friday_evening.shift(timedelta(hours=2))
    change(catalogue, gig, status="cancelled", sequence=1)
    again = client.get(feed["addresses"]["ics"], headers={"if-none-match": first.headers["etag"]})
    (entry,) = strictly(again.content).all("VEVENT")
    assert (entry["SEQUENCE"], entry["STATUS"], entry["SUMMARY"]) == ("1", "CANCELLED", "Cancelled: Lankum")
    assert entry["UID"] == f"event-{gig}@whatsthecraic"
    assert again.headers["last-modified"] == "Fri, 27 Nov 2026 20:30:00 GMT"


def test_a_calendar_that_says_nothing_new_is_not_sent_again(
    client: TestClient, catalogue: Catalogue, friday_evening: time_machine.Traveller
) -> None:
    me = signed_in(client)
    client.post(f"/v1/events/{catalogue.gig('Lankum', hours=80)}/save", headers=me)
    feed = made(client, me, of="saved")
    for form in ("ics", "rss"):
        address = feed["addresses"][form]
        first = client.get(address)
        tag, since = first.headers["etag"], first.headers["last-modified"]
        friday_evening.shift(timedelta(hours=30))
        for known in ({"if-none-match": tag}, {"if-none-match": f'"x", W/{tag}'}, {"if-modified-since": since}):
            answer = client.get(address, headers=known)
            assert (answer.status_code, answer.content) == (304, b""), (form, known)
            assert answer.headers["etag"] == tag
        for other in ({"if-none-match": '"x"', "if-modified-since": since}, {"if-modified-since": "Thu, 01 Jan 1970"}):
            assert client.get(address, headers=other).status_code == 200
        assert client.head(address).content == b""
    db.write(feeds.rename, owner(catalogue), feed["feed"]["id"], "Other")
    assert client.get(feed["addresses"]["ics"], headers={"if-none-match": tag}).status_code == 200
    assert client.get(feed["addresses"]["ics"], headers={"if-modified-since": since}).status_code == 200


def test_a_search_an_act_a_room_and_whom_one_follows_are_calendars(client: TestClient, catalogue: Catalogue) -> None:
    me = signed_in(client)
    there = catalogue.gig("Lankum", city="Galway", room="Róisín Dubh", genres=("folk",), hours=48)
    catalogue.gig("Altan", city="Galway", room="Róisín Dubh", genres=("trad",), hours=24)
    catalogue.gig("Lankum", city="Cork", room="Cyprus Avenue", genres=("folk",), hours=72)
    catalogue.gig("Lankum", room="Vicar Street", hours=-24 * 7)
    catalogue.gig("Lankum", room="Whelan's", hours=-24 * 40)
    catalogue.gig("Goitse", city="Galway", room="Róisín Dubh", status="cancelled", hours=96)
    act, room = catalogue.acts["Lankum"], catalogue.rooms["Róisín Dubh"]
    client.post(f"/v1/artists/{act}/follow", headers=me)

    def found(**wanted: Any) -> list[str]:
        return titles(client.get(made(client, me, **wanted)["addresses"]["ics"]))

    assert found(of="search", search="city=Galway") == ["Altan", "Lankum", "Cancelled: Goitse"]
    assert found(of="search", search="city=Galway&genre=folk&sort=price&page=4") == ["Lankum"]
    assert found(of="search", search="q=lankum") == ["Lankum"] * 3
    assert found(of="artist", artist_id=act) == ["Lankum"] * 3
    assert found(of="venue", venue_id=room) == ["Altan", "Lankum", "Cancelled: Goitse"]
    assert found(of="followed") == ["Lankum"] * 3
    client.post(f"/v1/events/{there}/hide", headers=me)
    assert found(of="artist", artist_id=act) == ["Lankum"] * 2
    assert found(of="search", search="city=Galway") == ["Altan", "Cancelled: Goitse"]


def test_the_feed_of_one_is_not_the_feed_of_another(client: TestClient, catalogue: Catalogue) -> None:
    aoife, brian = signed_in(client), signed_in(client, "brian@example.test")
    client.post(f"/v1/events/{catalogue.gig('Lankum')}/save", headers=aoife)
    mine, theirs = made(client, aoife, of="saved"), made(client, brian, of="saved")
    assert titles(client.get(mine["addresses"]["ics"])) == ["Lankum"]
    assert titles(client.get(theirs["addresses"]["ics"])) == []
    address = f"/v1/feeds/{mine['feed']['id']}"
    assert client.put(address, json={"name": "Ha"}, headers=brian).status_code == 404
    assert client.delete(address, headers=brian).status_code == 404
    assert [each["name"] for each in client.get("/v1/feeds", headers=aoife).json()["feeds"]] == ["Saved gigs"]
    assert titles(client.get(mine["addresses"]["ics"], headers=brian)) == ["Lankum"]


def test_a_calendar_is_renamed_and_its_reminder_set_and_taken_away(client: TestClient, catalogue: Catalogue) -> None:
    me = signed_in(client)
    client.post(f"/v1/events/{catalogue.gig('Lankum')}/save", headers=me)
    feed = made(client, me, of="saved")
    address = f"/v1/feeds/{feed['feed']['id']}"
    for sent, name, minutes in (
        ({"name": "Nights, out"}, "Nights, out", -1),
        ({"reminder": 60}, "Nights, out", 60),
        ({"name": " "}, "Nights, out", 60),
        ({"name": "Mine", "reminder": None}, "Mine", -1),
    ):
        told = client.put(address, json=sent, headers=me).json()
        assert (told["name"], told["reminder"]) == (name, minutes)
        whole = strictly(client.get(feed["addresses"]["ics"]).content)
        assert len(whole.all("VEVENT")[0].parts) == (minutes > 0)
    assert client.get("/v1/feeds", headers=me).json()["feeds"][0]["read"] == "Fetched today"


def test_only_the_hash_of_a_long_secret_is_kept(client: TestClient, catalogue: Catalogue) -> None:
    me = signed_in(client)
    feed = made(client, me, of="followed")
    secret = feed["addresses"]["ics"].split("/")[-2]
    assert len(secret) >= 43  # of 64 letters: 256 bits
    (row,) = catalogue.session.execute(text("SELECT * FROM feeds")).all()
    assert row.token_hash == tokens.digest(secret)
    assert secret not in str(tuple(row))
    assert secret not in client.get("/v1/feeds", headers=me).text


def test_a_revoked_calendar_is_gone_and_empty_for_every_reader(client: TestClient, catalogue: Catalogue) -> None:
    me = signed_in(client)
    client.post(f"/v1/events/{catalogue.gig('Lankum')}/save", headers=me)
    feed = made(client, me, of="saved")
    tag = client.get(feed["addresses"]["ics"]).headers["etag"]
    for _ in range(2):
        assert client.delete(f"/v1/feeds/{feed['feed']['id']}", headers=me).status_code == 204
    answer = client.get(feed["addresses"]["ics"], headers={"if-none-match": tag})
    assert answer.status_code == 410
    assert strictly(answer.content).all("VEVENT") == []
    assert answer.headers["content-type"].startswith("text/calendar")
    feedless = client.get(feed["addresses"]["rss"])
    assert (feedless.status_code, feedless.json()["error"]["code"]) == (410, "gone")
    assert client.get("/v1/feeds", headers=me).json() == {"feeds": []}


@pytest.mark.parametrize("token", ["x", "A" * 43, "%00", "..", "A" * 2_000, "é" * 43, "' OR 1=1 --"])
@pytest.mark.parametrize("form", ["ics", "rss"])
def test_a_guess_finds_nothing(client: TestClient, catalogue: Catalogue, token: str, form: str) -> None:
    made(client, signed_in(client), of="saved")
    answer = client.get(f"/feeds/{token}/gigs.{form}")
    assert answer.status_code in (404, 414)
    assert "BEGIN" not in answer.text


def test_the_older_way_by_a_parameter_is_the_same_calendar(client: TestClient, catalogue: Catalogue) -> None:
    me = signed_in(client)
    client.post(f"/v1/events/{catalogue.gig('Lankum')}/save", headers=me)
    feed = made(client, me, of="saved")
    secret = feed["addresses"]["ics"].split("/")[-2]
    assert titles(client.get("/v1/users/me/calendar", params={"token": secret})) == ["Lankum"]
    assert client.get("/v1/users/me/calendar", params={"token": "x"}).status_code == 404
    assert client.get("/v1/users/me/calendar").status_code == 422


def test_a_secret_never_reaches_the_log(
    client: TestClient, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines: list[bytes] = []
    monkeypatch.setattr(log.writer(), "put", lines.append)
    feed = made(client, signed_in(client), of="saved")
    secret = feed["addresses"]["ics"].split("/")[-2]
    client.get(feed["addresses"]["ics"])
    client.get(feed["addresses"]["rss"])
    client.get("/v1/users/me/calendar", params={"token": secret})
    assert len(lines) == 5
    assert secret not in b"".join(lines).decode()
    assert b"/feeds/[redacted]/gigs.ics" in b"".join(lines)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"of": "nope"},
        {"of": "artist"},
        {"of": "artist", "artist_id": 0},
        {"of": "venue", "venue_id": "1"},
        {"of": "venue", "venue_id": 2**70},
        {"of": "saved", "reminder": -1},
        {"of": "saved", "reminder": 10**12},
        {"of": "saved", "reminder": "60"},
        {"of": "saved", "name": "x" * 500},
        {"of": "saved", "user_id": 1},
        {"of": "search", "search": "x" * 3_000},
    ],
)
def test_what_makes_no_sense_is_refused_by_name(client: TestClient, body: dict[str, Any]) -> None:
    answer = client.post("/v1/feeds", json=body, headers=signed_in(client))
    assert answer.status_code == 422
    assert answer.json()["error"]["details"]


def test_an_act_that_is_not_there_has_no_calendar(client: TestClient) -> None:
    me = signed_in(client)
    assert client.post("/v1/feeds", json={"of": "artist", "artist_id": 4_711}, headers=me).status_code == 404
    assert client.post("/v1/feeds", json={"of": "venue", "venue_id": 4_711}, headers=me).status_code == 404


@pytest.mark.parametrize(("method", "path"), [("GET", ""), ("POST", ""), ("PUT", "/1"), ("DELETE", "/1")])
def test_strangers_neither_see_nor_make_any(client: TestClient, method: str, path: str) -> None:
    assert client.request(method, f"/v1/feeds{path}", json={"of": "saved"}).status_code == 401


def test_crawlers_are_told_to_stay_out(client: TestClient) -> None:
    assert "Disallow: /feeds/\n" in client.get("/robots.txt").text
