"""Fees as people write them, read to the cent; what is no sum has none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wtc.domain.fees import estimate, in_euro, read, shown


@pytest.mark.parametrize(
    ("said", "cents", "currency", "words"),
    [
        ("€300-400", 30_000, "EUR", "From €300"),
        ("300 EUR", 30_000, "EUR", "€300"),
        ("£250", 25_000, "GBP", "£250"),
        ("250 stg", 25_000, "GBP", "£250"),
        ("negotiable", None, "EUR", "Ask about the fee"),
        ("", None, "EUR", "Ask about the fee"),
        ("ask", None, "EUR", "Ask about the fee"),
        ("€1,200", 120_000, "EUR", "€1,200"),
        ("1.200 €", 120_000, "EUR", "€1,200"),
        ("1.2k", 120_000, "EUR", "€1,200"),
        ("€2k", 200_000, "EUR", "€2,000"),
        ("€300.50", 30_050, "EUR", "€300.50"),
        ("300,50 €", 30_050, "EUR", "€300.50"),
        ("from 150", 15_000, "EUR", "From €150"),
        ("€500 for three hours", 50_000, "EUR", "€500"),
        ("€500 for 3 hours", 50_000, "EUR", "€500"),
        ("2 hours €180", 18_000, "EUR", "€180"),
        ("€150 - €200", 15_000, "EUR", "From €150"),
        ("€0", None, "EUR", "Ask about the fee"),
        ("€9999999", None, "EUR", "Ask about the fee"),
        ("neuro 5", 500, "EUR", "€5"),
    ],
)
def test_a_fee_is_read_from_its_words(said: str, cents: int | None, currency: str, words: str) -> None:
    fee = read(said)
    assert (fee.cents, fee.currency) == (cents, currency)
    assert shown(fee) == words


def test_a_column_of_its_own_says_the_currency_where_the_words_do_not() -> None:
    assert read("250", "GBP").currency == "GBP"
    assert read("€250", "GBP").currency == "EUR"
    assert read("250", "DOGE").currency == "EUR"


def test_pounds_are_estimated_in_euro_with_the_day_of_the_rate() -> None:
    assert estimate(read("£250"), 1.15, date(2026, 11, 20)) == "About €288, at the rate of 20 November 2026"
    assert estimate(read("€250"), 1.15, date(2026, 11, 20)) == ""
    assert estimate(read("negotiable"), 1.15, date(2026, 11, 20)) == ""
    assert in_euro(25_000, "GBP", 1.15) == 28_750


@given(st.text(max_size=100))
def test_no_words_make_it_stumble(said: str) -> None:
    fee = read(said)
    assert fee.cents is None or 0 < fee.cents <= 10_000_000
    assert shown(fee)
