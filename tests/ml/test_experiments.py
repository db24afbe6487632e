"""Fair comparisons: even and lasting arms, samples that are checked, intervals that may be looked at every day."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from benchmarks.experiments import run
from wtc.ml import offpolicy, sequential
from wtc.ml.experiments import BROKEN, Count, arm_of, compare, fair_salt, place, sample_ratio, slow_tail

IDS = range(1, 10_001)
FOUR = {"control": 0.25, "collaborative": 0.25, "content-based": 0.25, "hybrid": 0.25}
FIVE = dict.fromkeys(("control", "collaborative", "content-based", "hybrid", "learned"), 0.2)


@pytest.mark.parametrize("shares", [FOUR, FIVE, {"control": 0.9, "new": 0.1}])
@pytest.mark.parametrize("salt", ["recommendation_algo_001", "recommendation_algo_002", ""])
def test_ten_thousand_ids_fill_each_arm_within_a_point_and_a_half(salt: str, shares: dict[str, float]) -> None:
    salt = fair_salt(salt, shares)
    got = [arm_of(salt, each, shares) for each in IDS]
    for arm, share in shares.items():
        assert abs(got.count(arm) / len(IDS) - share) < 0.015
    assert got == [arm_of(salt, each, shares) for each in IDS]


def test_two_experiments_know_nothing_of_each_other() -> None:
    table = np.zeros((4, 4))
    for each in IDS:
        one, other = (list(FOUR).index(arm_of(salt, each, FOUR)) for salt in ("test_001", "test_002"))
        table[one, other] += 1
    expected = table.sum(axis=1, keepdims=True) * table.sum(axis=0, keepdims=True) / table.sum()
    distance = ((table - expected) ** 2 / expected).sum()
    assert distance < 27.88  # chi-square with 9 degrees of freedom passes it once in a thousand


@given(some.integers(min_value=1, max_value=2**63), some.text(max_size=40))
def test_a_place_is_always_one(user_id: int, salt: str) -> None:
    assert 0 <= place(salt, user_id) < 1
    assert arm_of(salt, user_id, {"a": 0.1, "b": 0.2, "c": 0.7}) in "abc"


@pytest.mark.parametrize(
    ("counts", "shares", "p"),
    [
        ((500, 500), (0.5, 0.5), 1.0),
        ((440, 560), (0.5, 0.5), 0.000148),  # chi-square 14.4, 1 degree
        ((90, 60, 50), (0.4, 0.3, 0.3), 0.2326),  # 2.917, 2 degrees
        ((20, 30, 25, 25), (0.25,) * 4, 0.5724),  # 2.0, 3 degrees
        ((0, 4), (0.5, 0.5), 1.0),  # too few to say
    ],
)
def test_a_sample_is_checked_by_the_textbooks_chi_square(
    counts: tuple[int, ...], shares: tuple[float, ...], p: float
) -> None:
    assert sample_ratio(counts, shares) == pytest.approx(p, rel=2e-3)
    assert (sample_ratio(counts, shares) < BROKEN) == (p < 0.001)


def test_known_counts_give_the_textbooks_value() -> None:
    """Fleiss, Statistical Methods for Rates and Proportions: z of 130/1000 against 100/1000 is 2.1027."""
    assert sequential.p_value(130, 1_000, 100, 1_000) == pytest.approx(0.03549, abs=1e-5)
    low, high = sequential.fixed(130, 1_000, 100, 1_000)
    assert (low, high) == (pytest.approx(0.00207, abs=1e-5), pytest.approx(0.05793, abs=1e-5))
    assert sequential.wilson(10, 100) == (pytest.approx(0.0552, abs=1e-4), pytest.approx(0.1744, abs=1e-4))


def test_what_the_textbook_calls_a_win_at_once_is_not_one_that_may_be_looked_at_daily() -> None:
    made = compare(Count(users=1_000, hits=130), Count(users=1_000, hits=100), rivals=1, planned=1_000)
    assert made.p_value < 0.05
    assert made.verdict == "inconclusive"
    assert made.interval.low < 0 < made.interval.high


def test_the_verdicts_are_both_ways_round() -> None:
    few, many = Count(users=3_000, hits=300), Count(users=3_000, hits=450)
    assert compare(many, few, rivals=4, planned=3_000).verdict == "winning"
    assert compare(few, many, rivals=4, planned=3_000).verdict == "losing"
    assert compare(few, few, rivals=4, planned=3_000).verdict == "inconclusive"
    early = compare(Count(users=50, hits=50), Count(users=50, hits=0), rivals=1, planned=1_000)
    assert (early.early, early.verdict) == (True, "inconclusive")


@given(some.integers(0, 500), some.integers(0, 500), some.integers(1, 9), some.integers(100, 10_000))
def test_an_interval_holds_its_difference_and_more_rivals_make_it_wider(
    hits: int, hits0: int, rivals: int, planned: int
) -> None:
    told = (hits, 500, hits0, 500)
    alone, among = (sequential.interval(*told, alpha=0.05 / n, planned=planned) for n in (1, rivals + 1))
    assert -1 <= among.low <= alone.low <= (hits - hits0) / 500 <= alone.high <= among.high <= 1


def test_more_cannot_do_it_than_there_are() -> None:
    for users, hits in ((10, 11), (0, 1), (5, -1)):
        with pytest.raises(ValueError, match="more users"):
            Count(users=users, hits=hits)


def test_what_is_planned_finds_what_it_was_planned_for() -> None:
    users = sequential.needed(0.1, 0.02, rivals=4)
    assert users == 9_300
    assert sequential.findable(0.1, rivals=4, planned=users) == pytest.approx(0.02, abs=0.001)


@pytest.mark.parametrize(("rate", "daily"), [(0.1, 100), (0.02, 60), (0.5, 10)])
def test_arms_that_are_alike_are_called_different_in_fewer_than_one_in_twenty(rate: float, daily: float) -> None:
    alike = run((rate,) * 5, daily, repeats=600, seed=5)
    assert alike.called <= 0.05
    assert alike.naive > 0.3  # the same looks by the textbook


def test_a_real_difference_is_found() -> None:
    assert run((0.1, 0.14, 0.1, 0.1, 0.1), 332, repeats=200, seed=6).last > 0.98


def test_the_slow_tail_has_the_ends_that_its_ranks_have() -> None:
    middle, around = slow_tail([float(each) for each in range(1, 1_001)])
    assert middle == 950
    assert (around.low, around.high) == (936, 965)
    assert math.isnan(slow_tail([])[0])
    assert slow_tail([7.0]) == (7, (7, 7))


def logged(count: int, seed: int = 1) -> tuple[np.ndarray, ...]:
    """Sights under an even choice of two: the second is liked twice as often."""
    chance = np.random.default_rng(seed)
    action = chance.integers(0, 2, count)
    reward = (chance.random(count) < np.where(action == 1, 0.4, 0.2)).astype(float)
    return action, reward, np.full(count, 0.5)


def test_another_ranker_is_judged_from_what_was_logged() -> None:
    action, reward, chance = logged(20_000)
    target = np.where(action == 1, 0.9, 0.1)
    model = np.where(action == 1, 0.4, 0.2)
    told = offpolicy.estimate(reward, chance, target, expected=model, ahead=np.full(len(action), 0.38))
    assert told.enough
    for figure in (told.inverse, told.normalised, told.doubly_robust):
        assert figure == pytest.approx(0.9 * 0.4 + 0.1 * 0.2, abs=0.015)
    held = 0
    for seed in range(200):
        action, reward, chance = logged(2_000, seed)
        around = offpolicy.estimate(reward, chance, np.where(action == 1, 0.9, 0.1)).interval
        held += around.low < 0.38 < around.high
    assert held >= 180
    assert math.isnan(offpolicy.estimate(reward, chance, np.full(len(reward), 0.5)).doubly_robust)


def test_a_ranker_that_was_hardly_ever_followed_gets_no_figure() -> None:
    _, reward, chance = logged(5_000)
    rare = np.zeros(5_000)
    rare[:30] = 1.0
    told = offpolicy.estimate(reward, chance, rare)
    assert not told.enough
    assert told.effective == pytest.approx(30)
    assert math.isnan(told.inverse)
    assert math.isnan(told.normalised)
    assert "Nothing to go by" in told.words
    few = offpolicy.estimate(reward[:100], chance[:100], chance[:100])
    assert not few.enough
    assert "Not enough" in few.words
    nothing = np.zeros(0)
    assert not offpolicy.estimate(nothing, nothing, nothing).enough


def test_lists_made_without_chance_say_nothing_of_other_lists() -> None:
    _, reward, _ = logged(5_000)
    agrees = np.random.default_rng(3).integers(0, 2, 5_000).astype(float)
    told = offpolicy.estimate(reward, np.ones(5_000), agrees)
    assert not told.enough
    assert told.effective > offpolicy.ENOUGH
    assert "never by chance" in told.words


@pytest.mark.parametrize("bad", [0.0, -0.1, 1.5, math.nan, math.inf])
def test_a_chance_that_is_none_is_refused(bad: float) -> None:
    ones = np.ones(3)
    with pytest.raises(ValueError, match="chance"):
        offpolicy.estimate(ones, np.array([0.5, bad, 0.5]), ones)
