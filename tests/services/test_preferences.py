"""Preferences kept and changed, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import Session

from wtc.errors import Conflict, Invalid
from wtc.services import accounts, preferences
from wtc.shapes.accounts import Preferences

NOW = datetime(2026, 5, 1, 12, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def user_id(session: Session) -> int:
    made = accounts.create(session, name="Aoife", email="a@example.com", password_hash="x", now=NOW)
    assert made.id is not None
    return made.id


def test_nothing_was_told_at_first(session: Session, user_id: int) -> None:
    assert preferences.read(session, user_id) == Preferences()


def test_all_eight_fields_come_back_as_they_were_given(session: Session, user_id: int) -> None:
    told = {
        "genres": ("trad", "techno"),
        "artists": ("Róisín Murphy", "!!!"),
        "cities": ("Gaillimh",),
        "venues": ("Whelan's", "🎉"),
        "djs": ("DJ Próvaí",),
        "budget_max": 2_550,
        "radius_km": 40,
        "night_preferences": ("fri", "sat"),
    }
    changed = preferences.change(session, user_id, told, now=NOW)
    session.expire_all()
    assert preferences.read(session, user_id) == changed == Preferences(**told, updated_at=NOW)  # type: ignore[arg-type]


def test_fields_left_out_stay_as_they_are(session: Session, user_id: int) -> None:
    preferences.change(session, user_id, {"cities": ("Cork",), "budget_max": 2_000}, now=NOW)
    after = preferences.change(session, user_id, {"budget_max": None}, now=NOW + timedelta(minutes=1))
    assert (after.cities, after.budget_max) == (("Cork",), None)


def test_a_change_based_on_an_older_state_is_refused_and_changes_nothing(session: Session, user_id: int) -> None:
    first = preferences.change(session, user_id, {"cities": ("Cork",)}, now=NOW)
    second = preferences.change(
        session, user_id, {"cities": ("Sligo",)}, seen=first.updated_at, now=NOW + timedelta(minutes=1)
    )
    with pytest.raises(Conflict) as refused:
        preferences.change(session, user_id, {"cities": ("Derry",)}, seen=first.updated_at, now=NOW)
    assert refused.value.details == {"updated_at": second.updated_at}
    assert preferences.read(session, user_id) == second


def test_a_bad_field_changes_nothing(session: Session, user_id: int) -> None:
    with pytest.raises(Invalid):
        preferences.change(session, user_id, {"cities": ("Cork",), "radius_km": 0}, now=NOW)
    assert preferences.read(session, user_id) == Preferences()
