"""Preferences made tidy, and refused field by field."""

import pytest

from wtc.domain.preferences import LISTS, tidied
from wtc.errors import Invalid
from wtc.shapes.accounts import Preferences


def test_names_are_cleaned_and_kept_once_in_the_order_given() -> None:
    told = tidied(Preferences(artists=("Lankum", " la\u200bnkum ", "", "Ó Riada", "LANKUM", "\u202e")))
    assert told.artists == ("Lankum", "Ó Riada")


def test_every_field_that_will_not_do_is_named() -> None:
    too_many = {field: tuple(f"name {n}" for n in range(101)) for field in LISTS}
    with pytest.raises(Invalid) as refused:
        tidied(Preferences(**too_many, budget_max=-1, radius_km=0, currency="USD"))  # type: ignore[arg-type]
    assert set(refused.value.details) == {*LISTS, "budget_max", "radius_km", "currency"}


def test_a_hundred_names_of_eighty_characters_are_fine() -> None:
    told = Preferences(venues=tuple(f"{n:080d}" for n in range(100)), budget_max=1_000_000, radius_km=500)
    assert tidied(told) == told
    with pytest.raises(Invalid):
        tidied(Preferences(djs=("x" * 81,)))
