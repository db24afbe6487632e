"""A fan's taste worked out: shares, wheel, mixed lists, turns, and what is said of them."""

import pytest

from wtc.domain import tasteroom as rules
from wtc.domain.genres import FAMILIES
from wtc.shapes.tasteroom import Saves, Town


def test_shares_are_of_what_speaks_for_a_sound_and_leave_out_what_says_nothing() -> None:
    assert rules.shares({"techno": 3, "folk": 1, "metal": -2, "other": 9}) == {"techno": 0.75, "folk": 0.25}
    assert rules.shares({"metal": -1}) == {}


def test_the_wheel_has_six_to_eight_sounds_in_the_order_of_the_house() -> None:
    order = list(FAMILIES)
    for count in range(1, 16):
        you = {key: 1.0 / (place + 1) for place, key in enumerate(order[:count])}
        axes = rules.wheel(you, Town())
        assert len(axes) == min(8, max(6, count))
        assert [order.index(each.key) for each in axes] == sorted(order.index(each.key) for each in axes)
    assert rules.wheel({}, Town()) == ()


def test_a_town_of_fewer_than_five_is_not_shown() -> None:
    few, enough = (Town(name="Cork", shares={"rock": 1.0}, people=people) for people in (4, 5))
    assert {each.town for each in rules.wheel({"trad": 1.0}, few)} == {None}
    assert [each.town for each in rules.wheel({"trad": 1.0}, enough) if each.key == "rock"] == [1.0]
    told = rules.leaning(rules.wheel({"trad": 1.0}, enough), enough)
    assert told == "You lean further into trad than most of Cork: 100% against 0%."


def test_a_list_of_one_sound_scores_low_and_a_mixed_one_high() -> None:
    one = rules.discovery(["techno"] * 20, list(range(1, 21)))
    mixed = rules.discovery(list(FAMILIES)[:8] * 2, list(range(1, 17)))
    assert (one.score, mixed.score) == (0, 100)
    same_act = rules.discovery(list(FAMILIES)[:8] * 2, [7] * 16)
    assert same_act.score == round(100 / 16)
    short = rules.discovery(["techno"] * 4, [1, 2, 3, 4])
    assert (one.figure, short.score, short.figure) == ("0 / 100", None, ""), "nothing is no nought"


def test_the_turn_names_the_sound_that_gained_most() -> None:
    told = rules.turns(Saves(before={"folk": 6, "techno": 1}, late={"techno": 3, "folk": 1}))
    assert rules.turned(told) == (
        "Your taste is evolving toward techno: 75% of your saves in the last 30 days, 14% before."
    )
    steady = rules.turns(Saves(before={"folk": 6}, late={"folk": 3}))
    assert rules.rising(steady) is None
    assert rules.turned(steady).startswith("Your taste is holding steady")
    assert rules.turns(Saves(before={"folk": 2}, late={"techno": 9})) == ()


@pytest.mark.parametrize(("count", "step"), [(0, 0), (1, 1), (2, 1), (3, 2), (4, 2), (6, 3), (8, 4)])
def test_cells_are_as_dark_as_they_are_full(count: int, step: int) -> None:
    assert rules.step(count, 8) == step
    assert rules.step(count, 0) == 0


def test_matches_above_seventy_are_strong_and_a_list_without_scores_says_why() -> None:
    assert rules.matched((70, 71, 12), listed=3, personal=True) == "1 of the 3 gigs on your list is a strong match."
    assert (
        rules.matched((), listed=3, personal=True) == "The list you're on puts gigs in order and gives them no score."
    )
    assert rules.matched((), listed=3, personal=False) == "No scores yet: we don't know your taste."
    popular = "The list you're on goes by what's popular and gives gigs no score."
    assert rules.matched((), listed=3, personal=False, known=True) == popular
    assert rules.matched((), listed=0, personal=True) == "Nothing that's coming up is on your list just now."
