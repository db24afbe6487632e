"""What an act that is listened to elsewhere weighs, and which sounds that makes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wtc.domain import listening as rules
from wtc.shapes.identity import ArtistRecord
from wtc.shapes.listening import Liked
from wtc.shapes.spotify import Heard, Profile


def act(name: str, *genres: str) -> ArtistRecord:
    return ArtistRecord(source="spotify", source_id=name, name=name, genres=genres)


def heard(**lists: object) -> Heard:
    return Heard(profile=Profile(id="me"), **({"top": {}} | lists))  # type: ignore[arg-type]


def test_the_heaviest_reason_counts_and_says_so() -> None:
    one, two = act("One"), act("Two")
    liked = rules.from_spotify(
        heard(top={"short": (two,), "long": (one, two)}, followed=(one,), saved=((one, 20), (act("Three"), 3)))
    )
    assert [(each.name, each.weight, each.how) for each in liked] == [
        ("Two", 1.0, "No. 1 of your most played this month"),
        ("One", 0.8, "No. 1 of your most played over the years"),
        ("Three", 0.15, "3 saved tracks"),
    ]


def test_rank_falls_from_one_to_two_fifths() -> None:
    acts = tuple(act(f"Act {number}") for number in range(50))
    weights = [each.weight for each in rules.from_spotify(heard(top={"short": acts}))]
    assert (weights[0], weights[-1]) == (1.0, pytest.approx(0.4))
    assert weights == sorted(weights, reverse=True)


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_plays_weigh_between_a_twentieth_and_one(plays: int, more: int) -> None:
    weight = rules.by_plays(plays, plays + more)
    assert rules.LEAST <= weight <= 1
    assert rules.by_plays(plays + more, plays + more) == (1.0 if plays + more else rules.LEAST)


def test_an_act_is_there_once_however_it_is_spelt() -> None:
    liked = rules.heaviest(
        [Liked(name="The Cure", weight=0.4), Liked(name="cure", weight=0.6), Liked(name=" ", weight=1)]
    )
    assert [(each.name, each.weight) for each in liked] == [("cure", 0.6)]
    many = rules.heaviest(Liked(name=f"Act {number}", weight=0.5) for number in range(3_000))
    assert len(many) == rules.MOST


def test_sounds_are_shares_of_what_is_known() -> None:
    liked = [
        Liked(name="a", weight=0.6, genres=("irish folk",)),
        Liked(name="b", weight=0.2, artist_id=7),
        Liked(name="c", weight=0.9, genres=("no such thing",)),
        Liked(name="d", weight=0.2),
    ]
    assert rules.sounds(liked, {7: ("techno",)}) == [
        {"key": "folk", "label": "Folk", "share": 0.75},
        {"key": "techno", "label": "Techno", "share": 0.25},
    ]
    assert rules.sounds([], {}) == []
