"""Acts with homes, genres, mixes, past shows and followers, put straight into the tables."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import insert, update
from sqlmodel import SQLModel

from tests.catalogue import NOW, Catalogue
from wtc.domain.text import key, slug

_tables = SQLModel.metadata.tables


def act(catalogue: Catalogue, name: str, **facts: Any) -> int:
    """An act with these facts; one that is on a bill already only learns them. Answers its id."""
    session, table = catalogue.session, _tables["artists"]
    if name in catalogue.acts:
        if facts:
            session.execute(update(table).where(table.c.id == catalogue.acts[name]).values(**facts))
    else:
        row = {"slug": slug(name), "name": name, "name_key": key(name), "genres": [], "home_city": ""}
        made = session.execute(insert(table), row | {"created_at": NOW} | facts).inserted_primary_key
        assert made is not None
        catalogue.acts[name] = int(made[0])
    session.commit()
    return catalogue.acts[name]


def alias(catalogue: Catalogue, artist_id: int, name: str) -> None:
    row = {"artist_id": artist_id, "alias": name, "alias_key": key(name)}
    catalogue.session.execute(insert(_tables["artist_aliases"]), row)
    catalogue.session.commit()


def record(catalogue: Catalogue, artist_id: int, source: str, **facts: Any) -> None:
    """What a source calls an act."""
    row = {
        "source": source,
        "source_id": f"{source}-{artist_id}",
        "name": "x",
        "name_key": "x",
        "url": "",
        "image_url": "",
    }
    row |= {"artist_id": artist_id, "state": "accepted", "confidence": 0.97, "decided_by": "scorer"}
    times = {"first_seen_at": NOW, "last_seen_at": NOW}
    catalogue.session.execute(insert(_tables["artist_records"]), row | times | facts)
    catalogue.session.commit()


def mix(catalogue: Catalogue, artist_id: int, name: str = "late-one", *, days: int = 7, **facts: Any) -> None:
    """A mix put up ``days`` ago."""
    row = {"key": f"/somebody/{name}/", "artist_id": artist_id, "title": name.title(), "url": "", "image_url": ""}
    more = {"genres": [], "seconds": 3_480, "published_at": NOW - timedelta(days=days), "seen_at": NOW}
    catalogue.session.execute(insert(_tables["mixes"]), row | more | {"sample": False} | facts)
    catalogue.session.commit()


def setlist(catalogue: Catalogue, artist_id: int, day: date, *songs: str, **facts: Any) -> None:
    """A past show at which these songs were played."""
    row = {"source_id": f"{artist_id}-{day}", "artist_id": artist_id, "day": day, "venue": "Vicar Street"}
    more = {"city": "Dublin", "country": "IE", "tour": "", "url": "https://www.setlist.fm/setlist/x.html"}
    told = {"songs": [{"name": song} for song in songs], "sample": False, "seen_at": NOW}
    catalogue.session.execute(insert(_tables["setlists"]), row | more | told | facts)
    catalogue.session.commit()


def user(catalogue: Catalogue, email: str = "aoife@example.org") -> int:
    """An account. Answers its id."""
    row = {"name": "Aoife", "email": email, "password_hash": "x", "role": 1, "created_at": NOW, "updated_at": NOW}
    made = catalogue.session.execute(insert(_tables["users"]), row).inserted_primary_key
    catalogue.session.commit()
    assert made is not None
    return int(made[0])
