"""``python -m wtc evaluate``: its tables stand whole where nobody can widen the window."""

from typing import Any

from rich.console import Console

from wtc.commands import train
from wtc.ml.taste import RANKERS


def printed(table: Any) -> str:
    screen = Console(width=80)
    with screen.capture() as said:
        screen.print(table)
    return said.get()


def test_no_ranker_and_no_figure_is_cut_in_eighty_columns() -> None:
    figures = dict.fromkeys(train.COLUMNS, 0.123) | {"lists": 12_345}
    told = printed(train._table("Of a week", train.COLUMNS, dict.fromkeys(RANKERS, figures)))
    assert "…" not in told
    assert all(name in told for name in (*RANKERS, *train.COLUMNS))
