"""A search in the order of the searcher's own list: all that answers it, best first, each with why."""

import time
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from sqlmodel import Session

from wtc import clock, measures
from wtc.flows import afterwards, browse, picks, shelves
from wtc.flows.footfall import BOTS
from wtc.flows.making import in_turn
from wtc.flows.shelves import Shelf
from wtc.ml.taste import Explanation, Model, Profile
from wtc.services import events, experiments, feedback, lists
from wtc.shapes.events import EventQuery
from wtc.shapes.experiments import Lot
from wtc.shapes.taste import Pick, Picks, Wish

MOST = 10_000
"""How many answers are put in order; those past it, the latest, are left out."""
SURFACE = "search"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One page of ``total`` answers; ``next`` is the next one's offset, ``spelt`` what was looked for instead."""

    made: Picks
    total: int
    next: int | None
    spelt: str


async def search(user_id: int, query: EventQuery, *, agent: str = "", had: frozenset[int] = frozenset()) -> Answer:
    """The answers to ``query`` as the fan's own ranker orders them; what it does not know, what is over, comes last.

    It is noted what was shown, not for programs that say so (``agent``) and not the events that they ``had`` before
    them. Raises NotSignedIn for a user who is gone.
    """
    began, now = time.perf_counter(), clock.now()
    measures.lists.labels("search").inc()
    shelf = await shelves.KEEPER.current()
    found = await browse.found(replace(query, viewer=user_id, limit=MOST, offset=0))
    made, lot = await in_turn(_make, user_id, query, found.ids, shelf, now)
    made = replace(made, latency_ms=round((time.perf_counter() - began) * 1_000, 2))
    fresh = replace(made, picks=tuple(pick for pick in made.picks if pick.event.id not in had))
    afterwards.note(_note, user_id, lot, fresh, seen=BOTS.search(agent) is None, now=now)
    total = len(found.ids)
    until = min(query.offset + query.limit, total)
    return Answer(made=made, total=total, next=until if until < total else None, spelt=found.spelt)


def _make(
    session: Session, user_id: int, query: EventQuery, ids: tuple[int, ...], shelf: Shelf, now: datetime
) -> tuple[Picks, Lot]:
    fan, lot, choice = picks.chosen(session, user_id, Wish(), shelf)
    choice, (order, whys) = picks.work(
        choice, shelf, lambda model: _ordered(shelf, model, fan.profile, ids, query, now)
    )
    share = lot.share if choice.policy.experiment else 1.0
    shown = [
        replace(picks.picked(whys[event.id], event, fan, shelf, choice, now), propensity=share)
        if event.id in whys
        else Pick(event=event, position=0)
        for event in events.many(session, order)
    ]
    placed = tuple(replace(pick, position=query.offset + place) for place, pick in enumerate(shown, 1))
    made = Picks(picks=placed, policy=choice.policy, candidates=len(ids), personal=choice.personal, made_at=now)
    return made, lot


def _ordered(
    shelf: Shelf, model: Model, profile: Profile, ids: tuple[int, ...], query: EventQuery, now: datetime
) -> tuple[list[int], dict[int, Explanation]]:
    """The ids of the page that is asked for, best first, and why each stands where it does, where that is known."""
    items, world = shelf.stock.items, shelf.stock.at(now)
    wanted = np.array(ids, dtype=np.int64)
    rows = np.searchsorted(items.ids, wanted)
    here = (rows < len(items.ids)) & (items.ids[np.minimum(rows, len(items.ids) - 1)] == wanted)
    may = np.zeros(len(items.ids), dtype=bool)
    may[rows[here]] = True
    scores = np.full(len(ids), -np.inf)
    scores[here] = (model.rank(profile, world, may) + shelf.first)[rows[here]]
    order = np.argsort(-scores, kind="stable")[query.offset : query.offset + query.limit]
    known = [int(row) for row in rows[order[here[order]]]]
    whys = {int(items.ids[why.row]): why for why in model.explain(profile, world, known)}
    return [int(one) for one in wanted[order]], whys


def _note(session: Session, user_id: int, lot: Lot, made: Picks, *, seen: bool, now: datetime) -> None:
    shown = [(SURFACE, made)]
    lists.note(session, user_id, shown, now=now)
    if seen and made.policy.experiment:
        experiments.exposed(session, user_id, lot, now=now)
    if seen:
        feedback.shown(session, user_id, shown, now=now)
