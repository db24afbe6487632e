"""What a user told us: read, and changed without losing what another tab said."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from wtc.domain.preferences import tidied
from wtc.domain.text import key
from wtc.errors import Conflict
from wtc.models.accounts import User, UserPreferences
from wtc.queries import lists
from wtc.queries.accounts import beginning
from wtc.services import consents
from wtc.shapes.accounts import Preferences
from wtc.shapes.personal import Purpose


def read(session: Session, user_id: int) -> Preferences:
    """What the user told us so far; all empty, and ``updated_at`` None, when nothing yet."""
    row = session.get(UserPreferences, user_id)
    return Preferences() if row is None else _shape(row)


def change(
    session: Session, user_id: int, changes: dict[str, Any], *, seen: datetime | None = None, now: datetime
) -> Preferences:
    """Set the fields in ``changes`` and leave the others; the whole as it stands after.

    ``seen`` is the ``updated_at`` the change was based on: ``Conflict`` when there is a newer one. ``Invalid`` names
    each field that won't do, and then nothing is changed.
    """
    session.exec(select(User.id).where(User.id == user_id).with_for_update()).one()  # one writer at a time
    row = session.get(UserPreferences, user_id)
    standing = Preferences() if row is None else _shape(row)
    if seen is not None and standing.updated_at is not None and seen != standing.updated_at:
        raise Conflict(
            "These were changed somewhere else meanwhile.",
            details={"updated_at": standing.updated_at},
        )
    wanted = replace(tidied(replace(standing, **changes)), updated_at=now)
    row = row or UserPreferences(user_id=user_id, updated_at=now)
    for field, value in asdict(wanted).items():
        setattr(row, field, list(value) if isinstance(value, tuple) else value)
    session.add(row)
    session.flush()
    if wanted.profiling != standing.profiling:
        consents.note(session, user_id, Purpose.PROFILING, wanted.profiling, now=now)
    session.execute(lists.forget(user_id))
    return wanted


def profile(session: Session, user_id: int, on: bool, *, now: datetime) -> None:
    """Make the user's lists from what is known of them, or without it. Whatever a form holds open stays good."""
    session.exec(select(User.id).where(User.id == user_id).with_for_update()).one()
    row = session.get(UserPreferences, user_id) or UserPreferences(user_id=user_id, updated_at=now)
    if row.profiling != on:
        consents.note(session, user_id, Purpose.PROFILING, on, now=now)
    row.profiling = on
    session.add(row)
    session.flush()
    session.execute(lists.forget(user_id))


def _shape(row: UserPreferences) -> Preferences:
    return Preferences(
        genres=tuple(row.genres),
        artists=tuple(row.artists),
        cities=tuple(row.cities),
        venues=tuple(row.venues),
        djs=tuple(row.djs),
        budget_max=row.budget_max,
        radius_km=row.radius_km,
        night_preferences=tuple(row.night_preferences),
        currency=row.currency,
        profiling=row.profiling,
        updated_at=row.updated_at,
    )


def names(session: Session, of: str, text: str, *, limit: int = 8) -> tuple[str, ...]:
    """Up to ``limit`` names of the catalogue that begin like ``text``; ``of``: artists, djs, venues or cities."""
    sought = key(text)
    return tuple(session.exec(beginning(of, sought, limit))) if sought else ()
