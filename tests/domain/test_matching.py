"""Which listings are one performance: tables of pairs, and what holds of every grouping."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wtc.domain import clues as reading
from wtc.domain import clusters, matching, places, titles, venue_names
from wtc.domain.clues import Clue
from wtc.domain.matching import Verdict
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
    if not venue_names.is_room(venue, city):
        return reading.clue(listing, "", places.town(city).key)
    room = venue_names.identify(venue, city)
    return reading.clue(listing, f"{room.name_key}|{room.city_key}", room.city_key)


def groups(*clues: Clue) -> list[set[str]]:
    """The source ids that make each event."""
    found = [
        {clues[component[place]].source_id for place in group}
        for component in clusters.components(clues)
        for group in clusters.cluster([clues[place] for place in component]).groups
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
    "an article that slipped": (clue("Thee Wombats"), clue("The Wombats")),
    "a letter short": (clue("A-eam"), clue("A-Team")),
    "a room that lost its space": (clue(venue="The Sugar Club"), clue(venue="TheSugar Club Dublin")),
    "a room by its letters": (clue(venue="BGE Theatre"), clue(venue="Bord Gáis Energy Theatre")),
    "a room by where it stands": (
        clue(venue="The Docklands Marquee", city="Cork"),
        clue(venue="Live at the Marquee", city="Cork"),
    ),
    "a room within a house, renamed": (clue(venue="Academy 2"), clue(venue="The Green Room @ The Academy")),
    "a room that only the title names": (clue(), clue("Lankum (Whelan's)", acts=(), venue="Secret Location")),
    "a room with its town behind": (clue(venue="Vicar Street, Dublin"), clue(venue="Vicar Street")),
    "another script": (clue("Молчат Дома", venue="Vicar Street"), clue("Molchat Doma", venue="Vicar Street")),
    "a weekday in a name": (
        clue("Saturday Sessions"),
        clue("MCD Presents: Saturday Sessions live in Dublin", acts=()),
    ),
    "two words for the whole weekend": (
        clue("Night and Day 2026 Full Weekend", acts=(), venue="Marlay Park"),
        clue("Night and Day 3 Day Camping", acts=(), venue="Marlay Park"),
    ),
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
    "one source lists both": (clue(at="18:15"), clue(at="20:00", source_id="2")),
    "two towns' Black Box": (clue(venue="Black Box", city="Belfast"), clue(venue="Black Box", city="Galway")),
    "two rooms of a name and a number": (clue(venue="The Academy"), clue(venue="The Academy 2")),
    "two parts of a venue": (clue(venue="Upstairs at Whelan's"), clue(venue="Whelan's Main Venue")),
    "a letter that makes another name": (clue("Ash"), clue("Ashe")),
    "another script at another hour": (
        clue("Молчат Дома", venue="Vicar Street"),
        clue("Kneecap", venue="Vicar Street", at="19:30"),
    ),
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


def test_a_listing_without_a_time_goes_to_the_show_that_its_source_has_not_listed() -> None:
    matinee = clue(source="dice", source_id="a", at="14:30")
    evening = clue(source="ticketmaster", source_id="b", at="20:00")
    assert groups(matinee, evening, clue(source="bandsintown", source_id="c", at="")) == [{"a"}, {"b", "c"}]
    assert groups(matinee, evening, clue(source="ticketmaster", source_id="c", at="")) == [{"a", "c"}, {"b"}]


def test_an_act_alone_in_a_house_of_several_stages_is_asked_about() -> None:
    bill = clue("Duo Soma", source_id="a")
    support = clue("Ba Cissoko", source="bandsintown", source_id="b")
    found = clusters.cluster([bill, support])
    assert found.groups == [[0], [1]]
    assert [(one, other, pair.because) for one, other, pair in found.doubts] == [(0, 1, "support")]


def test_what_people_ruled_beats_the_score() -> None:
    one, two, three = clue(source_id="a"), clue("Kneecap", source_id="b"), clue(source="dice", source_id="c")
    assert clusters.cluster([one, two, three], {(0, 1): True}).groups == [[0, 1, 2]]
    assert clusters.cluster([one, two, three], {(0, 2): False}).groups == [[0], [1], [2]]
    afternoon = clue(source_id="d", at="14:00")
    assert clusters.cluster([one, afternoon, three], {(0, 1): True}).groups == [[0, 1, 2]]


def test_no_ruling_joins_a_sample_with_the_real_one() -> None:
    assert clusters.cluster([clue(source_id="a"), clue(source_id="b", sample=True)], {(0, 1): True}).groups == [
        [0],
        [1],
    ]


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


@given(
    st.lists(listed, min_size=2, max_size=7), st.lists(st.tuples(*[st.integers(0, 6)] * 2, st.booleans())), st.randoms()
)
def test_order_changes_nothing_of_what_was_ruled(clues: list[Clue], ruled: list[Any], chance: Any) -> None:
    named = [replace(one, source_id=str(n), order=(one.order[0], one.source, str(n))) for n, one in enumerate(clues)]
    size = len(named)
    rulings = {(min(a % size, b % size), max(a % size, b % size)): same for a, b, same in ruled if a % size != b % size}
    shuffled = chance.sample(range(size), size)
    moved = {
        (min(shuffled.index(a), shuffled.index(b)), max(shuffled.index(a), shuffled.index(b))): same
        for (a, b), same in rulings.items()
    }
    found = _ruled_groups(named, rulings)
    assert found == _ruled_groups([named[place] for place in shuffled], moved)
    for (a, b), same in rulings.items():
        together = any({str(a), str(b)} <= group for group in found)
        assert same or not together


def _ruled_groups(clues: list[Clue], rulings: dict[tuple[int, int], bool]) -> list[set[str]]:
    found = []
    for component in clusters.components(clues, rulings):
        at = {place: position for position, place in enumerate(component)}
        mine = {(min(at[a], at[b]), max(at[a], at[b])): same for (a, b), same in rulings.items() if a in at and b in at}
        those = clusters.cluster([clues[place] for place in component], mine).groups
        found += [{clues[component[place]].source_id for place in group} for group in those]
    return sorted(found, key=sorted)


@given(st.lists(listed, max_size=9))
def test_no_group_holds_two_that_object(clues: list[Clue]) -> None:
    for component in clusters.components(clues):
        for group in clusters.cluster([clues[place] for place in component]).groups:
            members = [clues[component[place]] for place in group]
            assert not any(matching.objection(a, b) for a in members for b in members if a is not b)


def test_home_for_the_weekend_is_a_tour_and_no_festival_pass() -> None:
    assert not titles.read("NewDad: home for the weekend").festival_pass
    assert not titles.read("What's on this weekend").festival_pass
    assert titles.read("Electric Fields - Weekend Camping").festival_pass
    assert titles.read("Electric Fields Full Weekend").festival_pass
