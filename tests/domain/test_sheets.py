"""A table that leaves the house: no cell of it is a formula in any spreadsheet, and nothing else is changed."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wtc.domain.sheets import DANGEROUS, csv_of, safe


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\x00=1", "＝1", "＋1", "－1", "＠x", "  =1", "|cmd"],
)
def test_what_could_begin_a_formula_is_led_by_an_apostrophe(cell: str) -> None:
    assert str(safe(cell)).startswith("'")


@pytest.mark.parametrize("cell", ["Lankum", "a=b", "", "Róisín", "'quoted", "300"])
def test_other_words_stay_as_they_are(cell: str) -> None:
    assert safe(cell) == cell


def test_numbers_stay_numbers() -> None:
    assert (safe(-5), safe(2.5), safe(None)) == (-5, 2.5, "")


@settings(max_examples=1_000)
@given(st.lists(st.text(max_size=20) | st.integers(), min_size=1, max_size=4))
def test_a_round_trip_keeps_every_word_and_makes_no_formula(row: list[str | int]) -> None:
    data = csv_of(["a"] * len(row), [row]).decode("utf-8-sig")
    (_, back) = list(csv.reader(io.StringIO(data, newline="")))[:2]
    assert len(back) == len(row)
    for said, cell in zip(row, back, strict=True):
        if isinstance(said, str):
            assert cell.removeprefix("'") == said.replace("\x00", "").removeprefix("'")
            assert cell[:1] not in DANGEROUS or not cell
            assert cell.lstrip(" \u00a0")[:1] not in DANGEROUS or not cell.lstrip(" \u00a0")
        else:
            assert cell == str(said)
