"""Lists that were made: kept until something changes or their time is over, and each noted with what made it."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

import orjson
from sqlmodel import Session

from wtc.queries import lists as queries
from wtc.services import events
from wtc.shapes.events import Event
from wtc.shapes.taste import Pick, Picks, Policy, Reason

MOST = 12
"""How many lists of one fan are kept at once."""


def recall(session: Session, user_id: int, key: str, *, now: datetime) -> Picks | None:
    """The list that was kept under ``key``, with its events as they are now; None when there is none that is good."""
    found = recall_all(session, user_id, key, now=now)
    return found[""] if found else None


def recall_all(session: Session, user_id: int, key: str, *, now: datetime) -> dict[str, Picks] | None:
    """Lists that were kept together under ``key``, by name."""
    body = session.execute(queries.kept(), {"user_id": user_id, "key": key, "now": now}).scalar()
    if not body:
        return None
    try:
        told = orjson.loads(body)
        wanted = dict.fromkeys(pick["event"] for one in told.values() for pick in one["picks"])
        found = {event.id: event for event in events.many(session, list(wanted))}
        return {name: _read(one, found) for name, one in told.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return None  # another version of the program wrote them


def _read(told: dict[str, Any], found: Mapping[int, Event]) -> Picks:
    """A kept list, in which events are ids; those that are gone are left out."""
    return Picks(
        picks=tuple([_pick(found[one["event"]], **one) for one in told["picks"] if one["event"] in found]),
        policy=Policy(**told["policy"]),
        candidates=told["candidates"],
        strong=told["strong"],
        personal=told["personal"],
        made_at=datetime.fromisoformat(told["made_at"]),
        cached=True,
    )


def _pick(there: Event, *, event: int, reasons: list[list[Any]], **rest: Any) -> Pick:
    return Pick(event=there, reasons=tuple([Reason(*one) for one in reasons]), **rest)


def keep(session: Session, user_id: int, key: str, made: Picks, *, now: datetime, seconds: int) -> None:
    """Keep a list for so many seconds; of one fan the newest ``MOST``. Whatever is past its time goes."""
    keep_all(session, user_id, key, {"": made}, now=now, seconds=seconds)


def keep_all(
    session: Session, user_id: int, key: str, made: Mapping[str, Picks], *, now: datetime, seconds: int
) -> None:
    """Keep lists that were made together, as one."""
    session.execute(queries.expired(), {"now": now})
    old = list(session.execute(queries.keys(), {"user_id": user_id}).scalars())
    gone = [one for place, one in enumerate(old) if one == key or place >= MOST - 1]
    if gone:
        session.execute(queries.drop(user_id, gone))
    row = {"user_id": user_id, "key": key, "model_version": _version(made), "body": _written(made)}
    session.execute(queries.keep(), row | {"created_at": now, "expires_at": now + timedelta(seconds=seconds)})


def _version(made: Mapping[str, Picks]) -> str:
    return next((one.policy.model_version for one in made.values()), "")


def _written(made: Mapping[str, Picks]) -> str:
    names = [field.name for field in fields(Pick) if field.name not in ("event", "reasons")]
    told = {}
    for name, one in made.items():
        picks = [
            {"event": pick.event.id, "reasons": [tuple(reason) for reason in pick.reasons]}
            | {field: getattr(pick, field) for field in names}
            for pick in one.picks
        ]
        head = {"policy": one.policy, "candidates": one.candidates, "strong": one.strong, "personal": one.personal}
        told[name] = {**head, "made_at": one.made_at, "picks": picks}
    return orjson.dumps(told).decode()


def had(session: Session, user_id: int, ranker: str) -> bool:
    """Whether a fan was ever made a list by this ranker."""
    return session.execute(queries.had(), {"user_id": user_id, "ranker": ranker}).first() is not None


def note(session: Session, user_id: int, made: Iterable[tuple[str, Picks]], *, now: datetime) -> None:
    """Note of lists, each with where it was shown, by what they were made, how long they are and how long it took."""
    rows = [
        {
            "user_id": user_id,
            "surface": surface[:24],
            "ranker": one.policy.ranker[:24],
            "variant": one.policy.variant[:24],
            "experiment_id": one.policy.experiment[:64],
            "model_version": one.policy.model_version[:40],
            "shown": len(one.picks),
            "candidates": one.candidates,
            "cached": one.cached,
            "latency_ms": round(one.latency_ms, 3),
            "at": now,
        }
        for surface, one in made
    ]
    session.execute(queries.note(), rows)
