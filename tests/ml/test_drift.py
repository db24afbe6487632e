"""Drift: nothing for the same mix, more the further it moved, and finite for what was never there before."""

from math import isfinite, log

import pytest

from wtc.ml.drift import stability


def test_the_same_mix_has_not_moved() -> None:
    assert stability({"trad": 50, "techno": 50}, {"trad": 50, "techno": 50}) == pytest.approx(0)


def test_two_shares_by_hand() -> None:
    p, q = 90.5 / 101, 60.5 / 101
    expected = (q - p) * log(q / p) + ((1 - q) - (1 - p)) * log((1 - q) / (1 - p))
    assert stability({"trad": 90, "techno": 10}, {"trad": 60, "techno": 40}) == pytest.approx(expected)


def test_further_is_more_and_a_new_sound_is_finite() -> None:
    near = stability({"trad": 90, "techno": 10}, {"trad": 80, "techno": 20})
    far = stability({"trad": 90, "techno": 10}, {"techno": 90, "jazz": 10})
    assert 0 < near < 0.2 < far
    assert isfinite(far)
