"""Listening histories of every usual kind, and files made to break the reader: each read or refused in words."""

import io
import json
import struct
import zipfile
from typing import Any

import pytest

from wtc.errors import CraicError, Invalid, TooLarge
from wtc.gateways import listening
from wtc.gateways.listening import read_now

HEAD = "uts,utc_time,artist,artist_mbid,album,album_mbid,track,track_mbid\n"
MBID = "00000000-1111-4111-8111-111111111111"


def streams(*acts: tuple[str, int], ms: int = 60_000) -> list[dict[str, Any]]:
    return [
        {"endTime": "2026-01-01 10:00", "artistName": name, "trackName": "T", "msPlayed": ms}
        for name, many in acts
        for _ in range(many)
    ]


def extended(*acts: tuple[str | None, int]) -> list[dict[str, Any]]:
    return [
        {"ts": "2026-01-01T10:00:00Z", "ms_played": 60_000, "master_metadata_album_artist_name": name}
        for name, many in acts
        for _ in range(many)
    ]


def listens(*acts: tuple[str, int]) -> list[dict[str, Any]]:
    return [
        {"listened_at": 1, "track_metadata": {"artist_name": name, "additional_info": {"artist_mbids": [MBID]}}}
        for name, many in acts
        for _ in range(many)
    ]


def zipped(members: dict[str, Any]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, told in members.items():
            packed.writestr(name, told if isinstance(told, bytes | str) else json.dumps(told))
    return made.getvalue()


LIBRARY = {
    "tracks": [{"artist": "Lankum", "album": "A", "track": "T", "uri": "spotify:track:1"}] * 12,
    "albums": [{"artist": "Junior Brother", "album": "A", "uri": "spotify:album:1"}],
    "artists": [{"name": "Ye Vagabonds", "uri": "spotify:artist:1"}],
    "shows": [],
}
LASTFM_API = {"topartists": {"artist": [{"name": "Lankum", "playcount": "30", "mbid": MBID}]}}
RECENT = {"recenttracks": {"track": [{"artist": {"#text": "Lankum", "mbid": ""}, "name": "T", "date": {}}]}}
STATS = {"payload": {"artists": [{"artist_name": "Lankum", "listen_count": 9, "artist_mbid": MBID}]}}

READ: list[tuple[str, bytes, str, list[tuple[str, str]]]] = [
    ("spotify", json.dumps(streams(("Lankum", 3), ("Bo", 1))).encode(), "spotify-file",
     [("Lankum", "3 plays"), ("Bo", "1 play")]),
    ("extended", json.dumps(extended(("Lankum", 2), (None, 4))).encode(), "spotify-file", [("Lankum", "2 plays")]),
    ("skipped tracks", json.dumps(streams(("Bo", 9), ms=500) + streams(("Lankum", 1))).encode(), "spotify-file",
     [("Lankum", "1 play")]),
    ("library", json.dumps(LIBRARY).encode(), "spotify-file",
     [("Lankum", "12 saved tracks"), ("Ye Vagabonds", "You follow them"), ("Junior Brother", "1 saved track")]),
    ("zip", zipped({"MyData/StreamingHistory_music_0.json": streams(("Lankum", 2)), "MyData/YourLibrary.json": LIBRARY,
                    "MyData/Userdata.json": {"email": "x"}, "MyData/Follow.json": {"userIsFollowing": ["Bo"]}}),
     "spotify-file", [("Lankum", "2 plays"), ("Ye Vagabonds", "You follow them"), ("Junior Brother", "1 saved track")]),
    ("extended zip", zipped({"Spotify Extended/Streaming_History_Audio_2019-2021_1.json": extended(("Lankum", 1))}),
     "spotify-file", [("Lankum", "1 play")]),
    ("last.fm csv", (HEAD + f"1,x,Lankum,{MBID},A,,T,\n1,x,\"Crosby, Stills\",,A,,T,\n1,x,Lankum,,A,,T,\n").encode(),
     "lastfm", [("Lankum", "2 plays"), ("Crosby, Stills", "1 play")]),
    ("last.fm without a head", b"Lankum,False Lankum,Go Dig My Grave,12 Jan 2026 20:15\n", "lastfm",
     [("Lankum", "1 play")]),
    ("last.fm counts", b"Artist;Scrobbles\nLankum;1200\nBo;3\n", "lastfm",
     [("Lankum", "1,200 plays"), ("Bo", "3 plays")]),
    ("last.fm api", json.dumps(LASTFM_API).encode(), "lastfm", [("Lankum", "30 plays")]),
    ("last.fm recent", json.dumps([RECENT, RECENT]).encode(), "lastfm", [("Lankum", "2 plays")]),
    ("listenbrainz", json.dumps(listens(("Lankum", 2))).encode(), "listenbrainz", [("Lankum", "2 plays")]),
    ("listenbrainz lines", "\n".join(map(json.dumps, listens(("Lankum", 2), ("Bo", 1)))).encode(), "listenbrainz",
     [("Lankum", "2 plays"), ("Bo", "1 play")]),
    ("listenbrainz zip", zipped({"listens/2026/1.jsonl": "\n".join(map(json.dumps, listens(("Lankum", 2)))),
                                 "feedback.jsonl": "{}"}), "listenbrainz", [("Lankum", "2 plays")]),
    ("listenbrainz stats", json.dumps(STATS).encode(), "listenbrainz", [("Lankum", "9 plays")]),
    ("list", "1. Lankum\n- Rónán Ó Snodaigh\n\n  Crosby, Stills & Nash  \n".encode(), "list",
     [("Crosby, Stills & Nash", "On your list"), ("Lankum", "On your list"), ("Rónán Ó Snodaigh", "On your list")]),
    ("one line", b"Lankum, Bo; Aslan", "list", [("Aslan", ""), ("Bo", ""), ("Lankum", "")]),
    ("json list", b'["Lankum", "Bo"]', "list", [("Bo", ""), ("Lankum", "")]),
    ("windows", "Rónán Ó Snodaigh\nMary Coughlan\n".encode("cp1252"), "list",
     [("Mary Coughlan", ""), ("Rónán Ó Snodaigh", "")]),
    ("utf-16", "Rónán\nBo\n".encode("utf-16"), "list", [("Bo", ""), ("Rónán", "")]),
    ("bom", b"\xef\xbb\xbf" + json.dumps(streams(("Lankum", 1))).encode(), "spotify-file", [("Lankum", "1 play")]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "source", "acts"), [case[1:] for case in READ], ids=[case[0] for case in READ])
def test_every_usual_history_is_read(data: bytes, source: str, acts: list[tuple[str, str]]) -> None:
    file = read_now(data)
    assert file.source == source
    assert [one.name for one in file.liked] == [name for name, _ in acts]
    assert [one.how for one in file.liked if acts[0][1]] == [how for _, how in acts if acts[0][1]]
    assert all(0 < one.weight <= 1 for one in file.liked)


def test_the_most_played_weighs_one_and_ids_come_along() -> None:
    file = read_now(json.dumps(listens(("Lankum", 100), ("Bo", 9))).encode())
    first, second = file.liked
    assert (first.weight, first.musicbrainz_id) == (1.0, MBID)
    assert second.weight == pytest.approx(0.4989, abs=1e-3)


def bomb(claimed: int = 200 << 20) -> bytes:
    """A small zip that unpacks to ``claimed`` bytes."""
    return zipped({"StreamingHistory0.json": b"[" + b" " * claimed})


def lying() -> bytes:
    """A zip that says of a large member that it is small."""
    told = bytearray(zipped({"StreamingHistory0.json": b"[" + b" " * (2 << 20)}))
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = told.index(mark) + place
        told[at : at + 4] = struct.pack("<I", 10)
    return bytes(told)


def locked() -> bytes:
    told = bytearray(zipped({"StreamingHistory0.json": streams(("Bo", 1))}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = told.index(mark) + place
        told[at] |= 1
    return bytes(told)


HOSTILE: dict[str, bytes] = {
    "empty": b"  \n ",
    "nothing": b"[]",
    "empty object": b"{}",
    "bomb": bomb(),
    "lying zip": lying(),
    "many members": zipped({f"StreamingHistory{number}.json": "[]" for number in range(300)}),
    "locked zip": locked(),
    "cut zip": zipped({"StreamingHistory0.json": streams(("Bo", 50))})[:-30],
    "zip of nothing": zipped({"photos/a.jpg": b"x"}),
    "zip in a zip": zipped({"StreamingHistory0.json": zipped({"StreamingHistory0.json": streams(("Bo", 1))})}),
    "workbook": zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}),
    "pk alone": b"PK\x03\x04 and no more",
    "binary": bytes(range(256)) * 100,
    "picture": b"\x89PNG\r\n\x1a\n" + b"x" * 100,
    "pdf": b"%PDF-1.7 x",
    "gzip": b"\x1f\x8b\x08" + b"x" * 50,
    "half": json.dumps(streams(("Bo", 50))).encode()[:-40],
    "deep": b"[" * 200_000,
    "deep objects": b'{"artists":' * 100_000,
    "people": json.dumps({"userIsFollowing": ["Bo"], "userIsFollowedBy": []}).encode(),
    "numbers": json.dumps(list(range(1000))).encode(),
    "endless name": b'["' + b"x" * 300_000 + b'"]',
    "endless string": b'[{"artistName": "' + b"x" * 300_000,
    "formulas alone": b"=HYPERLINK(\"http://evil.example\")\n=cmd|' /C calc'!A0()\n",
    "a million lines": b"bo\n" * 1_000_000,
    "a million rows": HEAD.encode() + b"1,x,Bo,,,,,\n" * 600_000,
    "a million values": b"[" + b'"bo",' * 1_000_000 + b'"x"]',
    "NaN": b'[{"artistName": NaN, "msPlayed": NaN}]',
    "surrogates": b'["\\ud83d"]',
    "unending cell": b'artist,track\n"Lankum,\n' + b"x" * 200_000,
    "odd utf-16": b"\xff\xfe\x00",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_made_to_break_the_reader_is_refused_in_words(name: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_now(HOSTILE[name])
    assert refused.value.message.endswith(".")
    assert "Traceback" not in refused.value.message


async def test_a_file_too_large_is_not_even_begun() -> None:
    with pytest.raises(TooLarge):
        await listening.read(b"x" * (listening.LARGEST + 1))


async def test_files_wait_in_a_short_line() -> None:
    import asyncio

    done = await asyncio.gather(*(listening.read(b"Lankum") for _ in range(8)), return_exceptions=True)
    refused = [one for one in done if isinstance(one, CraicError)]
    assert len(refused) == 4
    assert {one.status for one in refused} == {503}


def test_what_makes_no_sense_is_counted_and_the_rest_is_read() -> None:
    odd = [3, None, [], {}, {"x": 1}, {"artistName": 4, "msPlayed": 90_000}, *streams(("Lankum", 2))]
    file = read_now(json.dumps(odd).encode())
    assert [one.name for one in file.liked] == ["Lankum"]
    assert file.skipped >= 4


def test_a_formula_is_no_act_and_marks_in_names_are() -> None:
    file = read_now(b"=HYPERLINK(1)\n+/-\n!!!\n@\xc3\xa9\n<script>alert(1)</script>\n")
    assert {one.name for one in file.liked} == {"+/-", "!!!", "@é", "<script>alert(1)</script>"}
