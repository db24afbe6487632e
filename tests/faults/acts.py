"""A few invented acts as Spotify, Mixcloud and setlist.fm write about them."""

import re
from typing import Any

NAMES = ("Bog Standard", "Dónal Thunder", "The Wet Socks", "Nóra & the Níos")
KEY, SECRET, TOKEN = "canary-setlistfm-key-1", "canary-spotify-secret-1", "canary-token-1"


def spotify_id(name: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", name)[:20].ljust(22, "0")


def user_name(name: str) -> str:
    return re.sub(r"[^a-z]+", "-", name.lower().replace("ó", "o").replace("í", "i")).strip("-")


def mbid(name: str) -> str:
    return f"{NAMES.index(name):08x}-1111-4111-8111-111111111111"


def spotify_act(name: str) -> dict[str, Any]:
    return {
        "id": spotify_id(name),
        "name": name,
        "type": "artist",
        "genres": ["irish folk", "Indie"],
        "external_urls": {"spotify": f"https://open.spotify.com/artist/{spotify_id(name)}"},
        "images": [
            {"url": f"https://i.scdn.co/image/{spotify_id(name)}-{width}", "width": width, "height": width}
            for width in (640, 320, 160)
        ],
        "uri": f"spotify:artist:{spotify_id(name)}",
    }


def mixcloud_user(name: str) -> dict[str, Any]:
    key = f"/{user_name(name)}/"
    return {
        "key": key,
        "url": f"https://www.mixcloud.com{key}",
        "name": name,
        "username": user_name(name),
        "pictures": {"large": f"https://thumbnailer.mixcloud.com/{user_name(name)}.jpg"},
        "biog": "Plays <b>records</b>.",
        "city": "Dublin",
        "country": "Ireland",
        "follower_count": 120,
        "cloudcast_count": 3,
    }


def cloudcast(name: str, number: int) -> dict[str, Any]:
    key = f"/{user_name(name)}/late-{number}/"
    return {
        "key": key,
        "url": f"https://www.mixcloud.com{key}",
        "name": f"Late one {number}: fadó",
        "slug": f"late-{number}",
        "tags": [{"key": "/discover/house/", "name": "House"}, {"key": "/discover/disco/", "name": "Disco"}],
        "created_time": f"2026-10-{number:02d}T20:00:00Z",
        "updated_time": f"2026-10-{number:02d}T20:00:00Z",
        "play_count": 10 * number,
        "audio_length": 3600 + number,
        "pictures": {
            "medium": "https://thumbnailer.mixcloud.com/m.jpg",
            "640wx640h": "https://thumbnailer.mixcloud.com/w",
        },
        "user": {"key": f"/{user_name(name)}/", "name": name, "username": user_name(name)},
    }


def setlist(name: str, number: int, *, nested: bool = True) -> dict[str, Any]:
    sets = [
        {"song": [{"name": "Turf Fire"}, {"name": ""}, {"name": "Intro tape", "tape": True}]},
        {"encore": 1, "song": [{"name": "Raglan Road", "cover": {"name": "Patrick Kavanagh", "mbid": "x"}}]},
    ]
    said = {
        "id": f"{NAMES.index(name)}b{number:05x}",
        "versionId": "g1",
        "eventDate": f"{number % 28 + 1:02d}-09-2026",
        "lastUpdated": "2026-10-01T12:00:00.000+0000",
        "url": f"https://www.setlist.fm/setlist/x/2026/y-{number}.html",
        "artist": {"mbid": mbid(name), "name": name, "sortName": name},
        "tour": {"name": "The back roads"},
        "venue": {
            "id": "v1",
            "name": "The Spirit Store",
            "city": {"name": "Dundalk", "state": "Leinster", "country": {"code": "IE", "name": "Ireland"}},
        },
    }
    return said | ({"sets": {"set": sets}} if nested else {"set": sets})
