"""The synthetic crowd at rest: marked on every user, told apart by address, and taken away whole."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlmodel import Session

from wtc.queries import crowd as queries
from wtc.services import bulk, experiments
from wtc.shapes.crowd import CrowdReport, Guest, Life, Member, Night

DOMAIN = "crowd.invalid"
"""A reserved name: no mail can ever go there, and nobody can own it."""
NO_PASSWORD = "!"  # noqa: S105  (no hash of anything)
CHUNK = 100
BLANK = {"variant": "", "experiment_id": "", "model_version": ""}
_ADDRESS = re.compile(rf"(\d+)\.seed(\d+)@{re.escape(DOMAIN)}")
_tables = queries.USERS.metadata.tables
SAVED, HIDDEN, FOLLOWS = (
    _tables[name] for name in ("user_saved_events", "user_hidden_events", "user_followed_artists")
)
SHOWN, FEEDBACK, PREFERENCES = _tables["ml_interactions"], _tables["ml_feedback"], _tables["user_preferences"]


def address(seed: int, number: int) -> str:
    """What a visitor of the crowd is called where people have an e-mail address."""
    return f"{number:05}.seed{seed}@{DOMAIN}"


def nights(session: Session) -> list[Night]:
    """What the crowd may be shown: sample events, and nothing else."""
    acts: dict[int, list[tuple[int, str]]] = {}
    for event, artist, name in session.execute(queries.bills()):
        acts.setdefault(event, []).append((artist, name))
    return [
        Night(
            id=row.id,
            family=row.family,
            acts=tuple(acts.get(row.id, ())),
            lat=row.lat,
            lon=row.lon,
            cents=row.price_low,
            starts=row.starts_at,
            since=row.first_seen_at,
            capacity=row.capacity or 0,
        )
        for row in session.execute(queries.nights())
    ]


def members(session: Session) -> list[Member]:
    """Everybody in the crowd, with what their hidden taste is drawn from."""
    found = ((row.id, _ADDRESS.fullmatch(row.email)) for row in session.execute(queries.members()))
    return [Member(user_id=one, number=int(told[1]), seed=int(told[2])) for one, told in found if told]


def settle(session: Session, lives: Sequence[Life], *, now: datetime) -> int:
    """Add these visitors with all that they did, leaving out those who are here already; how many are new.

    They have no password, and nothing signs them in; what they did is written as of when they did it.
    """
    here = {(one.seed, one.number) for one in members(session)}
    new = [life for life in lives if (life.seed, life.number) not in here]
    rows = [
        {
            "name": f"Visitor {life.number}",
            "email": address(life.seed, life.number),
            "password_hash": NO_PASSWORD,
            "role": 1,
            "synthetic": True,
            "created_at": life.joined,
            "updated_at": life.joined,
        }
        for life in new
    ]
    bulk.insert(session, queries.USERS, rows)
    ids = {(one.seed, one.number): one.user_id for one in members(session)}
    for table, made in _rows([(ids[life.seed, life.number], life) for life in new], now).items():
        bulk.insert(session, _tables[table], made)
    return len(new)


def guests(session: Session) -> list[Guest]:
    """Those who were not shown the list of the running experiment's arm that is theirs, by id."""
    known: dict[int, set[tuple[int, str]]] = {}
    for user, event, slot in session.execute(queries.said()):
        known.setdefault(user, set()).add((event, slot))
    shown = {(one.user_id, one.experiment_id) for one in session.execute(queries.assigned())}
    lots = ((one, experiments.policy(session, one.user_id)) for one in members(session))
    return [
        Guest(member=one, lot=lot, known=frozenset(known.get(one.user_id, ())))
        for one, lot in lots
        if lot.running and (one.user_id, lot.experiment) not in shown
    ]


def visited(session: Session, visits: Sequence[tuple[Guest, Life]], version: str, *, now: datetime) -> int:
    """Write down that these were shown the list of their arm, and what they did with it; how many it still was."""
    done = 0
    for guest, life in visits:
        lot, user = guest.lot, guest.member.user_id
        at = min((seen["at"] for seen in life.impressions), default=now)
        if experiments.exposed(session, user, lot, now=at) != lot.variant:
            continue
        mark = {"variant": lot.variant, "experiment_id": lot.experiment, "model_version": version}
        for table, made in _rows([(user, life)], now, mark).items():
            bulk.insert(session, _tables[table], _new(session, table, made))
        said = {deed["action"]: deed["at"] for deed in reversed(life.feedback)}
        if yes := [at for action, at in said.items() if action in ("save", "click")]:
            experiments.converted(session, user, now=min(yes))
        if "hide" in said:
            experiments.hid(session, user, now=said["hide"])
        done += 1
    return done


def _new(session: Session, table: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those follows that are not there yet, and all other rows."""
    if table != "user_followed_artists" or not rows:
        return rows
    held = set(session.execute(select(FOLLOWS.c.artist_id).where(FOLLOWS.c.user_id == rows[0]["user_id"])).scalars())
    return [row for row in rows if row["artist_id"] not in held]


def _rows(
    lives: Sequence[tuple[int, Life]], now: datetime, mark: Mapping[str, str] = BLANK
) -> dict[str, list[dict[str, Any]]]:
    """What these users did, by table; ``mark`` says which list it was."""
    shown = [{"user_id": user, **mark, **one} for user, life in lives for one in life.impressions]
    deeds = [{"user_id": user, **mark, **one} for user, life in lives for one in life.feedback]
    follows = [(user, act, at) for user, life in lives for act, at in life.follows]
    told = [{"user_id": user} | life.preferences for user, life in lives if life.preferences]
    same = {"venues": [], "djs": [], "currency": "EUR", "profiling": True, "updated_at": now}
    return {
        "ml_interactions": shown,
        "ml_feedback": deeds,
        "user_saved_events": _marks(deeds, "save"),
        "user_hidden_events": _marks(deeds, "hide"),
        "user_followed_artists": [{"user_id": user, "artist_id": act, "created_at": at} for user, act, at in follows],
        "user_preferences": [one | same for one in told],
    }


def _marks(deeds: Sequence[dict[str, Any]], action: str) -> list[dict[str, Any]]:
    marked = (deed for deed in deeds if deed["action"] == action)
    return [{"user_id": one["user_id"], "event_id": one["event_id"], "created_at": one["at"]} for one in marked]


def leave(session: Session) -> int:
    """Take up to ``CHUNK`` visitors of the crowd away, with all that they did; how many."""
    ids = [row.id for row in session.execute(queries.members().limit(CHUNK))]
    if ids:
        session.execute(delete(queries.USERS).where(queries.USERS.c.id.in_(ids)))
    return len(ids)


def report(session: Session, *, added: int = 0) -> CrowdReport:
    """What the crowd amounts to now."""
    mine = select(queries.USERS.c.id).where(queries.USERS.c.synthetic.is_(True))

    def many(table: Any) -> int:
        asked = select(func.count()).select_from(table).where(table.c.user_id.in_(mine))
        return int(session.execute(asked).scalar_one())

    return CrowdReport(
        visitors=session.execute(select(func.count()).select_from(mine.subquery())).scalar_one(),
        added=added,
        impressions=many(SHOWN),
        feedback=many(FEEDBACK),
        saves=many(SAVED),
        hides=many(HIDDEN),
        follows=many(FOLLOWS),
        preferences=many(PREFERENCES),
    )
