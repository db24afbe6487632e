"""A file that may be anything, made into acts and how much each weighs: any usual listening history, or a list."""

import asyncio
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from wtc.domain import listening as rules
from wtc.domain.text import clean
from wtc.errors import Invalid, SourceDown, TooLarge
from wtc.shapes.listening import Liked, ListeningFile

LARGEST = 10 << 20
PATIENCE, PLACES, WORKERS = 25.0, 4, 1
PRESS = Path(__file__).with_name("press.py")
_pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="listening")


class Line:
    """How many files are being read or wait; counted on the event loop, so that no lock is needed."""

    taken = 0


async def read(data: bytes) -> ListeningFile:
    """What a file tells; ``Invalid`` or ``TooLarge`` with words for people, ``SourceDown`` in a crush."""
    if len(data) > LARGEST:
        raise TooLarge("That file is more than 10 MB. Send its histories one by one, or zip them.")
    if Line.taken >= PLACES:
        raise SourceDown("Too many files at once. Try again in a moment.", retry_after=5)
    Line.taken += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_pool, read_now, data)
    finally:
        Line.taken -= 1


def read_now(data: bytes) -> ListeningFile:
    """The same, here and now."""
    if not data.strip():
        raise Invalid("That file is empty.")
    try:
        done = subprocess.run(  # noqa: S603  (our own program, by its path)
            [sys.executable, "-I", str(PRESS)], input=data, capture_output=True, timeout=PATIENCE, env={}, check=True
        )
        said = json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError):
        raise Invalid("That file is broken, or too much work to open.") from None
    if "refused" in said:
        raise Invalid(str(said["refused"]))
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
