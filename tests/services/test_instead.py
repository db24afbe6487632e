"""What other lists would have earned, by the lists that an experiment drew: from the tables to figures or a refusal."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from tests.catalogue import NOW, Catalogue
from wtc.services import experiments, instead

_tables = SQLModel.metadata.tables
ARMS = {"control": "popularity", "learned": "learned"}


def shown(catalogue: Catalogue, fans: int, *, synthetic: bool = False, taking: str = "learned") -> None:
    """Fans by turns in two of five arms' draws, each shown two events; those on ``taking`` save the first of them."""
    session: Session = catalogue.session
    experiments.seed(session, now=NOW)
    gigs = [catalogue.gig(f"Gig {number}", hours=30 + number) for number in range(2)]
    first = 1_000 * (1 + synthetic)
    users, sights, words = [], [], []
    for place, user in enumerate(range(first, first + fans)):
        arm = list(ARMS)[place % 2]
        email = f"{user}@example.org"
        users.append(_row("users", id=user, email=email, email_key=email, synthetic=synthetic))
        for event in gigs:
            sights += [_sight(user, event, arm, surface) for surface in ("feed", "weekend")]
        if arm == taking:
            words.append(_said(user, gigs[0], "save"))
        words.append(_said(user, gigs[1], "skip"))
        words.append(_said(user, gigs[1], "click") | {"at": NOW - timedelta(days=1)})
    for table, rows in (("users", users), ("ml_interactions", sights), ("ml_feedback", words)):
        session.execute(insert(_tables[table]), rows)
    session.commit()


def _row(table: str, **facts: Any) -> dict[str, Any]:
    told = {"name": "Aoife", "password_hash": "x", "role": 1, "created_at": NOW, "updated_at": NOW} | facts
    return {name: value for name, value in told.items() if name in _tables[table].c}


def _sight(user: int, event: int, arm: str, surface: str) -> dict[str, Any]:
    made = {"variant": arm, "experiment_id": "recommendation_algo_001", "propensity": 0.5, "model_version": ""}
    return {"user_id": user, "event_id": event, "surface": surface, "day": NOW.date(), "position": 1, "at": NOW} | made


def _said(user: int, event: int, action: str) -> dict[str, Any]:
    empty = {"reason": "", "surface": "", "variant": "", "experiment_id": "", "model_version": ""}
    return {"user_id": user, "event_id": event, "slot": action, "action": action, "at": NOW} | empty


def test_each_list_that_was_drawn_earns_what_its_fans_took_up_afterwards(catalogue: Catalogue) -> None:
    shown(catalogue, 500)
    name, told = instead.instead(catalogue.session, synthetic=False)
    assert name == "Which list suits people best"
    learned, control = told["learned"], told["popularity"]
    assert (learned.enough, learned.effective, learned.normalised) == (True, pytest.approx(250), pytest.approx(0.5))
    assert (control.enough, control.normalised) == (True, 0.0), "clicks before the sight and skips earn nothing"
    assert told["additive"].words.startswith("Nothing to go by"), "it was never drawn"


def test_too_few_fans_are_told_of_and_the_crowd_is_not_counted_among_people(catalogue: Catalogue) -> None:
    shown(catalogue, 300, synthetic=True)
    _, people = instead.instead(catalogue.session, synthetic=False)
    _, crowd = instead.instead(catalogue.session, synthetic=True)
    assert (people["learned"].sights, crowd["learned"].sights) == (0, 300)
    assert crowd["learned"].words.startswith("Not enough to go by: the 300 fans that were logged are worth 150")


def test_without_an_experiment_nothing_is_said(catalogue: Catalogue) -> None:
    assert instead.instead(catalogue.session, synthetic=False) == ("", {})
