"""A fan's consent at Spotify: where they are sent to be asked, and how Spotify says no afterwards, each by its name."""

import base64
import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlencode

from wtc.gateways.answers import Answer
from wtc.gateways.faults import BadQuery, Fault, QuotaSpent, Unauthorised
from wtc.gateways.given import mapping, text

NAME = "Spotify"
AN_HOUR = timedelta(hours=1)
_UNLISTED = ("not be registered", "not registered")
_OUR_KEY = ("invalid_client", "unauthorized_client")


class AskAgain(Fault):
    """The consent is over, was withdrawn or does not cover this: only the fan can give it anew."""

    code = "spotify_ask_again"


class NotListed(Fault):
    """Spotify keeps this app to people its owner has listed, and this fan is not among them."""

    code = "spotify_not_listed"


class Stale(Fault):
    """The access token is no good any more; the refresh token may bring another."""

    code = "spotify_stale"


def challenge(verifier: str) -> str:
    """What Spotify is told of a PKCE verifier beforehand: its SHA-256 (S256)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def authorize_url(
    accounts_url: str, *, client_id: str, redirect_uri: str, scopes: Sequence[str], state: str, verifier: str
) -> str:
    """The page at Spotify that asks a fan for exactly these scopes."""
    asked = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect_uri,
        "scope": " ".join(scopes),
        "state": state,
        "code_challenge_method": "S256",
        "code_challenge": challenge(verifier),
    }
    return f"{accounts_url.rstrip('/')}/authorize?{urlencode(asked)}"


def judge_keys(answer: Answer, _now: datetime) -> Fault | None:
    """What a refusal of the token endpoint means; an outage answers in HTML or without a reason and stays one."""
    if answer.status < 400 or answer.status >= 500:
        return None
    reason = text(mapping(answer.json).get("error"), 60)
    if reason == "invalid_grant":
        return AskAgain(NAME, f"{NAME} says that the consent is over")
    if reason in _OUR_KEY:
        return Unauthorised(
            NAME, f"{NAME} refused the key: check SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET at developer.spotify.com"
        )
    if reason:
        return BadQuery(NAME, f"{NAME} did not accept the question ({reason})", reason=reason)
    return None


def judge_account(answer: Answer, now: datetime) -> Fault | None:
    """What a refusal of the fan's own pages means."""
    said = mapping(mapping(answer.json).get("error"))
    words = f"{text(said.get('message'), 200)} {answer.text}".casefold()
    if answer.status == 401:
        return Stale(NAME, f"{NAME} refused the fan's token (HTTP 401)")
    if answer.status == 403:
        if any(sign in words for sign in _UNLISTED):
            return NotListed(NAME, f"{NAME} does not let this fan use our app: its owner has to list them first")
        if "scope" in words:
            return AskAgain(NAME, f"{NAME} says that the consent does not cover this")
    if answer.status == 429 and said.get("reason") == "QUOTA_EXCEEDED":
        return QuotaSpent(NAME, f"{NAME}'s quota is used up", until=now + AN_HOUR)
    return None
