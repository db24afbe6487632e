"""Eventbrite v3: ``Reading`` asks organisers, venues and events by id, ``parse`` beside it is pure."""

from wtc.gateways.eventbrite.parse import SOURCE, parse
from wtc.gateways.eventbrite.read import Reading

__all__ = ["SOURCE", "Reading", "parse"]
