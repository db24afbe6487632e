"""A sentence is read with the names in the catalogue, and asks what its parameters would ask."""

from dataclasses import replace

import pytest
from sqlmodel import Session

from tests.catalogue import NOW, Catalogue
from wtc.domain import filters, sentences
from wtc.domain.speller import Speller
from wtc.services import events
from wtc.shapes.discover import Filters


@pytest.fixture
def names(catalogue: Catalogue) -> Catalogue:
    catalogue.gig("Lankum", hours=24, genres=("trad",), room="Vicar Street")
    catalogue.gig("House of Pain", hours=26, room="Cork Opera House", city="Cork", county="Cork")
    catalogue.gig("Bicep", hours=1, genres=("techno",), price_low=1_500, price_high=1_500)
    return catalogue


def asked(catalogue: Catalogue, text: str) -> Filters:
    def speller(_: Session) -> Speller:
        return events.speller(catalogue.session, now=NOW)

    sentence = events.understand(catalogue.session, text, now=NOW, speller=speller)
    return replace(sentences.ask(sentence), said="")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("house of pain", Filters(artist="House of Pain")),
        ("House of Pain in Cork", Filters(artist="House of Pain", city="Cork")),
        ("at Cork Opera House", Filters(venue="Cork Opera House")),
        ("lankum vicar street", Filters(artist="Lankum", venue="Vicar Street")),
        ("something like lankm", Filters(like="Lankum")),
        ("no house", Filters(not_genres=("house",))),
        ("nobody we know", Filters(q="nobody we know")),
    ],
)
def test_names_are_those_of_the_catalogue(names: Catalogue, text: str, meant: Filters) -> None:
    assert asked(names, text) == meant


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("techno in Dublin tonight under 20 euro", ["Bicep"]),
        ("techno in Dublin tonight under 10 euro", []),
        ("gan teicneo i mBaile Átha Cliath", ["Lankum"]),
        ("not in Dublin", ["House of Pain"]),
        ("something like lankm tomorrow", ["Lankum"]),
        ("house of pain", ["House of Pain"]),
    ],
)
def test_a_sentence_finds_what_it_asks_for(names: Catalogue, text: str, found: list[str]) -> None:
    query = filters.query(asked(names, text), now=NOW)
    assert [event.title for event in events.search(names.session, query, now=NOW).events] == found


def test_a_word_of_a_name_is_not_mended_into_a_town(names: Catalogue) -> None:
    names.gig("Galwey", hours=5, acts=())
    assert asked(names, "galwey") == Filters(q="galwey")
    assert asked(names, "galwya") == Filters(city="Galway")
