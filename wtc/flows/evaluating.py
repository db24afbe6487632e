"""How good each ranker's lists are: on the latest week, and for the crowd by the hidden tastes that nothing learns."""

from datetime import datetime

from sqlmodel import Session

from wtc.flows import fitting
from wtc.flows.hidden_tastes import Table, by_hidden_taste
from wtc.ml import gating
from wtc.ml.offpolicy import Estimate
from wtc.ml.taste import RANKERS
from wtc.services import instead, recommenders
from wtc.shapes.recommenders import CROWD


def evaluated(session: Session, kind: str, now: datetime) -> tuple[Table, Table]:
    """For each ranker its figures on the latest week, and by hidden tastes (none but of the crowd).

    Invalid when there is too little to learn from. Nothing is written.
    """
    recommenders.enough(session, kind)
    given = fitting.snapshot(session, kind, now)
    split, cut = fitting.held_back(given)
    then = given.world.at(cut)
    held = {}
    for name, ranker in RANKERS.items():
        judged = gating.lists(ranker.fit(then, split.before), then, split)
        held[name] = gating.quality(judged).get("all", {"lists": 0})
    if kind != CROWD:
        return held, {}
    models = {name: ranker.fit(given.world, given.profiles) for name, ranker in RANKERS.items()}
    return held, by_hidden_taste(session, models, given.profiles, given.world)


def logged(session: Session, kind: str) -> tuple[str, dict[str, Estimate]]:
    """What each ranker would have earned by the lists that the newest experiment drew; see ``services.instead``."""
    return instead.instead(session, synthetic=kind == CROWD)
