"""How fast listings are stored: new ones and unchanged ones, and how long one transaction holds the database.

``python -m benchmarks.storing [HOW_MANY]``. A quarter of the listings tell of a gig that another source listed too, and
they come source after source, as they are read. The bars are for the clock; beside them stands what the time of the
processor alone would allow, which other work on the machine spoils less. A transaction is timed from its begin until
its connection is given back. MariaDB is measured when TEST_MARIADB_URL, or the local server, answers.
"""

import gc
import os
import random
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import OperationalError

from benchmarks import figures
from wtc import db
from wtc.domain import ireland
from wtc.flows import start
from wtc.services import engine
from wtc.settings import settings
from wtc.shapes.events import SOURCES, Geo, Image, ListedArtist, ListedVenue, Listing, Price

MARIADB = os.environ.get("TEST_MARIADB_URL", "mysql+pymysql://root@127.0.0.1:3306")
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
ABOUT = ("A night of songs, old and new, with friends. Doors at seven. " * 6).strip()
HELD_MS = 100
SOURCES_OF_A_GIG = (1,) * 9 + (2, 2, 3)


def listings(count: int) -> list[Listing]:
    """``count`` listings of the coming half year in the bundled rooms, in the order in which sources are read."""
    chance = random.Random(7)
    acts = [act.name for act in ireland.acts()] + [f"The Number {number} Band" for number in range(6_000)]
    made: list[Listing] = []
    while len(made) < count:
        gig = _gig(chance, acts, str(len(made)))
        made += [replace(gig, source=source) for source in chance.sample(SOURCES, chance.choice(SOURCES_OF_A_GIG))]
    return sorted(made[:count], key=lambda listing: SOURCES.index(listing.source))


def _gig(chance: random.Random, acts: list[str], number: str) -> Listing:
    room, act, support = chance.choice(ireland.rooms()), chance.choice(acts), chance.choice(acts)
    day = date(2026, 11, 28) + timedelta(days=chance.randrange(180))
    return Listing(
        source="local",
        source_id=number,
        title=act if chance.random() < 0.7 else f"{act} live at {room.name}",
        url=f"https://tickets.example/{number}",
        day=day,
        starts_at=datetime(day.year, day.month, day.day, 20, tzinfo=UTC),
        venue=ListedVenue(name=room.name, city=room.city, geo=Geo(lat=room.lat, lon=room.lon)),
        artists=(ListedArtist(name=act), ListedArtist(name=support)),
        genres=("Rock", "Indie"),
        description=ABOUT,
        images=(Image(url=f"https://images.example/{number}.jpg", width=1024, height=576),),
        price=Price(low=2_500, high=3_000),
        raw=f'{{"id": "{number}", "about": "{ABOUT}{ABOUT}"}}',
    )


@dataclass(frozen=True, slots=True)
class Run:
    """Listings a second by the clock and by the processor's time; the longest transaction in milliseconds."""

    rate: float
    by_processor: float
    held: float


def run(said: list[Listing], now: datetime) -> Run:
    """Store ``said`` chunk by chunk."""
    with transactions() as held:
        began, worked = time.perf_counter(), time.process_time()
        for begin in range(0, len(said), engine.CHUNK):
            db.write(engine.store, said[begin : begin + engine.CHUNK], now=now)
        took, worked = time.perf_counter() - began, time.process_time() - worked
    return Run(len(said) / took, len(said) / worked, max(held) * 1_000)


@contextmanager
def transactions() -> Iterator[list[float]]:
    """How long each transaction held the database, in seconds."""
    taken: list[float] = []
    began = [0.0]

    def begin(_connection: Any) -> None:
        began[0] = time.perf_counter()

    def end(*_: Any) -> None:
        taken.append(time.perf_counter() - began[0])

    event.listen(db.engine(), "begin", begin)
    event.listen(db.engine(), "checkin", end)
    yield taken
    event.remove(db.engine(), "begin", begin)
    event.remove(db.engine(), "checkin", end)


@contextmanager
def house(address: str) -> Iterator[None]:
    """An empty, prepared database at ``address``."""
    os.environ.update(DATABASE_URL=address, TICKETMASTER_API_KEY="none", WTC_NOW=NOW.isoformat())
    settings.cache_clear()
    db.engine.cache_clear()
    start.prepare(samples=False)
    yield
    db.engine().dispose()


def measure(name: str, said: list[Listing], new: float, unchanged: float) -> bool:
    """Store everything twice in the house that is open; whether every bar was reached."""
    first, again = run(said, NOW), run(said, NOW + timedelta(hours=6))
    kept = (
        figures.at_least(f"{name}, new listings", first.rate, new, "a second"),
        figures.at_least(f"{name}, unchanged listings", again.rate, unchanged, "a second"),
        figures.at_most(f"{name}, longest transaction", max(first.held, again.held), HELD_MS, "ms"),
    )
    figures.told(f"{name}, new listings by the processor's time", first.by_processor, "a second")
    figures.told(f"{name}, unchanged listings by the processor's time", again.by_processor, "a second")
    return all(kept)


@contextmanager
def mariadb() -> Iterator[str]:
    """The address of an empty MariaDB database, dropped afterwards; '' when no server answers."""
    server = create_engine(MARIADB, connect_args={"connect_timeout": 2}, isolation_level="AUTOCOMMIT")
    name = f"wtc_bench_{uuid.uuid4().hex[:8]}"
    try:
        with server.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci"))
    except OperationalError:
        yield ""
        return
    try:
        yield f"{MARIADB}/{name}"
    finally:
        with server.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name}"))


def main(count: int) -> int:
    """Measure on SQLite, and on MariaDB where it answers; 0 when every bar was reached."""
    said = listings(count)
    gc.freeze()  # the listings are the benchmark's own: no source hands over so many at once
    with tempfile.TemporaryDirectory() as folder, house(f"sqlite:///{folder}/bench.db"):
        good = measure("SQLite", said, 10_000, 20_000)
    with mariadb() as address:
        if not address:
            print("MariaDB does not answer: not measured")
            return 0 if good else 1
        with house(address):
            good = measure("MariaDB", said, 5_000, 5_000) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
