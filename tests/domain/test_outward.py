"""Links to sellers carry what was agreed on, and lose nothing."""

import pytest

from wtc.domain.outward import outward

AGREED = ("ticketmaster:camefrom=wtc", "ticketmaster:aff=a b&c", "dice:ref=wtc", "rubbish", "x:", ":y=1")


@pytest.mark.parametrize(
    ("url", "source", "expected"),
    [
        ("https://t.example/e/1", "ticketmaster", "https://t.example/e/1?camefrom=wtc&aff=a%20b%26c"),
        ("https://t.example/e/1?a=1#top", "dice", "https://t.example/e/1?a=1&ref=wtc#top"),
        ("https://t.example/e/1?app_id=x&came_from=267&x=%C3%A1+b", "bandsintown", None),
        ("https://t.example/e?ref=theirs", "dice", None),
        ("https://t.example/e?q=%E1%20+b&utm=1", "dice", "https://t.example/e?q=%E1%20+b&utm=1&ref=wtc"),
        ("", "dice", None),
        ("https://t.example/e", "local", None),
    ],
)
def test_parameters_are_added_to_that_source_s_links_alone(url: str, source: str, expected: str | None) -> None:
    assert outward(url, source, AGREED) == (url if expected is None else expected)


def test_without_a_setting_a_link_is_as_it_came() -> None:
    assert outward("https://t.example/e?a=1&a=2", "ticketmaster", ()) == "https://t.example/e?a=1&a=2"
