"""Bandsintown v3: ``Reading`` asks act by act, ``parse`` beside it is pure."""

from wtc.gateways.bandsintown.parse import SOURCE, parse
from wtc.gateways.bandsintown.read import Reading

__all__ = ["SOURCE", "Reading", "parse"]
