"""Rooms over 100,000 events: how long a search of them, a page of one and the pins of the map take, in process."""

import random
import time
from collections.abc import Callable, Sequence
from typing import Any

from benchmarks.catalogue import NOW, prepare

EACH = 60


def timed(deed: Callable[[], object]) -> float:
    """Milliseconds that one call takes."""
    began = time.perf_counter()
    deed()
    return (time.perf_counter() - began) * 1e3


def run() -> bool:
    """Print a line a promise; whether all of them hold."""
    prepare()
    from benchmarks import figures
    from wtc import db
    from wtc.services import venues
    from wtc.shapes.venues import VenueQuery

    chance = random.Random(11)
    with db.reading() as session:
        known = venues.search(session, VenueQuery(limit=200)).venues
        names = [room.name for room in known]
        asked = {
            "by name": [VenueQuery(q=chance.choice(names)) for _ in range(EACH)],
            "misspelt": [VenueQuery(q=f"{name[:-2]}xq") for name in chance.choices(names, k=EACH)],
            "by town and size": [
                VenueQuery(city=chance.choice(known).city, capacity_min=chance.choice((100, 500))) for _ in range(EACH)
            ],
            "the liveliest first": [VenueQuery(liveliest=True, offset=chance.randrange(0, 120)) for _ in range(EACH)],
        }
        held = []
        for name, questions in asked.items():
            took = [timed(lambda one=one: venues.search(session, one, now=NOW)) for one in questions]
            bar = 100 if name == "the liveliest first" else 50
            held.append(figures.at_most(f"rooms {name}, p95", figures.percentile(took, 0.95), bar, "ms"))
        stories = [timed(lambda slug=slug: venues.story(session, slug, now=NOW)) for slug in _slugs(known, chance)]
        held.append(figures.at_most("a room's page, p95", figures.percentile(stories, 0.95), 150, "ms"))
        took = [timed(lambda: venues.pins(session, VenueQuery(), limit=2_000)) for _ in range(20)]
        held.append(figures.at_most("all pins, p95", figures.percentile(took, 0.95), 50, "ms"))
    return all(held)


def _slugs(known: Sequence[Any], chance: random.Random) -> list[str]:
    return [chance.choice(known).slug for _ in range(EACH)]


if __name__ == "__main__":
    raise SystemExit(0 if run() else 1)
