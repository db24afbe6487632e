"""What of a search is kept, what is still the same search, and the count in words."""

from datetime import date

import pytest

from wtc.domain import searches
from wtc.shapes.searches import SearchCount, Searched


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("  Trad in   Galway ", "trad in galway"),
        ("RÓISÍN", "róisín"),
        ("under 20 euro", "under 20 euro"),
        ("U2 live", "u2 live"),
        ("2 tone 1999", "2 tone 1999"),
        ("x" * 20 + " " + "word " * 30, ("x" * 20 + " " + "word " * 30)[:80].strip()),
        ("a" * 31, ""),
        ("aoife@example.org", ""),
        ("is it at aoife @ example", ""),
        ("087 123 4567", ""),
        ("+353 (87) 123-4567", ""),
        ("ring 0871234567 now", ""),
        ("1234567T", ""),
        ("gigs near D02 AF30", ""),
        ("https://example.org/secret", ""),
        ("www.example.org", ""),
        ("", ""),
    ],
)
def test_keeps_words_and_nothing_that_tells_of_somebody(said: str, kept: str) -> None:
    assert searches.kept(said) == kept


@pytest.mark.parametrize(
    ("before", "after", "seconds", "same"),
    [
        ("tr", "trad", 30.0, True),
        ("Trad in Galwayy", "trad in galway", 30.0, True),
        ("tradd", "techno", 1.0, True),
        ("trad", "techno", 10.0, False),
    ],
)
def test_a_search_typed_on_is_the_same(before: str, after: str, seconds: float, same: bool) -> None:
    assert searches.same(before, after, seconds) is same


def test_every_line_leads_to_its_search_and_says_its_share() -> None:
    one = SearchCount(words="trad & céilí", searches=30, empty=0, share=0.3, href="")
    lost = SearchCount(words="taylor swift", searches=5, empty=5, share=0.05, href="")
    found = Searched(days=7, since=date(2026, 11, 21), searches=100, empty=10, told=35, top=(one,), nothing=(lost,))
    page = searches.page(found)
    assert [(tile.value, tile.note) for tile in page.tiles] == [
        ("100", "each visitor once a day"),
        ("10", "10% of them"),
        ("65", "counted, and never shown"),
    ]
    assert page.href == "/v1/admin/searches?days=7"
    assert (page.top[0].href, page.top[0].share) == ("/discover?words=trad+%26+c%C3%A9il%C3%AD", "30%")
    assert (page.nothing[0].count, page.nothing[0].share) == ("5", "50%")
