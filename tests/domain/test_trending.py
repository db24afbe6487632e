"""The formula of what is wanted, and what is said of it."""

from datetime import UTC, datetime, timedelta

import pytest

from wtc.domain import trending

NOW = datetime(2026, 11, 27, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "factor"),
    [(0, 2.0), (7, 2.0), (7.01, 1.5), (30, 1.5), (30.01, 1.0), (90, 1.0), (90.01, 0.5), (400, 0.5)],
)
def test_the_sum_weighs_more_the_sooner_the_night(days: float, factor: float) -> None:
    assert trending.decay(NOW + timedelta(days=days), NOW) == factor


@pytest.mark.parametrize(
    ("parts", "score"),
    [
        ((10, 0, 0, 1.0), 3.0),
        ((0, 10, 0, 1.0), 4.0),
        ((0, 0, 10, 1.0), 3.0),
        ((12, 5, 4, 2.0), 13.6),
        ((1, 1, 1, 0.5), 0.5),
    ],
)
def test_the_factor_multiplies_the_whole_sum(parts: tuple[int, int, int, float], score: float) -> None:
    assert trending.score(*parts) == score


@pytest.mark.parametrize(
    ("week", "before", "change", "said"),
    [
        (11, 8, 0.375, "+38% saves this week"),
        (6, 8, -0.25, "−25% saves this week"),
        (8, 8, 0.0, ""),
        (20, 0, None, "20 saves this week"),
        (1, 0, None, "1 save this week"),
        (0, 0, None, ""),
        (0, 4, -1.0, "−100% saves this week"),
    ],
)
def test_what_moved_is_said_as_a_share_of_the_week_before(
    week: int, before: int, change: float | None, said: str
) -> None:
    assert trending.change(week, before) == change
    assert trending.said(week, before) == said


def test_the_sum_can_be_worked_out_again_by_hand() -> None:
    assert trending.added_up(12, 5, 4, 2.0, 13.6) == "(12 × 0.3 + 5 × 0.4 + 4 × 0.3) × 2 = 13.6"


def test_nonsense_in_an_address_is_left_out_and_sense_survives() -> None:
    assert trending.read({"tab": "x", "page": "-3", "crowd": "yes"}) == ("events", "", False, 1)
    there = trending.address("artists", "Cork", crowd=True, page=3)
    assert there == "/trending?tab=artists&city=Cork&crowd=1&page=3"
    assert trending.address("events", "") == "/trending"
