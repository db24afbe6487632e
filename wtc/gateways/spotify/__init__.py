"""Spotify's catalogue by client credentials: ``Spotify`` does the wire, ``parse`` beside it is pure."""

from wtc.gateways.spotify.parse import SOURCE, act, acts
from wtc.gateways.spotify.read import Spotify

__all__ = ["SOURCE", "Spotify", "act", "acts"]
