"""The gate: what was done before and after the cut, figures worked out by hand, and verdicts both ways."""

import numpy as np
import pytest

from wtc.ml import bundles, gating
from wtc.ml.taste import RANKERS, Evidence, Items, Profile, World
from wtc.ml.taste.protocol import BadModel

DAY = 86_400.0
CUT = 100 * DAY


def items(many: int = 12) -> Items:
    return Items.of(
        list(range(1, many + 1)),
        acts=[(n,) for n in range(many)],
        genres=[(n % 3,) for n in range(many)],
        starts=[CUT + 30 * DAY] * many,
        since=[0.0] * many,
    )


def fan(number: int, *deeds: tuple[int, str, float]) -> Profile:
    table = items()
    return Profile(id=number, history=tuple(table.of_row(item - 1, kind, CUT + day * DAY) for item, kind, day in deeds))


def judged(ndcg: list[float], segments: list[int] | None = None) -> gating.Judged:
    scores = np.column_stack([np.zeros((len(ndcg), 2)), ndcg, np.zeros(len(ndcg))])
    places = np.array(segments or [3] * len(ndcg))
    return gating.Judged(segments=places, scores=scores, similarity=np.zeros(len(ndcg)), coverage={})


def test_the_week_holds_what_was_newly_said_yes_to() -> None:
    whole = fan(
        1, (1, "save", -3), (2, "click", -2), (2, "save", 1), (3, "click", 2), (1, "attended", 3), (4, "hide", 4)
    )
    split = gating.hold_back([whole], CUT)
    assert [(one.item, one.kind) for one in split.before[0].history] == [(1, "save"), (2, "click")]
    assert split.after == (frozenset({2}),)


def test_what_was_hidden_in_the_week_was_still_open_before_it() -> None:
    whole = Profile(history=fan(1, (4, "hide", 4), (5, "save", 1)).history, seen=frozenset({4}))
    assert gating.hold_back([whole], CUT).before[0].seen == frozenset()


def test_the_latest_deed_counts_and_a_follow_does_not() -> None:
    follow = Evidence(kind="follow", weight=1.0, at=CUT + 50 * DAY, acts=(1,))
    assert gating.latest([fan(1, (1, "save", -3)), Profile(history=(follow,)), fan(2, (2, "skip", 4))]) == CUT + 4 * DAY
    assert np.isnan(gating.latest([Profile()]))


def test_figures_of_lists_are_those_worked_out_by_hand() -> None:
    world = World(items=items(), now=CUT)
    people = [fan(n, (1, "save", -5)) for n in range(5)] + [fan(9, (2, "save", -5))]
    newcomer = fan(20, (2, "save", 1))
    split = gating.hold_back([*people, newcomer], CUT)
    model = RANKERS["popularity"].fit(world, split.before)
    told = gating.quality(gating.lists(model, world, split))
    assert told.keys() == {"all", "none"}
    row = told["all"]
    assert (row["lists"], row["precision"], row["recall"], row["map"]) == (1, 0.1, 1.0, 0.5)
    assert row["ndcg"] == pytest.approx(1 / np.log2(3), abs=1e-5)
    assert row["coverage"] == pytest.approx(10 / 12, abs=1e-5)
    assert 0 < row["similarity"] < 1


def test_nothing_announced_after_the_week_is_shown() -> None:
    table = items()
    late = Items.of(table.ids.tolist(), starts=[CUT + 30 * DAY] * 12, since=[*([0.0] * 6), *([CUT + 8 * DAY] * 6)])
    world = World(items=late, now=CUT)
    split = gating.hold_back([fan(1, (2, "save", 1))], CUT)
    assert gating.quality(gating.lists(RANKERS["content"].fit(world, ()), world, split))["all"]["coverage"] == 1.0


def test_as_good_passes_and_clearly_worse_does_not() -> None:
    good, bad = [0.5, 0.7] * 30, [0.2, 0.3] * 30
    assert gating.verdict(judged(good), judged(good), "version 1").passed
    assert gating.verdict(judged(good), judged(bad), "version 1").passed
    found = gating.verdict(judged(bad), judged(good), "version 1")
    assert not found.passed
    assert (
        found.note
        == "Worse than version 1 on the latest week: NDCG@10 for all 0.250, was 0.600, many 0.250, was 0.600."
    )


def test_less_than_the_slack_is_no_worse_and_nor_is_what_chance_explains() -> None:
    good = [0.5, 0.7] * 30
    assert gating.verdict(judged([one - 0.009 for one in good]), judged(good), "").passed
    assert not gating.verdict(judged([one - 0.011 for one in good]), judged(good), "").passed
    noisy = np.random.default_rng(1).normal(-0.02, 0.4, 60)
    assert gating.verdict(judged(list(np.array(good) + noisy)), judged(good), "").passed


def test_one_segment_alone_can_hold_a_version_back_when_it_has_enough_lists() -> None:
    many = [0.6] * 400
    few = [0.6] * gating.FEWEST
    places = [3] * 400 + [1] * gating.FEWEST
    other = judged(many + few, places)
    found = gating.verdict(judged([0.62] * 400 + [0.3] * gating.FEWEST, places), other, "version 1")
    assert not found.passed
    assert "few 0.300, was 0.600" in found.note
    fewer = places[:-1]
    less = gating.verdict(judged([0.62] * 400 + [0.3] * (gating.FEWEST - 1), fewer), judged([0.6] * 419, fewer), "")
    assert less.passed
    assert "few" not in less.segments


def test_without_a_list_there_is_nothing_to_compare() -> None:
    found = gating.verdict(judged([]), judged([]), "version 1")
    assert found.passed
    assert found.note.startswith("Nobody said yes")


def test_a_bundle_gives_back_what_serves_or_what_is_held() -> None:
    world = World(items=items(), now=CUT)
    made = {name: RANKERS[name].fit(world, [fan(1, (1, "save", -5))]) for name in ("popularity", "content")}
    made[bundles.HELD] = made["popularity"]
    packed = bundles.pack(made)
    assert packed == bundles.pack(dict(reversed(made.items())))
    assert bundles.unpack(packed).keys() == {"popularity", "content"}
    alone = bundles.unpack(packed, held=True)
    assert list(alone) == [bundles.HELD]
    asked = Profile(), world
    assert np.array_equal(alone[bundles.HELD].rank(*asked), made["popularity"].rank(*asked))


@pytest.mark.parametrize("body", [b"", b"nonsense", b"PK\x05\x06" + b"\0" * 18])
def test_bytes_that_are_no_bundle_are_refused(body: bytes) -> None:
    with pytest.raises(BadModel):
        bundles.unpack(body)


def test_a_bundle_cut_short_or_changed_is_refused() -> None:
    world = World(items=items(), now=CUT)
    packed = bundles.pack({"popularity": RANKERS["popularity"].fit(world, [fan(1, (1, "save", -5))])})
    for spoilt in (packed[:-30], packed[:60] + b"\xff" + packed[61:]):
        with pytest.raises(BadModel):
            bundles.unpack(spoilt)
