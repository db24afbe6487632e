"""Names are found however they are typed, and nothing that is typed breaks the search."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

from tests.catalogue import NOW, Catalogue
from wtc.services import events
from wtc.settings import ROOT
from wtc.shapes.events import EventPage, EventQuery


@pytest.fixture
def town(catalogue: Catalogue) -> Catalogue:
    catalogue.gig("Fontaines D.C.", room="3Arena", hours=200)
    catalogue.gig("Róisín Murphy", room="Vicar Street", hours=100)
    catalogue.gig("Sorcha Richardson", room="Róisín Dubh", city="Galway", county="Galway", hours=50)
    catalogue.gig("The Scratch", hours=40)
    catalogue.gig("Scratch my back: a comedy night", acts=(), hours=30)
    catalogue.gig("Bicep", room="The Academy", hours=20)
    catalogue.gig("U2", room="Croke Park", hours=300)
    catalogue.gig("The The", room="Olympia", hours=310)
    catalogue.gig("A Lazarus Soul", room="Button Factory", hours=320)
    catalogue.gig("Guns N’ Roses", room="Marlay Park", hours=330)
    return catalogue


def ask(town: Catalogue, q: str, **more: object) -> EventPage:
    return events.search(town.session, EventQuery(q=q, **more), now=NOW)  # type: ignore[arg-type]


def titles(town: Catalogue, q: str, **more: object) -> list[str]:
    return [event.title for event in ask(town, q, **more).events]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("fontaines dc", "Fontaines D.C."),
        ("Fontaines D.C.", "Fontaines D.C."),
        ("fontains dc", "Fontaines D.C."),
        ("fontainesdc", "Fontaines D.C."),
        ("font", "Fontaines D.C."),
        ("roisin murphy", "Róisín Murphy"),
        ("RÓISÍN MURPHY", "Róisín Murphy"),
        ("Ro\u0301isi\u0301n Mur", "Róisín Murphy"),
        ("roisin dubh", "Sorcha Richardson"),
        ("sorcha richradson", "Sorcha Richardson"),
        ("the scratch", "The Scratch"),
        ("scratch", "The Scratch"),
        ("thescratch", "The Scratch"),
        ("bicpe", "Bicep"),
        ("academy", "Bicep"),
        ("3 arena", "Fontaines D.C."),
        ("u2", "U2"),
        ("the the", "The The"),
        ("a lazarus", "A Lazarus Soul"),
        ("guns n roses", "Guns N’ Roses"),
        ("guns n' roses", "Guns N’ Roses"),
        ("bicep tickets dublin", "Bicep"),
    ],
)
def test_finds_it(town: Catalogue, typed: str, first: str) -> None:
    assert titles(town, typed)[:1] == [first]


def test_a_whole_name_stands_before_an_earlier_part_of_one(town: Catalogue) -> None:
    assert titles(town, "scratch") == ["The Scratch", "Scratch my back: a comedy night"]
    assert titles(town, "scratch", limit=1, offset=1) == ["Scratch my back: a comedy night"]
    assert titles(town, "scratch", sort="new") == ["Scratch my back: a comedy night", "The Scratch"]


def test_roisin_finds_the_singer_and_the_room(town: Catalogue) -> None:
    assert titles(town, "roisin") == ["Sorcha Richardson", "Róisín Murphy"]


def test_says_what_it_searched_for_when_that_is_not_what_was_typed(town: Catalogue) -> None:
    assert ask(town, "bicpe").spelt == "bicep"
    assert ask(town, "bicep").spelt == ""


def test_a_name_that_is_spelt_well_is_not_mended_to_fit_the_other_filters(town: Catalogue) -> None:
    assert ask(town, "bicep", city="Galway") == EventPage()


def test_every_event_is_counted_once(town: Catalogue) -> None:
    page = ask(town, "scratch", limit=1)
    assert (page.count, page.total, page.next) == (1, 2, 1)


@pytest.mark.parametrize(
    "hostile",
    ["%", "_", '"', "''", "NEAR(", "NEAR(a b)", "* -", "col:x", "names:bicep OR 1", "a AND", "NOT", "(", ")", "+-><~@",
     "^", "{names}", "-bicep", "\x00", "🎉", "\\", "; DROP TABLE events", "x" * 10_000, "a " * 5_000, "ﷺ", "\ud800"],
)  # fmt: skip
def test_nothing_typed_breaks_it(town: Catalogue, hostile: str) -> None:
    page = ask(town, hostile)
    assert page.total == len({event.id for event in page.events})


def test_symbols_find_nothing_rather_than_everything(town: Catalogue) -> None:
    assert ask(town, "%").total == 0
    assert ask(town, "   ").total == 10


def test_the_index_follows_a_change_of_name_and_a_removal(town: Catalogue) -> None:
    town.session.execute(text("UPDATE events SET names = 'lankum _lankum' WHERE title = 'Bicep'"))
    town.session.execute(text("DELETE FROM event_artists"))
    town.session.execute(text("DELETE FROM events WHERE title = 'U2'"))
    town.session.commit()
    assert titles(town, "lankum") == ["Bicep"]
    assert titles(town, "u2") == []


def test_the_index_is_rebuilt_when_the_migration_comes_after_the_events(town: Catalogue, database: Engine) -> None:
    config = Config(str(ROOT / "alembic.ini"))
    town.session.rollback()
    with database.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
        command.upgrade(config, "head")
        connection.commit()
    assert titles(town, "roisin") == ["Sorcha Richardson", "Róisín Murphy"]
