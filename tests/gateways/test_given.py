"""Text as sources write it becomes the text that they meant."""

import pytest

from wtc.gateways.given import prose


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Plays <b>records</b>.", "Plays records."),
        ('Doors at <strong class="x">7</strong>, show at <em>8</em>!', "Doors at 7, show at 8!"),
        ("<p>Songs,</p><p>slowly.</p>", "Songs,\nslowly."),
        ("<div>One</div><div>two</div>", "One two"),
        ('Tickets <a href="https://example.ie">here</a>; more<br/>later', "Tickets here; more\nlater"),
        ("<blockquote>Said</blockquote>so", "Said so"),
        ("a < b & c > d", "a < b & c > d"),
    ],
)
def test_mark_up_goes_and_words_stay_as_they_stood(written: str, meant: str) -> None:
    assert prose(written) == meant


def test_what_a_tag_was_hidden_in_becomes_no_tag() -> None:
    assert "<script" not in prose("<scr<b>ipt>alert(1)</scr</b>ipt>")
