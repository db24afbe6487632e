"""The pictures that are ready, kept in memory: whoever reads events puts them in, and asks nobody for each."""

import threading
import time
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from wtc.domain import pictures as rules
from wtc.queries import pictures as queries
from wtc.shapes.pictures import Gallery, Kept, Photo

LOOK = 10.0
"""How often, in seconds, a process looks whether the ready pictures changed."""
FRESH = 300.0
"""From what age on, in seconds, all is read again in any case: an act may have been given another picture."""


class Wall:
    """The gallery of one database as this process last saw it."""

    lock = threading.Lock()
    database = ""
    edition = -1
    looked = read = 0.0
    gallery = Gallery()


def gallery(session: Session) -> Gallery:
    """Every picture that is ready, from memory: read anew when their edition has changed. One thread looks for all."""
    database = str(session.connection().engine.url)
    if database == Wall.database and time.monotonic() - Wall.looked < LOOK:
        return Wall.gallery
    known = database == Wall.database
    if not Wall.lock.acquire(blocking=not known):
        return Wall.gallery
    try:
        _look(session, database)
        return Wall.gallery
    finally:
        Wall.lock.release()


def forget() -> None:
    """Read the gallery anew when it is next asked for."""
    Wall.database = ""


def _look(session: Session, database: str) -> None:
    edition, now = session.execute(queries.edition()).scalar() or 0, time.monotonic()
    if (database, edition) != (Wall.database, Wall.edition) or now - Wall.read > FRESH:
        Wall.gallery, Wall.read = _hung(session), now
    Wall.database, Wall.edition, Wall.looked = database, edition, now


def _hung(session: Session) -> Gallery:
    shown: dict[str, Photo] = {}
    by_url = {
        row.url: shown.get(row.digest) or shown.setdefault(row.digest, rules.photo(kept(row)))
        for row in session.execute(queries.ready())
    }
    acts = session.execute(queries.of_acts()) if by_url else ()
    return Gallery(by_url, {row.id: by_url[row.image_url] for row in acts if row.image_url in by_url})


def kept(row: Row[Any]) -> Kept:
    """A row of the pictures that are ready."""
    return Kept(
        digest=row.digest, width=row.width, height=row.height, colour=row.colour, widths=rules.widths(row.width)
    )
