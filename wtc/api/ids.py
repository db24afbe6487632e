"""Ids in addresses: a whole number above zero, or a plain refusal."""

from typing import Annotated

from fastapi import Depends, Path

from wtc.errors import BadRequest

_LONGEST = 18


def _event_id(event_id: Annotated[str, Path(description="The id of an event")]) -> int:
    if not (event_id.isascii() and event_id.isdigit() and len(event_id) <= _LONGEST and int(event_id) > 0):
        raise BadRequest("An event's id is a whole number.", details={"id": "a whole number above zero"})
    return int(event_id)


EventId = Annotated[int, Depends(_event_id)]
"""The path parameter ``event_id`` as a number. Anything else is answered with 400."""
