"""A mix as a card: what it says, and the one address that its player may have."""

from datetime import UTC, date, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from wtc.domain.players import FRAMES, length, player
from wtc.shapes.players import Player

TODAY = date(2026, 11, 27)
KEY = "/sunil-sharpe/late-one-at-wigwam/"


def mixed(key: str = KEY, *, url: str = "", sample: bool = False, enabled: bool = True, art: str = "/a.svg") -> Player:
    return player(
        key=key,
        title="Late one",
        art=art,
        today=TODAY,
        seconds=5_520,
        published_at=datetime(2026, 11, 20, 23, 30, tzinfo=UTC),
        url=url,
        sample=sample,
        enabled=enabled,
    )


def test_the_frame_is_built_from_the_key_and_nothing_else() -> None:
    asked = urlsplit(mixed(url="https://www.mixcloud.com/elsewhere/").frame)
    assert f"{asked.scheme}://{asked.netloc}" == FRAMES
    assert parse_qs(asked.query)["feed"] == [KEY]
    assert mixed().line == "1 h 32 min · Fri 20 Nov"


@pytest.mark.parametrize(
    "key",
    ["", "/", "//evil.example/", "/a/b", "a/b/", "/a/b/c/", '/a/"><script>/', "/a/b/?feed=x", "javascript:alert(1)"],
)
def test_a_key_that_is_none_has_no_player_or_one_that_stays_inside_its_parameter(key: str) -> None:
    made = mixed(key)
    assert not made.frame or set(parse_qs(urlsplit(made.frame).query)) == {"hide_cover", "feed"}
    assert '"' not in made.frame
    assert '"' not in made.href


def test_a_sample_has_neither_player_nor_link_and_a_house_without_players_only_the_link() -> None:
    assert (mixed(sample=True).frame, mixed(sample=True).href) == ("", "")
    quiet = mixed(enabled=False)
    assert quiet.frame == ""
    assert quiet.href == f"https://www.mixcloud.com{KEY}"


def test_only_a_web_address_becomes_the_link() -> None:
    assert mixed(url="javascript:alert(1)").href == f"https://www.mixcloud.com{KEY}"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, ""), (-5, ""), (20, ""), (60, "1 min"), (3_480, "58 min"), (7_200, "2 h"), (5_520, "1 h 32 min"), (10**9, "")],
)
def test_a_length_is_said_in_hours_and_minutes(seconds: int, said: str) -> None:
    assert length(seconds) == said
