"""What each ranker would have earned had everybody had its list, judged from the lists that were drawn for them."""

import numpy as np
from sqlmodel import Session

from wtc.ml import offpolicy
from wtc.ml.offpolicy import Estimate
from wtc.ml.taste import RANKERS
from wtc.queries import experiments as queries
from wtc.services import experiments

TAKEN = ("save", "click", "up", "attended")
MOST = 100_000
"""How many fans are looked at."""


def instead(session: Session, *, synthetic: bool) -> tuple[str, dict[str, Estimate]]:
    """The newest experiment's name, and by ranker the share of what a fan is shown that they take up; '' without one.

    A fan is a row: what they do with one event of a list is not independent of what they do with the next.
    """
    newest = next(iter(experiments.every(session)), None)
    if newest is None:
        return "", {}
    ranker = {arm.key: arm.ranker for arm in newest.arms}
    rows = session.execute(queries.taken_up(newest.id, TAKEN, synthetic=synthetic, most=MOST)).all()
    made = np.array([ranker.get(row.variant, "") for row in rows])
    chance = np.array([row.chance for row in rows], dtype=float)
    reward = np.array([row.taken / row.shown for row in rows], dtype=float)
    return newest.name, {
        name: offpolicy.estimate(reward, chance, (made == name).astype(float), unit="fans") for name in RANKERS
    }
