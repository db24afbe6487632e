"""Rules, caps, splits and measures of lists."""

import numpy as np
import pytest

from tests.ml.taste.worlds import DAY, NOW, made
from wtc.ml.taste import RANKERS, Evidence, Items, Profile, World, allowed, top
from wtc.ml.taste.metrics import judge, measure
from wtc.ml.taste.splits import by_chance, by_time


def test_seen_hidden_saved_past_and_cancelled_are_not_shown() -> None:
    items = Items.of(
        [1, 2, 3, 4, 5, 6, 7, 8],
        starts=[NOW + DAY, NOW - 1, NOW + DAY, NOW + DAY, NOW + DAY, NOW + DAY, np.nan, NOW],
        candidate=[True, True, False, True, True, True, True, True],
    )
    history = (
        Evidence(kind="hide", weight=-0.5, item=4),
        Evidence(kind="save", weight=1.0, item=5),
        Evidence(kind="click", weight=0.3, item=1),
    )
    profile = Profile(history=history, seen=frozenset({6}))
    assert items.ids[allowed(profile, World(items=items, now=NOW))].tolist() == [1, 7]


def test_no_act_and_no_venue_has_more_than_its_share() -> None:
    items = Items.of(list(range(8)), acts=[[1], [1], [1], [2], [3], [4], [5], [6]], venue=[9, 8, 7, 9, 9, 9, 6, -1])
    scores = np.arange(8, 0, -1, dtype=np.float64)
    assert top(scores, items, 5, per_act=2, per_venue=3).tolist() == [0, 1, 3, 4, 6]
    assert top(scores, items, 8, per_act=2, per_venue=3).tolist() == [0, 1, 3, 4, 6, 7, 2, 5]
    scores[[0, 6]] = -np.inf
    assert top(scores, items, 50).tolist() == [1, 2, 3, 4, 5, 7]


def test_equal_scores_go_by_id() -> None:
    items = Items.of([30, 10, 20])
    assert items.ids[top(np.zeros(3), items, 3)].tolist() == [10, 20, 30]


def test_one_list_is_judged_by_hand() -> None:
    precision, recall, ndcg, mean = judge([5, 9, 7, 8], frozenset({5, 7, 100}))
    assert (precision, recall) == pytest.approx((0.2, 2 / 3))
    assert ndcg == pytest.approx((1 + 1 / np.log2(4)) / (1 + 1 / np.log2(3) + 1 / np.log2(4)))
    assert mean == pytest.approx((1 + 2 / 3) / 3)


def test_everybody_is_cut_at_the_same_moment() -> None:
    _, profiles = made()
    split = by_time(profiles, 0.25)
    early = [deed.at for one in split.before for deed in one.history]
    assert sum(map(len, split.after)) == pytest.approx(0.25 * sum(one.events for one in profiles), rel=0.1)
    for whole, before, after in zip(profiles, split.before, split.after, strict=True):
        late = [deed.at for deed in whole.history if deed.item in after]
        assert not late or min(late) >= max(early)
        assert before.events + len(after) == whole.events


def test_evidence_without_a_date_stays_with_the_past() -> None:
    fan = Profile(
        history=(Evidence(kind="save", weight=1.0, item=1), Evidence(kind="save", weight=1.0, item=2, at=5.0))
    )
    split = by_time([fan], 0.5)
    assert [deed.item for deed in split.before[0].history] == [1]
    assert split.after == (frozenset({2}),)


def test_chance_holds_back_a_share_and_is_repeatable() -> None:
    _, profiles = made()
    first, again, other = by_chance(profiles, 0.3, 1), by_chance(profiles, 0.3, 1), by_chance(profiles, 0.3, 2)
    assert first == again
    assert first.after != other.after
    assert sum(map(len, first.after)) == pytest.approx(0.3 * sum(one.events for one in profiles), rel=0.15)


def test_content_beats_popularity_where_fans_have_tastes() -> None:
    world, profiles = made()
    split = by_chance(profiles, 0.4)
    found = {name: measure(RANKERS[name].fit(world, split.before), world, split) for name in ("popularity", "content")}
    assert found["content"]["all"].ndcg > found["popularity"]["all"].ndcg
    assert found["content"]["many"].lists + found["content"]["some"].lists > 20
    assert 0 < found["popularity"]["all"].coverage < found["content"]["all"].coverage <= 1
