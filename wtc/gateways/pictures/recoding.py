"""Bytes that may be anything, made into pictures that are nothing else: in a process of its own that may be killed."""

import asyncio
import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from wtc.errors import Invalid, SourceDown, TooLarge

EDITION = 1
"""Of the re-encoding itself: raise it when copies are made differently, and every address changes."""
LARGEST = 10 * 1024 * 1024
PATIENCE = 60.0
WORKERS = 2
PLACES = 12
PRESS = Path(__file__).with_name("press.py")

_NOT_ONE = "We can't read that as a picture. JPEG, PNG, WebP, AVIF or GIF, please."
_BROKEN = "That picture is broken, or too much work to open."
_pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="pictures")


class Line:
    """How many pictures are being worked on or wait; counted on the event loop, so that no lock is needed."""

    taken = 0


class Slow(SourceDown):
    """The machine was too busy for this picture; another time it may not be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoded:
    """A picture made clean. ``files`` are its copies by width and kind; ``width`` is that of the widest."""

    digest: str
    width: int
    height: int
    colour: str
    files: Mapping[tuple[int, str], bytes]


async def recode(data: bytes) -> Recoded:
    """The clean copies of a picture; ``Invalid`` or ``TooLarge`` with words for people, ``SourceDown`` in a crush."""
    if len(data) > LARGEST:
        raise TooLarge("That picture is more than 10 MB. A smaller copy will do.")
    if not is_picture(data):
        raise Invalid(_NOT_ONE)
    if Line.taken >= PLACES:
        raise SourceDown("Too many pictures at once. Try again in a moment.", retry_after=5)
    Line.taken += 1
    try:
        return await asyncio.get_running_loop().run_in_executor(_pool, recode_now, data)
    finally:
        Line.taken -= 1


def digest(data: bytes) -> str:
    """The name that a picture of these bytes has in the store."""
    return hashlib.sha256(b"%d|" % EDITION + data).hexdigest()


def is_picture(data: bytes) -> bool:
    """Whether the first bytes are those of a kind we take; SVG is none of them."""
    return (
        data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a"))
        or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")
        or (data[4:8] == b"ftyp" and b"avif" in data[8:64])
    )


def recode_now(data: bytes) -> Recoded:
    """The same, here and now: the press runs without our environment and is killed when it takes too long."""
    try:
        done = subprocess.run(  # noqa: S603  (our own program, by its path)
            [sys.executable, "-I", str(PRESS)], input=data, capture_output=True, timeout=PATIENCE, env={}, check=True
        )
        line, _, copies = done.stdout.partition(b"\n")
        head = json.loads(line)
    except subprocess.TimeoutExpired:  # the press ends itself on what is too much work: so the machine is too busy
        raise Slow("We're up to our ears in pictures. Try again in a minute.", retry_after=60) from None
    except (subprocess.SubprocessError, OSError, ValueError):
        raise Invalid(_BROKEN) from None
    if "refused" in head:
        raise Invalid(str(head["refused"]))
    files, at = {}, 0
    for width, kind, size in head["files"]:
        files[(width, kind)] = copies[at : at + size]
        at += size
    return Recoded(digest=digest(data), width=head["width"], height=head["height"], colour=head["colour"], files=files)
