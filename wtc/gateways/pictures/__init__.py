"""Pictures from outside: fetched under guard, re-encoded in a process of their own, kept as files."""

from wtc.gateways.pictures.fetching import Barred, Failed, Fetcher
from wtc.gateways.pictures.hosts import source_of
from wtc.gateways.pictures.recoding import LARGEST, Recoded, Slow, digest, recode
from wtc.gateways.pictures.store import evict, keep, read, room_left, sweep, weigh

__all__ = [
    "LARGEST",
    "Barred",
    "Failed",
    "Fetcher",
    "Recoded",
    "Slow",
    "digest",
    "evict",
    "keep",
    "read",
    "recode",
    "room_left",
    "source_of",
    "sweep",
    "weigh",
]
