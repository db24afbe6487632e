"""The synthetic crowd: made up in a thread, settled a hundred visitors at a time, and taken away again."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import numpy as np
from sqlmodel import Session

from wtc.db import act, ask
from wtc.demo import crowd as tastes
from wtc.demo import lives
from wtc.errors import Invalid
from wtc.ml.taste import Profile, World, allowed, top
from wtc.services import crowd, fans, recommenders, serving, world
from wtc.services.serving import Served
from wtc.shapes.crowd import CrowdReport, Guest, Life
from wtc.shapes.recommenders import CROWD


async def load(
    now: datetime,
    *,
    users: int,
    days: int,
    seed: int = tastes.SEED,
    tell: Callable[[int], Any] = lambda _done: None,
) -> CrowdReport:
    """See that ``users`` made-up visitors are here who have looked in over the past ``days``. Again changes nothing.

    Killed on the way, the next run adds those that are missing: nobody is there without what they did.
    """
    stage = tastes.Stage(await ask(crowd.nights))
    if not len(stage):
        raise Invalid("There are no sample events for a crowd to look at: run python -m wtc demo first.")
    here = {(one.seed, one.number) for one in await ask(crowd.members)}
    missing = [number for number in range(1, users + 1) if (seed, number) not in here]
    added = 0
    for begin in range(0, len(missing), crowd.CHUNK):
        part = missing[begin : begin + crowd.CHUNK]
        added += await act(crowd.settle, await asyncio.to_thread(_lived, stage, seed, part, now, days), now=now)
        tell(added)
    return await ask(crowd.report, added=added)


def _lived(stage: tastes.Stage, seed: int, numbers: Sequence[int], now: datetime, days: int) -> list[Life]:
    return [lives.live(stage, seed, number, now=now, days=days) for number in numbers]


async def visit(now: datetime, tell: Callable[[int], Any] = lambda _done: None) -> int:
    """Let every made-up visitor see the list of their experiment's arm once, as the crowd's model ranks it; how many.

    What they do with it hangs on their hidden taste alone. Again changes nothing. Invalid without a model.
    """
    served = await ask(serving.of_kind, CROWD)
    if served is None:
        raise Invalid("The crowd has no model to be shown lists of: run python -m wtc train --crowd first.")
    guests = await ask(crowd.guests)
    stage, profiles, then = await ask(_told, now)
    done = 0
    for begin in range(0, len(guests), crowd.CHUNK):
        part = guests[begin : begin + crowd.CHUNK]
        visits = await asyncio.to_thread(_visits, part, served, stage, profiles, then, now)
        done += await act(crowd.visited, visits, served.label, now=now)
        tell(done)
    return done


def _told(session: Session, now: datetime) -> tuple[tastes.Stage, dict[int, Profile], World]:
    stock = world.stock(session, since=now)
    profiles = {one.id: one for one in fans.histories(session, synthetic=True)}
    return tastes.Stage(crowd.nights(session)), profiles, stock.at(now)


def _visits(
    guests: Sequence[Guest],
    served: Served,
    stage: tastes.Stage,
    profiles: dict[int, Profile],
    then: World,
    now: datetime,
) -> list[tuple[Guest, Life]]:
    samples = np.isin(then.items.ids, stage.ids)
    visits = []
    for guest in guests:
        who = guest.member
        profile, model = profiles[who.user_id], served.models[guest.lot.ranker]
        rows = top(model.rank(profile, then, allowed(profile, then) & samples), then.items, lives.SHOWN)
        shown = then.items.ids[rows].tolist()
        share = guest.lot.share if guest.lot.running else 1.0
        life = lives.meet(stage, who.seed, who.number, shown, now=now, known=guest.known, share=share)
        visits.append((guest, life))
    return visits


async def reset() -> int:
    """Take the whole crowd away with all that it did and all that was learned from it; how many visitors that were."""
    gone = 0
    while some := await act(crowd.leave):
        gone += some
    await act(recommenders.forget_crowd)
    return gone
