"""What Spotify, Mixcloud and setlist.fm answer about a few invented acts, as their contracts have it."""

import re
from typing import Any

from tests.faults.shams import Asked, Said

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


def spotify(asked: Asked) -> Said:
    """Tokens at /spotify/accounts/api/token, the catalogue at /spotify/v1."""
    if asked.path == "/spotify/accounts/api/token":
        return Said(body={"access_token": TOKEN, "token_type": "Bearer", "expires_in": 3600})
    if asked.headers.get("authorization") != f"Bearer {TOKEN}":
        return Said(
            status=401, body={"error": {"status": 401, "message": "Only valid bearer authentication supported"}}
        )
    if asked.path == "/spotify/v1/search":
        if int(asked.query.get("limit", "5")) > 10:
            return Said(status=400, body={"error": {"status": 400, "message": "Invalid limit"}})
        words = asked.query["q"].casefold()
        found = [spotify_act(name) for name in NAMES if words in name.casefold()]
        return Said(body={"artists": {"items": found, "total": len(found), "limit": 5, "offset": 0, "next": None}})
    found = [name for name in NAMES if asked.path == f"/spotify/v1/artists/{spotify_id(name)}"]
    missing = Said(status=404, body={"error": {"status": 404, "message": "Resource not found"}})
    return Said(body=spotify_act(found[0])) if found else missing


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


def mixcloud(asked: Asked) -> Said:
    """The API at /mixcloud, oEmbed at /mixcloud/oembed."""
    path = asked.path.removeprefix("/mixcloud")
    size, begin = int(asked.query.get("limit", "20")), int(asked.query.get("offset", "0"))
    if path == "/oembed":
        html = "<iframe src='https://evil.example'></iframe><script>alert(1)</script>"
        facts = {"version": "1.0", "type": "rich", "title": "Late one 1", "author_name": NAMES[0], "html": html}
        return Said(body=facts | {"width": "100%", "height": 120, "image": "https://thumbnailer.mixcloud.com/o"})
    if path == "/search/":
        words = asked.query["q"].casefold()
        if asked.query["type"] == "user":
            return _page([mixcloud_user(name) for name in NAMES if words in name.casefold()], begin, size)
        hit = [cloudcast(name, number) for name in NAMES for number in range(1, 4)]
        return _page(
            [one for one in hit if words in f"{one['name']} house disco {one['user']['name']}".casefold()], begin, size
        )
    for name in NAMES:
        if path == f"/{user_name(name)}/":
            return Said(body=mixcloud_user(name))
        if path == f"/{user_name(name)}/cloudcasts/":
            return _page([cloudcast(name, number) for number in range(25, 0, -1)], begin, size)
    return Said(status=404, body={"error": {"type": "NotFound", "message": "Not found"}})


def _page(items: list[dict[str, Any]], begin: int, size: int) -> Said:
    more = {"next": "http://evil.example/next"} if begin + size < len(items) else {}
    return Said(body={"paging": more, "data": items[begin : begin + size]})


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


def setlistfm(asked: Asked) -> Said:
    """The API at /setlistfm; XML for whoever forgets to ask for JSON."""
    path, page = asked.path.removeprefix("/setlistfm"), int(asked.query.get("p", "1"))
    if asked.headers.get("accept") != "application/json":
        return Said(body=b"<?xml version='1.0'?><setlists/>", headers={"Content-Type": "application/xml"})
    if asked.headers.get("x-api-key") != KEY:
        return Said(status=403, body={"message": "Forbidden"})
    missing = {"code": 404, "status": "Not Found", "message": "not found", "timestamp": "2026-11-21T12:00:00.000+0000"}
    if path == "/search/artists":
        found = [name for name in NAMES if asked.query["artistName"].casefold() in name.casefold()]
        items = [{"mbid": mbid(name), "name": name, "disambiguation": "Irish band", "url": ""} for name in found]
        envelope = {"type": "artists", "itemsPerPage": 30, "page": 1, "total": len(items), "artist": items}
        return Said(body=envelope) if items else Said(status=404, body=missing)
    for name in NAMES:
        if path == f"/artist/{mbid(name)}/setlists" and page <= 2:
            shows = [setlist(name, number, nested=number % 2 == 0) for number in range(20 * page - 20, 20 * page)]
            envelope = {"type": "setlists", "itemsPerPage": 20, "page": page, "total": 40}
            return Said(body=envelope | {"setlist": shows})
    return Said(status=404, body=missing)


RATE_LIMITED = {"error": {"type": "RateLimitException", "message": "You have hit your rate limit", "retry_after": 900}}
MIXCLOUD: dict[str, Any] = {
    "rate-limit": Said(status=403, body=RATE_LIMITED),
    "rate-limit-short": Said(status=403, body={"error": {"type": "RateLimitException", "message": "Slow down"}}),
    "private": Said(status=403, body={"error": {"type": "PermissionException", "message": "private"}}),
    "forbidden-html": Said(status=403, body=b"<h1>Blocked</h1>", headers={"Content-Type": "text/html"}),
    "404-html": Said(status=404, body=b"<h1>404</h1>", headers={"Content-Type": "text/html"}),
    "error-200": Said(body={"error": {"type": "OopsException", "message": "x"}}),
    "odd-data": Said(body={"data": "none", "paging": []}),
    "spoilt-items": Said(body={"data": [None, 3, {}, {"key": "//", "name": "x"}, {"key": "/a/b/", "name": None}]}),
}
SETLISTFM: dict[str, Any] = {
    "bad-key": Said(status=403, body={"message": "Forbidden"}),
    "limit-exceeded": Said(status=429, body={"message": "Limit Exceeded"}),
    "too-many": Said(status=429, body={"message": "Too Many Requests"}),
    "404": Said(status=404, body={"code": 404, "message": "not found"}),
    "404-html": Said(status=404, body=b"<h1>404</h1>", headers={"Content-Type": "text/html"}),
    "xml": Said(body=b"<?xml version='1.0'?><setlists/>", headers={"Content-Type": "application/xml"}),
    "401": Said(status=401, body={"message": f"Key {KEY} unknown"}),
    "odd-data": Said(body={"setlist": "none", "artist": 7}),
    "spoilt-items": Said(
        body={"artist": [None, {"mbid": "x"}], "setlist": [None, 3, {}, {"id": "a", "eventDate": "31-02-2026"}]}
    ),
}
SPOTIFY: dict[str, Any] = {
    "expired": Said(status=401, body={"error": {"status": 401, "message": f"The access token {TOKEN} expired"}}),
    "premium": Said(status=403, body=b"the user may not be registered", headers={"Content-Type": "text/plain"}),
    "404": Said(status=404, body={"error": {"status": 404, "message": "Resource not found"}}),
    "quota": Said(status=429, body={"error": {"status": 429, "message": "x", "reason": "QUOTA_EXCEEDED"}}),
    "spike": Said(status=429, body={"error": {"status": 429, "message": "x"}}, headers={"Retry-After": "2"}),
    "odd-error": Said(status=500, body={"error": f"a string with {SECRET}"}),
    "odd-data": Said(body={"artists": {"items": "none"}, "id": ""}),
    "spoilt-items": Said(
        body={"artists": {"items": [None, 3, {}, {"id": "x y", "name": "n"}, {"id": "a", "name": [4]}]}}
    ),
}
