"""A program of its own that learns: it reads what a population did and writes what came of it; it changes nothing.

``python -m wtc.flows.fitting KIND``. Run so by ``flows.training``, so that learning takes neither the server's
interpreter nor its memory. It goes down with whoever started it. Standard output carries lines of JSON with how far it
is, then one with what was made, then the arrays.
"""

import ctypes
import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, BinaryIO

import orjson
from sqlmodel import Session

from wtc import clock
from wtc.db import read
from wtc.flows.hidden_tastes import by_hidden_taste
from wtc.ml import bundles, gating, taste
from wtc.ml.taste import RANKERS, Model, Profile, World
from wtc.ml.taste.learned import LearnedModel
from wtc.ml.taste.protocol import BadModel
from wtc.ml.taste.splits import Split
from wtc.services import fans, recommenders, world
from wtc.shapes.recommenders import CROWD, Trained

WINDOW = timedelta(days=365)
"""How far back events are read; what fans did with older ones they carry along."""
STEPS = (
    "Reading what was done",
    "Holding the latest week back",
    "Learning from the rest",
    "Checking on the latest week",
    "Learning from all of it",
)
Tell = Callable[[str, int], Any]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Snapshot:
    """All that is learned from: fans, the catalogue, and what serves now (None: nothing that could be compared)."""

    profiles: tuple[Profile, ...]
    world: World
    serving: tuple[str, Model] | None


def snapshot(session: Session, kind: str, now: datetime) -> Snapshot:
    """Everything in one reading, so that it belongs together."""
    stock = world.stock(session, since=now - WINDOW)
    profiles = fans.histories(session, synthetic=kind == CROWD)
    return Snapshot(profiles=profiles, world=stock.at(now), serving=_serving(session, kind))


def _serving(session: Session, kind: str) -> tuple[str, Model] | None:
    kept = recommenders.wanted(session, kind)
    if kept is None:
        return None
    with suppress(BadModel):
        return kept.label, bundles.unpack(recommenders.body(session, kept), held=True)[bundles.HELD]
    return None


def fit(kind: str, now: datetime, tell: Tell) -> Trained:
    """Learn from everybody but for the latest week, check by that week, then learn from all of it."""
    tell(STEPS[0], 0)
    given = read(snapshot, kind, now)
    tell(STEPS[1], 1)
    split, cut = held_back(given)
    then = given.world.at(cut)
    tell(STEPS[2], 2)
    early = {name: ranker.fit(then, split.before) for name, ranker in RANKERS.items()}
    tell(STEPS[3], 3)
    metrics, verdict = check(early, given.serving, then, split)
    tell(STEPS[4], 4)
    held = early[taste.DEFAULT]
    early.clear()  # they are large, and those to come are as large
    made = {name: ranker.fit(given.world, given.profiles) for name, ranker in RANKERS.items()}
    sure = made[taste.DEFAULT]
    metrics["confidence_error"] = sure.errors() if isinstance(sure, LearnedModel) else {}
    if kind == CROWD:
        metrics["hidden"] = read(by_hidden_taste, made, given.profiles, given.world)
    made[bundles.HELD] = held
    return Trained(
        kind=kind,
        body=bundles.pack(made),
        samples=sources(given.profiles),
        metrics=metrics | {"week": [_day(cut), _day(cut + gating.WEEK)]},
        code_version=bundles.code(),
        passed=verdict.passed,
        note=verdict.note,
        window_start=_moment(min(_times(given.profiles), default=cut)),
        window_end=_moment(cut + gating.WEEK),
    )


def held_back(given: Snapshot) -> tuple[Split, float]:
    """Everybody as they were a week before the last thing that anybody did, and when that was (epoch seconds)."""
    end = gating.latest(given.profiles)
    cut = (end if end == end else given.world.now) - gating.WEEK
    return gating.hold_back(given.profiles, cut), cut


def check(
    early: dict[str, Model], serving: tuple[str, Model] | None, then: World, split: Split
) -> tuple[dict[str, Any], gating.Verdict]:
    """How every ranker did on the week held back, popularity among them, and whether the default one may serve."""
    judged = {name: gating.lists(model, then, split) for name, model in early.items()}
    beside = judged["popularity"] if serving is None else gating.lists(serving[1], then, split)
    verdict = gating.verdict(judged[taste.DEFAULT], beside, f"version {serving[0]}" if serving else "popularity")
    told = {name: gating.quality(one) for name, one in judged.items()}
    return {"ranker": taste.DEFAULT, "rankers": told, "gate": verdict.told()}, verdict


def sources(profiles: Sequence[Profile]) -> dict[str, int]:
    """How many rows were learned from, by where they come from."""
    found = Counter(one.kind for profile in profiles for one in profile.history)
    found["preferences"] = sum(bool(p.genres or p.acts or p.djs or p.venues or p.cities or p.nights) for p in profiles)
    found["listening"] = sum(len(profile.heard_acts) for profile in profiles)
    found["dials"] = sum(len(profile.dials) for profile in profiles)
    return {name: many for name, many in sorted(found.items()) if many}


def _times(profiles: Sequence[Profile]) -> list[float]:
    return [one.at for profile in profiles for one in profile.history if one.at == one.at]


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _day(seconds: float) -> str:
    return clock.local(_moment(seconds)).date().isoformat()


def main(kind: str) -> None:
    """Learn, and write what came of it to standard output, which nothing else gets to write to."""
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)
        _step_back()
        made = fit(kind, clock.now(), lambda words, done: _say(out, {"say": words, "done": done}))
        told = {name: getattr(made, name) for name in Trained.__dataclass_fields__ if name != "body"}
        _say(out, {"made": told, "bytes": len(made.body)})
        out.write(made.body)


def _say(out: BinaryIO, told: dict[str, Any]) -> None:
    out.write(orjson.dumps(told, option=orjson.OPT_SERIALIZE_NUMPY) + b"\n")
    out.flush()


def _step_back() -> None:
    """Let visitors go first, and end with the one who asked (both where the system knows how)."""
    with suppress(OSError, AttributeError):
        os.nice(10)
        ctypes.CDLL(None).prctl(1, 9)  # PR_SET_PDEATHSIG: killed, not told, so that it ends in the middle of a sum too


if __name__ == "__main__":
    main(sys.argv[1])
