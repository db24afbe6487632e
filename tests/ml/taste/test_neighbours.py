"""Cosines and EASE by hand."""

from typing import Any

import numpy as np
import pytest
import scipy.sparse as sp

from tests.ml.taste.worlds import NOW
from wtc.ml.taste import RANKERS, Evidence, Items, Profile, World
from wtc.ml.taste.crowd import Crowd
from wtc.ml.taste.fan import Fan
from wtc.ml.taste.neighbours import ease
from wtc.ml.taste.shelf import Shelf
from wtc.ml.taste.social import gram, ridge

TOY = {1: (10, 11, 12), 2: (10, 11), 3: (12,), 4: (13,)}


def _fans() -> list[Profile]:
    def deeds(items: tuple[int, ...]) -> tuple[Evidence, ...]:
        return tuple(Evidence(kind="save", weight=1.0, item=one, acts=(one + 90,)) for one in items)

    return [Profile(id=name, history=deeds(items)) for name, items in TOY.items()]


def _world() -> World:
    ids = [10, 11, 12, 13, 14]
    return World(items=Items.of(ids, acts=[[one + 90] for one in ids[:4]] + [[100]]), now=NOW)


def test_neighbours_of_a_toy_matrix_are_those_worked_out_by_hand() -> None:
    world, fans = _world(), _fans()
    crowd = Crowd.of(fans)
    shelf = Shelf(world, crowd.acts, crowd.acts[:0])
    found = [crowd.alike(Fan(one, shelf, NOW)) for one in fans]
    assert found[0] == pytest.approx([0, 2 / np.sqrt(6), 1 / np.sqrt(3), 0])
    assert found[1] == pytest.approx([2 / np.sqrt(6), 0, 0, 0])
    assert found[3] == pytest.approx([0, 0, 0, 0])


def test_the_nearest_fans_vote() -> None:
    world, fans = _world(), _fans()
    model = RANKERS["collaborative"].fit(world, fans)
    [why] = model.explain(fans[1], world, [2])
    part = next(one for one in why.parts if one.factor == "similar_fans")
    assert part.because.fans == 1
    scores = model.rank(fans[1], world)
    assert scores[2] > scores[3]


def test_ease_of_two_columns_is_that_of_the_paper() -> None:
    table = sp.csr_matrix(np.array([[1.0, 1.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]]))
    gram = np.array([[3.0, 2.0], [2.0, 3.0]]) + 2.0 * np.eye(2)
    inverse = np.linalg.inv(gram)
    expected = [[0, -inverse[0, 1] / inverse[1, 1]], [-inverse[1, 0] / inverse[0, 0], 0]]
    assert np.asarray(ease(table, 2.0).todense()) == pytest.approx(np.array(expected), abs=1e-6)


def test_only_the_strongest_of_each_column_stay() -> None:
    chance = np.random.default_rng(1)
    table = sp.csr_matrix((chance.random((60, 30)) < 0.3).astype(float))
    whole, some = (np.asarray(ease(table, 5.0, kept).todense()) for kept in (100, 4))
    assert ((some != 0).sum(axis=0) <= 4).all()
    assert np.abs(some).max(axis=0) == pytest.approx(np.abs(whole).max(axis=0))


def test_a_new_event_of_a_known_act_is_reached_by_what_its_fans_do() -> None:
    """Fans of act 1 like act 2: somebody who likes act 1 is shown an event of act 2 that nobody took up yet."""
    items = Items.of([1, 2, 3, 4, 5], acts=[[1], [2], [3], [2], [3]])
    both = (items.of_row(0), items.of_row(1))
    fans = [Profile(id=name, history=both) for name in range(8)] + [Profile(id=9, history=(items.of_row(2),))]
    world = World(items=items, now=NOW)
    scores = RANKERS["collaborative"].fit(world, fans).rank(Profile(id=99, history=both[:1]), world)
    assert scores[3] > scores[4]


@pytest.mark.parametrize("told", [{"heard_acts": {1: 1.0}}, {"acts": frozenset({1})}])
def test_who_only_named_or_hears_an_act_is_shown_what_its_fans_go_to(told: dict[str, Any]) -> None:
    items = Items.of([1, 2, 3, 4, 5], acts=[[1], [2], [3], [2], [3]])
    both = (items.of_row(0), items.of_row(1))
    fans = [Profile(id=name, history=both) for name in range(8)]
    fans += [Profile(id=name, history=(items.of_row(4),)) for name in range(20, 40)]
    world = World(items=items, now=NOW)
    model = RANKERS["collaborative"].fit(world, fans)
    scores = model.rank(Profile(id=99, **told), world)
    assert scores[3] > scores[4]
    [why] = model.explain(Profile(id=99, **told), world, [3])
    assert [part.factor for part in why.parts] == ["similar_act"]
    stranger = model.rank(Profile(id=99, heard_acts={777: 1.0}), world)
    assert stranger[4] > stranger[3]  # nobody knows what they hear: popular first


def test_a_few_steps_come_close_to_the_ridge() -> None:
    chance = np.random.default_rng(2)
    dense = chance.random((200, 6))
    target = dense @ np.array([1.0, 0, 0, 2.0, 0, 0])
    shrink = 10.0 * (dense**2).sum() / 200
    exact = np.linalg.solve(dense.T @ dense + shrink * np.eye(6), dense.T @ target)
    assert ridge(gram(sp.csr_matrix(dense)), dense.T @ target) == pytest.approx(exact, rel=1e-6)
