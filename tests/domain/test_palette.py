"""Places to go are found by the beginning of their words, by those who may go there."""

import pytest

from wtc.domain import palette
from wtc.shapes.accounts import Role


@pytest.mark.parametrize(
    ("typed", "role", "found"),
    [
        ("sav", Role.VISITOR, ["Saved"]),
        ("rooms", Role.VISITOR, ["Venues"]),
        ("sources", Role.USER, []),
        ("sources", Role.ADMIN, ["Sources"]),
        ("sign in", Role.VISITOR, ["Sign in"]),
        ("sign in", Role.USER, []),
        ("nonsense", Role.VISITOR, []),
        ("<script>", Role.VISITOR, []),
    ],
)
def test_places_by_what_was_typed(typed: str, role: Role, found: list[str]) -> None:
    assert [offer.label for offer in palette.places(typed, role)] == found


def test_the_chief_places_when_nothing_is_typed() -> None:
    assert len(palette.places(" ", Role.VISITOR)) == palette.FIRST
