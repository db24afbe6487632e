"""One event, act and room for the artwork tests."""

from datetime import UTC, datetime

from sqlmodel import Session

from wtc import db
from wtc.models.artists import Artist
from wtc.models.events import EventRow
from wtc.models.venues import VenueRow

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def _rows(session: Session) -> None:
    session.add(Artist(slug="lankum", name="Lankum", name_key="lankum", genres=["folk"], created_at=NOW))
    for slug, name, city, lat, lon in (
        ("vicar-street", "Vicar Street", "Dublin", 53.343, -6.278),
        ("whelans", "Whelan's", "Dublin", 53.337, -6.266),
        ("the-dock", "The Dock", "Carrick-on-Shannon", 53.944, -8.095),
    ):
        session.add(
            VenueRow(
                slug=slug, name=name, name_key=slug, city=city, city_key=city.lower(), county="Dublin",
                lat=lat, lon=lon, kind="concert hall", created_at=NOW,
            )
        )  # fmt: skip
    session.add(
        EventRow(
            slug="lankum-night", title="Lankum: the long night", family="folk", line_up=[{"name": "Lankum"}],
            sort_at=NOW, first_seen_at=NOW, changed_at=NOW,
        )
    )  # fmt: skip


def furnish() -> None:
    db.write(_rows)
