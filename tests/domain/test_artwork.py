"""What a poster says and where it hangs."""

import pytest

from wtc.domain.artwork import art_address, edition, headline, shortened


@pytest.mark.parametrize(
    ("title", "artists", "said"),
    [
        ("Lankum: the long night", ["Lankum", "Landless"], "Lankum"),
        ("An evening with Róisín Murphy", ["Roisin Murphy"], "Roisin Murphy"),
        ("Winter Sounds", ["Lankum", "Kíla"], "Winter Sounds"),
        ("Trad session at The Cobblestone", [], "Trad session"),
        ("Comedy cellar - late show", [], "Comedy cellar"),
        ("!!!", ["!!!"], "!!!"),
        (": odd", [], ": odd"),
    ],
)
def test_a_poster_names_the_headliner_or_the_title_without_its_tail(title: str, artists: list[str], said: str) -> None:
    assert headline(title, artists) == said


def test_a_long_title_is_cut_between_words() -> None:
    words = shortened("The Extremely Long Winter Gathering of Every Fiddler in Connacht")
    assert words == "The Extremely Long Winter Gathering of Every"
    assert len(shortened("x" * 300)) == 48


def test_an_address_changes_with_the_words_and_only_with_them() -> None:
    first = art_address("event", "lankum", title="Lankum", family="folk")
    assert first == f"/art/v1/event/lankum.svg?cut=card&v={edition('Lankum', 'folk')}"
    assert first != art_address("event", "lankum", title="Lankum + guests", family="folk")
    assert art_address("genre", "trad", "plain") == "/art/v1/genre/trad.svg?cut=plain"


def test_a_hostile_slug_is_quoted() -> None:
    assert art_address("event", 'a"b?c') == "/art/v1/event/a%22b%3Fc.svg?cut=card"
