"""The nouns at rest: SQLModel tables. Importing this room registers them all."""

from wtc.models import accounts, alerts, artists, engine, events, feeds, push, searches, taste, venues

__all__ = [
    "accounts",
    "alerts",
    "artists",
    "engine",
    "events",
    "feeds",
    "modelled",
    "push",
    "searches",
    "taste",
    "venues",
]

_BY_HAND = {"words", "ft_events_words"}


def modelled(_item: object, name: str | None, _kind: str, _reflected: bool, _compared: object) -> bool:
    """Whether migrations are compared with a table: all but the full-text index, which each database writes its way."""
    return name is None or not (name in _BY_HAND or name.startswith("event_words"))
