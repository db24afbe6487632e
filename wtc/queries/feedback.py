"""The questions about what fans say of events and what they were shown: each names the user."""

from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Insert, Select, bindparam, delete, func, insert, literal, select, union_all, update
from sqlalchemy.sql.dml import Delete, Update

from wtc.models.accounts import HiddenEvent, SavedEvent
from wtc.models.events import EventRow
from wtc.models.taste import Feedback, Impression, TasteDial
from wtc.queries import taste
from wtc.shapes.taste import Action

_f: Any = Feedback
_i: Any = Impression
_d: Any = TasteDial
_e: Any = EventRow


def standing(user_id: int, event_id: int, slot: str) -> Select[Any]:
    """What stands in one slot: its id, action and reason."""
    return select(_f.id, _f.action, _f.reason).where(_f.user_id == user_id, _f.event_id == event_id, _f.slot == slot)


def write() -> Insert:
    """New rows; one that is there already is left as it is."""
    return _quietly(insert(_f.__table__))


def rewrite(row_id: int, facts: dict[str, Any]) -> Update:
    return update(Feedback).where(_f.id == row_id).values(**facts)


def take_back(user_id: int, event_id: int, action: str, slot: str = "") -> Delete:
    """One action on one event, in one slot or in all."""
    mine = delete(Feedback).where(_f.user_id == user_id, _f.event_id == event_id, _f.action == action)
    return mine.where(_f.slot == slot) if slot else mine


def weighed_in(user_id: int, event_ids: Iterable[int], click: str) -> Select[int]:
    """Those of the events that were not just passed by: clicked in this tab (its slot is ``click``), or spoken of."""
    said = _f.slot.in_((click, "thumb", "save", "hide"))
    return select(_f.event_id).where(_f.user_id == user_id, _f.event_id.in_(list(event_ids)), said).distinct()


@lru_cache(maxsize=1)
def there() -> Select[int]:
    """Those of the events ``ids`` that are there."""
    return select(_e.id).where(_e.id.in_(bindparam("ids", expanding=True)))


def is_over(event_id: int, now: datetime) -> Select[int]:
    return select(_e.id).where(_e.id == event_id, taste.over(now))


def how_many(user_id: int, actions: Iterable[str], since: datetime | None = None) -> Select[int]:
    mine = select(func.count()).select_from(_f).where(_f.user_id == user_id, _f.action.in_(list(actions)))
    return mine if since is None else mine.where(_f.at > since)


def of_user(user_id: int, *actions: str) -> Select[Any]:
    """All that a user said, or what of it is one of these, the newest first."""
    mine = select(_f.event_id, _f.action, _f.reason, _f.surface, _f.position, _f.at).where(_f.user_id == user_id)
    return (mine.where(_f.action.in_(actions)) if actions else mine).order_by(_f.at.desc(), _f.id.desc())


@lru_cache(maxsize=1)
def marks() -> Select[Any]:
    """What ``user_id`` keeps, hides and thumbed of coming events, the newest ``limit`` of each: (deed, event, at).

    One question for all four; whether an event is over is told by ``taste.moments``.
    """
    over = taste.over_by(**{name: bindparam(name, type_=_e.sort_at.type) for name in ("ended", "begun", "listed")})
    deeds: list[tuple[Action, Any, Any]] = [
        (Action.SAVE, SavedEvent, SavedEvent.created_at),
        (Action.HIDE, HiddenEvent, HiddenEvent.created_at),
        (Action.UP, _f, _f.at),
        (Action.DOWN, _f, _f.at),
    ]
    parts = []
    for deed, table, at in deeds:
        mine = select(literal(deed.value).label("deed"), table.event_id, at.label("at")).join(
            _e, _e.id == table.event_id
        )
        mine = mine.where(table.user_id == bindparam("user_id"), ~over)
        mine = mine.where(_f.action == deed) if table is _f else mine
        newest = mine.order_by(at.desc(), table.event_id.desc()).limit(bindparam("limit"))
        parts.append(select(newest.subquery()))
    whole = union_all(*parts).subquery()
    return select(whole).order_by(whole.c.at.desc(), whole.c.event_id.desc())


def among(user_id: int, action: str, event_ids: Iterable[int]) -> Select[int]:
    return select(_f.event_id).where(_f.user_id == user_id, _f.action == action, _f.event_id.in_(list(event_ids)))


def last_shown(user_id: int, event_ids: Iterable[int], since: datetime) -> Select[Any]:
    """What made the lists in which the user saw these events, the newest last."""
    facts = select(_i.event_id, _i.variant, _i.experiment_id, _i.model_version)
    mine = facts.where(_i.user_id == user_id, _i.event_id.in_(list(event_ids)), _i.at > since)
    return mine.order_by(_i.at, _i.id)


@lru_cache(maxsize=1)
def show() -> Insert:
    """Impressions: one that is there already is left as it is."""
    return _quietly(insert(_i.__table__))


def passed(actions: Iterable[str], before: datetime) -> Delete:
    return delete(Feedback).where(_f.action.in_(list(actions)), _f.at < before)


def seen(before: datetime) -> Delete:
    return delete(Impression).where(_i.at < before)


def dials(user_id: int) -> Select[Any]:
    """A user's dials, the latest turned first."""
    mine = select(_d.factor, _d.label, _d.step, _d.at).where(_d.user_id == user_id)
    return mine.order_by(_d.at.desc(), _d.factor)


def dial(user_id: int, factor: str) -> Select[Any]:
    return select(_d.step, _d.label).where(_d.user_id == user_id, _d.factor == factor)


def dial_count(user_id: int) -> Select[int]:
    return select(func.count()).select_from(_d).where(_d.user_id == user_id)


def set_dial(user_id: int, factor: str, facts: dict[str, Any]) -> Update:
    return update(TasteDial).where(_d.user_id == user_id, _d.factor == factor).values(**facts)


def new_dial(user_id: int, factor: str, facts: dict[str, Any]) -> Insert:
    return insert(TasteDial).values(user_id=user_id, factor=factor, **facts)


def drop_dials(user_id: int, factor: str = "") -> Delete:
    mine = delete(TasteDial).where(_d.user_id == user_id)
    return mine.where(_d.factor == factor) if factor else mine


def _quietly(made: Insert) -> Insert:
    made = made.prefix_with("OR IGNORE", dialect="sqlite")
    return made.prefix_with("IGNORE", dialect="mysql").prefix_with("IGNORE", dialect="mariadb")
