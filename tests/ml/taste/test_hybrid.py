"""Six parts collaborative and four parts content."""

import numpy as np
import pytest

from tests.ml.taste.worlds import made
from wtc.ml.taste import RANKERS, Profile


def test_scores_are_six_tenths_and_four_tenths() -> None:
    world, fans = made()
    models = {name: RANKERS[name].fit(world, fans) for name in ("collaborative", "content", "hybrid")}
    for fan in (one for one in fans[:20] if one.events):
        a, b = (models[name].rank(fan, world) for name in ("collaborative", "content"))
        expected = 0.6 * a / np.abs(a).max() + 0.4 * b / np.abs(b).max()
        assert models["hybrid"].rank(fan, world) == pytest.approx(expected, abs=1e-12)


def test_of_whom_nothing_is_known_sees_what_is_popular() -> None:
    world, fans = made()
    hybrid, popular = (RANKERS[name].fit(world, fans) for name in ("hybrid", "popularity"))
    assert np.array_equal(hybrid.rank(Profile(id=7_777), world), popular.rank(Profile(), world))
    [why] = hybrid.explain(Profile(), world, [3])
    assert {part.factor for part in why.parts} <= {"popular", "popular_acts"}


def test_who_only_said_what_they_like_is_not_a_stranger() -> None:
    world, fans = made()
    hybrid, popular = (RANKERS[name].fit(world, fans) for name in ("hybrid", "popularity"))
    said = Profile(genres=frozenset({12}))
    assert not np.array_equal(hybrid.rank(said, world), popular.rank(said, world))
