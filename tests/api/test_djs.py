"""The directory of DJs over HTTP: read by all, written by organisers, messages passed on, contacts never told."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, func
from sqlmodel import col, select, update

from tests.app import app
from tests.gateways.test_spreadsheets import HEAD, sheet, workbook
from wtc import db
from wtc.flows import door as doorstep
from wtc.models.accounts import OutboxMail, User
from wtc.models.artists import Artist, ContactMessage, Dj
from wtc.models.engine import Deed
from wtc.shapes.accounts import Role

EMAIL, PHONE = "canary-dj@example.org", "+353 85 000 4711"
BODY = {"dj_name": "DJ Wet Slippers", "city": "Dublin", "genres": ["house", "disco"], "dj_fee": "€300-400",
        "email": EMAIL, "phone": PHONE, "mixcloud": "https://www.mixcloud.com/wet-slippers/"}  # fmt: skip
WORDS = {"subject": "A night in May", "body": "Would you play the Spirit Store on the second Friday of May?"}


@pytest.fixture
def client(database: Engine) -> Iterator[TestClient]:
    doorstep.forget()
    yield TestClient(app())
    doorstep.forget()


def person(client: TestClient, role: Role, name: str = "") -> dict[str, str]:
    email = f"{name or role.word}@example.org"
    made = client.post("/v1/auth/signup", json={"name": "Aoife", "email": email, "password": "a long enough one 7"})
    client.cookies.clear()
    db.write(lambda session: session.exec(update(User).where(col(User.email) == email).values(role=int(role))))
    return {"authorization": f"Bearer {made.json()['token']}"}


@pytest.fixture
def organiser(client: TestClient) -> dict[str, str]:
    return person(client, Role.ORGANIZER)


def made(client: TestClient, who: dict[str, str], **more: Any) -> dict[str, Any]:
    answer = client.post("/djs", json=BODY | more, headers=who)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def many(query: Any) -> Any:
    return db.read(lambda session: session.exec(query).all())


def test_a_dj_is_made_read_changed_and_taken_away(client: TestClient, organiser: dict[str, str]) -> None:
    dj = made(client, organiser)
    assert (dj["slug"], dj["numeric_fee"], dj["currency"], dj["fee_eur"]) == ("dj-wet-slippers", 30_000, "EUR", 30_000)
    assert (dj["mixcloud"], dj["reachable"], dj["genres"]) == ("wet-slippers", True, ["house", "disco"])
    for prefix in ("/djs", "/v1/djs"):
        assert client.get(f"{prefix}/{dj['dj_id']}").json() == dj
        assert client.get(prefix).json()["djs"] == [dj]
    changed = client.put(f"/djs/{dj['dj_id']}", json=BODY | {"dj_fee": "£250", "city": "Newry"}, headers=organiser)
    assert changed.status_code == 200
    assert (changed.json()["fee_eur"], changed.json()["rate_on"]) == (28_750, "2026-11-20")
    assert client.delete(f"/djs/{dj['dj_id']}", headers=organiser).json() == {"removed": True}
    assert client.get(f"/djs/{dj['dj_id']}").status_code == 404
    assert client.delete(f"/djs/{dj['dj_id']}", headers=organiser).status_code == 404
    deeds = many(select(Deed.action).where(Deed.subject == "dj").order_by(col(Deed.id)))
    assert deeds == ["dj.create", "dj.update", "dj.delete"]


def test_a_contact_that_nobody_can_read_outlives_a_change_that_does_not_mention_it(
    client: TestClient, organiser: dict[str, str]
) -> None:
    dj = made(client, organiser)
    seen = {name: dj[name] for name in ("dj_name", "city", "genres", "dj_fee", "about")}
    kept = client.put(f"/djs/{dj['dj_id']}", json=seen | {"about": "Vinyl."}, headers=organiser).json()
    assert (kept["about"], kept["reachable"]) == ("Vinyl.", True)
    assert many(select(Dj.email, Dj.phone)) == [(EMAIL, PHONE)]
    emptied = client.put(f"/djs/{dj['dj_id']}", json=seen | {"email": "", "phone": ""}, headers=organiser).json()
    assert emptied["reachable"] is False


@pytest.mark.parametrize("wrong", ["abc", "0", "-1", "1e3", "9" * 40, "%00"])
def test_an_id_that_is_none_is_a_bad_request(client: TestClient, wrong: str) -> None:
    assert client.get(f"/v1/djs/{wrong}").status_code == 400
    assert client.get(f"/djs/{wrong}").status_code == 400


@pytest.mark.parametrize(("role", "status"), [(Role.VISITOR, 401), (Role.USER, 403), (Role.ORGANIZER, 0)])
def test_only_organisers_write(client: TestClient, organiser: dict[str, str], role: Role, status: int) -> None:
    dj = made(client, organiser)
    who = person(client, role, "other") if role else {}
    file = {"file": ("djs.csv", b"dj_name\nX\n")}
    answers = [
        client.post("/djs", json=BODY | {"dj_name": "Another"}, headers=who),
        client.put(f"/djs/{dj['dj_id']}", json=BODY, headers=who),
        client.post("/v1/djs/imports", files=file, headers=who),
        client.delete(f"/djs/{dj['dj_id']}", headers=who),
    ]
    assert [answer.status_code for answer in answers] == ([status] * 4 if status else [201, 200, 201, 200])


def test_only_admins_take_the_table_home(client: TestClient, organiser: dict[str, str]) -> None:
    made(client, organiser, dj_name="=cmd|' /C calc'!A0")
    assert client.get("/v1/djs/export.csv", headers=organiser).status_code == 403
    answer = client.get("/v1/djs/export.csv", headers=person(client, Role.ADMIN))
    assert answer.headers["content-type"].startswith("text/csv")
    assert "\"'=cmd" in answer.text
    assert "email" not in answer.text
    assert EMAIL not in answer.text


def test_no_answer_to_anybody_holds_a_contact(client: TestClient, organiser: dict[str, str]) -> None:
    dj = made(client, organiser)
    for who in ({}, person(client, Role.USER), organiser, person(client, Role.ADMIN)):
        for path in ("/djs", f"/djs/{dj['dj_id']}", "/v1/djs", "/v1/djs/search?q=canary", f"/v1/djs/search?q={PHONE}"):
            text = client.get(path, headers=who).text
            assert EMAIL not in text
            assert "4711" not in text.replace(PHONE, "") or "phone" not in text
            assert '"email"' not in text
    again = client.post("/djs", json=BODY, headers=organiser)
    assert again.status_code == 409
    assert EMAIL not in again.text
    assert EMAIL not in str(many(select(Deed.details)))


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Bog", "Clamped", "Yoke"]),
        ("q=clam", ["Clamped"]),
        ("q=%25", []),
        ("city=Cork", ["Bog"]),
        ("city=Corcaigh", ["Bog"]),
        ("genres=techno", ["Clamped", "Yoke"]),
        ("genres=electronic", ["Bog", "Clamped", "Yoke"]),
        ("genres=deep house", ["Bog"]),
        ("feeMax=280", ["Bog"]),
        ("feeMax=290", ["Bog", "Yoke"]),
        ("feeMin=280", ["Clamped", "Yoke"]),
        ("feeMax=250&currency=GBP", ["Bog", "Yoke"]),
        ("limit=1&offset=1", ["Clamped"]),
    ],
)
def test_the_search_answers_by_name_town_sound_and_fee(
    client: TestClient, organiser: dict[str, str], query: str, names: list[str]
) -> None:
    made(client, organiser, dj_name="Bog", city="Cork", genres=["deep house"], dj_fee="€150")
    made(client, organiser, dj_name="Clamped", city="Dublin", genres=["techno"], dj_fee="€600")
    made(client, organiser, dj_name="Yoke", city="Newry", genres=["industrial techno"], dj_fee="£250")
    for path in ("/v1/djs/search", "/v1/djs", "/djs"):
        answer = client.get(f"{path}?{query}")
        assert [dj["dj_name"] for dj in answer.json()["djs"]] == names


@pytest.mark.parametrize(
    "wrong", ["limit=0", "limit=-1", "limit=x", "offset=-1", "feeMax=NaN", "feeMax=-1", "currency=X"]
)
def test_a_search_that_makes_no_sense_is_refused(client: TestClient, wrong: str) -> None:
    assert client.get(f"/v1/djs/search?{wrong}").status_code == 422


def test_more_than_five_hundred_are_never_given_at_once(client: TestClient) -> None:
    assert client.get("/v1/djs/search?limit=100000").status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [{"dj_name": ""}, {"dj_name": "   "}, {"email": "nobody"}, {"instagram": "https://evil.example/x"},
     {"phone": "call me"}, {"is_admin": True}, {"genres": "house"}, {"dj_name": 5}],
)  # fmt: skip
def test_a_dj_that_makes_no_sense_is_refused_by_field(
    client: TestClient, organiser: dict[str, str], wrong: dict[str, Any]
) -> None:
    answer = client.post("/djs", json=BODY | wrong, headers=organiser)
    assert answer.status_code == 422
    assert set(answer.json()["error"]["details"]) == set(wrong)


def test_a_dj_is_the_act_of_that_name(client: TestClient, organiser: dict[str, str]) -> None:
    first = made(client, organiser)
    second = made(client, organiser, city="Cork")
    assert first["artist_id"] == second["artist_id"]
    assert first["slug"] != second["slug"]
    acts = many(select(Artist.kind, Artist.home_city, Artist.mixcloud_key))
    assert acts == [("dj", "Dublin", "wet-slippers")]


# files


def upload(client: TestClient, who: dict[str, str], rows: list[tuple[object, ...]], head: Any = HEAD) -> Any:
    text = "\n".join(",".join(map(str, row)) for row in (head, *rows))
    return client.post("/v1/djs/imports", files={"file": ("djs.csv", text.encode())}, headers=who)


ROWS = [("Bog", "Cork", "€150"), ("", "Cork", "1"), ("Bog", "cork", "2"), ("Yoke", "Newry", "£250")]


def test_a_file_is_shown_before_anything_happens_and_applied_once(
    client: TestClient, organiser: dict[str, str]
) -> None:
    read = upload(client, organiser, ROWS)
    assert read.status_code == 201
    told = read.json()
    assert told["counts"] == {"wrong": 1, "double": 1, "changed": 0, "new": 2, "same": 0}
    assert [(row["line"], row["what"], row["problems"]) for row in told["rows"][:2]] == [
        (3, "wrong", ["A DJ needs a name."]), (4, "double", []),
    ]  # fmt: skip
    assert client.get("/djs").json()["total"] == 0
    there = f"/v1/djs/imports/{told['id']}"
    done = client.post(f"{there}/apply", headers=organiser)
    assert done.json()["applied"] is True
    assert client.get("/djs").json()["total"] == 2
    assert client.post(f"{there}/apply", headers=organiser).json() == done.json()
    assert client.get(there, headers=organiser).json()["counts"] == told["counts"]
    again = upload(client, organiser, ROWS).json()
    assert again["counts"] == {"wrong": 1, "double": 1, "changed": 0, "new": 0, "same": 2}
    more = upload(client, organiser, [("Bog", "Cork", "€200"), ("Yoke", "Newry", "")]).json()
    assert more["counts"]["changed"] == 1
    client.post(f"/v1/djs/imports/{more['id']}/apply", headers=organiser)
    fees = {dj["dj_name"]: dj["numeric_fee"] for dj in client.get("/djs").json()["djs"]}
    assert fees == {"Bog": 20_000, "Yoke": 25_000}


def test_a_workbook_goes_the_same_way(client: TestClient, organiser: dict[str, str]) -> None:
    head = ("Stage Name", "Town", "Rate", "Favourite colour")
    data = workbook(sheet([head, ("Bog", "Cork", 150)]))
    read = client.post("/v1/djs/imports", files={"file": ("djs.xlsx", data)}, headers=organiser).json()
    assert (read["counts"]["new"], read["unread"]) == (1, ["Favourite colour"])


def test_anothers_file_is_not_there(client: TestClient, organiser: dict[str, str]) -> None:
    told = upload(client, organiser, ROWS).json()
    other = person(client, Role.ADMIN)
    for method, path in (("GET", ""), ("POST", "/apply")):
        assert client.request(method, f"/v1/djs/imports/{told['id']}{path}", headers=other).status_code == 404
        assert client.request(method, f"/v1/djs/imports/{told['id'] + 99}{path}", headers=organiser).status_code == 404
    assert client.get("/djs").json()["total"] == 0


def test_many_hands_apply_a_file_once(client: TestClient, organiser: dict[str, str]) -> None:
    first = upload(client, organiser, [(f"Dj {n}", "Cork", n + 1) for n in range(40)]).json()["id"]
    second = upload(client, organiser, [(f"Dj {n}", "Cork", n + 1) for n in range(40)]).json()["id"]
    with ThreadPoolExecutor(6) as pool:
        answers = list(
            pool.map(
                lambda which: client.post(f"/v1/djs/imports/{which}/apply", headers=organiser), [first, second] * 3
            )
        )
    assert {answer.status_code for answer in answers} == {200}
    assert many(select(func.count()).select_from(Dj)) == [40]
    assert len(many(select(Deed).where(Deed.action == "dj.import"))) == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "empty"), (b"colour\nred\n", "No column is called"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old or locked")],
)
def test_a_file_that_is_none_is_refused_in_words(
    client: TestClient, organiser: dict[str, str], data: bytes, words: str
) -> None:
    answer = client.post("/v1/djs/imports", files={"file": ("x.csv", data)}, headers=organiser)
    assert answer.status_code == 422
    assert words in answer.json()["error"]["message"]
    form = {**organiser, "accept": "text/html"}
    led = client.post("/v1/djs/imports", files={"file": ("x.csv", data)}, headers=form, follow_redirects=False)
    assert (led.status_code, led.headers["location"].split("=")[0]) == (303, "/organiser/djs/import?problem")


def test_contacts_of_a_file_are_kept_for_the_messages_and_told_to_nobody(
    client: TestClient, organiser: dict[str, str]
) -> None:
    told = upload(client, organiser, [("Bog", "Cork", EMAIL)], ("dj_name", "city", "email"))
    done = client.post(f"/v1/djs/imports/{told.json()['id']}/apply", headers=organiser)
    assert EMAIL not in told.text + done.text
    assert client.get("/djs").json()["djs"][0]["reachable"] is True


# messages


def send(client: TestClient, who: dict[str, str], dj: int, **more: Any) -> Any:
    return client.post(f"/v1/djs/{dj}/messages", json=WORDS | more, headers=who)


def test_a_message_goes_to_an_address_that_nobody_is_told(client: TestClient, organiser: dict[str, str]) -> None:
    dj = made(client, organiser)["dj_id"]
    assert send(client, {}, dj).status_code == 401
    answer = send(client, person(client, Role.USER), dj, subject="Hello\r\nBcc: all@example.org")
    assert (answer.status_code, answer.json()) == (200, {"sent": True})
    ((title, text),) = many(select(OutboxMail.subject, OutboxMail.body).where(OutboxMail.recipient == EMAIL))
    assert title == "A message for DJ Wet Slippers: Hello Bcc: all@example.org"
    assert "user@example.org" in text
    assert EMAIL not in answer.text


def test_ten_an_hour_from_one_and_three_a_day_to_one(client: TestClient, organiser: dict[str, str]) -> None:
    user = person(client, Role.USER)
    ids = [made(client, organiser, dj_name=f"Dj {n}")["dj_id"] for n in range(5)]
    statuses = [send(client, user, ids[n % 5], body=f"{WORDS['body']} {n}").status_code for n in range(12)]
    assert statuses == [200] * 10 + [429] * 2
    other = person(client, Role.USER, "other")
    assert [send(client, other, ids[0], body=f"Me too {n} please").status_code for n in range(3)] == [200, 429, 429]
    assert len(many(select(ContactMessage))) == 11


@pytest.mark.parametrize(
    "spam", ["http://a.example http://b.example www.c.example", "Cheap SEO and backlinks for your brand, friend"]
)
def test_what_smells_is_held_and_the_sender_none_the_wiser(
    client: TestClient, organiser: dict[str, str], spam: str
) -> None:
    dj = made(client, organiser)["dj_id"]
    assert send(client, person(client, Role.USER), dj, body=spam).json() == {"sent": True}
    assert many(select(ContactMessage.state)) == ["held"]
    assert many(select(OutboxMail.id).where(OutboxMail.recipient == EMAIL)) == []


def test_the_same_words_to_everybody_are_held_and_a_trap_swallows_robots(
    client: TestClient, organiser: dict[str, str]
) -> None:
    user = person(client, Role.USER)
    ids = [made(client, organiser, dj_name=f"Dj {n}")["dj_id"] for n in range(4)]
    for dj in ids:
        assert send(client, user, dj).json() == {"sent": True}
    assert many(select(ContactMessage.state).order_by(col(ContactMessage.id))) == ["sent", "sent", "held", "held"]
    assert send(client, user, ids[0], website="https://x.example").json() == {"sent": True}
    assert len(many(select(ContactMessage))) == 4


def test_a_held_message_is_released_or_dropped_by_an_admin_who_sees_no_address(
    client: TestClient, organiser: dict[str, str]
) -> None:
    dj, user, admin = made(client, organiser), person(client, Role.USER), person(client, Role.ADMIN)
    spam = "Cheap SEO for you, friend. Write to <me+seo@spam.example> or you@spam.example, today."
    for subject in ("Aoife@spam.example says", "Two"):
        send(client, user, dj["dj_id"], body=spam, subject=subject)
    path = "/v1/admin/messages"
    assert [client.get(path).status_code, client.get(path, headers=user).status_code] == [401, 403]
    assert client.post(f"{path}/1", json={"verdict": "release"}, headers=organiser).status_code == 403
    told = client.get(path, headers=admin)
    first, second = told.json()["messages"]
    assert (told.json()["total"], first["dj"], first["href"], first["by"]) == (
        2, "DJ Wet Slippers", "/djs/dj-wet-slippers", "Aoife",
    )  # fmt: skip
    assert "@" not in told.text
    assert (first["subject"], first["body"].count("[an address]")) == ("[an address] says", 2)
    for message, verdict in ((first, "release"), (second, "drop")):
        one = f"{path}/{message['id']}"
        assert client.post(one, json={"verdict": verdict}, headers=admin).status_code == 200
        for again in ("release", "drop"):
            assert client.post(one, json={"verdict": again}, headers=admin).status_code == 409
    (mail,) = many(select(OutboxMail.body).where(OutboxMail.recipient == EMAIL))
    assert "me+seo@spam.example" in mail
    assert "user@example.org" in mail
    assert many(select(ContactMessage.state).order_by(col(ContactMessage.id))) == ["sent", "dropped"]
    deeds = select(Deed.action, Deed.subject_id, Deed.details).where(Deed.subject == "message").order_by(col(Deed.id))
    assert [tuple(deed) for deed in many(deeds)] == [
        ("message.release", str(first["id"]), {"dj": dj["dj_id"]}),
        ("message.drop", str(second["id"]), {"dj": dj["dj_id"]}),
    ]
    assert client.get(path, headers=admin).json() == {"messages": [], "total": 0}
    assert client.post(f"{path}/999", json={"verdict": "drop"}, headers=admin).status_code == 404


def test_a_held_message_waits_when_its_dj_has_no_address_any_more(
    client: TestClient, organiser: dict[str, str]
) -> None:
    dj, admin = made(client, organiser), person(client, Role.ADMIN)
    send(client, organiser, dj["dj_id"], body="Cheap SEO and backlinks for your brand, friend")
    db.write(lambda session: session.exec(update(Dj).values(email="")))
    (message,) = client.get("/v1/admin/messages", headers=admin).json()["messages"]
    path = f"/v1/admin/messages/{message['id']}"
    assert client.post(path, json={"verdict": "release"}, headers=admin).status_code == 409
    assert many(select(ContactMessage.state)) == ["held"]
    assert client.post(path, json={"verdict": "drop"}, headers=admin).status_code == 200


def test_nobody_can_be_reached_without_an_address(client: TestClient, organiser: dict[str, str]) -> None:
    dj = made(client, organiser, email="")
    assert dj["reachable"] is False
    assert send(client, organiser, dj["dj_id"]).status_code == 409
    assert send(client, organiser, dj["dj_id"] + 9).status_code == 404
    assert send(client, organiser, dj["dj_id"], body="hi").status_code in (409, 422)
