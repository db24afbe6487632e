"""A file that may be anything, made into acts and how much each weighs: any usual listening history, or a list."""

from pathlib import Path
from typing import Any

from wtc.domain import listening as rules
from wtc.domain.text import clean
from wtc.errors import Invalid
from wtc.gateways.turns import Turns, pressed
from wtc.shapes.listening import Liked, ListeningFile

PRESS = Path(__file__).with_name("press.py")


async def read(data: bytes) -> ListeningFile:
    """What a file tells; ``Invalid`` or ``TooLarge`` with words for people, ``SourceDown`` in a crush."""
    return await LINE.read(data)


def read_now(data: bytes) -> ListeningFile:
    """The same, here and now."""
    if not data.strip():
        raise Invalid("That file is empty.")
    said = pressed(PRESS, data, broken="That file is broken, or too much work to open.")
    most = max((act[1] for act in said["acts"]), default=0)
    return ListeningFile(
        source=said["source"],
        rows=said["rows"],
        skipped=said["skipped"],
        acts=said["found"],
        liked=rules.heaviest(_liked(act, most, said["source"] == "list") for act in said["acts"]),
    )


def _liked(act: list[Any], most: int, listed: bool) -> Liked:
    name, plays, saved, chosen, mbid = act
    weight, how = rules.from_file(plays, saved, chosen, most=most, listed=listed)
    return Liked(name=clean(name, 160), weight=weight, how=how, plays=plays, musicbrainz_id=mbid)


LINE = Turns(
    "listening", read_now, too_large="That file is more than 10 MB. Send its histories one by one, or zip them."
)
