"""Each filter alone changes the answer as it should."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.catalogue import NOW, Catalogue
from wtc.clock import at
from wtc.errors import NotFound
from wtc.services import events
from wtc.shapes.events import EventQuery, Geo

ANY = EventQuery()


def titles(catalogue: Catalogue, **asked: object) -> list[str]:
    page = events.search(catalogue.session, replace(ANY, **asked), now=NOW)  # type: ignore[arg-type]
    assert page.count == len(page.events)
    return [event.title for event in page.events]


@pytest.fixture
def week(catalogue: Catalogue) -> Catalogue:
    catalogue.gig("Bicep", genres=("techno",), hours=3, price_low=4_500, price_high=4_500, sources=("dice",))
    catalogue.gig(
        "Lankum", acts=("Lankum", "John Francis Flynn"), room="Róisín Dubh", city="Galway", county="Galway",
        genres=("trad", "doom folk"), family="trad", hours=26, lat=53.27, lon=-9.05,
    )  # fmt: skip
    catalogue.gig("Jazz on a Sunday", acts=(), genres=("jazz",), hours=48, price_low=0, price_high=0)
    catalogue.gig("Fontaines D.C.", room="3Arena", hours=24 * 100)
    return catalogue


def test_lists_what_is_coming_within_ninety_days(week: Catalogue) -> None:
    assert titles(week) == ["Bicep", "Lankum", "Jazz on a Sunday"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"city": "galway"}, ["Lankum"]),
        ({"city": "Dublin"}, ["Bicep", "Jazz on a Sunday"]),
        ({"county": "Galway"}, ["Lankum"]),
        ({"genres": ("techno",)}, ["Bicep"]),
        ({"genres": ("Jazz & blues", "trad")}, ["Lankum", "Jazz on a Sunday"]),
        ({"genres": ("electronic",)}, ["Bicep"]),
        ({"genres": ("house",)}, []),
        ({"genres": ("Doom Folk",)}, ["Lankum"]),
        ({"genres": ("doom",)}, []),
        ({"artist": "john francis flynn"}, ["Lankum"]),
        ({"artist": "john-francis-flynn"}, ["Lankum"]),
        ({"artist": "nobody we know"}, []),
        ({"venue": "Roisin Dubh"}, ["Lankum"]),
        ({"venue": "roisin-dubh-galway"}, ["Lankum"]),
        ({"venue": "999999"}, []),
        ({"price_max": 2_000}, ["Lankum", "Jazz on a Sunday"]),
        ({"free": True}, ["Jazz on a Sunday"]),
        ({"sources": ("dice",)}, ["Bicep"]),
        ({"sources": ("dice", "ticketmaster")}, ["Bicep", "Lankum", "Jazz on a Sunday"]),
        ({"near": Geo(lat=53.27, lon=-9.06), "radius_km": 5.0}, ["Lankum"]),
        ({"near": Geo(lat=53.27, lon=-9.06), "sort": "distance"}, ["Lankum", "Bicep", "Jazz on a Sunday"]),
        ({"sort": "price"}, ["Jazz on a Sunday", "Lankum", "Bicep"]),
        ({"start": at((NOW + timedelta(days=1)).date())}, ["Lankum", "Jazz on a Sunday"]),
        ({"end": NOW + timedelta(hours=4)}, ["Bicep"]),
        ({"start": NOW + timedelta(days=91)}, ["Fontaines D.C."]),
        ({"q": "roisin"}, ["Lankum"]),
        ({"not_genres": ("techno", "Jazz & blues")}, ["Lankum"]),
        ({"not_genres": ("doom folk",)}, ["Bicep", "Jazz on a Sunday"]),
        ({"not_in": ("Baile Átha Cliath",)}, ["Lankum"]),
        ({"not_in": ("Co. Galway", "Mayo")}, ["Bicep", "Jazz on a Sunday"]),
        ({"city": "Galway", "radius_km": 20.0}, ["Lankum"]),
        ({"city": "Kinvara", "radius_km": 30.0}, ["Lankum"]),
        ({"after": 21 * 60}, ["Bicep"]),
        ({"before": 20 * 60 + 30}, ["Jazz on a Sunday"]),
        ({"after": 20 * 60, "before": 21 * 60}, ["Lankum"]),
        ({"like": "Nobody"}, []),
        ({"like": "bicep"}, ["Bicep"]),
        ({"limit": 1, "offset": 1}, ["Lankum"]),
    ],
    ids=str,
)
def test_each_filter_alone(week: Catalogue, asked: dict[str, object], expected: list[str]) -> None:
    assert titles(week, **asked) == expected


def test_hours_are_those_of_the_night_on_both_sides_of_a_change_of_the_clocks(catalogue: Catalogue) -> None:
    for days, hour in ((110, 20), (130, 20), (110, 23), (130, 1)):
        day = (NOW + timedelta(days=days)).date()
        begins = at(day, hour)
        catalogue.gig(f"{days} {hour}", hours=(begins - NOW).total_seconds() / 3_600)
    wide = {"start": NOW, "end": NOW + timedelta(days=200)}
    assert titles(catalogue, after=22 * 60, **wide) == ["110 23", "130 1"]
    assert titles(catalogue, before=21 * 60, **wide) == ["110 20", "130 20"]


def test_like_an_act_is_it_and_who_shares_its_bills(week: Catalogue) -> None:
    week.gig("John Francis Flynn", hours=50)
    assert titles(week, like="lankum") == ["Lankum", "John Francis Flynn"]


def test_pages_say_how_many_there_are_and_where_the_next_begins(week: Catalogue) -> None:
    first = events.search(week.session, EventQuery(limit=2), now=NOW)
    assert (first.count, first.total, first.next) == (2, 3, 2)
    last = events.search(week.session, EventQuery(limit=2, offset=2), now=NOW)
    assert (last.count, last.total, last.next) == (1, 3, None)


def test_reads_one_event_whole(week: Catalogue) -> None:
    page = events.search(week.session, EventQuery(city="Galway"), now=NOW)
    event = events.one(week.session, page.events[0].id)
    assert event == page.events[0] == events.by_slug(week.session, event.slug)
    assert [artist.name for artist in event.artists] == ["Lankum", "John Francis Flynn"]
    assert event.venue is not None
    assert event.venue.name == "Róisín Dubh"
    assert event.price is not None
    assert (event.price.min, event.price.max) == (20.0, 25.0)
    assert event.sources[0].last_seen_at == NOW
    with pytest.raises(NotFound):
        events.one(week.session, 2_000_000_000)


def test_counts_ignore_their_own_filter(week: Catalogue) -> None:
    cities = events.tallies(week.session, "city", query=EventQuery(city="Galway"), now=NOW)
    assert [(tally.label, tally.count) for tally in cities] == [("Dublin", 2), ("Galway", 1)]
    families = events.tallies(week.session, "family", query=EventQuery(city="Galway"), now=NOW)
    assert [(tally.key, tally.label, tally.count) for tally in families] == [("trad", "Trad", 1)]
    sources = events.tallies(week.session, "source", query=ANY, now=NOW)
    assert [(tally.label, tally.count) for tally in sources] == [("Ticketmaster", 2), ("Dice", 1)]


def test_a_wide_genre_is_counted_as_it_is_found(week: Catalogue) -> None:
    week.gig("Daithí", genres=("electronic",), hours=5)
    week.gig("Sprints", genres=("punk",), hours=6)
    counted = {each.key: each.count for each in events.tallies(week.session, "family", query=ANY, now=NOW)}
    assert counted == {"electronic": 2, "techno": 1, "rock": 1, "punk": 1, "trad": 1, "jazz": 1}
    for family, count in counted.items():
        assert len(titles(week, genres=(family,))) == count, family


def test_a_county_that_is_no_town_stands_for_all_of_it(catalogue: Catalogue) -> None:
    catalogue.gig("Songs by the lough", city="Carrick-on-Shannon", county="Leitrim", hours=5)
    catalogue.gig("Elsewhere", city="Sligo", county="Sligo", hours=5)
    assert titles(catalogue, city="Leitrim") == titles(catalogue, city="co. leitrim") == ["Songs by the lough"]
