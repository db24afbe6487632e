"""Reasons: every factor has words, shares add up, sentences name the largest, and nothing is said that is not so."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wtc.domain import reasons
from wtc.domain.reason_words import WORDS, clause, joined, kilometres, night
from wtc.ml.taste import FACTORS
from wtc.shapes.taste import Part


def part(factor: str, points: float = 3.0, **more: Any) -> Part:
    return Part(factor=factor, points=points, **more)


@pytest.mark.parametrize(
    ("score", "word"), [(0.39, "weak"), (0.40, "fair"), (0.70, "fair"), (0.71, "strong"), (0, "weak")]
)
def test_a_score_has_its_tier(score: float, word: str) -> None:
    """WTC-053."""
    assert reasons.tier(score) == word


def test_every_factor_of_the_rankers_has_words_and_no_other() -> None:
    assert {name.split(".")[0] for name in WORDS} == set(FACTORS)


@pytest.mark.parametrize("factor", sorted(FACTORS))
@pytest.mark.parametrize("points", [2.0, -2.0])
def test_whatever_is_not_known_leaves_no_hole(factor: str, points: float) -> None:
    (reason,) = reasons.worded([part(factor, points)], 20)
    for text in (reason.chip, reason.title, reason.label, reason.kind, clause(part(factor, points))):
        assert text
        assert "{" not in text
        assert "None" not in text
    assert len(reason.chip) <= 40


@pytest.mark.parametrize(
    ("told", "label", "chip", "title", "evidence"),
    [
        (
            part("followed_act", names=("Lankum",)),
            "Artist you follow",
            "You follow Lankum",
            "Artist you follow: Lankum",
            "because you follow Lankum",
        ),
        (
            part("wanted_genre", names=("Trad",)),
            "Genre match",
            "Trad, one of yours",
            "Genre match: Trad",
            "because you picked Trad",
        ),
        (
            part("wanted_venue", names=("Whelan's",)),
            "Favourite venue",
            "Whelan's, one of yours",
            "Favourite venue: Whelan's",
            "because you named Whelan's",
        ),
        (
            part("near", names=("Dublin",), km=2.1),
            "Your city",
            "In Dublin",
            "Your city: Dublin",
            "because Dublin is one of your towns",
        ),
        (
            part("near", names=("Dublin",), km=2.14, within=10),
            "Near you",
            "2.1 km away",
            "2.1 km from you",
            "within the 10 km you'd travel",
        ),
        (
            part("near", names=("Dublin",), km=12.0, within=10),
            "Your city",
            "In Dublin",
            "Your city: Dublin",
            "because Dublin is one of your towns",
        ),
        (part("budget", 1.0, cents=1_500, budget=2_500), "Price", "Under your €25", "Under your €25", "it's €15"),
        (part("budget", 1.0, cents=0, budget=2_500), "Price", "Under your €25", "Under your €25", "it's free"),
        (
            part("budget", -2.0, cents=3_800, budget=2_500),
            "Price",
            "€13 over your €25",
            "€13 over your €25",
            "it's €38",
        ),
        (
            part("budget", -2.0, cents=3_850, budget=2_500, currency="GBP"),
            "Price",
            "£13.50 over your £25",
            "£13.50 over your £25",
            "it's £38.50",
        ),
        (
            part("sound", names=("Trad",), examples=("Lankum", "The Mary Wallopers")),
            "Genre match",
            "Sounds like what you saved",
            "Sounds like what you saved: Trad",
            "because you saved Lankum and The Mary Wallopers",
        ),
        (
            part("heard_act", names=("Lankum",), source="spotify"),
            "Artist match",
            "You listen to Lankum",
            "You listen to Lankum",
            "because you listen to Lankum on Spotify",
        ),
        (
            part("heard_act", names=("Lankum",), source="lastfm"),
            "Artist match",
            "You listen to Lankum",
            "You listen to Lankum",
            "because you listen to Lankum on Last.fm",
        ),
        (
            part("similar_fans", fans=12),
            "Fans like you",
            "12 people with your taste",
            "12 people with your taste saved it",
            "12 people with your taste",
        ),
        (part("soon", 0.9, days=3.4), "Soon", "Soon: in 3 days", "Soon: in 3 days", "the sooner, the more it counts"),
        (
            part("soon", 1.0, days=0.2),
            "Soon",
            "Soon: within a day",
            "Soon: within a day",
            "the sooner, the more it counts",
        ),
        (
            part("night", 1.0, hour=4 * 24 + 20),
            "Your night",
            "Friday, one of yours",
            "One of your nights: Friday",
            "because you picked it",
        ),
        (part("dials", -2.0, names=("Techno",)), "You asked", "Less Techno", "Less of Techno", "as you asked"),
        (part("popular", people=1), "Popular", "Popular", "Popular", "1 person saved or opened it"),
    ],
)
def test_a_part_in_words(told: Part, label: str, chip: str, title: str, evidence: str) -> None:
    (reason,) = reasons.worded([told], None)
    assert (reason.label, reason.chip, reason.title, reason.evidence) == (label, chip, title, evidence)


def test_names_of_strangers_are_words_and_nothing_else() -> None:
    (reason,) = reasons.worded([part("followed_act", names=("{one} {0.__class__} %s <b>",))], 10)
    assert reason.chip == "You follow {one} {0.__class__} %s <b>"


def test_a_sentence_names_the_one_or_two_that_count_most() -> None:
    parts = [
        part("followed_act", 4.0, names=("Lankum",)),
        part("near", 2.0, names=("Dublin",)),
        part("soon", 0.4, days=2),
    ]
    assert reasons.sentence(parts) == "Picked mostly because you follow Lankum and it's in Dublin."
    assert reasons.sentence([parts[0], parts[2]]) == "Picked mostly because you follow Lankum."
    assert reasons.sentence([part("budget", -2.0, cents=9_000, budget=1_000)]) == ""
    assert reasons.sentence([]) == ""


@given(
    st.lists(st.floats(-50, 50, allow_nan=False).filter(lambda one: abs(one) > 1e-3), min_size=1, max_size=12),
    st.integers(0, 100),
)
def test_shares_always_add_up(points: list[float], whole: int) -> None:
    dealt = reasons.shares(points, whole)
    total = sum(points)
    assert sum(dealt) == (whole if total > 1e-6 else sum(dealt))
    if total > 1e-6:
        assert all(
            abs(share - whole * one / total) < 1 + 1e-6 * abs(share) for share, one in zip(dealt, points, strict=True)
        )
    elif total <= 0:
        assert not any(dealt)


def test_shares_are_dealt_by_the_largest_remainder() -> None:
    assert reasons.shares([3, 3, 3], 100) == (34, 33, 33)
    assert reasons.shares([5, 4, -2], 69) == (49, 40, -20)
    assert reasons.shares([], 40) == ()


@pytest.mark.parametrize(
    ("left_out", "place", "before", "words"),
    [
        ("Spotify", 14, 1, "Without Spotify it would be 14th."),
        ("Spotify", 3, 3, "Without Spotify it would still be 3rd."),
        ("your preferences", None, 2, "Without your preferences it would not be picked for you."),
        ("the acts you follow", 1_022, 2, "Without the acts you follow it would be 1,022nd."),
        ("where you are", 111, 2, "Without where you are it would be 111th."),
    ],
)
def test_what_would_be_without(left_out: str, place: int | None, before: int, words: str) -> None:
    assert reasons.instead(left_out, place, before) == words


def test_what_is_left_out_goes_by_its_name() -> None:
    assert reasons.left_out("heard", ("spotify",)) == "Spotify"
    assert reasons.left_out("heard", ("lastfm", "spotify")) == "Last.fm and Spotify"
    assert reasons.left_out("follows", ()) == "the acts you follow"
    assert reasons.left_out("", ("spotify",)) == ""


def test_lists_distances_and_nights_in_words() -> None:
    assert joined(["A", "B", "C", "D"]) == "A, B and two more"
    assert [kilometres(km) for km in (0.04, 2.1, 9.96, 34.4, 5.0)] == ["0.1 km", "2.1 km", "10 km", "34 km", "5 km"]
    assert night(4 * 24 + 2) == "Thursday"
