"""Search engines find a page in both languages, each at an address of its own."""

import re

from wtc.domain.tongues import tags
from wtc.language import speaking

PAGE = "https://wtc.example/events/lankum"


def links(made: str) -> list[tuple[str, str]]:
    return re.findall(r'(?:hreflang|rel)="([\w-]+)" href="([^"]+)"', made)


def test_each_language_is_canonical_where_it_is_read_and_both_name_each_other() -> None:
    others = [("en-IE", PAGE), ("ga-IE", f"{PAGE}?lang=ga"), ("x-default", PAGE)]
    assert links(tags(PAGE)) == [("canonical", PAGE), *others]
    with speaking("ga"):
        assert links(tags(PAGE)) == [("canonical", f"{PAGE}?lang=ga"), *others]


def test_an_address_cannot_break_out_of_its_tag() -> None:
    assert '"><script>' not in tags('https://wtc.example/"><script>')
