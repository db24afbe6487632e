"""What a signed-in visitor likes: told, changed, and helped along with names of the catalogue."""

from datetime import datetime
from typing import Any

from wtc.clock import now
from wtc.db import act, ask
from wtc.errors import NotSignedIn
from wtc.services import preferences
from wtc.shapes.accounts import Preferences, Visitor


async def read(visitor: Visitor) -> Preferences:
    """What a signed-in visitor told us."""
    return await ask(preferences.read, _id(visitor))


async def change(visitor: Visitor, changes: dict[str, Any], *, seen: datetime | None = None) -> Preferences:
    """Change some of it; ``Conflict`` when ``seen`` is not the newest, ``Invalid`` by field."""
    return await act(preferences.change, _id(visitor), changes, seen=seen, now=now())


async def names(of: str, text: str) -> tuple[str, ...]:
    """Names of the catalogue that begin like ``text``; ``of``: artists, djs, venues or cities."""
    return await ask(preferences.names, of, text)


def _id(visitor: Visitor) -> int:
    if visitor.id is None:
        raise NotSignedIn
    return visitor.id
