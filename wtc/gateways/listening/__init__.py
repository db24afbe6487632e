"""Files of what a fan listened to elsewhere, read in a process of their own: ``reading`` asks, ``press`` opens."""

from wtc.gateways.listening.reading import LARGEST, read, read_now

__all__ = ["LARGEST", "read", "read_now"]
