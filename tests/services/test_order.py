"""The order in which listings arrive changes no event."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlmodel import Session

from wtc import db
from wtc.services import engine
from wtc.shapes.events import ListedArtist, ListedVenue, Listing, Price, Status

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
EIGHT = datetime(2026, 11, 27, 20, tzinfo=UTC)
BILLS = (("Lankum", ()), ("Lankum", ("Lankum", "Ye Vagabonds")), ("Ye Vagabonds", ("Ye Vagabonds",)), ("Kneecap", ()))
ROOMS = ("Whelan's", "Vicar Street", "")


@st.composite
def heard(draw: Any) -> list[Listing]:
    listings = {}
    for number in range(draw(st.integers(2, 7))):
        title, acts = draw(st.sampled_from(BILLS))
        hours = draw(st.sampled_from((0, 0, -1, -6, None)))
        listing = Listing(
            source=draw(st.sampled_from(("local", "ticketmaster", "bandsintown", "eventbrite", "dice"))),
            source_id=str(number),
            title=title + draw(st.sampled_from(("", " - VIP Packages"))),
            url=f"https://t.example/{number}",
            day=date(2026, 11, 27),
            starts_at=None if hours is None else EIGHT + timedelta(hours=hours),
            status=draw(st.sampled_from((Status.SCHEDULED, Status.SCHEDULED, Status.CANCELLED))),
            venue=ListedVenue(name=draw(st.sampled_from(ROOMS)), city="Dublin"),
            artists=tuple(ListedArtist(name=name) for name in acts),
            genres=draw(st.sampled_from(((), ("Folk",), ("Rock",)))),
            price=draw(st.sampled_from((None, Price(low=2_000, high=3_000)))),
        )
        listings[listing.source, listing.source_id] = listing
    return list(listings.values())


def catalogue(session: Session) -> set[tuple[Any, ...]]:
    """Every event by what it says and whose it is, without what depends on when it came."""
    events = session.execute(
        text(
            "SELECT e.id, title, e.day, starts_at, status, v.name, family, genres, price_low, ticket_url, source_mask "
            "FROM events e LEFT JOIN venues v ON v.id = e.venue_id"
        )
    ).all()
    marks: dict[int, list[tuple[str, str]]] = {}
    for row in session.execute(text("SELECT event_id, source, source_id FROM event_sources")):
        marks.setdefault(row.event_id, []).append((row.source, row.source_id))
    line_up: dict[int, list[str]] = {}
    for row in session.execute(
        text(
            "SELECT event_id, name_key FROM event_artists p JOIN artists a ON a.id = artist_id ORDER BY event_id, place"
        )
    ):
        line_up.setdefault(row.event_id, []).append(row.name_key)
    return {
        (*map(str, event[1:]), tuple(sorted(marks[event.id])), tuple(line_up.get(event.id, ()))) for event in events
    }


def stored(listings: list[Listing], sizes: list[int]) -> set[tuple[Any, ...]]:
    """What the catalogue is after storing ``listings`` in batches of these sizes; nothing of it is kept."""
    with db.engine().connect() as connection, Session(connection.execution_options(writes=True)) as session:
        rest = list(listings)
        while rest:
            size = sizes.pop(0) if sizes else len(rest)
            engine.store(session, rest[:size], now=NOW)
            rest = rest[size:]
        found = catalogue(session)
        session.rollback()
    return found


@given(heard(), st.integers(0, 1_000), st.lists(st.integers(1, 4), max_size=5))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_shuffled_listings_make_the_same_catalogue(
    database: Engine, listings: list[Listing], seed: int, sizes: list[int]
) -> None:
    shuffled = random.Random(seed).sample(listings, len(listings))
    assert stored(listings, []) == stored(shuffled, sizes)
