"""Rooms and towns by every spelling, and those that only sound alike."""

import csv

import pytest

from wtc.domain import ireland, places, venue_names


@pytest.mark.parametrize(
    ("name", "city", "room"),
    [
        ("3Olympia", "Dublin", "3Olympia Theatre"),
        ("Olympia Theatre", "Dublin, Ireland", "3Olympia Theatre"),
        ("Gaiety & Olympia - 3Olympia Theatre", "Dublin", "3Olympia Theatre"),
        ("Whelans", "Baile Átha Cliath", "Whelan's"),
        ("Whelan's, Wexford Street", "Dublin 2", "Whelan's"),
        ("WHELANS LIVE", "Co. Dublin", "Whelan's"),
        ("The Academy, Dublin", "DUBLIN", "The Academy"),
        ("Black Box", "Gaillimh", "Black Box Theatre"),
        ("Black Box", "Belfast", "The Black Box Belfast"),
        ("Malahide Castle", "Dublin", "Malahide Castle"),
        ("Páirc Uí Chaoimh", "Corcaigh", "SuperValu Páirc Uí Chaoimh"),
        ("The Nationa Concert Hall", "Dublin", "National Concert Hall"),
        ("3 Arena", "Dublin", "3Arena"),
        ("The 3Aerna", "Dublin", "3Arena"),
        ("St. Anne's Park Raheny", "Dublin", "St Anne's Park"),
        ("3Arena", "", "3Arena"),
    ],
)
def test_a_spelling_finds_its_room(name: str, city: str, room: str) -> None:
    found = venue_names.identify(name, city)
    assert (found.name, found.known) == (room, True)


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("Whelan's 2", "Dublin"),
        ("Opium 2", "Dublin"),
        ("Whelan's", "Galway"),
        ("Black Box", "Cork"),
        ("Ulster Hal 2", "Belfast"),
    ],
)
def test_a_room_that_sounds_alike_is_another(name: str, city: str) -> None:
    assert not venue_names.identify(name, city).known


@pytest.mark.parametrize("name", ["TBA", "Venue TBC", "Secret Location", "Dublin", "", "???"])
def test_some_names_name_no_room(name: str) -> None:
    assert venue_names.is_room(name, "Dublin") is (name == "???")


@pytest.mark.parametrize(
    ("said", "town", "county"),
    [
        ("Dublin 2", "Dublin", "Dublin"),
        ("DUBLIN", "Dublin", "Dublin"),
        ("Dublin, Ireland", "Dublin", "Dublin"),
        ("Co. Dublin", "Dublin", "Dublin"),
        ("Baile Átha Cliath", "Dublin", "Dublin"),
        ("Gaillimh", "Galway", "Galway"),
        ("Derry/Londonderry", "Derry", "Derry"),
        ("Belfast, Northern Ireland", "Belfast", "Antrim"),
        ("Ballinspittle, Co. Cork", "Ballinspittle", "Cork"),
        ("Dun Laoghaire", "Dún Laoghaire", "Dublin"),
    ],
)
def test_a_town_by_every_name(said: str, town: str, county: str) -> None:
    found = places.town(said)
    assert (found.name, found.county) == (town, county)


def test_a_county_from_the_map() -> None:
    assert places.county("", places.town("Nowhere at all"), 53.27, -9.05) == "Galway"
    assert places.county("County Clare", places.town("Nowhere at all"), None, None) == "Clare"
    assert places.county("", places.town("Nowhere at all"), 40.0, -70.0) == ""


def test_the_bundled_lists_are_whole() -> None:
    assert len(ireland.rooms()) == 180
    assert len(ireland.acts()) > 400
    for name in ("rooms.csv", "acts.csv", "towns.csv"):
        with (ireland.HERE / name).open(encoding="utf-8", newline="") as file:
            assert len({len(row) for row in csv.reader(file, strict=True)}) == 1
    assert all(51.3 < room.lat < 55.5 and -10.7 < room.lon < -5.3 for room in ireland.rooms())
    assert all(
        places.town(room.city).known and places.town(room.city).county == room.county for room in ireland.rooms()
    )
