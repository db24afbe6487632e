"""A believable catalogue of 100,000 Irish gigs, built once into ``data/bench`` and read by every benchmark.

``python -m benchmarks.catalogue`` builds it; ``prepare()`` does the same from another benchmark and points the
program at it. The same seed makes the same catalogue, around the moment ``NOW``, at which the clock is stood still.
"""

import os
import random
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

NOW = datetime(2026, 11, 27, 18, 30, tzinfo=UTC)
EVENTS = 100_000
ACTS = 12_000
CHUNK = 5_000
DAYS_BACK, DAYS_AHEAD = 20, 130

WORDS: dict[str, Any] = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
TITLES = (
    "{act}",
    "{act}",
    "{act}",
    "{act} + support",
    "{act} live at the {room}",
    "{act}: the {noun} tour",
    "An evening with {act}",
    "{act} & {other}",
    "{noun} festival with {act}",
    "{act} album launch",
)
SAYS = """The {noun} come to the {room} for one night with songs old and new. Doors at seven, support from {other}.
Over eighteens, and bring a friend."""
Row = dict[str, Any]


def tables(events: int, chance: random.Random) -> Iterator[tuple[str, list[Row]]]:
    """Tables with their rows, in an order that foreign keys allow."""
    acts, rooms = _acts(chance), _rooms(chance)
    yield "artists", acts
    yield "venues", rooms
    weights = list(accumulate(1 / (rank + 20) for rank in range(len(acts))))
    billed = chance.sample(acts, len(acts))
    made: list[Row] = []
    plays: list[Row] = []
    for n in range(1, events + 1):
        drawn = chance.choices(billed, cum_weights=weights, k=chance.randint(1, 3))
        line_up = list({act["id"]: act for act in drawn}.values())
        made.append(_event(n, line_up, chance.choice(rooms), chance))
        plays += [{"event_id": n, "artist_id": act["id"], "place": place} for place, act in enumerate(line_up)]
    yield "events", made
    yield "event_artists", plays
    yield "event_sources", [_heard(event, mark) for event in made for mark in event["marks"]]
    yield "catalogue_version", [{"id": 1, "version": 1, "changed_at": NOW}]


def act_names(chance: random.Random) -> list[str]:
    """Names of three kinds, as bands have them: a person's, 'The ... ...', and made-up words."""
    names = dict.fromkeys(WORDS["odd"])
    while len(names) < ACTS:
        kind = chance.random()
        if kind < 0.4:
            name = f"{chance.choice(WORDS['first'])} {chance.choice(WORDS['last'])}"
        elif kind < 0.6:
            name = f"the {chance.choice(WORDS['adjectives'])} {chance.choice(WORDS['nouns'])}"
        else:
            name = "".join(chance.choice(WORDS["parts"]) for _ in range(chance.randint(2, 4)))
            name = f"{name} {chance.choice(WORDS['nouns'])}" if kind > 0.8 else name
        names[name.title()] = None
    return list(names)


def _acts(chance: random.Random) -> list[Row]:
    from wtc.domain.text import key, slug

    plain = {"genres": [], "home_city": "", "created_at": NOW}
    return [
        {"id": n, "slug": f"{slug(name)}-{n}", "name": name, "name_key": key(name), **plain}
        for n, name in enumerate(act_names(chance), 1)
    ]


def _rooms(chance: random.Random) -> list[Row]:
    from wtc.domain.text import fold, key, slug

    plain = {"area": "", "country": "IE", "capacity": 500, "kind": "venue", "website": "", "created_at": NOW}
    weights = [town[4] for town in WORDS["towns"]]
    rooms: dict[tuple[str, str], Row] = {}
    for name in WORDS["rooms"]:
        for town, county, lat, lon, _ in chance.choices(WORDS["towns"], weights, k=6):
            n = len(rooms) + 1
            row = {"id": n, "slug": f"{slug(name, town)}-{n}", "name": name, "name_key": key(name), "county": county}
            place = {"lat": lat + chance.uniform(-0.02, 0.02), "lon": lon + chance.uniform(-0.02, 0.02)}
            rooms.setdefault((name, town), row | place | plain | {"city": town, "city_key": fold(town)})
    return list(rooms.values())


def _event(n: int, line_up: list[Row], room: Row, chance: random.Random) -> Row:
    from wtc.domain.names import genre_keys, searchable
    from wtc.domain.text import slug
    from wtc.shapes.events import SOURCES

    words = {"act": line_up[0]["name"], "other": line_up[-1]["name"], "room": room["name"]}
    words["noun"] = chance.choice(WORDS["nouns"])
    title = chance.choice(TITLES).format(**words)
    starts = NOW + timedelta(days=chance.randint(-DAYS_BACK, DAYS_AHEAD), minutes=chance.randint(-4, 5) * 30)
    family = chance.choice(list(WORDS["genres"]))
    genres = WORDS["genres"][family]
    sources = chance.sample(SOURCES, chance.choice((1, 1, 1, 2, 3)))
    price = chance.choice((0, 1_000, 1_500, 2_000, 2_500, 3_500, 5_500, None))
    return {
        "id": n,
        "slug": f"{slug(title, room['name'])}-{n}",
        "title": title,
        "description": SAYS.format(**words),
        "day": starts.date(),
        "starts_at": starts,
        "ends_at": None,
        "doors_at": starts - timedelta(hours=1),
        "sort_at": starts,
        "timezone": "Europe/Dublin",
        "status": "cancelled" if n % 97 == 0 else "scheduled",
        "sold_out": n % 41 == 0,
        "venue_id": room["id"],
        **{field: room[field] for field in ("city", "city_key", "county", "lat", "lon")},
        "family": family,
        "genres": genres,
        "genre_keys": genre_keys(genres),
        "tags": genres,
        "images": [{"url": f"https://images.example/{n}.jpg", "width": 1024, "height": 576, "generic": False}],
        "age": "Over 18s" if n % 3 else "",
        "price_low": price,
        "price_high": price,
        "currency": "EUR",
        "ticket_url": f"https://tickets.example/{n}",
        "sample": False,
        "line_up": [{"id": act["id"], "name": act["name"], "slug": act["slug"]} for act in line_up],
        "marks": [
            {"source": s, "source_id": f"{s}-{n}", "url": f"https://{s}.example/{n}", "last_seen_at": NOW.isoformat()}
            for s in sources
        ],
        "source_mask": sum(1 << SOURCES.index(s) for s in sources),
        "names": searchable(title, *(act["name"] for act in line_up), room["name"], room["city"]),
        "first_seen_at": NOW - timedelta(minutes=chance.randint(1, 60 * 24 * 60)),
        "changed_at": NOW,
        "sequence": 0,
    }


def _heard(event: Row, mark: Row) -> Row:
    named = {"event_id": event["id"], "source": mark["source"], "source_id": mark["source_id"], "url": mark["url"]}
    seen = {"first_seen_at": NOW, "last_seen_at": NOW, "gone_at": None}
    told = {"source": mark["source"], "source_id": mark["source_id"], "title": event["title"]}
    said = {"title": event["title"], "city_key": event["city_key"], "day": event["day"], "said": told, "raw": "{}"}
    return (
        named
        | seen
        | said
        | {"fingerprint": f"{event['id']:032x}", "block": f"bench:{event['id']}", "extra": False, "sample": False}
    )


def fill(address: str, events: int = EVENTS) -> None:
    """Migrate the empty database at ``address`` and put ``events`` events into it."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import insert
    from sqlmodel import SQLModel

    import wtc.models  # noqa: F401  (registers the tables)
    from wtc import db
    from wtc.settings import ROOT

    engine = db.open_engine(address)
    config = Config(str(ROOT / "alembic.ini"))
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
    for table, made in tables(events, random.Random(7)):
        remaining = iter(made)
        while chunk := list(islice(remaining, CHUNK)):
            with engine.begin() as connection:
                connection.execute(insert(SQLModel.metadata.tables[table]), chunk)
    engine.dispose()


def prepare(events: int = EVENTS) -> Path:
    """The path of the catalogue, built when it is missing or older than its makers; the program is pointed at it."""
    from wtc.settings import ROOT, settings

    folder = ROOT / "data" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"catalogue-{events}.db"
    makers = [
        Path(__file__),
        Path(__file__).parent / "words.toml",
        ROOT / "wtc" / "domain" / "names.py",
        *(ROOT / "alembic" / "versions").glob("*.py"),
    ]
    if not path.exists() or path.stat().st_mtime < max(maker.stat().st_mtime for maker in makers):
        began = time.perf_counter()
        unfinished = folder / f"unfinished-{events}.db"
        for stale in (*folder.glob(f"{path.name}*"), *folder.glob(f"{unfinished.name}*")):
            stale.unlink()
        order = f"from benchmarks.catalogue import fill; fill({f'sqlite:///{unfinished}'!r}, {events})"
        subprocess.run([sys.executable, "-c", order], check=True, cwd=ROOT)  # its memory is not the caller's
        unfinished.rename(path)
        print(f"built {events:,} events in {time.perf_counter() - began:.1f} s: {path}", file=sys.stderr)
    os.environ.update(
        DATABASE_URL=f"sqlite:///{path}", WTC_NOW=NOW.isoformat(), RATE_LIMIT_MAX="100000000", INGESTION_ENABLED="false"
    )
    settings.cache_clear()
    return path


if __name__ == "__main__":
    prepare()
