"""How Spotify says no, through spotipy: each of its exceptions as one of our faults, without a word of what it said."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import requests
from spotipy.exceptions import SpotifyException
from spotipy.oauth2 import SpotifyOauthError

from wtc.gateways.faults import BadQuery, Down, Elsewhere, Fault, Garbled, Oversized, QuotaSpent, TooFast, Unauthorised
from wtc.gateways.http import retry_after
from wtc.gateways.spotify.wire import TooMuch

NAME = "Spotify"
NOT_THERE = "not there"
LONGEST_WAIT = 60.0
AN_HOUR = timedelta(hours=1)


def judged(error: Exception, now: datetime) -> Fault:
    """The fault that an exception of spotipy or requests means."""
    if isinstance(error, SpotifyException):
        return _refused(error.http_status, error.reason, error.headers or {}, now)
    if isinstance(error, SpotifyOauthError):
        return _key(error)
    if isinstance(error, TooMuch):
        return Oversized(NAME, f"{NAME} sent more than we read")
    if isinstance(error, requests.exceptions.TooManyRedirects):
        return Elsewhere(NAME, f"{NAME} sends us to another address: not followed")
    if isinstance(error, requests.exceptions.Timeout):
        return Down(NAME, f"{NAME} did not answer in time")
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema | UnicodeError):
        return Elsewhere(NAME, f"the address of {NAME} in the settings is not one")
    if isinstance(error, requests.exceptions.JSONDecodeError):
        return Garbled(NAME, f"{NAME} answered with something that is not JSON")
    if isinstance(error, requests.exceptions.RequestException):
        return Down(NAME, f"{NAME} could not be reached ({type(error).__name__})")
    answer = getattr(error.__context__, "response", None)  # spotipy stumbled over the words of a refusal
    if answer is not None and answer.status_code >= 400:
        return _refused(answer.status_code, "", answer.headers, now)
    return Garbled(NAME, f"{NAME} answered in a form of its own ({type(error).__name__})")


def _refused(status: int, reason: object, headers: Mapping[str, str], now: datetime) -> Fault:
    wait = retry_after(str(headers.get("Retry-After", "")), now)
    blocks = wait is not None and wait > LONGEST_WAIT
    if blocks and (status == 429 or status >= 500):
        until = now + timedelta(seconds=wait or 0)
        return QuotaSpent(NAME, f"{NAME} wants no calls for a while (HTTP {status})", until=until)
    if status == 429:
        if reason == "QUOTA_EXCEEDED":
            return QuotaSpent(NAME, f"{NAME}'s quota is used up", until=now + AN_HOUR)
        return TooFast(NAME, f"{NAME} says we call too often", wait=wait)
    if status == 401:
        return Unauthorised(NAME, f"{NAME} refused our token (HTTP 401)", wait=0.0)  # it may only have died early
    if status == 403:
        return Unauthorised(NAME, f"{NAME} refused us (HTTP 403): is the app's owner still on Premium?")
    if status == 404:
        return BadQuery(NAME, f"{NAME} has nothing there", reason=NOT_THERE)
    if 400 <= status < 500 and status != 408:
        return BadQuery(NAME, f"{NAME} did not accept the question (HTTP {status})", reason=str(status))
    return Down(NAME, f"{NAME} failed (HTTP {status})", wait=wait)


def _key(error: SpotifyOauthError) -> Fault:
    """A token refused. Outages answer like that too, in HTML or without a known reason: those are tried again."""
    if error.error in ("invalid_client", "invalid_grant", "unauthorized_client", "invalid_request"):
        return Unauthorised(
            NAME, f"{NAME} refused the key: check SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET at developer.spotify.com"
        )
    return Down(NAME, f"{NAME} gave us no token")
