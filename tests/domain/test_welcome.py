"""The newcomer's screens as rules: what may be picked, whose faces are shown, and what home says after."""

from datetime import timedelta

import pytest

from tests.catalogue import NOW
from wtc.domain import welcome
from wtc.errors import Invalid
from wtc.shapes.artists import Artist
from wtc.shapes.welcome import Picked

TOWNS = ("Dublin", "Galway")


def act(number: int, family: str, *, dates: int = 1) -> Artist:
    return Artist(
        id=number, slug=str(number), name=str(number), family=family, dates=dates, next_date=NOW + timedelta(1)
    )


def test_what_is_picked_is_kept_once_each_and_money_is_cents() -> None:
    found = welcome.picked("Galway", ["techno", "trad", "jazz"], [7, 7, 3], 25, towns=TOWNS)
    assert found == Picked(town="Galway", genres=("trad", "techno", "jazz"), acts=(7, 3), budget=2_500)


@pytest.mark.parametrize("budget", [-1, 100])
def test_any_price_and_every_skipped_screen_change_nothing(budget: int) -> None:
    assert welcome.picked("", [], [], budget, towns=TOWNS) == Picked()


@pytest.mark.parametrize(
    ("town", "genres", "acts", "budget", "field"),
    [
        ("Atlantis", [], [], -1, "town"),
        ("", ["trad", "jazz"], [], -1, "genres"),
        ("", ["trad", "jazz", "polka"], [], -1, "genres"),
        ("", [], list(range(1, 26)), -1, "acts"),
        ("", [], [0], -1, "acts"),
        ("", [], [2**63], -1, "acts"),
        ("", [], [], 101, "budget"),
    ],
)
def test_what_was_never_on_a_screen_is_refused_by_field(
    town: str, genres: list[str], acts: list[int], budget: int, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        welcome.picked(town, genres, acts, budget, towns=TOWNS)
    assert list(refused.value.details) == [field]


def test_faces_take_the_sounds_in_turn_those_in_town_first_and_only_who_plays() -> None:
    near = [act(1, "trad"), act(2, "trad"), act(3, "jazz", dates=0)]
    anywhere = [act(4, "jazz"), act(1, "trad"), act(5, "house")]
    assert [each.id for each in welcome.faces(near, anywhere, ("jazz", "trad"))] == [1, 4, 2]
    assert [each.id for each in welcome.faces(near, anywhere, ())] == [1, 2, 4, 5]
    assert len(welcome.faces([act(number, "rock") for number in range(1, 90)], (), ("rock",))) == welcome.FACES


@pytest.mark.parametrize(
    ("genres", "follows", "said"),
    [
        ((), 0, ""),
        (("trad",), 0, "Picked for trad near Galway."),
        (
            ("techno", "trad", "jazz"),
            2,
            "Picked for techno, trad and jazz & blues near Galway, and the 2 acts you follow.",
        ),
        (
            ("trad", "rnb", "sea shanties", "rock"),
            0,
            "Picked for trad, R&B & soul, sea shanties and 1 more sound near Galway.",
        ),
        ((), 1, "Picked for the act you follow, near Galway."),
    ],
)
def test_home_says_what_it_goes_by(genres: tuple[str, ...], follows: int, said: str) -> None:
    assert welcome.line(genres, "Galway", follows) == said
