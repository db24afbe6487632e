"""One made-up evening through the real store: what a visitor of the tests may find, open and keep."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from wtc import clock, db
from wtc.services import engine
from wtc.shapes.events import Geo, Image, ListedArtist, ListedVenue, Listing, Price, Status

GALWAY = ListedVenue(name="Róisín Dubh", city="Galway", county="Galway", address="9 Dominick Street Upper")
DUBLIN = ListedVenue(name="Vicar Street", city="Dublin", county="Dublin", geo=Geo(lat=53.3423, lon=-6.2768))
SELLER = "https://tickets.example/e/"


def night(now: datetime) -> tuple[Listing, ...]:
    """What several sources list on the evening of ``now`` and after, one listing of each kind that a page must bear."""
    return tuple(_listings(clock.local(now).date()))


def put(now: datetime) -> None:
    """Store that evening."""
    db.write(engine.store, night(now), now=now)


def _listings(today: date) -> Iterator[Listing]:
    tonight = _listed("t1", "Moxie: songs of the west", GALWAY, today, 20, ("Moxie", "Landless"), ("folk",))
    yield replace(
        tonight,
        doors_at=clock.at(today, 19),
        price=Price(low=1_800, high=2_250),
        age="Over 18s",
        description="Five players, one long set.\nTea at the interval.",
        images=(Image(url="https://img.example/generic.jpg", width=1_024, generic=True),),
    )
    yield replace(
        _listed("b1", "Moxie", GALWAY, today, 20, ("Moxie", "Landless"), ("folk",), source="bandsintown"),
        starts_at=clock.at(today, 20, 30),
        price=Price(low=1_800, high=1_800),
    )
    yield _listed("t2", "Lankum", DUBLIN, today + timedelta(days=6), 20, ("Lankum",), ("folk",))
    yield replace(
        _listed("t3", "Called off", DUBLIN, today + timedelta(days=3), 20, ("Ham Sandwich",), ("indie",)),
        status=Status.CANCELLED,
    )
    yield replace(
        _listed("t4", "Moved along", DUBLIN, today + timedelta(days=9), 20, ("Pillow Queens",), ("indie",)),
        status=Status.RESCHEDULED,
        was_on=today + timedelta(days=2),
    )
    yield replace(
        _listed("t5", "Some day soon", DUBLIN, today + timedelta(days=12), 20, ("Goitse",), ("trad",)), starts_at=None
    )
    yield replace(
        _listed("t6", "Full house", GALWAY, today + timedelta(days=1), 21, ("Altan",), ("trad",)), sold_out=True
    )
    yield replace(
        _listed("s1", "Made up", GALWAY, today + timedelta(days=2), 21, ("The Inventions",), ("trad",)), sample=True
    )
    for number in range(14):
        name = f"The Ramblers {number + 1}"
        yield _listed(f"r{number}", name, GALWAY, today + timedelta(days=number + 3), 20, (name,), ("folk",))


def _listed(
    source_id: str,
    title: str,
    venue: ListedVenue,
    day: date,
    hour: int,
    artists: tuple[str, ...],
    genres: tuple[str, ...],
    source: str = "ticketmaster",
) -> Listing:
    return Listing(
        source=source,
        source_id=source_id,
        title=title,
        url=f"{SELLER}{source}-{source_id}",
        day=day,
        starts_at=clock.at(day, hour),
        venue=venue,
        artists=tuple(ListedArtist(name=name) for name in artists),
        genres=genres,
        raw="{}",
    )
