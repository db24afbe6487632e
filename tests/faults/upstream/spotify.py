"""Spotify: tokens under one prefix, so that they keep coming while the catalogue under the other misbehaves."""

from typing import Any, ClassVar

from tests.faults.acts import NAMES, SECRET, TOKEN, spotify_act, spotify_id
from tests.faults.upstream.contract import Asked, Contract, Mode, Reply
from tests.faults.upstream.fans import Fans
from tests.faults.upstream.modes import EVIL, always, ok


def refused(status: int, words: str) -> Reply:
    return Reply(status, {"error": {"status": status, "message": words}})


def no_refresh(self: Any, asked: Asked) -> None:
    """As the contract has it, but every consent is over."""
    if asked.form.get("grant_type") == "refresh_token":
        self.say(400, {"error": "invalid_grant", "error_description": "Refresh token expired"})
    else:
        ok(self, asked)


class SpotifyAccounts(Contract):
    """Trades client credentials for a token, asks fans for their consent and trades what they bring back."""

    name = "spotify-accounts"
    settings: ClassVar[dict[str, str]] = {"SPOTIFY_ACCOUNTS_BASE_URL": ""}
    modes: ClassVar[dict[str, Mode]] = {
        "bad-client": always(400, {"error": "invalid_client", "error_description": f"{SECRET} is wrong"}),
        "list": always(200, [1, 2, 3]),
        "consent-over": no_refresh,
        "outage-grant": always(400, b"<html>Bad gateway</html>", Content_Type="text/html"),
    }

    def __init__(self, server: Any) -> None:
        super().__init__(server)
        self.fans = Fans()

    def answer(self, asked: Asked) -> Reply:
        if asked.path == "/authorize":
            return self.fans.authorize(asked)
        if asked.path == "/api/token" and asked.form.get("grant_type") in ("authorization_code", "refresh_token"):
            return self.fans.token(asked)
        if asked.path != "/api/token" or asked.form.get("grant_type") != "client_credentials":
            return Reply(400, {"error": "unsupported_grant_type"})
        return Reply(200, {"access_token": TOKEN, "token_type": "Bearer", "expires_in": 3600})


class Spotify(Contract):
    """The catalogue in development mode: ten of a search at most, acts one by one."""

    name = "spotify"
    settings: ClassVar[dict[str, str]] = {"SPOTIFY_API_BASE_URL": "/v1"}
    surrogate = (b'"name": "', b'"name": "\\ud83d ')

    def answer(self, asked: Asked) -> Reply:
        fans: Fans = self.server.contracts["spotify-accounts"].fans
        if fans.knows(asked):
            return fans.answer(asked) or refused(404, "Resource not found")
        if asked.headers.get("authorization") != f"Bearer {TOKEN}":
            return refused(401, "Only valid bearer authentication supported")
        match asked.parts:
            case ["v1", "search"] if int(asked.get("limit", "5")) > 10:
                return refused(400, "Invalid limit")
            case ["v1", "search"]:
                found = [spotify_act(name) for name in NAMES if asked["q"].casefold() in name.casefold()]
                return Reply(200, {"artists": {"items": found, "total": len(found), "next": None}})
            case ["v1", "artists", key]:
                known = [name for name in NAMES if spotify_id(name) == key]
                return Reply(200, spotify_act(known[0])) if known else refused(404, "Resource not found")
        return refused(403, "Forbidden")

    def items(self, said: Any) -> list[Any]:
        inside = said.get("artists") if isinstance(said, dict) else None
        return inside["items"] if isinstance(inside, dict) else []


Spotify.modes = {
    "expired": always(401, {"error": {"status": 401, "message": f"The access token {TOKEN} expired"}}),
    "premium": always(403, b"the user may not be registered", Content_Type="text/plain"),
    "unlisted": always(
        403,
        b"Check settings on developer.spotify.com/dashboard, the user may not be registered.",
        Content_Type="text/plain",
    ),
    "scope": always(403, {"error": {"status": 403, "message": "Insufficient client scope"}}),
    "missing": always(404, {"error": {"status": 404, "message": "Resource not found"}}),
    "quota": always(429, {"error": {"status": 429, "message": "x", "reason": "QUOTA_EXCEEDED"}}),
    "spike": always(429, {"error": {"status": 429, "message": "x"}}, Retry_After="2"),
    "429-day": always(429, b"", Retry_After="12471"),
    "odd-error": always(500, {"error": f"a string with {SECRET}"}),
    "odd-data": always(200, {"artists": {"items": "none"}, "id": ""}),
    "spoilt-items": always(
        200, {"artists": {"items": [None, 3, {}, {"id": "x y", "name": "n"}, {"id": "a", "name": [4]}]}}
    ),
    "list": always(200, [1, 2, 3]),
    "deep": always(200, b"[" * 100_000),
    "redirect-307": always(307, b"", Location=f"{EVIL}/elsewhere"),
}
