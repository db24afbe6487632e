"""Small catalogues for the tests of taste, and a larger one made by rule."""

from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np

from wtc.ml.taste import Evidence, Items, Profile, World

JAZZ, TECHNO, TRAD, HOUSE, ELECTRONIC = 1, 2, 3, 4, 5
NOW = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Europe/Dublin")).timestamp()
DAY = 86_400.0


def irish(text: str) -> float:
    """'2026-11-27 20:00' on an Irish clock as epoch seconds."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Dublin")).timestamp()


def made(seed: int = 0, events: int = 300, acts: int = 80, fans: int = 120) -> tuple[World, list[Profile]]:
    """A town where every fan has two genres out of eight and goes to events of acts that play them."""
    chance = np.random.default_rng(seed)
    sound = chance.integers(0, 8, acts)
    plays = chance.integers(0, acts, events)
    starts = NOW + chance.uniform(-60, 60, events) * DAY
    items = Items.of(
        list(range(1_000, 1_000 + events)),
        acts=[[int(one) + 100] for one in plays],
        genres=[[int(sound[one]) + 10] for one in plays],
        venue=(chance.integers(0, 25, events) + 500).tolist(),
        lat=(53.34 + chance.normal(0, 0.05, events)).tolist(),
        lon=(-6.26 + chance.normal(0, 0.08, events)).tolist(),
        starts=starts.tolist(),
        price=(chance.integers(0, 60, events) * 100.0).tolist(),
        candidate=(starts > NOW).tolist(),
    )
    profiles = []
    for fan in range(fans):
        likes = chance.choice(8, 2, replace=False)
        fits = np.flatnonzero(np.isin(sound[plays], likes))
        many = int(chance.integers(0, 16))
        gone = chance.choice(fits, min(many, len(fits)), replace=False)
        history: list[Evidence] = [
            items.of_row(int(row), "save", NOW - float(chance.uniform(0, 90)) * DAY) for row in sorted(gone.tolist())
        ]
        profiles.append(Profile(id=fan, history=tuple(history), lat=53.35, lon=-6.26))
    return World(items=items, now=NOW), profiles
