"""Ids in addresses: a whole number above zero, or a plain refusal."""

from typing import Annotated

from fastapi import Depends, Path

from wtc.errors import BadRequest

_LONGEST = 18


def _number(given: str, what: str) -> int:
    if not (given.isascii() and given.isdigit() and len(given) <= _LONGEST and int(given) > 0):
        raise BadRequest(f"{what} id is a whole number.", details={"id": "a whole number above zero"})
    return int(given)


def _event_id(event_id: Annotated[str, Path(description="The id of an event")]) -> int:
    return _number(event_id, "An event's")


def _artist_id(artist_id: Annotated[str, Path(description="The id of an act")]) -> int:
    return _number(artist_id, "An act's")


EventId = Annotated[int, Depends(_event_id)]
"""The path parameter ``event_id`` as a number. Anything else is answered with 400."""
ArtistId = Annotated[int, Depends(_artist_id)]
"""The path parameter ``artist_id`` in the same way."""
