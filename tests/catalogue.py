"""A handful of gigs put straight into the tables, so that search is tested without ingestion."""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from wtc.domain.names import genre_keys, searchable
from wtc.domain.text import fold, key, slug
from wtc.shapes.events import SOURCES

NOW = datetime(2026, 11, 27, 18, 30, tzinfo=UTC)
_tables = SQLModel.metadata.tables


class Catalogue:
    """Adds gigs one by one and commits each: MariaDB's full-text index sees only what is committed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.rooms: dict[str, int] = {}
        self.acts: dict[str, int] = {}
        self.made = 0

    def gig(
        self,
        title: str,
        *,
        acts: tuple[str, ...] | None = None,
        room: str = "Whelan's",
        city: str = "Dublin",
        county: str = "Dublin",
        hours: float = 2.0,
        genres: tuple[str, ...] = ("indie",),
        sources: tuple[str, ...] = ("ticketmaster",),
        **more: Any,
    ) -> int:
        """One event that begins ``hours`` from now; ``acts`` are the title's unless given. Answers its id."""
        self.made += 1
        starts = NOW + timedelta(hours=hours)
        line_up = [self._act(name) for name in (acts if acts is not None else (title,))]
        venue_id = self._room(room, city, county) if room else None
        family = more.pop("family", genres[0] if genres else "other")
        row = {
            "slug": f"{slug(title)}-{self.made}",
            "title": title,
            "description": f"{title} live",
            "day": starts.date(),
            "starts_at": starts,
            "sort_at": starts,
            "timezone": "Europe/Dublin",
            "status": "scheduled",
            "sold_out": False,
            "venue_id": venue_id,
            "city": city,
            "city_key": fold(city),
            "county": county,
            "lat": 53.34,
            "lon": -6.26,
            "family": family,
            "genres": list(genres),
            "genre_keys": genre_keys(genres),
            "tags": list(genres),
            "images": [{"url": "https://img.example/1.jpg", "width": 640, "height": 360, "generic": False}],
            "age": "",
            "price_low": 2_000,
            "price_high": 2_500,
            "currency": "EUR",
            "ticket_url": "https://tickets.example/1",
            "sample": False,
            "line_up": line_up,
            "marks": [
                {
                    "source": s,
                    "source_id": f"{s}-{self.made}",
                    "url": "https://s.example",
                    "last_seen_at": NOW.isoformat(),
                }
                for s in sources
            ],
            "source_mask": sum(1 << SOURCES.index(s) for s in sources),
            "names": searchable(title, *(act["name"] for act in line_up), room, city),
            "first_seen_at": NOW - timedelta(days=10),
            "changed_at": NOW,
            "sequence": 0,
        }
        event_id = self._insert("events", row | more)
        for place, act in enumerate(line_up):
            self.session.execute(
                insert(_tables["event_artists"]), {"event_id": event_id, "artist_id": act["id"], "place": place}
            )
        self.session.commit()
        return event_id

    def _act(self, name: str) -> dict[str, Any]:
        row = {"slug": slug(name), "name": name, "name_key": key(name), "genres": [], "home_city": ""}
        if name not in self.acts:
            self.acts[name] = self._insert("artists", row | {"created_at": NOW})
        return {"id": self.acts[name], "name": name, "slug": slug(name)}

    def _room(self, name: str, city: str, county: str) -> int:
        row = {"slug": slug(name, city), "name": name, "name_key": key(name), "city": city, "city_key": fold(city)}
        more = {"area": "", "county": county, "country": "IE", "capacity": 0, "kind": "", "website": ""}
        if name not in self.rooms:
            self.rooms[name] = self._insert("venues", row | more | {"created_at": NOW})
        return self.rooms[name]

    def _insert(self, table: str, row: dict[str, Any]) -> int:
        made = self.session.execute(insert(_tables[table]), row).inserted_primary_key
        assert made is not None
        return int(made[0])
