"""Experiments as they are looked at: by those who run them, and by readers who ask how we pick."""

from sqlmodel import Session

from wtc.clock import now
from wtc.db import act, ask
from wtc.domain import experiment_pages as pages
from wtc.flows import policies, standing
from wtc.services import experiments, lists
from wtc.shapes.accounts import Visitor
from wtc.shapes.experiment_pages import HowPage, Trial
from wtc.shapes.experiments import Draft, Experiment, Lot, Results

SHOWN = 10
"""How many experiments the page for admins shows."""


async def every() -> tuple[Experiment, ...]:
    """The running experiment, then the latest that ended."""
    return await ask(experiments.every)


async def one(experiment_id: str) -> Experiment:
    return await ask(experiments.one, experiment_id)


async def results(experiment_id: str, population: str) -> Results:
    """What is known of one population, ``real`` or ``synthetic``."""
    return (await ask(experiments.results, experiment_id, now=now()))[population]


async def start(who: Visitor, draft: Draft) -> Experiment:
    """Begin a comparison; what stands in the way is refused with words."""
    return await act(experiments.start, who.known_id, draft, now=now())


async def end(who: Visitor, experiment_id: str, winner: str, reason: str) -> Experiment:
    """End a comparison and put everybody on its winner, or on the control when it is ''."""
    return await act(experiments.end, who.known_id, experiment_id, winner, reason, now=now())


async def room() -> tuple[Trial, ...]:
    """The page for admins: the latest experiments with what is known of each."""
    moment = now()
    shown = (await every())[:SHOWN]
    return tuple([pages.trial(each, await ask(experiments.results, each.id, now=moment), moment) for each in shown])


async def chip(who: Visitor) -> str:
    """The line at the foot of a page, '' for visitors."""
    if who.id is None:
        return ""
    lot, met = await ask(_standing, who.id)
    return pages.chip(lot, met=met)


async def how(who: Visitor) -> HowPage:
    """What a reader is told of how we pick."""
    latest = next(iter(await every()), None)
    if who.id is None:
        return pages.how(latest, None)
    lot, met = await ask(_standing, who.id)
    return pages.how(latest, lot, met=met)


def _standing(session: Session, user_id: int) -> tuple[Lot, bool]:
    """What a user is on as things are, and whether they were shown such a list."""
    lot, met = experiments.standing(session, user_id)
    lot = policies.held(lot, standing.serving(session)) if lot.profiling else lot
    return lot, met if lot.running else lists.had(session, user_id, lot.ranker)
