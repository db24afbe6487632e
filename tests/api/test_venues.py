"""Rooms over HTTP: both spellings one answer, a page for browsers and JSON for programs, writes for organisers."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from fastapi.testclient import TestClient
from PIL import Image
from sqlmodel import select

from tests.app import app
from tests.catalogue import NOW, Catalogue
from wtc import db
from wtc.api import crawl, headers
from wtc.models.accounts import User
from wtc.services import photos, placing

HTML = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
DEEDS: list[tuple[str, str, dict[str, Any] | None]] = [
    ("POST", "/venues", {"name": "New", "city": "Cork"}),
    ("POST", "/v1/venues", {"name": "New", "city": "Cork"}),
    ("PUT", "/venues/{id}", {"capacity": 5}),
    ("PUT", "/v1/venues/{id}", {"capacity": 5}),
    ("DELETE", "/venues/{id}", None),
    ("DELETE", "/v1/venues/{id}", None),
    ("POST", "/v1/venues/{id}/availability", {"start": "2026-12-13T20:00", "end": "2026-12-13T23:00"}),
    ("DELETE", "/v1/venues/{id}/availability/1", None),
    ("DELETE", "/v1/venues/{id}/availability", None),
    ("POST", "/v1/venues/{id}/photos", None),
    ("DELETE", "/v1/venues/{id}/photos/1", None),
]


@pytest.fixture(autouse=True)
def friday_evening() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture
def client(catalogue: Catalogue) -> TestClient:
    with db.writing() as session:
        placing.seed(session, now=NOW)
    return TestClient(app())


def signed_in(client: TestClient, role: int, name: str = "aoife") -> dict[str, str]:
    body = {"name": name, "email": f"{name}{role}@example.test", "password": "a long enough one 7"}
    made = client.post("/v1/auth/signup", json=body)
    assert made.status_code == 201
    client.cookies.clear()
    with db.writing() as session:
        user = session.exec(select(User).where(User.email == body["email"])).one()
        user.role = role
    return {"authorization": f"Bearer {made.json()['token']}"}


def first(client: TestClient, **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/v1/venues/search", params=asked).json()["venues"][0]
    return found


def picture(
    width: int = 900, height: int = 600, kind: str = "JPEG", colour: tuple[int, int, int] = (200, 20, 20)
) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(data, kind)
    return data.getvalue()


def test_both_spellings_of_a_search_give_the_same_answer(client: TestClient) -> None:
    one = client.get("/v1/venues/search", params={"city": "Dublin", "capacity_min": 500, "capacity_max": 1500})
    two = client.get("/v1/venues/search", params={"city": "Dublin", "capacityMin": 500, "capacityMax": 1500})
    assert one.status_code == 200
    assert one.json() == two.json()
    assert one.json()["count"] == len(one.json()["venues"]) > 3


def test_the_list_the_search_and_the_old_path_are_one(client: TestClient) -> None:
    answers = [
        client.get(path, params={"q": "whelans"}).json() for path in ("/venues", "/v1/venues", "/v1/venues/search")
    ]
    assert answers[0] == answers[1] == answers[2]
    assert [room["name"] for room in answers[0]["venues"]] == ["Whelan's"]


@pytest.mark.parametrize(
    "asked",
    [
        {"capacityMin": "many"},
        {"bbox": "1,2,3"},
        {"bbox": "nan,nan,nan,nan"},
        {"availableFrom": "soon"},
        {"limit": "0"},
    ],
)
def test_a_search_that_makes_no_sense_says_why(client: TestClient, asked: dict[str, str]) -> None:
    answer = client.get("/v1/venues/search", params=asked)
    assert answer.status_code == 422
    assert set(answer.json()["error"]["details"]) == set(asked)


def test_a_record_is_read_by_its_id_which_is_a_number_and_there(client: TestClient) -> None:
    room = first(client, q="whelans")
    for prefix in ("/venues", "/v1/venues"):
        assert client.get(f"{prefix}/{room['id']}").json()["name"] == "Whelan's"
        assert client.get(f"{prefix}/abc").status_code == 400
        assert client.get(f"{prefix}/-1").status_code == 400
        assert client.get(f"{prefix}/99999999").status_code == 404


def test_only_organisers_write(client: TestClient) -> None:
    user = signed_in(client, 1)
    room = first(client, q="whelans")["id"]
    for method, path, body in DEEDS:
        for who, status in (({}, 401), (user, 403)):
            answer = client.request(method, path.format(id=room), json=body, headers=who)
            assert answer.status_code == status, (method, path)
    assert first(client, q="whelans")["capacity"] == 450


def test_a_room_is_made_changed_and_closed_by_an_organiser(client: TestClient) -> None:
    me = signed_in(client, 2)
    made = client.post("/venues", json={"name": "The Snug", "city": "Dingle", "capacity": 60}, headers=me)
    assert made.status_code == 201
    room = made.json()
    assert (room["county"], room["slug"], room["country"]) == ("Kerry", "the-snug", "IE")
    assert client.post("/venues", json={"name": "Snug", "city": "An Daingean"}, headers=me).status_code == 409
    changed = client.put(
        f"/venues/{room['id']}", json={"phone": "066 915 0000", "updated_at": room["updated_at"]}, headers=me
    )
    assert (changed.status_code, changed.json()["phone"], changed.json()["capacity"]) == (200, "066 915 0000", 60)
    stale = client.put(f"/venues/{room['id']}", json={"phone": "1", "updated_at": room["updated_at"]}, headers=me)
    assert stale.status_code == 409
    assert stale.json()["error"]["details"]["updated_at"] == changed.json()["updated_at"]
    wrong = client.put(f"/venues/{room['id']}", json={"website": "ftp://x", "capacity": -4}, headers=me)
    assert wrong.status_code == 422
    unknown = client.put(f"/venues/{room['id']}", json={"slug": "admin"}, headers=me)
    assert unknown.status_code == 422
    assert client.delete(f"/venues/{room['id']}", headers=me).json() == {"deleted": True, "closed": False}
    assert client.get(f"/venues/{room['id']}").status_code == 404


def test_a_slot_is_put_up_listed_asked_for_and_taken_away(client: TestClient) -> None:
    me, other = signed_in(client, 2), signed_in(client, 3, "admin")
    room = first(client, q="whelans")["id"]
    base = f"/v1/venues/{room}/availability"
    late = client.post(base, json={"start": "2026-12-14T20:00", "end": "2026-12-14T23:00", "notes": "n"}, headers=me)
    early = client.post(base, json={"start": "2026-12-13T20:00", "end": "2026-12-13T23:00"}, headers=me)
    assert (late.status_code, early.status_code) == (201, 201)
    assert early.json()["start"] == "2026-12-13T20:00:00Z"
    listed = client.get(base).json()
    assert [slot["id"] for slot in listed["slots"]] == [early.json()["id"], late.json()["id"]]
    assert listed["slots"][1]["notes"] == ""
    backwards = client.post(base, json={"start": "2026-12-13T20:00", "end": "2026-12-13T19:00"}, headers=me)
    assert backwards.status_code == 400
    slot = f"{base}/{early.json()['id']}"
    assert client.post(f"{slot}/ask", headers=me).json()["status"] == "held"
    assert client.post(f"{slot}/confirm", headers=me).status_code == 403
    assert client.post(f"{slot}/confirm", headers=other).json()["status"] == "booked"
    assert client.delete(f"{base}?slotId={late.json()['id']}", headers=me).status_code == 200
    assert client.delete(slot, headers=me).status_code == 200
    assert client.get(base).json()["slots"] == []
    assert client.delete(slot, headers=me).status_code == 404


def test_three_photos_hang_and_are_moved_named_and_taken_down(client: TestClient) -> None:
    me = signed_in(client, 2)
    room = first(client, q="whelans")["id"]
    base = f"/v1/venues/{room}/photos"
    for number in range(3):
        files = {"photo": ("p.jpg", picture(colour=(number * 80, 10, 10)), "image/jpeg")}
        hung = client.post(base, files=files, data={"caption": f"Photo {number}"}, headers=me)
        assert hung.status_code == 201, hung.text
    ids = [photo["id"] for photo in hung.json()["photos"]]
    moved = client.post(f"{base}/{ids[2]}/move", json={"by": -1}, headers=me).json()["photos"]
    assert [photo["id"] for photo in moved] == [ids[0], ids[2], ids[1]]
    assert (
        client.put(f"{base}/{ids[0]}", json={"caption": "The bar"}, headers=me).json()["photos"][0]["caption"]
        == "The bar"
    )
    left = client.delete(f"{base}/{ids[0]}", headers=me).json()["photos"]
    assert [photo["id"] for photo in left] == [ids[2], ids[1]]
    seen = client.get(base).json()["photos"]
    assert seen == left
    copy = client.get(seen[0]["large"])
    assert (copy.status_code, copy.headers["content-type"]) == (200, "image/webp")
    again = client.post(base, files={"photo": ("p.jpg", picture(colour=(160, 10, 10)), "image/jpeg")}, headers=me)
    assert again.status_code == 409


def test_what_a_camera_wrote_into_a_photo_does_not_stay(client: TestClient) -> None:
    me = signed_in(client, 2)
    room = first(client, q="whelans")["id"]
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    exif[0x8825] = {1: "N", 2: (53.0, 20.0, 14.0)}
    data = io.BytesIO()
    Image.new("RGB", (800, 600), (9, 99, 9)).save(data, "JPEG", exif=exif)
    assert b"SecretCamera" in data.getvalue()
    hung = client.post(
        f"/v1/venues/{room}/photos", files={"photo": ("a.jpg", data.getvalue(), "image/jpeg")}, headers=me
    )
    for copy in ("small", "large"):
        kept = client.get(hung.json()["photos"][0][copy]).content
        assert b"SecretCamera" not in kept
        assert not Image.open(io.BytesIO(kept)).getexif()


def hostile() -> dict[str, bytes]:
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    frames = io.BytesIO()
    Image.new("P", (10, 10)).save(frames, "GIF", save_all=True, append_images=[Image.new("P", (10, 10), 3)] * 40)
    return {
        "bomb.png": bomb.getvalue(),
        "cut.jpg": picture()[:700],
        "drawing.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        "page.jpg": b"<html><script>alert(1)</script></html>",
        "frames.gif": frames.getvalue(),
        "nothing.png": b"",
        "signature.png": b"\x89PNG\r\n\x1a\n" + b"\x00" * 40,
        "zip.webp": b"PK\x03\x04" + b"\x00" * 200,
        "executable.jpg": b"MZ" + b"\x90" * 500,
    }


def test_hostile_files_are_refused_in_words_and_nothing_hangs(client: TestClient) -> None:
    me = signed_in(client, 2)
    room = first(client, q="whelans")["id"]
    for name, data in hostile().items():
        answer = client.post(f"/v1/venues/{room}/photos", files={"photo": (name, data, "image/jpeg")}, headers=me)
        assert 400 <= answer.status_code < 500, (name, answer.status_code, answer.text[:200])
        assert answer.json()["error"]["message"]
    for body in (
        {"json": {"photo": "x"}},
        {"content": b"--x\r\nbroken", "headers": me | {"content-type": "multipart/form-data"}},
    ):
        answer = client.post(f"/v1/venues/{room}/photos", **({"headers": me} | body))
        assert 400 <= answer.status_code < 500, answer.text[:200]
    assert client.get(f"/v1/venues/{room}/photos").json()["photos"] == []


def test_a_picture_with_a_script_behind_it_loses_the_script(client: TestClient) -> None:
    me = signed_in(client, 2)
    room = first(client, q="whelans")["id"]
    both = picture(colour=(1, 2, 200)) + b"<script>alert('polyglot')</script>"
    hung = client.post(f"/v1/venues/{room}/photos", files={"photo": ("p.jpg", both, "image/jpeg")}, headers=me)
    if hung.status_code == 201:
        assert b"polyglot" not in client.get(hung.json()["photos"][0]["large"]).content
    else:
        assert hung.status_code < 500


def test_a_wall_has_room_for_twenty_four(client: TestClient) -> None:
    room = first(client, q="whelans")["id"]
    me = signed_in(client, 2)
    with db.writing() as session:
        for number in range(photos.MOST):
            photos.hang(session, session.exec(select(User.id)).first() or 0, room, f"{number:064x}", 640, 480, now=NOW)
    answer = client.post(f"/v1/venues/{room}/photos", files={"photo": ("p.jpg", picture(), "image/jpeg")}, headers=me)
    assert answer.status_code == 409
    assert "24" in answer.json()["error"]["message"]


def test_pins_are_where_the_rooms_are(client: TestClient) -> None:
    answer = client.get("/v1/venues/pins", params={"county": "Kerry"}).json()
    assert answer["total"] == len(answer["pins"]) > 2
    _, slug, name, _, lat, lon, _ = answer["pins"][0]
    assert slug
    assert name
    assert 51 < lat < 53
    assert -11 < lon < -9


def test_a_browser_gets_the_page_of_a_room_and_a_program_its_record(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = (frozenset(), b"<html><head>", b"", b"</head><body>", b"</body></html>")
    monkeypatch.setattr(crawl, "template", lambda _: parts)
    room = first(client, q="whelans")
    page = client.get("/venues/whelans", headers=HTML)
    assert page.status_code == 200
    assert "<h1>Whelan&#x27;s</h1>" in page.text
    said = json.loads(re.search(r'ld\+json">(.*?)</script>', page.text)[1])  # type: ignore[index]
    assert (said["@type"], said["maximumAttendeeCapacity"], said["address"]["addressCountry"]) == (
        "MusicVenue",
        450,
        "IE",
    )
    assert 'rel="canonical" href="http://testserver/venues/whelans"' in page.text
    preview = re.search(r'property="og:image" content="http://testserver(.*?)"', page.text)[1]  # type: ignore[index]
    assert client.get(preview).headers["content-type"] == "image/png"
    onward = client.get(f"/venues/{room['id']}", headers=HTML, follow_redirects=False)
    assert (onward.status_code, onward.headers["location"]) == (302, "/venues/whelans")
    assert client.get("/venues/nowhere-at-all", headers=HTML).status_code == 404
    assert client.get("/venues/999999", headers=HTML).status_code == 404


def test_a_name_full_of_markup_stays_words(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crawl, "template", lambda _: (frozenset(), b"", b"", b"", b""))
    me = signed_in(client, 2)
    name = '"><script>alert(1)</script>'
    made = client.post("/venues", json={"name": name, "city": "Cork", "about": "</script><b>"}, headers=me).json()
    page = client.get(f"/venues/{made['slug']}", headers=HTML).text
    assert "<script>alert" not in page
    assert "</script><b>" not in page


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("", ""),
        ("https://tiles.example/{z}/{x}/{y}.png", " https://tiles.example"),
        ("https://{s}.tiles.example/{z}/{x}/{y}.png?key=1", " https://*.tiles.example"),
        ("https://tiles.example; script-src *", ""),
    ],
)
def test_only_the_tiles_own_host_is_let_into_the_policy(address: str, host: str) -> None:
    assert headers.tile_host(address) == host


def test_the_outline_for_maps_is_small_and_whole(client: TestClient) -> None:
    answer = client.get("/art/v1/map/counties.json")
    assert answer.status_code == 200
    rings = answer.json()
    assert len(rings) >= 32
    assert len(answer.content) < 60_000
    lon, lat = rings[0][0] / 1e4, rings[0][1] / 1e4
    assert 51 < lat < 56
    assert -11 < lon < -5
