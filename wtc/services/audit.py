"""Who did what: one line for each deed, written in the transaction of the deed itself."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from wtc.models.engine import Deed


def note(
    session: Session,
    user_id: int | None,
    action: str,
    subject: str,
    subject_id: int | str = "",
    *,
    now: datetime,
    **details: Any,
) -> None:
    """Write down a deed: ``note(session, 3, "dj.update", "dj", 12, now=now, fields=["city"])``.

    ``user_id`` is None for the house itself. ``details`` are plain JSON values, never a secret or a contact.
    """
    session.add(
        Deed(at=now, user_id=user_id, action=action, subject=subject, subject_id=str(subject_id), details=details)
    )
    session.flush()
