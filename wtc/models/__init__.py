"""The nouns at rest: SQLModel tables. Importing this room registers them all."""

from wtc.models import accounts, artists, engine, events, venues

__all__ = ["accounts", "artists", "engine", "events", "venues"]
