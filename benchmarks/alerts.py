"""How fast new gigs are held against what users wait for, and how long one transaction holds the database meanwhile.

``python -m benchmarks.alerts [ALERTS] [GIGS]``. Five alerts a user, of every kind that needs no model, the acts and
rooms drawn as unevenly as listings name them. Everything is told twice: the second time nobody may hear anything.
"""

import random
import sys
import tempfile
import time
from datetime import timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from benchmarks import figures
from benchmarks.storing import NOW, house, listings, mariadb, transactions
from wtc import db
from wtc.domain import ireland
from wtc.models.accounts import User
from wtc.services import alert_matching, alerts, engine, fresh_events
from wtc.shapes.alerts import AlertDraft, AlertKind
from wtc.shapes.events import Listing

A_USER = 5
RATE, HELD_MS = 10, 2_000
SEARCHES = (
    "city=Dublin&max=20",
    "county=Galway&genre=rock",
    "city=Cork&genre=rock",
    "q=number+9",
    "bbox=-9.2,53.2,-9,53.3",
)


def users(session: Session, many: int) -> None:
    """So many accounts."""
    table: Any = User.__table__  # type: ignore[attr-defined]
    people = [
        {
            "id": each,
            "email": f"{each}@example.org",
            "name": "",
            "password_hash": "",
            "created_at": NOW,
            "updated_at": NOW,
        }
        for each in range(1, many + 1)
    ]
    session.execute(insert(table), people)


def draft(chance: random.Random, said: list[Listing]) -> AlertDraft:
    """What somebody might wait for."""
    kind = chance.choices([AlertKind.ARTIST, AlertKind.VENUE, AlertKind.GENRE, AlertKind.SEARCH], (5, 2, 1, 2))[0]
    gig = chance.choice(said)
    town = chance.choice(ireland.rooms()).city if kind is AlertKind.GENRE or chance.random() < 0.4 else ""
    if kind is AlertKind.ARTIST:
        return AlertDraft(kind=kind, about=gig.artists[0].name, city=town, radius_km=40 if town else None)
    if kind is AlertKind.VENUE and gig.venue:
        return AlertDraft(kind=kind, about=gig.venue.name)
    if kind is AlertKind.SEARCH:
        return AlertDraft(kind=kind, about=chance.choice(SEARCHES))
    return AlertDraft(kind=AlertKind.GENRE, about="rock", city=town, price_max=chance.choice((None, 2_000, 4_000)))


def wait(session: Session, owners: range, chance: random.Random, said: list[Listing]) -> None:
    """Five alerts for each of these users."""
    for owner in owners:
        for _ in range(A_USER):
            alerts.add(session, owner, draft(chance, said), now=NOW - timedelta(days=1))


def tell() -> tuple[int, list[int]]:
    """All that is new, as the job does it, batch by batch; how many were told, and of which events there was news."""
    told, seen = 0, []
    while batch := db.read(fresh_events.some):
        ids = [event for event, _ in batch]
        told += db.write(alert_matching.tell, ids, now=NOW)
        db.write(fresh_events.done, batch)
        seen += ids
    return told, seen


def again(session: Session, ids: list[int]) -> None:
    """Have all these be new once more."""
    fresh_events.note(session, ids, now=NOW)


def measure(name: str, many: int, said: list[Listing]) -> bool:
    """In the house that is open; whether every bar was reached."""
    chance = random.Random(5)
    db.write(users, many // A_USER)
    for begin in range(0, many // A_USER, 100):
        db.write(wait, range(begin + 1, min(begin + 100, many // A_USER) + 1), chance, said)
    for begin in range(0, len(said), engine.CHUNK):
        db.write(engine.store, said[begin : begin + engine.CHUNK], now=NOW)
    with transactions() as held:
        began = time.perf_counter()
        told, ids = tell()
        took = time.perf_counter() - began
    db.write(again, ids)
    repeated, _ = tell()
    figures.told(f"{name}, told of {len(ids):,} gigs with {many:,} alerts", told, "times")
    return all(
        (
            figures.at_least(f"{name}, gigs held against alerts", len(ids) / took, RATE, "a second"),
            figures.at_most(f"{name}, longest transaction", max(held) * 1_000, HELD_MS, "ms"),
            figures.at_most(f"{name}, told a second time", repeated, 0, "times"),
        )
    )


def main(many: int, gigs: int) -> int:
    """Measure on SQLite, and on MariaDB where it answers; 0 when every bar was reached."""
    said = listings(gigs)
    with tempfile.TemporaryDirectory() as folder, house(f"sqlite:///{folder}/bench.db"):
        good = measure("SQLite", many, said)
    with mariadb() as address:
        if not address:
            print("MariaDB does not answer: not measured")
            return 0 if good else 1
        with house(address):
            good = measure("MariaDB", many, said) and good
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3] or ("5000", "300"))))
