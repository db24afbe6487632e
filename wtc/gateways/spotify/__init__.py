"""Spotify: its catalogue by client credentials, and a fan's own account by their consent; ``parse`` is pure."""

from wtc.gateways.spotify.account import Account, Accounts
from wtc.gateways.spotify.consent import AskAgain, NotListed, Stale, authorize_url
from wtc.gateways.spotify.parse import SOURCE, act, acts
from wtc.gateways.spotify.read import Spotify

__all__ = [
    "SOURCE",
    "Account",
    "Accounts",
    "AskAgain",
    "NotListed",
    "Spotify",
    "Stale",
    "act",
    "acts",
    "authorize_url",
]
