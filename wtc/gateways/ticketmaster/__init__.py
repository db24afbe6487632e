"""Ticketmaster Discovery v2: ``Reading`` does the wire, ``parse`` beside it is pure."""

from wtc.gateways.ticketmaster.parse import SOURCE, parse
from wtc.gateways.ticketmaster.read import Reading

__all__ = ["SOURCE", "Reading", "parse"]
