"""Fans of Spotify at the stand-in: they agree or not, their keys grow old, and this is what they play."""

import base64
import hashlib
import secrets
from html import escape
from typing import Any
from urllib.parse import urlencode

from tests.faults.acts import NAMES, SECRET, spotify_act, spotify_id
from tests.faults.upstream.contract import Asked, Reply

CLIENT = "me"
SCOPES = "user-top-read user-library-read user-follow-read"
LONG_TERM = tuple(f"Old Favourite {number}" for number in range(1, 51))
RANGES = {"short_term": NAMES[:2], "medium_term": NAMES[:3], "long_term": LONG_TERM}
FOLLOWED = tuple(f"Followed {number}" for number in range(1, 61))


def named(name: str) -> dict[str, Any]:
    """An act by its name, as Spotify writes it."""
    known = spotify_act(name)
    return known | {"id": spotify_id(name) if name in NAMES else _id(name)}


def _id(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:22]


class Fans:
    """The codes and keys that are good. ``life`` is how long an access token is said to last, in seconds."""

    def __init__(self) -> None:
        self.codes: dict[str, dict[str, str]] = {}
        self.access: set[str] = set()
        self.refresh: set[str] = set()
        self.issued: list[str] = []
        self.life = 3600
        self.who = {"id": "fan-1", "display_name": "Nóirín of Spotify"}
        self.saved = 120

    def authorize(self, asked: Asked) -> Reply:
        """The page that asks; a program is sent on as if it had agreed."""
        if asked.get("client_id") != CLIENT or asked.get("response_type") != "code":
            return Reply(400, b"INVALID_CLIENT: Invalid client", {"Content-Type": "text/plain"})
        if asked.get("code_challenge_method") != "S256" or not asked.get("code_challenge"):
            return Reply(400, b"code_challenge required", {"Content-Type": "text/plain"})
        code = secrets.token_urlsafe(24)
        self.codes[code] = {"challenge": asked["code_challenge"], "redirect": asked["redirect_uri"]}
        yes = f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked.get('state', '')})}"
        no = f"{asked['redirect_uri']}?{urlencode({'error': 'access_denied', 'state': asked.get('state', '')})}"
        if "text/html" not in asked.headers.get("accept", ""):
            return Reply(302, b"", {"Location": yes})
        page = (
            f"<title>Spotify</title><h1>Agree?</h1><p>{escape(asked.get('scope', ''))}</p>"
            f'<a id="yes" href="{escape(yes)}">Agree</a> <a id="no" href="{escape(no)}">Cancel</a>'
        )
        return Reply(200, page.encode(), {"Content-Type": "text/html"})

    def token(self, asked: Asked) -> Reply:
        """Keys for a code, or new keys for a refresh token, which is good once."""
        form = asked.form
        ours = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {ours}":
            return Reply(400, {"error": "invalid_client", "error_description": "Invalid client secret"})
        if form.get("grant_type") == "authorization_code":
            held = self.codes.pop(form.get("code", ""), None)
            digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
            challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
            if held is None or held["challenge"] != challenge or held["redirect"] != form.get("redirect_uri"):
                return Reply(400, {"error": "invalid_grant", "error_description": "Invalid authorization code"})
        elif form.get("refresh_token", "") in self.refresh:
            self.refresh.discard(form["refresh_token"])
        else:
            return Reply(400, {"error": "invalid_grant", "error_description": "Refresh token revoked"})
        return Reply(200, self.keys())

    def keys(self) -> dict[str, Any]:
        access, refresh = f"canary-access-{secrets.token_hex(12)}", f"canary-refresh-{secrets.token_hex(12)}"
        self.access.add(access)
        self.refresh.add(refresh)
        self.issued += [access, refresh]
        return {
            "access_token": access,
            "refresh_token": refresh,
            "token_type": "Bearer",
            "scope": SCOPES,
            "expires_in": self.life,
        }

    def expire(self) -> None:
        """Let every access token die before its time."""
        self.access.clear()

    def knows(self, asked: Asked) -> bool:
        return asked.headers.get("authorization", "").removeprefix("Bearer ") in self.access

    def answer(self, asked: Asked) -> Reply | None:
        """What a fan's own pages say; None for every other page."""
        match asked.parts:
            case ["v1", "me"]:
                return Reply(200, self.who | {"type": "user"})
            case ["v1", "me", "top", "artists"]:
                names = RANGES[asked["time_range"]][: int(asked.get("limit", "20"))]
                return Reply(200, {"items": [named(name) for name in names], "next": None, "total": len(names)})
            case ["v1", "me", "following"]:
                return Reply(200, {"artists": self._followed(asked.get("after", ""))})
            case ["v1", "me", "tracks"]:
                return Reply(200, self._saved(int(asked.get("offset", "0")), int(asked.get("limit", "20"))))
        return None

    def _followed(self, after: str) -> dict[str, Any]:
        acts = [named(name) for name in FOLLOWED]
        begin = next((place + 1 for place, act in enumerate(acts) if act["id"] == after), 0)
        page = acts[begin : begin + 50]
        more = begin + 50 < len(acts)
        return {
            "items": page,
            "next": "https://api.spotify.com/v1/me/following?after=x" if more else None,
            "cursors": {"after": page[-1]["id"] if more else None},
            "total": len(acts),
        }

    def _saved(self, offset: int, limit: int) -> dict[str, Any]:
        act = named(NAMES[3])
        plain = {"id": act["id"], "name": act["name"], "type": "artist"}
        every = [{"track": {"name": f"Song {number}", "artists": [plain]}} for number in range(self.saved)]
        every[3:4] = [{"added_at": "2026-01-01T00:00:00Z", "track": None}]
        page: list[Any] = every[offset : offset + limit]
        more = offset + limit < len(every)
        return {"items": page, "next": "https://api.spotify.com/v1/me/tracks?offset=x" if more else None}
