"""The store of pictures: a folder each, put in place whole, under the data folder."""

import os
import secrets
import shutil
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from wtc.errors import SourceDown
from wtc.settings import settings

DAY = 86_400.0


def folder() -> Path:
    """Where pictures are kept."""
    return settings().data_dir / "pictures"


def place(digest: str) -> Path:
    """The folder of one picture. ``digest`` has to be one: 64 hex digits."""
    return folder() / digest[:2] / digest


def keep(digest: str, files: Mapping[tuple[int, str], bytes]) -> None:
    """Put all copies of a picture in place at once; ``SourceDown`` when the disk takes no more."""
    target = place(digest)
    if target.is_dir():
        return
    beside = folder() / f".new-{secrets.token_hex(8)}"
    try:
        beside.mkdir(parents=True)
        for (width, kind), data in files.items():
            with (beside / f"{width}.{kind}").open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        target.parent.mkdir(exist_ok=True)
        beside.rename(target)
    except OSError:
        shutil.rmtree(beside, ignore_errors=True)
        if not target.is_dir():  # else somebody kept the same picture a moment before
            raise SourceDown("There's no room for pictures just now. Try again later.") from None


def read(digest: str, width: int, kind: str) -> bytes | None:
    """One copy of a picture, None when there is none; the day it was last asked for is noted on its folder."""
    target = place(digest)
    try:
        data = (target / f"{width}.{kind}").read_bytes()
    except OSError:
        return None
    with suppress(OSError):
        if target.stat().st_mtime < time.time() - DAY:
            os.utime(target)
    return data


def room_left() -> int:
    """Bytes free on the disk of the store."""
    at = folder()
    while not at.exists():
        at = at.parent
    return shutil.disk_usage(at).free


def weigh() -> dict[str, tuple[float, int]]:
    """Every picture in the store: when it was last asked for, to the day, and how many bytes its copies are."""
    found: dict[str, tuple[float, int]] = {}
    for shelf in folder().glob("[0-9a-f][0-9a-f]"):
        for kept in shelf.iterdir():
            with suppress(OSError):  # taken away meanwhile
                size = sum(copy.stat().st_size for copy in kept.iterdir())
                found[kept.name] = (kept.stat().st_mtime, size)
    return found


def evict(digest: str) -> None:
    """Take a picture out of the store."""
    shutil.rmtree(place(digest), ignore_errors=True)


def sweep() -> None:
    """Clear away what a process left behind that died while it kept a picture."""
    for left in folder().glob(".new-*"):
        with suppress(OSError):
            if left.stat().st_mtime < time.time() - DAY:
                shutil.rmtree(left, ignore_errors=True)
