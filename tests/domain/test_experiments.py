"""What is said and drawn of experiments: true words, bars within their row, nothing where nothing is known."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.catalogue import NOW
from wtc.domain import experiment_pages as pages
from wtc.domain.experiments import FIRST, WAYS, drawn_up, signed, span
from wtc.domain.experiments import test_name as name_of
from wtc.errors import Invalid
from wtc.ml.judging import judge
from wtc.shapes.experiments import Experiment, Lot, Tally

RUNNING = Experiment(
    id=FIRST.id,
    name=FIRST.name,
    about=FIRST.about,
    state="running",
    arms=FIRST.arms,
    control=FIRST.control,
    planned=1_000,
    least=0.02,
    started_at=NOW - timedelta(days=9),
)


def counts(users: int = 1_000, **hits: int) -> dict[str, Tally]:
    return {arm.key: Tally(users=users, conversions=hits.get(arm.key, users // 10)) for arm in FIRST.arms}


def shown(told: dict[str, Tally]) -> pages.Trial:
    results = {name: judge(RUNNING, name, told if name == "real" else {}, at=NOW) for name in ("real", "synthetic")}
    return pages.trial(RUNNING, results, NOW)


def test_differences_wear_their_sign() -> None:
    assert [signed(each) for each in (0.016, -0.008, 0.0004, -0.0004)] == ["+1.6", "−0.8", "0.0", "0.0"]
    assert span(-0.008, 0.012) == "−0.8 to +1.2 points"
    assert name_of("recommendation_algo_001", "x") == "test 001"
    assert name_of("spring", "Spring lists") == "Spring lists"


def test_a_winner_is_named_and_its_bar_is_on_its_side() -> None:
    (table,) = shown(counts(hybrid=200)).tables
    assert (table.verdict, table.synthetic) == ("winning", False)
    (row,) = (each for each in table.rows if each.key == "hybrid")
    assert (row.users, row.rate, row.lift, row.badge, row.tone) == ("1,000", "20.0%", "+10.0 pt", "winning", "emerald")
    assert float(row.left[:-1]) > 50
    assert "one look only" in row.textbook
    (control,) = (each for each in table.rows if each.key == "control")
    assert (control.lift, control.dot, control.badge) == ("", "", "control")


@pytest.mark.parametrize("users", [0, 1, 7, 100, 5_000, 10**7])
def test_no_bar_leaves_its_row(users: int) -> None:
    for hits in (0, users // 3, users):
        for table in shown(counts(users, hybrid=hits, learned=users - hits)).tables:
            for row in table.rows:
                if row.dot:
                    left, width, dot = (float(each[:-1]) for each in (row.left, row.width, row.dot))
                    assert 0 <= left <= dot <= 100
                    assert left + width <= 100.51


def test_nobody_yet_is_said_and_nothing_is_drawn() -> None:
    (table,) = shown({}).tables
    assert "Nobody was shown a list yet" in table.words
    assert {(row.rate, row.lift, row.dot) for row in table.rows} == {("none yet", "", "")}


def test_inconclusive_is_said_plainly() -> None:
    (table,) = shown(counts(7)).tables
    assert table.words == "Too few users so far to say anything."
    (table,) = shown(counts(400)).tables
    assert table.words.startswith("Nothing stands out with 40% of the planned sample.")
    (table,) = shown(counts(1_000)).tables
    assert table.words == "The planned sample is in, and no list is shown to be better than the control."
    assert table.verdict == "inconclusive"


def test_a_winner_that_is_slow_or_hidden_comes_with_a_warning() -> None:
    told = counts(hybrid=250)
    told["hybrid"] = replace(told["hybrid"], hid=300, latencies=tuple(float(each) for each in range(200, 500)))
    told["control"] = replace(told["control"], hid=50)
    (table,) = shown(told).tables
    (row,) = (each for each in table.rows if each.key == "hybrid")
    assert len(row.warnings) == 2
    assert "But mind: hides are up" in table.words


def test_a_reader_is_told_which_list_picks_only_once_it_has() -> None:
    lot = Lot(experiment=FIRST.id, variant="collaborative", ranker="collaborative", running=True, test="test 001")
    lot = replace(lot, list_name=WAYS["collaborative"].name)
    assert pages.chip(lot, met=False) == ""
    assert pages.chip(lot, met=True) == "Picked by the “fans like you” list · test 001"
    assert pages.chip(replace(lot, running=False), met=True) == "Picked by the “fans like you” list"
    assert pages.chip(replace(lot, running=False), met=False) == ""
    assert pages.chip(Lot(), met=False) == pages.chip(Lot(ranker="popularity", profiling=False), met=True) == ""
    assert [way.mine for way in pages.how(RUNNING, lot).ways] == [False, True, False, False, False]
    stand_in = Lot(ranker="content", list_name="your sounds", instead=True)
    assert pages.chip(stand_in, met=True) == "Picked by the “your sounds” list"
    assert "the one called “your sounds” stands in" in pages.how(RUNNING, stand_in).mine
    assert not any(way.mine for way in pages.how(RUNNING, stand_in).ways)
    assert "signed in" in pages.how(RUNNING, None).mine
    assert "without your history" in pages.how(RUNNING, Lot(profiling=False)).mine
    over = replace(RUNNING, state="ended", winner="hybrid")
    assert "Everybody has “Fans and sounds” now." in pages.how(over, None).ended
    assert pages.how(None, Lot()).ways == ()


def test_shares_that_do_not_make_a_whole_are_refused_in_the_words_of_the_form() -> None:
    with pytest.raises(Invalid, match="make 110 per cent together"):
        drawn_up("recommendation_algo_002", "Two", "700", "learned", {"learned": "60", "hybrid": "50"})
