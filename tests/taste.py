"""Fans with preferences, hearts, thumbs, follows and what they listen to, put straight into the tables."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlmodel import SQLModel

from tests import artists
from tests.catalogue import NOW, Catalogue
from wtc.domain.text import key

_tables = SQLModel.metadata.tables


def fan(catalogue: Catalogue, email: str = "aoife@example.org", *, synthetic: bool = False, **said: Any) -> int:
    """An account with the preferences that were ``said``. Answers its id."""
    user_id = artists.user(catalogue, email)
    if synthetic:
        users = _tables["users"]
        catalogue.session.execute(users.update().where(users.c.id == user_id).values(synthetic=True))
    if said:
        prefer(catalogue, user_id, **said)
    catalogue.session.commit()
    return user_id


def prefer(catalogue: Catalogue, user_id: int, **said: Any) -> None:
    """Preferences, for the first time."""
    lists = {name: [] for name in ("genres", "artists", "cities", "venues", "djs", "night_preferences")}
    row = {"user_id": user_id, "currency": "EUR", "profiling": True, "updated_at": NOW}
    _add(catalogue, "user_preferences", row | lists | said)


def save(catalogue: Catalogue, user_id: int, *events: int, at: datetime = NOW) -> None:
    for event in events:
        _add(catalogue, "user_saved_events", {"user_id": user_id, "event_id": event, "created_at": at})


def hide(catalogue: Catalogue, user_id: int, *events: int, at: datetime = NOW) -> None:
    for event in events:
        _add(catalogue, "user_hidden_events", {"user_id": user_id, "event_id": event, "created_at": at})


def say(catalogue: Catalogue, user_id: int, event: int, action: str, at: datetime = NOW) -> None:
    """Feedback: up, down, attended, click or skip."""
    slot = "thumb" if action in ("up", "down") else action
    row = {"user_id": user_id, "event_id": event, "slot": slot, "action": action, "at": at}
    empty = {"reason": "", "surface": "", "variant": "", "experiment_id": "", "model_version": ""}
    _add(catalogue, "ml_feedback", row | empty)


def follow(catalogue: Catalogue, user_id: int, *acts: int) -> None:
    for act in acts:
        at = NOW - timedelta(days=3)
        _add(catalogue, "user_followed_artists", {"user_id": user_id, "artist_id": act, "created_at": at})


def hear(catalogue: Catalogue, user_id: int, name: str, *, source: str = "spotify", **more: Any) -> None:
    """An act that is listened to elsewhere; ours when the catalogue has it."""
    row = {
        "user_id": user_id,
        "source": source,
        "name": name,
        "name_key": key(name),
        "weight": 1.0,
        "how": "",
        "at": NOW,
    }
    _add(catalogue, "taste_artists", row | {"artist_id": catalogue.acts.get(name), "genres": []} | more)


def dial(catalogue: Catalogue, user_id: int, factor: str, step: int) -> None:
    _add(catalogue, "taste_dials", {"user_id": user_id, "factor": factor, "label": "", "step": step, "at": NOW})


def _add(catalogue: Catalogue, table: str, row: dict[str, Any]) -> None:
    catalogue.session.execute(insert(_tables[table]), row)
    catalogue.session.commit()
