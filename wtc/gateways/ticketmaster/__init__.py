"""Ticketmaster Discovery v2: ``read`` does the wire, ``parse`` beside it is pure."""

from wtc.gateways.ticketmaster.parse import SOURCE, parse

__all__ = ["SOURCE", "parse"]
