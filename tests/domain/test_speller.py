"""What somebody may have meant."""

import pytest

from wtc.domain.names import searchable
from wtc.domain.speller import Speller
from wtc.domain.text import key

NAMES = [
    ("Fontaines D.C.", "3Arena", "Dublin"),
    ("Róisín Murphy", "Vicar Street", "Dublin"),
    ("The Scratch", "Whelan's", "Dublin"),
    ("Bicep", "The Academy", "Dublin"),
    ("Electric Picnic", "Stradbally Hall", "Stradbally"),
    ("Sorcha Richardson", "Róisín Dubh", "Galway"),
]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller((searchable(*names) for names in NAMES), (key(name) for names in NAMES for name in names))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("fontains dc", "fontaines d c"),
        ("fontainesdc", "fontaines d c"),
        ("bicpe", "bicep"),
        ("the scrach", "scratch"),
        ("electricpicnic", "electric picnic"),
        ("electrik picnik", "electric picnic"),
        ("3 arena", "3arena"),
        ("vicarstreet", "vicar street"),
        ("roisin murphey", "roisin murphy"),
    ],
)
def test_finds_the_whole_name(speller: Speller, typed: str, meant: str) -> None:
    assert speller.names(typed.split())[0] == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["richradson", "galway"], ("richardson", "galway")),
        (["thescratch", "whelans"], ("the", "scratch", "whelans")),
        (["3", "arena", "dublin"], ("3arena", "dublin")),
        (["dubln", "scrach"], ("dublin", "scratch")),
    ],
)
def test_mends_joins_and_splits(speller: Speller, typed: list[str], meant: tuple[str, ...]) -> None:
    assert meant in list(speller.readings(typed))


def test_leaves_out_what_nobody_knows_and_then_what_is_commonest(speller: Speller) -> None:
    assert list(speller.fewer(["zzyzx", "bicep", "dublin"])) == [("bicep", "dublin"), ("bicep",)]


def test_tries_a_bounded_number_of_readings(speller: Speller) -> None:
    assert len(list(speller.readings(["dubln"] * 12))) <= 12


def test_short_words_are_not_guessed(speller: Speller) -> None:
    assert speller.names(["u2"]) == []
    assert speller.candidates("xy") == []
