"""A small house for tests of learning: sample nights, and made-up visitors who looked at them."""

import asyncio
from datetime import timedelta

from tests.catalogue import NOW, Catalogue
from wtc.flows import crowd

GENRES = ("indie", "techno", "trad", "folk", "rock", "house", "pop", "jazz")


def nights(catalogue: Catalogue, many: int = 40) -> list[int]:
    """Sample nights, one a day from tomorrow on, that were announced eighty days ago; their ids."""
    return [
        catalogue.gig(
            f"Gig {number}",
            hours=24.0 * (number + 1),
            genres=(GENRES[number % 8],),
            sample=True,
            first_seen_at=NOW - timedelta(days=80),
        )
        for number in range(many)
    ]


def fill(catalogue: Catalogue, users: int = 80) -> None:
    """Nights, and so many visitors of the past sixty days."""
    nights(catalogue)
    asyncio.run(crowd.load(NOW, users=users, days=60))
