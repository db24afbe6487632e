"""Which listings are one performance: tables of pairs, and what holds of every grouping."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wtc.domain import matching, places, titles, venues
from wtc.domain.matching import Clue, Verdict
from wtc.shapes.events import ListedArtist, ListedVenue, Listing, Status

DAY = date(2026, 11, 27)


def clue(
    title: str = "Lankum",
    *,
    source: str = "ticketmaster",
    source_id: str = "1",
    at: str = "20:00",
    day: date = DAY,
    venue: str = "Whelan's",
    city: str = "Dublin",
    acts: tuple[str, ...] | None = None,
    **facts: Any,
) -> Clue:
    hour, minute = map(int, at.split(":")) if at else (0, 0)
    listing = Listing(
        source=source,
        source_id=source_id,
        title=title,
        day=day,
        starts_at=datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC) if at else None,
        venue=ListedVenue(name=venue, city=city),
        artists=tuple(ListedArtist(name=name) for name in ((title,) if acts is None else acts)),
        **facts,
    )
    if not venues.is_room(venue, city):
        return matching.clue(listing, "", places.town(city).key)
    room = venues.identify(venue, city)
    return matching.clue(listing, f"{room.name_key}|{room.city_key}", room.city_key)


def groups(*clues: Clue) -> list[set[str]]:
    """The source ids that make each event."""
    found = [
        {clues[component[place]].source_id for place in group}
        for component in matching.components(clues)
        for group in matching.cluster([clues[place] for place in component])
    ]
    return sorted(found, key=sorted)


SAME = {
    "a fada": (clue("Róisín Murphy"), clue("Roisin Murphy")),
    "a whole name in fadas": (clue("Aoife Ní Fhearraigh"), clue("Aoife Ni Fhearraigh")),
    "capitals and points": (clue("FONTAINES D.C."), clue("Fontaines DC", at="19:30")),
    "brackets in a name": (clue("M(h)aol"), clue("Mhaol")),
    "a question mark": (clue("Therapy?"), clue("Therapy")),
    "a name of marks alone": (clue("!!!"), clue("!!! (Chk Chk Chk)", acts=("!!!",))),
    "an article": (clue("The Cure"), clue("Cure")),
    "an ampersand": (clue("Belle & Sebastian"), clue("Belle and Sebastian")),
    "five to and five past": (clue(at="19:55"), clue(at="20:05")),
    "doors and show": (clue(at="19:00"), clue(at="20:00")),
    "no time at one source": (clue(at=""), clue(at="20:30")),
    "a spelling of the room": (clue(venue="3Olympia"), clue(venue="Olympia Theatre", city="Dublin, Ireland")),
    "a room with its street": (clue(venue="Whelans"), clue(venue="Whelan's, Wexford Street")),
    "a town in Irish": (clue(venue="Roisin Dubh", city="Gaillimh"), clue(venue="Róisín Dubh", city="Galway City")),
    "no room at one source": (clue(venue="TBA"), clue()),
    "a VIP package": (clue(), clue("Lankum - VIP Packages", acts=("Lankum",))),
    "platinum seats": (clue(), clue("Lankum | Official Platinum", acts=("Lankum",))),
    "a hotel package": (clue(), clue("Hotel Package: Lankum", acts=())),
    "parking": (clue(), clue("Car Parking: Lankum", acts=())),
    "a promoter": (clue(), clue("MCD Presents: Lankum live in Dublin", acts=())),
    "a tour": (clue(), clue("Lankum - False Lankum Tour 2026", acts=("Lankum",))),
    "sold out": (clue(), clue("**SOLD OUT** Lankum", acts=())),
    "cancelled": (clue(), clue("CANCELLED: Lankum", acts=("Lankum",), status=Status.CANCELLED)),
    "the support's own listing": (
        clue("Lankum with John Francis Flynn", acts=("Lankum", "John Francis Flynn")),
        clue("John Francis Flynn (supporting Lankum)", acts=("John Francis Flynn",)),
    ),
    "a club night after midnight": (
        clue("Mother", at="23:00"),
        clue("Mother", at="01:30", day=DAY + timedelta(days=1)),
    ),
    "a moved show's old date": (
        clue(day=DAY + timedelta(days=30)),
        clue(
            "Lankum (Rescheduled)",
            acts=("Lankum",),
            status=Status.RESCHEDULED,
            description="Rescheduled to 27 December 2026.",
        ),
    ),
    "a slip of the pen": (clue("Christy Moore"), clue("Chrity Moore")),
    "a festival's day": (
        clue("Longitude 2026 - Saturday", acts=(), venue="Marlay Park"),
        clue("Longitude: Saturday", acts=(), venue="Marlay Park"),
    ),
}  # fmt: skip

APART = {
    "two nights": (clue(), clue(day=DAY + timedelta(days=1))),
    "matinee and evening": (clue(at="14:30"), clue(at="20:00")),
    "a matinee by name": (clue("Lankum (Matinee)", at="", acts=("Lankum",)), clue(at="20:00")),
    "early and late": (clue(at="19:00"), clue(at="22:00")),
    "early and late by name": (
        clue("Lankum - Early Show", at="", acts=("Lankum",)),
        clue("Lankum - Late Show", at="", acts=("Lankum",)),
    ),
    "first and second show": (
        clue("Lankum - First Show", at="", acts=("Lankum",)),
        clue("Lankum - Second Show", at="", acts=("Lankum",)),
    ),
    "one source lists both": (clue(at="18:30"), clue(at="20:00", source_id="2")),
    "two towns' Black Box": (clue(venue="Black Box", city="Belfast"), clue(venue="Black Box", city="Galway")),
    "two rooms of a name and a number": (clue(venue="The Academy"), clue(venue="The Academy 2")),
    "two parts of a venue": (clue(venue="Upstairs at Whelan's"), clue(venue="Whelan's Main Venue")),
    "a letter that makes another name": (clue("Ash"), clue("Ashe")),
    "a name within a name": (clue("James"), clue("James Vincent McMorrow")),
    "a duo and one of a name with it": (clue("Travis"), clue("Travis & Elzzz")),
    "a tribute": (clue("Fleetwood Mac"), clue("Rumours of Fleetwood Mac")),
    "a weekend pass and a day": (
        clue("Longitude 2026 - Weekend Ticket", acts=(), venue="Marlay Park"),
        clue("Longitude 2026 - Saturday", acts=(), venue="Marlay Park"),
    ),
    "two days of a festival": (
        clue("Longitude: Saturday", acts=(), at="", venue="Marlay Park"),
        clue("Longitude: Sunday", acts=(), at="", venue="Marlay Park"),
    ),
    "a sample and the real one": (clue(sample=True), clue()),
    "two unknown dates at two rooms": (clue(venue="3Arena"), clue(venue="Vicar Street")),
}  # fmt: skip


def _named(pair: tuple[Clue, Clue]) -> tuple[Clue, Clue]:
    one, other = pair
    source = "ticketmaster" if other.source_id == "2" else "dice"
    return replace(one, source_id="a"), replace(other, source_id="b", source=source, order=(3, source, "b"))


@pytest.mark.parametrize("name", SAME)
def test_is_one_performance(name: str) -> None:
    assert groups(*_named(SAME[name])) == [{"a", "b"}]


@pytest.mark.parametrize("name", APART)
def test_are_two_performances(name: str) -> None:
    assert groups(*_named(APART[name])) == [{"a"}, {"b"}]


def test_a_pair_says_by_what_it_was_judged() -> None:
    pair = matching.compare(clue(), clue(source="dice", at="19:30"))
    assert (pair.verdict, pair.because, pair.act, pair.time) == (Verdict.SAME, "line-up", 1.0, 1.0)
    assert matching.compare(clue(at="14:00"), clue(source="dice")).because == "other time"


def test_a_bridge_never_joins_two_shows_of_one_day() -> None:
    afternoon = clue(source_id="a", at="14:30")
    evening = clue(source_id="b", at="20:00")
    found = groups(afternoon, evening, clue(source="dice", source_id="c", at=""))
    assert {"a", "b"} not in [group - {"c"} for group in found]


def test_a_lone_support_joins_the_only_bill_of_its_hour() -> None:
    bill = clue("Duo Soma", source_id="a", venue="Vicar Street")
    support = clue("Ba Cissoko", source="bandsintown", source_id="b", venue="Vicar Street")
    other = clue("Kneecap", source_id="c", venue="Vicar Street")
    assert groups(bill, support) == [{"a", "b"}]
    assert groups(bill, support, other) == [{"a"}, {"b"}, {"c"}]


TITLES = ("Lankum", "Lankum - VIP Packages", "Lankum with Ye Vagabonds", "Ye Vagabonds", "Kneecap", "Lankum (Matinee)")
listed = st.builds(
    clue,
    st.sampled_from(TITLES),
    source=st.sampled_from(("ticketmaster", "dice", "bandsintown", "eventbrite")),
    at=st.sampled_from(("", "14:30", "19:00", "19:30", "20:00", "22:30")),
    venue=st.sampled_from(("Whelan's", "Vicar Street", "TBA")),
    acts=st.sampled_from(((), ("Lankum",), ("Lankum", "Ye Vagabonds"), ("Kneecap",))),
)


@given(st.lists(listed, max_size=9), st.randoms())
def test_order_changes_no_grouping(clues: list[Clue], chance: Any) -> None:
    named = [replace(one, source_id=str(n), order=(one.order[0], one.source, str(n))) for n, one in enumerate(clues)]
    shuffled = list(named)
    chance.shuffle(shuffled)
    assert groups(*named) == groups(*shuffled)


@given(st.lists(listed, max_size=9))
def test_no_group_holds_two_that_object(clues: list[Clue]) -> None:
    for component in matching.components(clues):
        for group in matching.cluster([clues[place] for place in component]):
            members = [clues[component[place]] for place in group]
            assert not any(matching.objection(a, b) for a in members for b in members if a is not b)


def test_home_for_the_weekend_is_a_tour_and_no_festival_pass() -> None:
    assert not titles.read("NewDad: home for the weekend").festival_pass
    assert not titles.read("What's on this weekend").festival_pass
    assert titles.read("Electric Fields - Weekend Camping").festival_pass
    assert titles.read("Electric Fields Full Weekend").festival_pass
