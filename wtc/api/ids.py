"""Ids in addresses: a whole number above zero, or a plain refusal."""

from typing import Annotated

from fastapi import Depends, Path

from wtc.errors import BadRequest

_LONGEST = 18


def number(text: str, whose: str = "An event's") -> int:
    """An id as a number; BadRequest for anything else."""
    if not (text.isascii() and text.isdigit() and len(text) <= _LONGEST and int(text) > 0):
        raise BadRequest(f"{whose} id is a whole number.", details={"id": "a whole number above zero"})
    return int(text)


def _event_id(event_id: Annotated[str, Path(description="The id of an event")]) -> int:
    return number(event_id)


def _artist_id(artist_id: Annotated[str, Path(description="The id of an act")]) -> int:
    return number(artist_id, "An act's")


def _venue_id(venue_id: Annotated[str, Path(description="The id of a room")]) -> int:
    return number(venue_id, "A room's")


def _slot_id(slot_id: Annotated[str, Path(description="The id of a slot")]) -> int:
    return number(slot_id, "A slot's")


def _photo_id(photo_id: Annotated[str, Path(description="The id of a photo")]) -> int:
    return number(photo_id, "A photo's")


def _dj_id(dj_id: Annotated[str, Path(description="The id of a DJ")]) -> int:
    return number(dj_id, "A DJ's")


def _import_id(import_id: Annotated[str, Path(description="The id of an uploaded file")]) -> int:
    return number(import_id, "A file's")


def _row_id(row_id: Annotated[str, Path(description="The id of what waits for a word")]) -> int:
    return number(row_id, "That")


def _feed_id(feed_id: Annotated[str, Path(description="The id of a feed")]) -> int:
    return number(feed_id, "A feed's")


EventId = Annotated[int, Depends(_event_id)]
"""The path parameter ``event_id`` as a number. Anything else is answered with 400."""
ArtistId = Annotated[int, Depends(_artist_id)]
"""The path parameter ``artist_id`` in the same way."""
VenueId = Annotated[int, Depends(_venue_id)]
SlotId = Annotated[int, Depends(_slot_id)]
PhotoId = Annotated[int, Depends(_photo_id)]
DjId = Annotated[int, Depends(_dj_id)]
ImportId = Annotated[int, Depends(_import_id)]
RowId = Annotated[int, Depends(_row_id)]
"""The path parameter ``row_id``: of a pair, a report or a correction."""
FeedId = Annotated[int, Depends(_feed_id)]
