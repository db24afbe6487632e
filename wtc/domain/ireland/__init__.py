"""What is known of Ireland beforehand: its rooms, its acts, its towns by every name, its counties."""

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room of the bundled list; ``capacity`` is people, ``country`` IE or NI."""

    name: str
    aliases: tuple[str, ...]
    area: str
    city: str
    county: str
    country: str
    lat: float
    lon: float
    capacity: int
    kind: str
    website: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act of the bundled list, with genres and the town it comes from ('' when not known)."""

    name: str
    aliases: tuple[str, ...]
    genres: tuple[str, ...]
    home_city: str


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@lru_cache(maxsize=1)
def rooms() -> tuple[Room, ...]:
    """The bundled rooms, in the order of the file."""
    return tuple(
        Room(
            name=row["name"],
            aliases=_parts(row["aliases"]),
            area=row["area"],
            city=row["city"],
            county=row["county"],
            country=row["jurisdiction"],
            lat=float(row["lat"]),
            lon=float(row["lon"]),
            capacity=int(row["capacity"] or 0),
            kind=row["kind"],
            website=row["website"],
        )
        for row in _rows("rooms.csv")
    )


@lru_cache(maxsize=1)
def acts() -> tuple[Act, ...]:
    """The bundled acts, in the order of the file."""
    return tuple(
        Act(
            name=row["name"],
            aliases=_parts(row["aliases"]),
            genres=_parts(row["genres"]),
            home_city=row["home_city"],
        )
        for row in _rows("acts.csv")
    )
