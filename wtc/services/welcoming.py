"""What a newcomer picked, kept in one go: safe to repeat, and nothing that was told before is lost."""

from datetime import datetime
from typing import Any

from sqlmodel import Session

from wtc.domain.genres import FAMILIES
from wtc.queries import follows as queries
from wtc.services import follows, preferences
from wtc.shapes.welcome import Picked, Told


def told(session: Session, user_id: int) -> Told:
    """What the user has said so far, as the three screens ask it."""
    said = preferences.read(session, user_id)
    return Told(
        town=said.cities[0] if said.cities else "",
        genres=said.genres,
        budget=-1 if said.budget_max is None else said.budget_max // 100,
        follows=session.scalar(queries.how_many(user_id)) or 0,
    )


def finish(session: Session, user_id: int, picked: Picked, *, now: datetime) -> None:
    """Keep what was picked; what was skipped stays as it is, and so do towns and sounds told in other words."""
    said = preferences.read(session, user_id)
    changes: dict[str, Any] = {}
    if picked.genres:
        changes["genres"] = (*picked.genres, *(each for each in said.genres if each not in FAMILIES))
    if picked.town:
        changes["cities"] = (picked.town, *(each for each in said.cities if each.casefold() != picked.town.casefold()))
    if picked.budget is not None:
        changes["budget_max"] = picked.budget
    if changes:
        preferences.change(session, user_id, changes, now=now)
    if picked.acts:
        follows.follow_all(session, user_id, picked.acts, now=now)
