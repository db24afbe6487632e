"""Files of what a fan listened to elsewhere, read in a process of their own: ``reading`` asks, ``press`` opens."""

from wtc.gateways.listening.reading import read, read_now
from wtc.gateways.turns import LARGEST

__all__ = ["LARGEST", "read", "read_now"]
