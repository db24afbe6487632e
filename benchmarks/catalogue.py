"""A believable catalogue of 100,000 Irish gigs, built once into ``data/bench`` and read by every benchmark.

``python -m benchmarks.catalogue`` builds it; ``prepare()`` does the same from another benchmark and points the
program at it. The same seed makes the same catalogue, around the moment ``NOW``, at which the clock is stood still.
"""

import os
import random
import sys
import time
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

FIRST = ["aoife", "aoibhinn", "bríd", "cian", "ciarán", "clodagh", "conor", "dara", "déirdre", "dónal", "éabha", "eimear", "eoin", "fiach", "fionn", "gráinne", "iarla", "imelda", "jarlath", "kevin", "laoise", "líadan", "lorcan", "mairéad", "máire", "méabh", "niamh", "nóra", "oisín", "orla", "pádraig", "ríona", "róisín", "ruairí", "sadhbh", "saoirse", "seán", "séamus", "sinéad", "síle", "tadhg", "tomás", "úna", "dermot", "imogen", "marcus", "joan", "lisa", "peter", "rory", "hozier", "sharon", "christy", "paddy", "maeve", "julie", "glen", "damien", "wallis", "denise", "loah", "ailbhe", "cormac", "daithí", "jape", "inni"]
LAST = ["ó", "briain", "ní", "dhomhnaill", "murphy", "kelly", "byrne", "ryan", "walsh", "o'sullivan", "o'connor", "doyle", "mccarthy", "gallagher", "o'neill", "kennedy", "lynch", "murray", "quinn", "moore", "mcloughlin", "carroll", "connolly", "daly", "wilson", "dunne", "brennan", "burke", "collins", "campbell", "clarke", "hughes", "farrell", "fitzgerald", "nolan", "flynn", "hayes", "keane", "moran", "power", "sweeney", "whelan", "casey", "tierney", "hegarty", "glackin", "hannon", "sheeran", "irvine", "lunny", "planxty", "mahon", "coughlan"]
ADJECTIVES = ["electric", "velvet", "silver", "quiet", "burning", "hollow", "northern", "broken", "golden", "midnight", "paper", "crooked", "wild", "faded", "salt", "winter", "black", "holy", "plastic", "distant", "tidal", "lonely", "neon", "sacred", "rotten", "hidden", "little", "atlantic", "bitter", "blessed", "copper", "feral", "gentle", "heavy", "lost", "marble", "nervous", "pale", "restless", "scarlet", "tender", "ugly", "violet", "wicked", "young"]
NOUNS = ["wolves", "gardens", "saints", "rivers", "ghosts", "engines", "kings", "daughters", "harbours", "thieves", "mountains", "lanterns", "hounds", "islands", "cinema", "machines", "swans", "foxes", "theatres", "orchards", "strangers", "sailors", "bells", "crows", "echoes", "factories", "flags", "herons", "hotels", "islands", "kites", "letters", "magpies", "mirrors", "motors", "oceans", "pilots", "radios", "shadows", "signals", "spires", "stones", "tides", "towers", "trains", "villains", "weavers"]
ODD = ["Fontaines D.C.", "Róisín Murphy", "The Scratch", "Bicep", "Lankum", "The Murder Capital", "CMAT", "Kneecap",
       "Sorcha Richardson", "Dea Matrona", "Mary Wallopers", "A Lazarus Soul", "U2", "The The", "Pillow Queens", "Gilla Band",
       "For Those I Love", "Just Mustard", "Villagers", "Hothouse Flowers"]  # fmt: skip
TOWNS = [("Dublin", "Dublin", 53.34, -6.26, 34), ("Cork", "Cork", 51.90, -8.47, 13), ("Belfast", "Antrim", 54.60, -5.93, 12),
         ("Galway", "Galway", 53.27, -9.05, 10), ("Limerick", "Limerick", 52.66, -8.63, 6), ("Waterford", "Waterford", 52.26, -7.11, 4),
         ("Kilkenny", "Kilkenny", 52.65, -7.25, 4), ("Sligo", "Sligo", 54.27, -8.47, 3), ("Derry", "Derry", 54.99, -7.31, 3),
         ("Dundalk", "Louth", 54.00, -6.40, 2), ("Drogheda", "Louth", 53.72, -6.35, 2), ("Letterkenny", "Donegal", 54.95, -7.73, 2),
         ("Wexford", "Wexford", 52.34, -6.46, 2), ("Ennis", "Clare", 52.84, -8.98, 1), ("Tralee", "Kerry", 52.27, -9.70, 1),
         ("Carrick-on-Shannon", "Leitrim", 53.95, -8.09, 1)]  # fmt: skip
ROOMS = """Academy|Olympia|Róisín Dubh|Whelan's|Button Factory|Workman's Club|Dolan's|Cyprus Avenue|Set Theatre|Hawk's Well|
Black Box|Town Hall Theatre|Opera House|Grand Social|Sugar Club|Limelight|Mandela Hall|Empire|Spirit Store|Crane Bar|
Monroe's|Kasbah|Vicar Street|Ambassador|Arts Centre|Soundhouse|Cobblestone|Bello Bar|Lost Lane|Coughlan's""".replace(
    "\n", ""
).split("|")
GENRES = {"trad": ["trad", "irish folk"], "folk": ["folk", "singer-songwriter"], "indie": ["indie rock", "shoegaze"],
          "rock": ["rock", "classic rock"], "punk": ["post-punk", "hardcore"], "metal": ["metal", "doom"], "pop": ["pop"],
          "hiphop": ["hip hop", "drill"], "rnb": ["soul", "funk"], "house": ["house", "disco"], "techno": ["techno"],
          "electronic": ["electronic", "ambient"], "jazz": ["jazz", "blues"], "classical": ["chamber music"],
          "country": ["country"], "comedy": ["stand-up"], "other": ["live music"]}  # fmt: skip
SHAPES = ["{act}", "{act}", "{act}", "{act} + support", "{act} live at the {room}", "{act}: the {noun} tour",
          "An evening with {act}", "{act} & {other}", "{noun} festival with {act}", "{act} album launch"]  # fmt: skip
SAYS = """The {noun} come to the {room} for one night with songs old and new. Doors at seven, support from {other}.
Over eighteens, and bring a friend."""


def _act_names(chance: random.Random) -> list[str]:
    names = dict.fromkeys(ODD)
    while len(names) < ACTS:
        shape = chance.random()
        if shape < 0.4:
            name = f"{chance.choice(FIRST)} {chance.choice(LAST)}".title()
        elif shape < 0.7:
            name = f"The {chance.choice(ADJECTIVES)} {chance.choice(NOUNS)}".title()
        else:
            name = "".join(chance.choice(PARTS) for _ in range(chance.randint(2, 3))).title()
            name = f"{name} {chance.choice(NOUNS).title()}" if shape > 0.85 else name
        names[name] = None
    return list(names)


PARTS = ["ba", "bel", "bri", "ca", "cor", "cu", "da", "del", "dro", "e", "fen", "fla", "ga", "glin", "gor", "ha", "hol", "i", "jun", "ka", "kel", "lan", "lo", "lu", "ma", "mel", "mo", "na", "nol", "o", "pa", "pel", "pri", "qua", "ra", "ren", "ro", "sa", "shel", "sil", "ta", "ten", "tor", "u", "va", "vel", "vo", "wen", "wil", "ya", "zan", "ze"]


def rows(events: int, chance: random.Random) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Tables and their rows, in an order that foreign keys allow."""
    from wtc.domain.names import genre_keys, searchable
    from wtc.domain.text import fold, key, slug
    from wtc.shapes.events import SOURCES

    acts = _act_names(chance)
    yield (
        "artists",
        [
            {
                "id": n,
                "slug": f"{slug(a)}-{n}",
                "name": a,
                "name_key": key(a),
                "genres": [],
                "home_city": "",
                "created_at": NOW,
            }
            for n, a in enumerate(acts, 1)
        ],
    )
    weights = [town[4] for town in TOWNS]
    rooms = []
    for name in ROOMS:
        for town in chance.choices(TOWNS, weights, k=6):
            if all((room["name"], room["city"]) != (name, town[0]) for room in rooms):
                n = len(rooms) + 1
                rooms.append(
                    {"id": n, "slug": f"{slug(name, town[0])}-{n}", "name": name, "name_key": key(name), "area": "",
                     "city": town[0], "city_key": fold(town[0]), "county": town[1], "country": "IE",
                     "lat": town[2] + chance.uniform(-0.02, 0.02), "lon": town[3] + chance.uniform(-0.02, 0.02),
                     "capacity": 500, "kind": "venue", "website": "", "created_at": NOW}
                )  # fmt: skip
    yield "venues", rows_of(rooms)
    popularity = list(accumulate(1 / (rank + 20) for rank in range(len(acts))))
    order = chance.sample(range(len(acts)), len(acts))
    plays: list[dict[str, Any]] = []
    made: list[dict[str, Any]] = []
    for n in range(1, events + 1):
        room = chance.choice(rooms)
        picked = [
            order[i]
            for i in dict.fromkeys(chance.choices(range(len(acts)), cum_weights=popularity, k=chance.randint(1, 3)))
        ]
        starts = NOW + timedelta(days=chance.randint(-DAYS_BACK, DAYS_AHEAD), minutes=chance.randint(-4, 5) * 30)
        family = chance.choice(list(GENRES))
        genres = GENRES[family]
        act, other = acts[picked[0]], acts[picked[-1]]
        words = {"act": act, "other": other, "noun": chance.choice(NOUNS), "room": room["name"]}
        title = chance.choice(SHAPES).format(**words)
        sources = chance.sample(SOURCES, chance.choice((1, 1, 1, 2, 3)))
        price = chance.choice((0, 1_000, 1_500, 2_000, 2_500, 3_500, 5_500, None))
        line_up = [{"id": i + 1, "name": acts[i], "slug": f"{slug(acts[i])}-{i + 1}"} for i in picked]
        made.append(
            {"id": n, "slug": f"{slug(title, room['name'])}-{n}", "title": title, "description": SAYS.format(**words),
             "day": starts.date(), "starts_at": starts, "ends_at": None, "doors_at": starts - timedelta(hours=1),
             "sort_at": starts, "timezone": "Europe/Dublin",
             "status": "cancelled" if n % 97 == 0 else "scheduled", "sold_out": n % 41 == 0, "venue_id": room["id"],
             "city": room["city"], "city_key": room["city_key"], "county": room["county"], "lat": room["lat"],
             "lon": room["lon"], "family": family, "genres": genres, "genre_keys": genre_keys(genres), "tags": genres,
             "images": [{"url": f"https://images.example/{n}.jpg", "width": 1024, "height": 576, "generic": False}],
             "age": "Over 18s" if n % 3 else "", "price_low": price, "price_high": price, "currency": "EUR",
             "ticket_url": f"https://tickets.example/{n}", "sample": False, "line_up": line_up,
             "marks": [{"source": s, "source_id": f"{s}-{n}", "url": f"https://{s}.example/{n}", "last_seen_at": NOW.isoformat()}
                       for s in sources],
             "source_mask": sum(1 << SOURCES.index(s) for s in sources),
             "names": searchable(title, *(act["name"] for act in line_up), room["name"], room["city"]),
             "first_seen_at": NOW - timedelta(minutes=chance.randint(1, 60 * 24 * 60)), "changed_at": NOW, "sequence": 0}
        )  # fmt: skip
        plays += [{"event_id": n, "artist_id": i + 1, "place": place} for place, i in enumerate(picked)]
    yield "events", made
    yield "event_artists", plays
    yield "catalogue_version", [{"id": 1, "version": 1, "changed_at": NOW}]


def rows_of(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return rows


def fill(address: str, events: int = EVENTS) -> None:
    """Migrate the empty database at ``address`` and put ``events`` events into it."""
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import insert, text
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
    for table, made in rows(events, random.Random(7)):
        remaining = iter(made)
        while chunk := list(islice(remaining, CHUNK)):
            with engine.begin() as connection:
                connection.execute(insert(SQLModel.metadata.tables[table]), chunk)
    with engine.begin() as connection:
        connection.execute(text("ANALYZE" if engine.dialect.name == "sqlite" else "ANALYZE TABLE events"))
    engine.dispose()


def prepare(events: int = EVENTS) -> Path:
    """The path of the catalogue, built when it is missing or older than its makers; the program is pointed at it."""
    from wtc.settings import ROOT, settings

    folder = ROOT / "data" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"catalogue-{events}.db"
    makers = [Path(__file__), ROOT / "wtc" / "domain" / "names.py", *(ROOT / "alembic" / "versions").glob("*.py")]
    if not path.exists() or path.stat().st_mtime < max(maker.stat().st_mtime for maker in makers):
        began = time.perf_counter()
        for stale in folder.glob(f"{path.name}*"):
            stale.unlink()
        unfinished = folder / f"unfinished-{events}.db"
        for stale in folder.glob(f"{unfinished.name}*"):
            stale.unlink()
        fill(f"sqlite:///{unfinished}", events)
        unfinished.rename(path)
        print(f"built {events:,} events in {time.perf_counter() - began:.1f} s: {path}", file=sys.stderr)
    os.environ.update(
        DATABASE_URL=f"sqlite:///{path}", WTC_NOW=NOW.isoformat(), RATE_LIMIT_MAX="100000000", INGESTION_ENABLED="false"
    )
    settings.cache_clear()
    return path


if __name__ == "__main__":
    prepare()
