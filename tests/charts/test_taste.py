"""Charts of taste: what Plotly itself takes, the same numbers in figure and table, colours of the house."""

import re

import plotly.graph_objects as go
import pytest

from wtc.charts import taste
from wtc.shapes.charts import Chart
from wtc.shapes.tasteroom import Axis, Turn
from wtc.theme.tokens import COLOURS

AXES = tuple(
    Axis(key=key, label=key.title(), you=you, town=town)
    for key, you, town in (("trad", 0.5, 0.2), ("folk", 0.25, 0.3), ("indie", 0.25, 0.1), ("rock", 0.0, 0.4))
)
TURNS = (Turn(key="techno", label="Techno", before=0.1, late=0.6), Turn(key="folk", label="Folk", before=0.9, late=0.4))
DRAWN = {
    "wheel": taste.wheel(AXES, finding="Further into trad.", others="Dublin"),
    "alone": taste.wheel(AXES, finding="Mostly trad."),
    "matches": taste.matches((0, 9, 10, 69, 70, 99, 100), finding="Three strong."),
    "turning": taste.turning(TURNS, finding="Towards techno."),
}


@pytest.mark.parametrize("chart", DRAWN.values(), ids=list(DRAWN))
def test_plotly_takes_every_figure_as_it_is(chart: Chart) -> None:
    go.Figure(chart.figure, skip_invalid=False)


@pytest.mark.parametrize("chart", DRAWN.values(), ids=list(DRAWN))
def test_only_traces_that_the_bundle_has_are_used(chart: Chart) -> None:
    assert {trace["type"] for trace in chart.figure["data"]} <= {"scatter", "bar", "scatterpolar"}


@pytest.mark.parametrize("chart", DRAWN.values(), ids=list(DRAWN))
def test_the_table_is_square_and_names_each_row_once(chart: Chart) -> None:
    assert {len(row) for row in chart.rows} == {len(chart.columns)}
    assert len({row[0] for row in chart.rows}) == len(chart.rows)


@pytest.mark.parametrize("chart", DRAWN.values(), ids=list(DRAWN))
def test_every_colour_is_one_of_the_house(chart: Chart) -> None:
    used = set(re.findall(r"#[0-9a-f]{6}", str(chart.figure)))
    assert used <= {*COLOURS.values(), "#3a3a3a"}


def test_the_wheel_is_closed_and_says_the_same_as_its_table() -> None:
    you, town = DRAWN["wheel"].figure["data"]
    assert you["theta"] == ["Trad", "Folk", "Indie", "Rock", "Trad"]
    assert you["r"] == [0.5, 0.25, 0.25, 0.0, 0.5]
    assert town["line"]["dash"] == "dash"
    assert DRAWN["wheel"].rows[0] == ("Trad", "50%", "20%")


def test_without_others_there_is_one_ring_and_no_column_for_them() -> None:
    assert len(DRAWN["alone"].figure["data"]) == 1
    assert DRAWN["alone"].columns == ("Sound", "You")


def test_matches_are_counted_by_tens_with_a_hundred_in_the_last() -> None:
    assert [many for _, many in DRAWN["matches"].rows] == ["2", "1", "0", "0", "0", "0", "1", "1", "0", "2"]
    assert sum(int(many) for _, many in DRAWN["matches"].rows) == 7


def test_a_bar_of_matches_has_the_colours_that_their_badges_have() -> None:
    told = {bar["name"]: (bar["y"], bar["marker"]["color"]) for bar in DRAWN["matches"].figure["data"]}
    assert told == {
        "Strong": ([0, 0, 0, 0, 0, 0, 0, 0, 0, 2], COLOURS["emerald"]),
        "Fair": ([0, 0, 0, 0, 0, 0, 1, 1, 0, 0], COLOURS["gold"]),
        "Weak": ([2, 1, 0, 0, 0, 0, 0, 0, 0, 0], COLOURS["line-strong"]),
    }


def test_with_nothing_to_draw_there_is_a_sentence_and_no_figure() -> None:
    for empty in (taste.wheel((), finding="x"), taste.matches((), finding="x"), taste.turning((), finding="x")):
        assert empty.figure == {}
        assert empty.finding == "x"
