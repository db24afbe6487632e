"""The scorer of identity taught again: by made-up names, and by what admins decided."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlmodel import Session

from wtc import clock
from wtc.db import act, ask
from wtc.flows.work import Work
from wtc.ml import identity, identity_pairs, identity_training
from wtc.ml.identity_features import Pair
from wtc.services import audit
from wtc.services.mapping import versions
from wtc.shapes.mapping import Retrained

GENERATED, HELD = 20_000, 4_000
WEIGHT = 8.0
"""What a decision counts for against a made-up pair."""
EACH = 5
"""Every fifth decision is kept back to measure by."""
SLACK = 0.002
"""As much worse on made-up names, by chance, is not worse."""


async def job(work: Work) -> dict[str, Any]:
    """The nightly training, as a job: what it came to."""
    work.say("Learning which names are one act")
    made = await retrain(clock.ticking())
    return {"active": made.active, "words": made.words, "version": made.version}


async def retrain(now: datetime, *, by: int | None = None) -> Retrained:
    """Train, measure, keep; the new scorer serves only when it is no worse. Too few decisions change nothing."""
    serving, (pairs, same) = await ask(_learned)
    if len(pairs) < versions.NEEDED:
        words = f"{len(pairs)} of the {versions.NEEDED} decisions it takes. The scorer stays as it is."
        return Retrained(active=False, words=words, decisions=len(pairs))
    weights, metrics, better = await asyncio.to_thread(train, serving, pairs, same)
    version = await act(_keep, weights, metrics, better, len(pairs), by, now=now)
    before, after = metrics["before"]["accuracy"], metrics["after"]["accuracy"]
    told = f"{after:.1%} right on pairs kept back, {before:.1%} before."
    return Retrained(
        active=better,
        words=f"Version {version} serves: {told}" if better else f"No better, so nothing changes: {told}",
        version=version,
        samples=GENERATED + len(pairs),
        decisions=len(pairs),
        before=before,
        after=after,
    )


def train(serving: identity.Scorer, pairs: Sequence[Pair], same: Sequence[bool]) -> tuple[str, dict[str, Any], bool]:
    """Weights learned from made-up names and four of five decisions, how they and ``serving`` do, and if no worse."""
    made, held = _made()
    places = range(len(pairs))
    taught, back = [n for n in places if n % EACH], [n for n in places if not n % EACH]
    weights = identity_training.train(
        "trained",
        [*(one.pair for one in made), *(pairs[n] for n in taught)],
        [*(one.same for one in made), *(same[n] for n in taught)],
        [*([1.0] * len(made)), *([WEIGHT] * len(taught))],
    )
    scorer = identity.unpack(weights)
    test = [one.pair for one in held], [one.same for one in held]
    mine = [pairs[n] for n in back], [same[n] for n in back]
    before, after = identity_training.measure(serving, *test), identity_training.measure(scorer, *test)
    stood, now = identity_training.measure(serving, *mine), identity_training.measure(scorer, *mine)
    better = after.accuracy >= before.accuracy - SLACK and now.accuracy >= stood.accuracy
    better = better and after.false_merges <= max(before.false_merges, 0.015)
    told = {"before": before, "after": after, "decisions_before": stood, "decisions": now}
    return weights, {name: asdict(one) for name, one in told.items()}, better


@lru_cache(maxsize=1)
def _made() -> tuple[list[identity_pairs.Labelled], list[identity_pairs.Labelled]]:
    return identity_pairs.make(GENERATED, 1), identity_pairs.make(HELD, 2)


def _learned(session: Session) -> tuple[identity.Scorer, tuple[list[Pair], list[bool]]]:
    return versions.scorer(session), versions.decided_pairs(session)


def _keep(
    session: Session,
    weights: str,
    metrics: dict[str, Any],
    better: bool,
    decisions: int,
    by: int | None,
    *,
    now: datetime,
) -> int:
    version = versions.keep(session, weights, samples=GENERATED + decisions, metrics=metrics, active=better, now=now)
    audit.note(session, by, "mapping.retrain", "model", version, now=now, active=better, decisions=decisions)
    return version
