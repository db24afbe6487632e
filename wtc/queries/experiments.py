"""The questions behind experiments: what somebody is on, who was shown what, and what came of it."""

from collections.abc import Collection
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Insert, Select, String, bindparam, case, exists, func, insert, literal, select, true, update
from sqlalchemy.sql.dml import Update
from sqlmodel import SQLModel

import wtc.models  # noqa: F401  (registers the tables)
from wtc.models.columns import Moment

_tables = SQLModel.metadata.tables
EXPERIMENTS, ASSIGNMENTS, USERS, PREFERENCES, PREDICTIONS = (
    _tables[name] for name in ("ab_experiments", "ab_assignments", "users", "user_preferences", "model_predictions")
)
SHOWN, SAID = _tables["ml_interactions"].c, _tables["ml_feedback"].c
E, A, U, P = EXPERIMENTS.c, ASSIGNMENTS.c, USERS.c, PREFERENCES.c


@lru_cache(maxsize=4)
def lot(slot: str) -> Select[Any]:
    """The user given as ``user_id`` beside the experiment that runs on ``slot``, else the one that ended last, and the
    arm they saw first. Asked before every list, so it is put together once.
    """
    last = select(E.id).order_by(case((E.slot == slot, 0), else_=1), E.ended_at.desc(), E.started_at.desc()).limit(1)
    return (
        select(
            *(E.id, E.name, E.salt, E.arms, E.control, E.slot, E.winner, A.variant),
            func.coalesce(P.profiling, true()).label("profiling"),
        )
        .select_from(USERS)
        .outerjoin(PREFERENCES, P.user_id == U.id)
        .outerjoin(EXPERIMENTS, E.id == last.scalar_subquery())
        .outerjoin(ASSIGNMENTS, (A.experiment_id == E.id) & (A.user_id == U.id))
        .where(U.id == bindparam("user_id"))
    )


def expose(experiment_id: str, user_id: int, variant: str, now: datetime) -> Insert:
    """One row, if the experiment runs and the user is there; a second one is quietly the first."""
    row = select(
        literal(experiment_id, String(64)),
        U.id,
        literal(variant, String(24)),
        U.synthetic,
        bindparam("now", now, type_=Moment),
    ).where(U.id == user_id, exists().where(E.id == experiment_id, E.slot.is_not(None)))
    made = insert(ASSIGNMENTS).from_select(["experiment_id", "user_id", "variant", "synthetic", "exposed_at"], row)
    made = made.prefix_with("OR IGNORE", dialect="sqlite")
    return made.prefix_with("IGNORE", dialect="mysql").prefix_with("IGNORE", dialect="mariadb")


def assigned(experiment_id: str, user_id: int) -> Select[Any]:
    return select(A.variant).where(A.experiment_id == experiment_id, A.user_id == user_id)


def mark(column: str, user_id: int, now: datetime) -> Update:
    """Note that a user did it, the first time, after they were shown their list and while its experiment runs."""
    running = select(E.id).where(E.slot.is_not(None))
    wants_none = select(P.user_id).where(P.user_id == user_id, P.profiling.is_(False))
    return (
        update(ASSIGNMENTS)
        .where(A.user_id == user_id, A.experiment_id.in_(running), A[column].is_(None), A.exposed_at <= now)
        .where(~wants_none.exists())
        .values({column: now})
    )


def every(limit: int) -> Select[Any]:
    """Experiments, the running one first, then those that ended last, each with the name of who ended it."""
    rows = select(*EXPERIMENTS.c, USERS.c.name.label("who")).outerjoin(USERS, E.ended_by == U.id)
    return rows.order_by(case((E.slot.is_not(None), 0), else_=1), E.started_at.desc(), E.id).limit(limit)


def one(experiment_id: str) -> Select[Any]:
    rows = select(*EXPERIMENTS.c, USERS.c.name.label("who")).outerjoin(USERS, E.ended_by == U.id)
    return rows.where(E.id == experiment_id)


def counts(experiment_id: str) -> Select[Any]:
    """By population and arm: users, those who did something of it, those who hid something."""
    return (
        select(
            A.synthetic,
            A.variant,
            func.count().label("users"),
            func.count(A.converted_at).label("conversions"),
            func.count(A.hid_at).label("hid"),
        )
        .where(A.experiment_id == experiment_id)
        .group_by(A.synthetic, A.variant)
    )


def latencies(experiment_id: str, *, limit: int) -> Select[Any]:
    """How long the newest lists took that were made afresh: population, arm, milliseconds."""
    p = PREDICTIONS.c
    return (
        select(U.synthetic, p.variant, p.latency_ms)
        .join(USERS, U.id == p.user_id)
        .where(p.experiment_id == experiment_id, p.cached.is_(False))
        .order_by(p.id.desc())
        .limit(limit)
    )


def taken_up(experiment_id: str, actions: Collection[str], *, synthetic: bool, most: int) -> Select[Any]:
    """Of each user who was shown a list of this experiment: its arm, the chance of that arm, how many events they saw
    and how many of those they took up, by these actions, at that moment or later; the first ``most`` users.
    """
    first = (
        select(
            SHOWN.user_id,
            SHOWN.variant,
            SHOWN.event_id,
            func.min(SHOWN.at).label("at"),
            func.min(SHOWN.propensity).label("chance"),
        )
        .join(USERS, U.id == SHOWN.user_id)
        .where(SHOWN.experiment_id == experiment_id, U.synthetic.is_(synthetic))
        .group_by(SHOWN.user_id, SHOWN.variant, SHOWN.event_id)
        .subquery()
    ).c
    told = (SAID.user_id == first.user_id) & (SAID.event_id == first.event_id) & (SAID.at >= first.at)
    rows = select(
        first.variant,
        func.min(first.chance).label("chance"),
        func.count(first.event_id.distinct()).label("shown"),
        func.count(SAID.event_id.distinct()).label("taken"),
    ).outerjoin(SAID.event_id.table, told & SAID.action.in_(actions))
    return rows.group_by(first.user_id, first.variant).order_by(first.user_id).limit(most)
