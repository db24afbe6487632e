"""What is learned, from what, and what is said when there is too little of it."""

import numpy as np
import pytest

from tests.ml.taste.worlds import NOW, made
from wtc.ml.taste import RANKERS, BadModel, Evidence, Items, Profile, World, match, pack, unpack
from wtc.ml.taste.confidence import calibrate
from wtc.ml.taste.crowd import Crowd
from wtc.ml.taste.fan import Fan
from wtc.ml.taste.habits import Fresh
from wtc.ml.taste.learned import LearnedModel, factors
from wtc.ml.taste.lessons import lessons
from wtc.ml.taste.listwise import Lists, learn
from wtc.ml.taste.metrics import measure, segment
from wtc.ml.taste.packing import from_bytes, to_bytes
from wtc.ml.taste.splits import by_chance

NAMES = [factor.name for factor, _ in factors(Crowd.of(()))]


@pytest.fixture(scope="module")
def town() -> tuple[World, list[Profile]]:
    return made(fans=200)


@pytest.fixture(scope="module")
def model(town: tuple[World, list[Profile]]) -> LearnedModel:
    found = RANKERS["learned"].fit(*town)
    assert isinstance(found, LearnedModel)
    return found


def _lists(values: list[list[float]], taken: list[int], size: int) -> Lists:
    count = len(values) // size
    return Lists(
        values=np.array(values, dtype=np.float32),
        taken=np.array(taken, dtype=np.float32),
        extra=np.zeros(len(values), dtype=np.float32),
        starts=np.arange(count) * size,
        group=np.zeros(count, dtype=np.int64),
        worth=np.ones(count),
    )


def test_learning_finds_the_likeliest_weight() -> None:
    """Of two events the one with the factor is taken up three times in four: its weight is the logarithm of three."""
    found = learn(_lists([[1.0], [0.0]] * 4, [1, 0, 1, 0, 1, 0, 0, 1], 2), np.zeros(1), 1e-9)
    assert found == pytest.approx([np.log(3)], abs=1e-4)


def test_no_weight_falls_below_zero() -> None:
    found = learn(_lists([[1.0, 0.0], [0.0, 1.0]] * 4, [1, 0] * 4, 2), np.full(2, 0.1), 0.01)
    assert found[0] > 1
    assert found[1] == 0.0


def test_what_the_data_is_silent_about_keeps_its_points() -> None:
    found = learn(_lists([[1.0, 0.0], [0.0, 0.0]] * 4, [1, 0] * 4, 2), np.array([0.1, 5.0]), 0.01)
    assert found[1] == pytest.approx(5.0)


def test_without_anybody_the_table_stands(town: tuple[World, list[Profile]]) -> None:
    world, _ = town
    empty = RANKERS["learned"].fit(world, [])
    additive = RANKERS["additive"].fit(world, [])
    fan = Profile(genres=frozenset({12}), acts=frozenset({104}), venues=frozenset({501}))
    told = [{part.factor: part.points for part in one.explain(fan, world, [5])[0].parts} for one in (empty, additive)]
    assert all(told[0][name] == pytest.approx(points) for name, points in told[1].items())
    assert isinstance(empty, LearnedModel)
    assert empty.confidence(fan, 3.0) is None


def test_weights_are_not_negative_and_differ_by_amount_of_history(model: LearnedModel) -> None:
    assert model.weights.shape == (4, len(NAMES))
    assert (model.weights >= 0).all()
    assert not np.allclose(model.weights[0], model.weights[3])


def test_explicit_signals_keep_their_order_among_themselves(model: LearnedModel) -> None:
    row = dict(zip(NAMES, model.weights[0], strict=True))
    assert row["wanted_act"] / row["wanted_genre"] == pytest.approx(5 / 3)
    assert row["heard_act"] / row["wanted_act"] == pytest.approx(4 / 5)


def test_the_median_event_taken_up_has_a_good_match(model: LearnedModel, town: tuple[World, list[Profile]]) -> None:
    world, fans = town
    split = by_chance(fans, 0.2, 3)
    raws = [
        score
        for before, after in zip(split.before, split.after, strict=True)
        if before.events
        for score in model.rank(before, world)[np.isin(world.items.ids, list(after))]
    ]
    assert 0.55 < match(float(np.median(raws))) < 0.85


def test_it_beats_popularity_where_fans_have_tastes(town: tuple[World, list[Profile]]) -> None:
    world, fans = town
    split = by_chance(fans, 0.3)
    found = {name: measure(RANKERS[name].fit(world, split.before), world, split) for name in ("popularity", "learned")}
    assert found["learned"]["all"].ndcg > 1.5 * found["popularity"]["all"].ndcg


def test_cuts_show_nothing_of_what_came_after(town: tuple[World, list[Profile]]) -> None:
    world, fans = town
    for lesson in lessons(world, fans, 0)[:2]:
        assert all(one.at < lesson.now for fan in lesson.split.before for one in fan.history)
        assert (world.items.starts[lesson.live] > lesson.now).all()


def test_without_dates_chance_holds_back_events_from_everybody(town: tuple[World, list[Profile]]) -> None:
    world, fans = town
    undated = [
        Profile(
            id=fan.id,
            history=tuple(Evidence(kind="save", weight=1.0, item=one.item, acts=one.acts) for one in fan.history),
        )
        for fan in fans
    ]
    found = lessons(world, undated, 0)
    assert len(found) == 2
    for lesson in found:
        known = {one.item for fan in lesson.split.before for one in fan.history}
        assert set().union(*lesson.split.after) - known


def test_confidence_is_the_share_taken_up() -> None:
    chance = np.random.default_rng(0)
    raws = [np.sort(chance.uniform(0, 10, 20))[::-1] for _ in range(400)]
    taken = [(chance.random(20) < raw / 20).astype(float) for raw in raws]
    found = calibrate(raws, taken)
    assert found is not None
    assert found(8.0) == pytest.approx(0.4, abs=0.08)
    assert found(2.0) == pytest.approx(0.1, abs=0.06)
    assert found.error < 0.05
    assert [found(raw) for raw in (0, 3, 6, 9)] == sorted(found(raw) for raw in (0, 3, 6, 9))


def test_from_too_little_nothing_is_said() -> None:
    few = [np.arange(20.0)] * 3
    assert calibrate(few, [np.ones(20)] * 3) is None
    assert calibrate([np.arange(20.0)] * 50, [np.zeros(20)] * 50) is None


def test_confidence_survives_packing(model: LearnedModel) -> None:
    again = unpack(pack(model))
    assert isinstance(again, LearnedModel)
    assert again.errors() == model.errors()
    fan = Profile(history=tuple(Evidence(kind="save", weight=1.0, item=at) for at in range(5)))
    assert segment(fan) == 2
    assert again.confidence(fan, 4.0) == model.confidence(fan, 4.0)


def test_a_model_with_other_factors_or_odd_places_is_refused(model: LearnedModel) -> None:
    name, state = from_bytes(pack(model))
    wrong = {
        "factors": state["factors"][::-1],
        "weights": state["weights"][:, 1:],
        "crowd_took.indices": state["crowd_took.indices"] + 10**6,
        "crowd_pull.indptr": state["crowd_pull.indptr"][::-1],
        "crowd_pull.shape": np.array([3, 3]),
        "crowd_fans": state["crowd_fans"][::-1],
        "first": np.full(len(state["first"]), np.inf),
    }
    for key, value in wrong.items():
        with pytest.raises(BadModel):
            unpack(to_bytes(name, {**state, key: value}))
    for key in state:
        with pytest.raises(BadModel):
            unpack(to_bytes(name, {one: array for one, array in state.items() if one != key}))


def test_only_what_was_listed_is_ever_fresh() -> None:
    """By its listing, else by who first took it up if it has a night; a thing without either is there always."""
    day = 86_400.0
    items = Items.of(
        [1, 2, 3, 4, 5],
        acts=[[1], [2], [3], [4], [5]],
        since=[NOW - 14 * day, np.nan, np.nan, np.nan, np.nan],
        starts=[np.nan, NOW + day, NOW + day, np.nan, np.nan],
    )
    world = World(items=items, now=NOW)
    deeds = tuple(items.of_row(row, "save", NOW - 14 * day) for row in (1, 3))
    model = RANKERS["learned"].fit(world, [Profile(id=1, history=deeds)])
    assert isinstance(model, LearnedModel)
    shelf = model.shelf(world)
    assert Fresh().values(Fan(Profile(), shelf, NOW), shelf).tolist() == [0.5, 0.5, 1.0, 0.0, 0.0]
    told = model.explain(Profile(), world, range(5))
    assert ["fresh" in {part.factor for part in why.parts} for why in told] == [True, True, True, False, False]


def test_friends_count(town: tuple[World, list[Profile]], model: LearnedModel) -> None:
    world, fans = town
    friend = max(fans, key=lambda one: one.events)
    fan = Profile(id=9_999, friends=(friend.id,))
    row = int(np.flatnonzero(world.items.ids == friend.history[0].item)[0])
    [why] = model.explain(fan, world, [row])
    told = {part.factor: part.because for part in why.parts}
    assert told["friends"].fans == 1
    assert world.now == NOW
