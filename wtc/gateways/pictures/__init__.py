"""Pictures from outside: fetched under guard, re-encoded in a process of their own, kept as files."""

from wtc.gateways.pictures.recoding import LARGEST, Recoded, recode
from wtc.gateways.pictures.store import keep, read

__all__ = ["LARGEST", "Recoded", "keep", "read", "recode"]
