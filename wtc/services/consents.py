"""What users agreed to, purpose by purpose: read at the moment it matters, so that a word holds at once."""

from datetime import datetime

from sqlmodel import Session, col, select

from wtc.models.accounts import Consent, User, UserPreferences
from wtc.shapes.personal import Purpose, Word


def words(session: Session, user_id: int) -> tuple[Word, ...]:
    """What holds for every purpose, and since when."""
    rows = {row.purpose: row for row in session.exec(select(Consent).where(col(Consent.user_id) == user_id))}
    preferences = session.get(UserPreferences, user_id)
    profiling = preferences is None or preferences.profiling
    return tuple(
        Word(
            purpose=purpose,
            given=profiling if purpose is Purpose.PROFILING else row is None or row.given,
            given_at=row.given_at if row else None,
            withdrawn_at=row.withdrawn_at if row else None,
        )
        for purpose in Purpose
        for row in (rows.get(purpose.value),)
    )


def given(session: Session, user_id: int, purpose: Purpose) -> bool:
    """Whether something other than profiling is allowed; it is until they say no (decision 0231)."""
    row = session.get(Consent, (user_id, purpose.value))
    return row is None or row.given


def note(session: Session, user_id: int, purpose: Purpose, agreed: bool, *, now: datetime) -> None:
    """Write down a word on a purpose and when it was said; the same word again changes nothing."""
    session.exec(select(User.id).where(User.id == user_id).with_for_update()).one()
    row = session.get(Consent, (user_id, purpose.value), populate_existing=True)
    if row is not None and row.given == agreed:
        return
    row = row or Consent(user_id=user_id, purpose=purpose.value, given=agreed)
    row.given = agreed
    if agreed:
        row.given_at = now
    else:
        row.withdrawn_at = now
    session.add(row)
    session.flush()
